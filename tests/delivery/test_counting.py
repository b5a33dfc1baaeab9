"""What becomes of a notice is counted once it is kept, and once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.giving_up import Dropped
from bot.domain.loops import Loop
from bot.metrics.counts import Counts
from bot.services.use_cases import services
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from tests.delivery.world import PRIYA, World


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
