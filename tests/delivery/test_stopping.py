"""A worker that is to end: after the call to Slack that it is at; what is left goes on elsewhere."""

from __future__ import annotations

from dataclasses import replace
from threading import Event, Thread

import pytest

from bot.delivery.timing import NORMAL, Timing
from bot.delivery.worker import Worker
from bot.domain.loops import Loop
from bot.domain.notices import NoticeState
from bot.slack.client import make_client
from bot.slack.sender import SlackSender
from bot.values.ports import Part
from tests.delivery.world import PRIYA, TOM, World
from tests.patience import PATIENCE

IN_THE_MIDDLE = replace(NORMAL, stop_within=0.05)


class Held(SlackSender):
    """Posts when it is let."""

    def __init__(self, world: World) -> None:
        super().__init__(make_client(world.sandbox.workspace.bot_token, world.sandbox.api_url))
        self.posting, self.let = Event(), Event()

    def send(self, channel: str, thread: str | None, part: Part, message_id: str) -> str:
        self.posting.set()
        self.let.wait(PATIENCE)
        return super().send(channel, thread, part, message_id)


@pytest.fixture
def held(world: World) -> Held:
    return Held(world)


def ticking(world: World, held: Held, timing: Timing) -> tuple[Worker, Thread]:
    """One thread, in the middle of its first post."""
    on = world.on
    worker = Worker(on.outbox, on.messages, held, world.clock, timing=replace(timing, at_once=1))
    running = Thread(target=worker.tick)
    running.start()
    assert held.posting.wait(PATIENCE)
    return worker, running


def test_the_call_under_way_ends_and_what_is_claimed_besides_is_put_back(
    world: World, loop: Loop, held: Held
) -> None:
    alerts = [world.owe_alert(loop, person) for person in (PRIYA, TOM)]
    worker, running = ticking(world, held, NORMAL)
    stopping = Thread(target=worker.stop)
    stopping.start()
    held.let.set()
    stopping.join(PATIENCE)
    running.join(PATIENCE)
    assert sorted(world.state(each) for each in alerts) == [NoticeState.PENDING, NoticeState.SENT]
    world.worker("other").tick()
    assert [len(world.said_to(person)) for person in (PRIYA, TOM)] == [1, 1]


def test_one_that_takes_too_long_is_left_and_looked_for_elsewhere(
    world: World, loop: Loop, held: Held
) -> None:
    alert = world.owe_alert(loop, PRIYA)
    worker, running = ticking(world, held, IN_THE_MIDDLE)
    assert not worker.stop()
    assert world.state(alert) is NoticeState.SENDING
    held.let.set()
    running.join(PATIENCE)
    world.clock.pass_(61)
    world.worker("other").tick()
    assert world.state(alert) is NoticeState.SENT
    assert len(world.said_to(PRIYA)) == 1


def test_a_worker_without_anything_to_do_ends_at_once(world: World, loop: Loop) -> None:
    worker = world.worker()
    assert loop
    assert worker.stop()
    assert worker.tick() == 0
