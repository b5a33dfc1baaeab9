"""What becomes of a notice is counted once it is kept, and once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.timing import NORMAL
from bot.domain.giving_up import Dropped
from bot.domain.loops import Loop
from bot.metrics.counts import Counts
from bot.services.use_cases import services
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from tests.delivery.world import MONDAY, PRIYA, World


class Heard(Counts):
    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []

    def sent(self, kind: str, seconds_late: float) -> None:
        self.told.append(("sent", kind, round(seconds_late)))

    def failed(self, kind: str) -> None:
        self.told.append(("failed", kind))

    def dropped(self, kind: str, reason: str) -> None:
        self.told.append(("dropped", kind, reason))


@pytest.fixture
def heard(world: World, loop: Loop) -> Heard:  # noqa: ARG001  # the loop's card is posted before
    heard, there = Heard(), world.sandbox
    directory = SlackDirectory(make_client(there.workspace.bot_token, there.api_url), "")
    world.on = services(world.on.database, world.on.catalog, directory, there.now, world.on.deployment, heard)
    return heard


def test_sent_and_how_late(world: World, loop: Loop, heard: Heard) -> None:
    world.owe_alert(loop, PRIYA)
    world.sandbox.advance(timedelta(minutes=2))
    worker = world.worker()
    worker.tick()
    worker.tick()
    ((what, kind, late),) = heard.told
    assert (what, kind) == ("sent", "word")
    assert 120 <= late < 180


def test_failed(world: World, loop: Loop, heard: Heard) -> None:
    world.owe_alert(loop, PRIYA)
    world.control.post("faults", method="chat.postMessage", kind="refused", error="user_disabled")
    world.worker().tick()
    assert heard.told[0] == ("failed", "word")
    assert [each[0] for each in heard.told[1:]] == ["sent"], "the recruiter is told"


def test_dropped_by_who_holds_it_alone(world: World, loop: Loop, heard: Heard) -> None:
    world.owe_alert(loop, PRIYA)
    (mine,) = world.on.outbox.claim("one", world.clock(), timedelta(seconds=60), 10)
    for _ in range(2):
        world.on.outbox.dropped(mine, Dropped.UNTRUE)
    assert heard.told == [("dropped", "word", "no longer true")]


def test_each_notice_of_a_digest(world: World, loop: Loop, heard: Heard) -> None:
    world.interview(loop, PRIYA)
    world.sandbox.advance(timedelta(minutes=1))
    world.interview(loop, PRIYA)
    world.worker().tick()
    assigned = sorted(each[2] for each in heard.told if each[:2] == ("sent", "assigned"))
    assert len(world.said_to(PRIYA)) == 1
    assert len(assigned) == 2
    assert assigned[0] < 30 <= assigned[1], "each from when it was due itself"


def test_what_was_found_in_slack(world: World, loop: Loop, heard: Heard) -> None:
    """Its answer was lost: found while somebody else is at it, or by whoever claims it."""
    world.owe_alert(loop, PRIYA)
    world.fault("chat.postMessage", "dropped")
    world.worker().tick()
    assert heard.told == []
    world.clock.pass_(NORMAL.absent_after.total_seconds())
    world.worker().tick()
    assert [each[:2] for each in heard.told] == [("sent", "word")]
    assert len(world.said_to(PRIYA)) == 1


def test_what_a_plan_drops(world: World, loop: Loop, heard: Heard) -> None:
    hers = world.interview(loop, PRIYA)
    world.worker().tick()
    heard.told.clear()
    world.change(loop, hers, starts_at=MONDAY + timedelta(days=4))
    counted = [each[1] for each in heard.told if each[0] == "dropped" and each[2] == Dropped.MOVED]
    kept = [each.kind.value for each in world.all_notices() if each.reason == Dropped.MOVED]
    assert sorted(counted) == sorted(kept)
    assert {"prepare", "starting", "feedback", "overdue-last"} <= set(kept)
