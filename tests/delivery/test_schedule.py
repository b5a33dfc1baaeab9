"""The ticks come by themselves, at once when asked for, and end when told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from threading import Event

import pytest

from bot.delivery.schedule import Schedule
from bot.delivery.timing import NORMAL
from bot.delivery.worker import Worker
from bot.domain.loops import Loop
from bot.domain.notices import NoticeState
from tests.delivery.world import PRIYA, World
from tests.patience import PATIENCE

NEVER = 86_400.0


class Watched(Worker):
    """Says when it has delivered something."""

    delivered: Event

    def tick(self) -> int:
        taken = super().tick()
        if taken:
            self.delivered.set()
        return taken


@pytest.fixture
def worker(world: World) -> Watched:
    worker = Watched(
        world.on.outbox, world.on.messages, world.sender, world.clock, timing=replace(NORMAL, at_once=2)
    )
    worker.delivered = Event()
    return worker


Start = Callable[..., Schedule]


@pytest.fixture
def start(worker: Watched) -> Iterator[Start]:
    running: list[Schedule] = []

    def start(seconds: float, also: Sequence[Callable[[], object]] = ()) -> Schedule:
        schedule = Schedule(worker, also, seconds=seconds)
        running.append(schedule)
        schedule.start()
        return schedule

    yield start
    for schedule in running:
        schedule.stop()


def test_what_is_due_is_delivered_without_being_asked_for(
    world: World, loop: Loop, worker: Watched, start: Start
) -> None:
    start(0.02)
    alert = world.owe_alert(loop, PRIYA)
    assert worker.delivered.wait(PATIENCE)
    assert world.state(alert) is NoticeState.SENT


def test_waking_delivers_before_it_returns(world: World, loop: Loop, start: Start) -> None:
    schedule = start(NEVER)
    alert = world.owe_alert(loop, PRIYA)
    schedule.wake()
    assert world.state(alert) is NoticeState.SENT


def test_something_else_is_done_beside_it(start: Start) -> None:
    looked, compared = Event(), Event()
    start(0.02, also=(looked.set, compared.set))
    assert looked.wait(PATIENCE)
    assert compared.wait(PATIENCE)


def test_once_stopped_nothing_is_delivered_any_more(world: World, loop: Loop, start: Start) -> None:
    schedule = start(0.02)
    schedule.stop()
    alert = world.owe_alert(loop, PRIYA)
    schedule.wake()
    assert world.state(alert) is NoticeState.PENDING
    schedule.stop()  # a second time changes nothing
