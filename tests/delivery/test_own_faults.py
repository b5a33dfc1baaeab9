"""Half an hour of a busy morning in which Slack does not accept the bot: nothing is lost, none fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count, cycle

import pytest

from bot.delivery.timing import NORMAL
from bot.delivery.worker import Worker
from bot.domain.loops import Loop
from bot.domain.notices import Notice, NoticeKind, NoticeState
from bot.operations.readiness import FRESH, Readiness
from bot.slack.client import OWN_FAULTS, make_client, refused
from tests.delivery.world import MONDAY, PRIYA, TOM, YES, World
from tests.patience import PATIENCE
from tests.torture.counting import look, wrong

MINUTE = timedelta(minutes=1)
SOON = 20 * MINUTE
LATER = 40 * MINUTE
STEP = 2  # minutes

ENGINES_AND_CODES = list(zip(cycle(["sqlite", "postgresql"]), sorted(OWN_FAULTS), strict=False))

Story = Mapping[int, Callable[[], object]]
"""What happens in which minute."""


def a_busy_morning(world: World, loop: Loop) -> Story:
    """Over, soon, later, tomorrow: then one is moved, one cancelled, one added, and feedback comes in."""
    over = world.interview(loop, TOM, -50 * MINUTE)
    world.interview(loop, PRIYA, SOON)
    world.interview(loop, TOM, LATER)
    moved, cancelled = (world.interview(loop, PRIYA, timedelta(days=1, hours=each)) for each in (3, 5))
    return {
        8: lambda: world.change(loop, moved, starts_at=MONDAY + timedelta(days=1, hours=4)),
        10: lambda: world.change(loop, cancelled, cancelled=True),
        12: lambda: world.interview(loop, TOM, timedelta(days=2)),
        14: lambda: world.on.submissions.submit(TOM, over, YES),
    }


def readiness(world: World, worker: Worker) -> Readiness:
    there = world.sandbox.workspace
    client = make_client(there.bot_token, world.sandbox.api_url, PATIENCE)
    ticks = count(step=FRESH)
    return Readiness(world.elsewhere, lambda: refused(client), lambda: worker.pause.why, ticks.__next__)


def half_an_hour(world: World, worker: Worker, story: Story) -> None:
    for minute in range(0, 30, STEP):
        if happens := story.get(minute):
            happens()
        worker.tick()
        world.sandbox.advance(STEP * MINUTE)
        world.clock.pass_(STEP * 60)


def put_right(world: World, worker: Worker) -> None:
    world.control.delete("faults")
    goes_on(world, worker)


def goes_on(world: World, worker: Worker) -> None:
    """A few minutes of the machine's time."""
    for _ in range(10):
        world.clock.pass_(NORMAL.try_again)
        worker.tick()


def assert_nothing_is_wrong(world: World) -> None:
    now = world.sandbox.now()
    found = look(world.elsewhere, world.control, world.loops(), now)
    assert wrong(found) == []
    assert [each for each in found.rows if each.state is NoticeState.FAILED] == []
    said = {each.kind for each in found.rows if each.state is NoticeState.SENT}
    assert {NoticeKind.CHANGED, NoticeKind.STARTING, NoticeKind.SCORECARD_COPY, NoticeKind.MISSED} <= said
    assert "not told in time" not in "".join(each["text"] for each in world.said_to(TOM))


@pytest.mark.parametrize(("database_url", "code"), ENGINES_AND_CODES, indirect=["database_url"])
def test_all_that_is_owed_is_said_or_its_time_is_over(world: World, loop: Loop, code: str) -> None:
    story = a_busy_morning(world, loop)
    worker = world.worker()
    worker.tick()
    ready = readiness(world, worker)
    assert list(ready()) == []
    world.fault("*", "refused", error=code, times=100_000)
    half_an_hour(world, worker, story)
    assert list(ready()) == [f"Slack does not accept the bot: {code}", f"Delivery is paused: {code}"]
    put_right(world, worker)
    assert list(ready()) == []
    world.sandbox.advance(timedelta(hours=2))  # nobody is in an interview any more
    goes_on(world, worker)
    assert_nothing_is_wrong(world)


def test_a_scope_that_only_channels_need_keeps_nobody_from_their_reminders(world: World, loop: Loop) -> None:
    """What cannot be said is tried first, as it is the oldest; what comes behind it can be said."""
    other, worker = world.loop(), world.worker()
    worker.tick()
    world.fault("conversations.members", "refused", error="missing_scope", times=100_000)
    world.interview(loop, PRIYA)
    worker.tick()
    assert waiting_for_channels(world) != []
    world.sandbox.advance(MINUTE)
    world.interview(other, TOM)
    goes_on(world, worker)
    assert [len(world.said_to(each)) for each in (PRIYA, TOM)] == [1, 1]
    assert waiting_for_channels(world) != []
    put_right(world, worker)
    assert waiting_for_channels(world) == []


def waiting_for_channels(world: World) -> list[Notice]:
    now = world.sandbox.now()
    states = (NoticeState.PENDING, NoticeState.SENDING)
    waiting = (each for each in world.all_notices() if each.kind is NoticeKind.CHANNEL)
    return [each for each in waiting if each.state in states and each.due <= now]
