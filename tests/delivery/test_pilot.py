"""While a pilot lasts, only those it names get messages. Nobody reads otherwise; nothing old comes after."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.about import AlertKind
from bot.domain.errors import Refused
from bot.domain.giving_up import Dropped
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, NoticeState
from bot.domain.pilot import Pilot
from bot.services.use_cases import services
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from bot.storage import people
from tests.acting import words
from tests.delivery.world import CHANNEL, HENRIK, MONDAY, OVER, PRIYA, ROSA, YES, World

SOON = timedelta(hours=2)


def pilot(world: World, *named: str) -> None:
    """From now on; nobody named: it ends."""
    there = world.sandbox
    directory = SlackDirectory(
        make_client(there.workspace.bot_token, there.api_url), there.workspace.bot.user_id
    )
    deployment = replace(world.on.deployment, pilot=Pilot(frozenset(named)))
    world.on = services(world.on.database, world.on.catalog, directory, there.now, deployment)


def hours_pass(world: World, hours: int) -> None:
    """One after the other, so that everything comes at its time."""
    for _ in range(hours):
        world.sandbox.advance(timedelta(hours=1))
        world.clock.pass_(3600)
        world.worker().tick()


def dropped(world: World) -> dict[str, list[NoticeKind]]:
    """By recipient, what they would have got."""
    found: dict[str, list[NoticeKind]] = {}
    for each in world.all_notices():
        if each.reason == Dropped.NOT_IN_PILOT:
            assert each.state is NoticeState.DROPPED
            found.setdefault(each.recipient, []).append(each.kind)
    return found


def told(world: World, person: str) -> str:
    return "\n".join(words(each) for each in world.said_to(person))


def test_only_those_named_get_messages(world: World) -> None:
    pilot(world, ROSA)
    loop = world.loop()
    world.interview(loop, PRIYA)
    world.owe_alert(loop, ROSA, "running late")
    world.worker().tick()
    assert dropped(world) == {CHANNEL: [NoticeKind.CHANNEL], PRIYA: [NoticeKind.ASSIGNED]}
    assert world.said_to(PRIYA) == world.in_channel() == []
    assert len(world.said_to(ROSA)) == 1, "and hears of nobody who was not reached"


def test_a_channel_that_is_named(world: World) -> None:
    pilot(world, CHANNEL)
    world.loop()
    world.worker().tick()
    assert len(world.in_channel()) == 1
    assert dropped(world) == {}


def test_a_home_page_is_no_message(world: World, loop: Loop) -> None:
    world.on.people.person(PRIYA)
    with world.on.database.write() as connection:
        people.uses_home(connection, PRIYA)
    pilot(world, ROSA)
    before = world.calls("views.publish")
    world.interview(loop, PRIYA)
    world.worker().tick()
    assert world.calls("views.publish") == before + 1


def test_when_it_ends_nothing_old_comes(world: World) -> None:
    pilot(world, ROSA)
    loop = world.loop()
    hers = world.interview(loop, PRIYA, timedelta(days=9))
    world.worker().tick()
    pilot(world)
    world.change(loop, hers, place="Room 4")
    world.worker().tick()
    assert world.said_to(PRIYA) == []
    assert len(world.in_channel()) == 1, "the channel shows what is so now"
    world.change(loop, hers, starts_at=MONDAY + timedelta(days=10))
    world.worker().tick()
    (assigned,) = world.said_to(PRIYA)
    assert "You" in words(assigned), "a new time is news"


def test_what_is_over_by_its_end_is_not_asked_for_after_it(world: World) -> None:
    pilot(world, ROSA)
    loop = world.loop()
    hers = world.interview(loop, PRIYA, SOON)
    hours_pass(world, 4)
    assert NoticeKind.FEEDBACK in dropped(world)[PRIYA]
    pilot(world)
    world.change(loop, hers, place="Room 4")
    world.worker().tick()
    assert world.said_to(PRIYA) == []


def test_nobody_is_said_to_have_been_asked_who_was_not(world: World) -> None:
    pilot(world, ROSA, HENRIK)
    world.interview(world.loop(), PRIYA, SOON)
    hours_pass(world, 72)
    assert {NoticeKind.FEEDBACK, NoticeKind.OVERDUE_FIRST} <= set(dropped(world)[PRIYA])
    (to_rosa,), (to_henrik,) = world.said_to(ROSA), world.said_to(HENRIK)
    why = f"<@{PRIYA}> is not in the pilot: I have not asked them."
    assert why in words(to_rosa)
    assert why in words(to_henrik)
    assert "Ask them yourself, or go on without it." in words(to_rosa)
    assert f"<@{HENRIK}> hears of it" in words(to_rosa)
    assert "Remind now" not in words(to_rosa)
    assert "They have been reminded" not in words(to_henrik)


def test_who_joins_late_was_not_asked_before(world: World) -> None:
    """And whoever is told that they hear next does."""
    pilot(world, HENRIK)
    world.interview(world.loop(), PRIYA, SOON)
    hours_pass(world, 24)
    pilot(world, HENRIK, PRIYA)
    hours_pass(world, 6)
    assert f"<@{HENRIK}> hears of it" not in told(world, PRIYA), "she hears of it herself before"
    assert "you are reminded again" in told(world, PRIYA)
    pilot(world, HENRIK)
    hours_pass(world, 48)
    assert "They have been reminded." in told(world, HENRIK)


def test_nobody_else_is_said_to_hear(world: World) -> None:
    pilot(world, ROSA)
    world.interview(world.loop(), PRIYA, SOON)
    hours_pass(world, 48)
    assert "Nobody else is told of it after this." in told(world, ROSA)


def test_what_the_channel_does_not_say_comes_directly(world: World) -> None:
    loop = world.loop()
    hers = world.interview(loop, PRIYA, OVER)
    pilot(world, ROSA)
    hours_pass(world, 4)
    world.on.submissions.submit(PRIYA, hers, YES)
    hours_pass(world, 2)
    assert YES.reasons in told(world, ROSA)
    assert world.in_channel() == []


def test_nobody_is_reminded_by_hand_who_gets_no_messages(world: World, loop: Loop) -> None:
    hers = world.interview(loop, PRIYA, SOON)
    pilot(world, ROSA)
    hours_pass(world, 4)
    with pytest.raises(Refused, match="not in the pilot"):
        world.on.chasing.remind_now(ROSA, hers)
    with pytest.raises(Refused, match="not in the pilot"):
        world.on.chasing.send_again(ROSA, loop.id, PRIYA)
    assert {each.kind for each in world.all_notices()} & {NoticeKind.ALERT} == set()


def test_no_word_of_those_who_are_not_in_it(world: World, loop: Loop) -> None:
    """Whose account is gone is not told to the recruiter: nothing would have been sent."""
    pilot(world, ROSA)
    world.owe_alert(loop, "U0NOBODY")
    world.worker().tick()
    assert world.said_to(ROSA) == []
    assert AlertKind.NOT_REACHED.value not in {each.subject.split(":")[0] for each in world.all_notices()}
