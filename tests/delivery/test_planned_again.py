"""What Slack says of people has changed: what is planned from it is planned anew, and to the end."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import DatabaseUnavailable
from bot.domain.interviews import ExcuseReason
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind
from bot.domain.people import Person
from bot.services.loops import Loops
from bot.services.planning import Planner
from bot.services.workspace_changes import WorkspaceChanges
from bot.storage import people
from tests.delivery.world import MONDAY, PRIYA, TOM, World

TOKYO, BERLIN = "Asia/Tokyo", "Europe/Berlin"
NINE_IN_TOKYO, NINE_IN_BERLIN = (datetime(2026, 11, 18, hour, tzinfo=UTC) for hour in (0, 8))


def prepared_at(world: World) -> list[datetime]:
    """When Priya is prepared for her interviews of Thursday."""
    return [each.due for each in world.all_notices() if each.kind is NoticeKind.PREPARE and each.waits]


def priya(world: World, **other: object) -> Person:
    return replace(world.on.people.person(PRIYA), **other)  # type: ignore[arg-type]


@pytest.fixture
def three(world: World) -> list[Loop]:
    """Loops in which she interviews on Thursday."""
    world.control.post(f"users/{PRIYA}", tz=BERLIN)
    made = [world.loop() for _ in range(3)]
    for loop in made:
        world.interview(loop, PRIYA, timedelta(days=3))
    world.on.workspace_changes.finish()
    assert prepared_at(world) == [NINE_IN_BERLIN] * 3
    return made


def test_a_new_zone_moves_what_is_planned(world: World, three: list[Loop]) -> None:
    world.on.workspace_changes.person_changed(priya(world, zone=TOKYO))
    assert len(three) == 3
    assert prepared_at(world) == [NINE_IN_TOKYO] * 3
    assert world.on.workspace_changes.finish() == 0


def test_a_new_zone_that_no_event_told_moves_it_too(world: World, three: list[Loop]) -> None:
    world.control.post(f"users/{PRIYA}", tz=TOKYO)
    world.sandbox.advance(timedelta(days=1, minutes=1))
    world.on.people.person(PRIYA)  # Slack is asked again once a day
    assert world.on.workspace_changes.finish() == 1
    assert len(three) == 3
    assert prepared_at(world) == [NINE_IN_TOKYO] * 3


class Breaking:
    """A clock in the middle of whose use the database goes away."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self) -> datetime:
        self.left -= 1
        if self.left < 0:
            raise DatabaseUnavailable
        return MONDAY


def test_what_breaks_off_in_the_middle_is_finished_by_the_next(world: World, three: list[Loop]) -> None:
    halves = set()
    for after in range(8):
        zone, nine = [(TOKYO, NINE_IN_TOKYO), (BERLIN, NINE_IN_BERLIN)][after % 2]
        broken = Breaking(after)
        planner = Planner(world.on.guidebook, world.on.people, broken)
        halved = WorkspaceChanges(world.on.database, world.on.people, Loops(planner), broken)
        with suppress(DatabaseUnavailable):
            halved.person_changed(priya(world, zone=zone))
        halves.add(prepared_at(world).count(nine))
        world.on.workspace_changes.finish()
        assert prepared_at(world) == [nine] * 3
    assert halves == {0, 1, 2, 3}, "it broke off before, between and after them"
    assert len(three) == 3


def test_one_that_changes_again_meanwhile_is_planned_once_more(world: World, three: list[Loop]) -> None:
    changes = world.on.workspace_changes
    world.on.people.heard(priya(world, zone=TOKYO))
    with world.elsewhere.read() as connection:
        (since,) = people.plan_due(connection, 5).values()
    world.sandbox.advance(timedelta(seconds=1))
    world.on.people.heard(priya(world, zone=BERLIN))
    with world.on.database.write() as connection:
        people.planned(connection, PRIYA, since)
    assert changes.finish() == 1
    assert len(three) == 3
    assert prepared_at(world) == [NINE_IN_BERLIN] * 3


def test_an_account_switched_off_and_on_again_owes_what_it_owed(world: World, loop: Loop) -> None:
    world.interview(loop, PRIYA)
    world.interview(loop, TOM)
    changes = world.on.workspace_changes
    changes.person_changed(priya(world, active=False))
    assert excuses(world, loop) == [ExcuseReason.DEACTIVATED, None]
    changes.person_changed(priya(world, active=True))
    assert excuses(world, loop) == [None, None]
    kinds = [each.kind for each in world.all_notices() if each.recipient == PRIYA and each.waits]
    assert NoticeKind.FEEDBACK in kinds


def excuses(world: World, loop: Loop) -> list[ExcuseReason | None]:
    panelists = [panelist for _, panelist in world.loaded(loop).assignments()]
    return [each.excuse.reason if each.excuse else None for each in panelists]
