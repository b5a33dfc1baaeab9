"""What a later release has written, once this one is back: it goes on around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, NoticeState
from bot.storage.schema import notice
from tests.delivery.world import MONDAY, PRIYA, TOM, World
from tests.storage.test_later_release import LATER, keep, of_a_later_release, row


@pytest.fixture(autouse=True)
def its_checks(world: World) -> Iterator[None]:
    with of_a_later_release(world.on.database):
        yield


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_plans_and_deliveries_go_on_and_it_stays_as_it_is(
    world: World, loop: Loop, later: dict[str, object]
) -> None:
    due = MONDAY - timedelta(minutes=1)
    kept = keep(world.on.database, recipient=PRIYA, loop_id=loop.id, due=due, **later)
    for person in (PRIYA, TOM):
        world.interview(loop, person)
    world.worker().tick()
    assigned = [each for each in world.all_notices() if each.kind is NoticeKind.ASSIGNED]
    assert [(each.recipient, each.state) for each in assigned] == [
        (PRIYA, NoticeState.SENT),
        (TOM, NoticeState.SENT),
    ]
    assert row(world.elsewhere, kept["id"]) == kept


def test_a_plan_that_wants_it_too_writes_nothing_over_it(world: World, loop: Loop) -> None:
    """A kind that both releases know, with facts that this one does not."""
    world.interview(loop, PRIYA)
    (assigned,) = [each for each in world.all_notices() if each.kind is NoticeKind.ASSIGNED]
    with world.on.database.write() as connection:
        connection.execute(update(notice).where(notice.c.id == assigned.id).values(about={"debrief": 7}))
    kept = row(world.elsewhere, assigned.id)
    world.interview(loop, TOM)  # plans the whole loop anew
    world.worker().tick()
    assert row(world.elsewhere, assigned.id) == kept
    assert world.said_to(PRIYA) == []
    assert world.said_to(TOM) != []
