"""Who may use the bot, and which channels may hold feedback."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.people import Channel, Person, Standing, channel_problem

GOOD = Channel("G1", "hiring", private=True, shared=False, archived=False, bot_is_in=True)


@pytest.mark.parametrize(
    ("standing", "guest", "may"),
    [
        (Standing.MEMBER, False, True),
        (Standing.GUEST, True, False),
        (Standing.STRANGER, True, False),
        (Standing.BOT, False, False),
    ],
)
def test_members_alone_may_use_the_bot(standing: Standing, guest: bool, may: bool) -> None:
    person = Person("U1", "Kim", standing=standing)
    assert (person.is_guest, person.may_use_the_bot) == (guest, may)
    assert not replace(person, active=False).may_use_the_bot


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"bot_is_in": False}, "I am not in that channel. Type /invite and my name there."),
        ({"shared": True}, "That channel is shared with another company. Choose one that is not."),
        (
            {"private": False},
            "Feedback goes to private channels only, and that one is public. Choose a private one.",
        ),
        ({"archived": True}, "That channel is archived. Choose another."),
    ],
)
def test_a_channel_that_may_not_hold_feedback_says_why(facts: dict[str, bool], said: str) -> None:
    channel = replace(GOOD, **facts)  # type: ignore[arg-type]
    assert channel_problem(channel, None) == said
    assert not channel.may_hold_feedback


def test_a_good_channel_has_no_problem() -> None:
    assert channel_problem(GOOD, None) == channel_problem(GOOD, "ULEA") == ""
    assert GOOD.may_hold_feedback


def test_a_channel_nobody_can_see_is_one_without_the_bot() -> None:
    assert channel_problem(None, None) == channel_problem(replace(GOOD, bot_is_in=False), None)


def test_a_channel_with_the_candidate_in_it_is_refused() -> None:
    channel = replace(GOOD, members=frozenset({"UROSA", "ULEA"}))
    assert channel_problem(channel, "ULEA") == "The candidate is in that channel. Choose another."
    assert channel_problem(channel, "UOTHER") == channel_problem(channel, None) == ""
