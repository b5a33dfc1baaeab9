"""Conversations are there before the first message is due."""

from __future__ import annotations

from datetime import timedelta

from bot.delivery.ahead import EVERY, OpenAhead
from tests.delivery.world import PRIYA, ROSA, TOM, World


def test_who_is_owed_something_has_a_conversation_before_it_is_due(world: World) -> None:
    loop = world.loop()
    world.interview(loop, PRIYA, timedelta(days=3))
    ahead = OpenAhead(world.on.messages, world.sender, world.clock)
    ahead()
    assert world.on.messages.conversation(PRIYA)
    assert not world.on.messages.conversation(TOM)
    opened = world.calls("conversations.open")
    world.clock.pass_(EVERY.total_seconds())
    ahead()
    assert world.calls("conversations.open") == opened
    world.worker().tick()
    assert world.calls("conversations.open") == opened
    assert world.said_to(PRIYA)


def test_it_looks_now_and_then(world: World) -> None:
    ahead = OpenAhead(world.on.messages, world.sender, world.clock)
    ahead()
    world.owe_alert(world.loop(), ROSA)
    ahead()
    assert not world.on.messages.conversation(ROSA)
    world.clock.pass_(EVERY.total_seconds())
    ahead()
    assert world.on.messages.conversation(ROSA)


def test_what_slack_refuses_for_good_is_asked_once_and_what_passes_again(world: World) -> None:
    loop = world.loop()
    world.on.people.person(PRIYA)
    world.owe_alert(loop, PRIYA)
    ahead = OpenAhead(world.on.messages, world.sender, world.clock)
    for kind, more in (("ratelimited", {"retry_after": 5}), ("refused", {"error": "user_disabled"})):
        world.fault("conversations.open", kind, **more)
        world.clock.pass_(EVERY.total_seconds())
        ahead()
    tried = world.calls("conversations.open")
    world.clock.pass_(EVERY.total_seconds())
    ahead()
    assert world.calls("conversations.open") == tried
