"""A fault of the bot's own is nobody else's: everything stays owed, and goes out when it is mended."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from bot.delivery.timing import NORMAL
from bot.domain.loops import Loop
from bot.domain.notices import NoticeState
from bot.slack.client import OWN_FAULTS
from tests.delivery.world import HENRIK, PRIYA, ROSA, TOM, World

HALF_AN_HOUR = 1800  # seconds


@pytest.mark.parametrize("code", sorted(OWN_FAULTS))
def test_half_an_hour_of_it_loses_nothing_and_tells_nobody(world: World, loop: Loop, code: str) -> None:
    alerts = [world.owe_alert(loop, person) for person in (PRIYA, TOM, HENRIK)]
    world.fault("*", "refused", error=code, times=10_000)
    worker = world.worker()
    tried = 0
    with capture_logs() as logs:
        for _ in range(HALF_AN_HOUR // 60):
            tried += worker.tick()
            assert worker.pause.why == code
            world.clock.pass_(60)
        assert states(world, alerts) == [NoticeState.PENDING] * 3
        world.control.delete("faults")
        world.clock.pass_(NORMAL.try_again)
        for _ in range(3):
            worker.tick()
    assert states(world, alerts) == [NoticeState.SENT] * 3
    assert [len(world.said_to(each)) for each in (PRIYA, TOM, HENRIK, ROSA)] == [1, 1, 1, 0]
    told = [entry["event"] for entry in logs if entry["event"].startswith("delivery")]
    assert told == ["delivery paused", "delivery goes on"]
    assert tried < 3 + 2 * HALF_AN_HOUR // 60, "one at a time is tried"
    assert not worker.pause.why


def test_what_is_pointless_does_not_end_a_pause(world: World, loop: Loop) -> None:
    assignment = world.interview(loop, PRIYA)
    world.fault("*", "refused", error="token_revoked", times=10_000)
    worker = world.worker()
    world.owe_alert(loop, TOM)
    worker.tick()
    world.change(loop, assignment, cancelled=True)
    for _ in range(5):
        world.clock.pass_(NORMAL.try_again)
        worker.tick()
    assert worker.pause.why == "token_revoked"


def states(world: World, notices: Sequence[int]) -> list[NoticeState]:
    return [world.state(each) for each in notices]
