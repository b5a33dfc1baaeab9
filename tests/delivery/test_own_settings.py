"""Settings that people change: their reminders follow, and each change is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from bot.domain.errors import Refused
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, NoticeState
from bot.domain.settings import Chosen
from bot.storage import notices, people
from bot.storage.schema import audit
from tests.delivery.world import MONDAY, PRIYA, ROSA, TOM, World

UTC_NINE, TOKYO_NINE = datetime(2026, 11, 18, 9, tzinfo=UTC), datetime(2026, 11, 18, 0, tzinfo=UTC)


def prepares_at(world: World, loop: Loop) -> list[datetime]:
    with world.elsewhere.read() as connection:
        rows = notices.of_loop(connection, loop.id)
    return [row.due for row in rows if row.kind is NoticeKind.PREPARE and row.state is NoticeState.PENDING]


def becomes(world: World, **other: object) -> None:
    """What Slack says of Priya is stored, and nothing follows yet."""
    with world.elsewhere.write() as connection:
        known = people.find(connection, PRIYA)
        assert known
        people.save(connection, replace(known, **other), plan_due=MONDAY)  # type: ignore[arg-type]  # fields by name


def waiting(world: World) -> list[str]:
    with world.elsewhere.read() as connection:
        return list(people.plan_due(connection, 100))


@pytest.fixture
def loop(world: World) -> Loop:
    loop = world.loop()
    world.on.people.person(PRIYA)
    becomes(world, zone="UTC")
    world.interview(loop, PRIYA)
    world.on.workspace_changes.finish()
    return loop


@pytest.mark.usefixtures("loop")
class TestSettings:
    def test_somebodys_own_move_their_reminders_at_once(self, world: World, loop: Loop) -> None:
        kept = world.on.own_settings.set(PRIYA, Chosen(prepare_at=time(16)))
        assert prepares_at(world, loop) == [UTC_NINE.replace(hour=16)]
        assert kept.moved == 1
        assert kept.form.holds.lead_times.prepare_at == time(16)
        assert waiting(world) == []
        again = world.on.own_settings.set(PRIYA, Chosen(prepare_at=time(16)))
        assert again.moved == 0

    def test_everybodys_move_everybodys_and_somebodys_own_stay_theirs(self, world: World, loop: Loop) -> None:
        world.interview(loop, TOM)
        world.on.own_settings.set(PRIYA, Chosen(prepare_at=time(16)))
        becomes_admin(world)
        assert world.on.own_settings.set(ROSA, Chosen(prepare_at=time(11)), everybody=True).moved is None
        assert set(waiting(world)) >= {PRIYA, TOM}
        world.on.workspace_changes.finish()
        assert UTC_NINE.replace(hour=16) in prepares_at(world, loop)
        assert len({at.minute for at in prepares_at(world, loop)}) == 1
        assert UTC_NINE not in prepares_at(world, loop)

    def test_only_admins_set_everybodys(self, world: World) -> None:
        with pytest.raises(Refused, match="Only an admin"):
            world.on.own_settings.set(PRIYA, Chosen(prepare_at=time(11)), everybody=True)
        with pytest.raises(Refused, match="Only an admin"):
            world.on.own_settings.form(PRIYA, everybody=True)

    def test_what_is_as_it_would_be_anyway_follows_everybodys(self, world: World) -> None:
        becomes_admin(world)
        holds = world.on.own_settings.form(PRIYA).holds
        same = Chosen(hours=(holds.hours.opens, holds.hours.closes), prepare_at=holds.lead_times.prepare_at)
        world.on.own_settings.set(PRIYA, same)
        world.on.own_settings.set(ROSA, Chosen(prepare_at=time(11)), everybody=True)
        assert world.on.own_settings.form(PRIYA).holds.lead_times.prepare_at == time(11)

    def test_each_change_is_on_record_without_its_value(self, world: World) -> None:
        becomes_admin(world)
        world.on.own_settings.set(PRIYA, Chosen(prepare_at=time(16), wants_starting=False))
        world.on.own_settings.set(ROSA, Chosen(days=frozenset({1})), everybody=True)
        with world.elsewhere.read() as connection:
            changes = (
                select(audit.c.actor, audit.c.detail).where(audit.c.what == "setting").order_by(audit.c.id)
            )
            said = [tuple(row) for row in connection.execute(changes)]
        assert said == [(PRIYA, "prepare_at, wants_starting"), (ROSA, "everybody: days")]

    def test_a_kind_switched_off_is_dropped_and_on_again_is_back(self, world: World, loop: Loop) -> None:
        def starting() -> list[NoticeState]:
            with world.elsewhere.read() as connection:
                rows = notices.of_loop(connection, loop.id)
            return [row.state for row in rows if row.kind is NoticeKind.STARTING]

        world.on.own_settings.wants(PRIYA, NoticeKind.STARTING, wanted=False)
        assert starting() == [NoticeState.DROPPED]
        world.on.own_settings.wants(PRIYA, NoticeKind.STARTING, wanted=True)
        assert starting() == [NoticeState.PENDING]


def becomes_admin(world: World) -> None:
    world.on.people.person(ROSA)
    with world.elsewhere.write() as connection:
        known = people.find(connection, ROSA)
        assert known
        people.save(connection, replace(known, admin=True))
    world.on.people.heard(replace(known, admin=True))
