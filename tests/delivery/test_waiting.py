"""Who waits when Slack asks to wait or does not answer, and who does not."""

from __future__ import annotations

import pytest

from bot.delivery.outcomes import growing
from bot.delivery.timing import NORMAL
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, NoticeState
from tests.delivery.world import CHANNEL, HENRIK, PRIYA, ROSA, TOM, World, conversation
from tests.patience import short


def test_only_the_conversation_slack_asks_to_wait_waits(world: World, loop: Loop) -> None:
    dm = conversation(world, PRIYA)
    world.fault("chat.postMessage", "ratelimited", retry_after=30, channel=dm)
    first, second = world.owe_alert(loop, PRIYA), world.owe_alert(loop, PRIYA)
    other = world.owe_alert(loop, TOM)
    worker = world.worker()
    worker.tick()
    assert world.state(other) is NoticeState.SENT
    assert [world.state(each) for each in (first, second)] == [NoticeState.PENDING] * 2
    assert [world.waits(each) for each in (first, second)] == [30, 30]

    world.clock.pass_(29)
    assert worker.tick() == 0
    world.clock.pass_(2)
    worker.tick()
    assert [world.state(each) for each in (first, second)] == [NoticeState.SENT] * 2
    assert len(world.said_to(PRIYA)) == 2
    assert world.calls("conversations.history") == 0  # it was not posted: nothing to look for


def test_a_limit_on_opening_conversations_holds_up_nobody_else(world: World, loop: Loop) -> None:
    world.fault("conversations.open", "ratelimited", retry_after=5)
    alerts = [world.owe_alert(loop, person) for person in (ROSA, HENRIK, PRIYA)]
    worker = world.worker()
    worker.tick()
    assert sorted(world.state(each) for each in alerts) == ["pending", "sent", "sent"]
    world.clock.pass_(6)
    worker.tick()
    assert [world.state(each) for each in alerts] == [NoticeState.SENT] * 3


def test_a_limit_in_the_middle_of_a_thread_goes_on_where_it_was(world: World) -> None:
    loop = world.loop()
    world.fault("chat.postMessage", "ratelimited", retry_after=3, channel=CHANNEL)
    worker = world.worker()
    worker.tick()
    assert world.in_channel() == []
    world.clock.pass_(4)
    worker.tick()
    assert len(world.in_channel()) == 1
    assert loop.channel == CHANNEL


def test_each_failure_of_slack_is_waited_out_longer(world: World, loop: Loop) -> None:
    world.fault("views.publish", "server_error", times=3)
    world.on.pages.mine(PRIYA, as_home=True)
    world.interview(loop, PRIYA)
    (home,) = [each.id for each in world.all_notices() if each.kind is NoticeKind.HOME]
    worker = world.worker()
    waited = []
    for _ in range(3):
        worker.tick()
        waited.append(world.waits(home))
        world.clock.pass_(waited[-1])
    assert 10 <= waited[0] <= 15
    assert 20 <= waited[1] <= 30
    assert 40 <= waited[2] <= 60
    worker.tick()
    assert world.state(home) is NoticeState.SENT


def test_a_home_that_is_limited_holds_up_no_message(world: World, loop: Loop) -> None:
    world.on.pages.mine(PRIYA, as_home=True)
    world.fault("views.publish", "ratelimited", retry_after=500)
    world.interview(loop, PRIYA)
    worker = world.worker()
    worker.tick()
    (home,) = [each.id for each in world.all_notices() if each.kind is NoticeKind.HOME]
    assert world.waits(home) == 500
    assert len(world.said_to(PRIYA)) == 1
    world.clock.pass_(500)
    worker.tick()
    assert world.state(home) is NoticeState.SENT


@short
def test_while_slack_does_not_say_who_reads_a_channel_nothing_is_posted_there(world: World) -> None:
    world.loop()
    world.fault("conversations.info", "timeout")
    worker = world.worker()
    worker.tick()
    assert world.in_channel() == []
    world.clock.pass_(16)
    worker.tick()
    assert len(world.in_channel()) == 1


@pytest.mark.parametrize("jitter", [0.0, 0.5, 0.999])
def test_a_pause_is_never_shorter_than_the_first_nor_longer_than_the_longest(jitter: float) -> None:
    for attempt in range(2000):
        paused = growing(attempt, NORMAL, lambda: jitter)
        assert NORMAL.first_pause <= paused <= NORMAL.longest_pause


def test_pauses_grow() -> None:
    assert [growing(attempt, NORMAL, lambda: 0.0) for attempt in range(1, 8)] == [
        10,
        20,
        40,
        80,
        160,
        300,
        300,
    ]
