"""What falls due while its recipient is away waits for their return, and is said then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.domain.notices import NoticeKind, NoticeState
from bot.domain.settings import Away, Chosen
from tests.delivery.world import MONDAY, PRIYA, World


def test_a_rung_waits_until_they_are_back(world: World) -> None:
    loop = world.loop()
    world.interview(loop, PRIYA, timedelta(hours=2))
    world.on.own_settings.set(PRIYA, Chosen(away=Away(date(2026, 11, 17), date(2026, 11, 20))))
    world.sandbox.advance(timedelta(days=2))
    world.worker().tick()
    [first] = [each for each in world.all_notices() if each.kind is NoticeKind.OVERDUE_FIRST]
    assert (first.state, first.due) == (NoticeState.PENDING, datetime(2026, 11, 23, 8, tzinfo=UTC))
    world.on.workspace_changes.finish()
    world.sandbox.advance(first.due - MONDAY - timedelta(days=2))
    world.worker().tick()
    [first] = [each for each in world.all_notices() if each.kind is NoticeKind.OVERDUE_FIRST]
    assert first.state is NoticeState.SENT
