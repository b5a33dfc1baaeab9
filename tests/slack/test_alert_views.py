"""What a recruiter is told of at once."""

from __future__ import annotations

from bot.slack.ids import Action
from tests.screens.registry import screen
from tests.screens.world import TOM_OBSERVES


def test_who_cannot_make_it_leads_to_the_change() -> None:
    message = screen("alert-cannot-make-it-typed.realistic")
    assert message.text == "System Design, Tue 17 Nov 14:00: somebody can't make it"
    headline = "*System Design, Tue 17 Nov 14:00: <@UTOM> can't make it*"
    assert f"{headline}\nFind somebody else, or a new time." in message.words
    assert "> Train &amp; &lt;b&gt;strike&lt;/b&gt;" in message.words
    back = f"{TOM_OBSERVES.id} cannot-make-it"
    assert message.buttons == {
        Action.LOOP_CHANGE: ["1"],
        Action.TAKE_BACK: [back],
        Action.LOOP_OVERVIEW: ["1"],
    }


def test_only_the_recruiter_changes_the_plan() -> None:
    assert screen("alert-cannot-make-it-manager.realistic").buttons == {Action.LOOP_OVERVIEW: ["1"]}


def test_a_channel_that_withholds_is_named() -> None:
    said = screen("alert-channel-withheld.realistic").words
    assert "<#GSEARCH>" in said
    assert "Why: I cannot post in the loop's channel. Invite me there, and I will catch up." in said


def test_what_did_not_arrive_can_be_sent_again_by_the_recruiter() -> None:
    assert screen("alert-not-reached.realistic").buttons[Action.SEND_AGAIN] == ["1 UTOM"]
    assert Action.SEND_AGAIN not in screen("alert-not-reached-manager.swept").buttons


def test_who_was_not_reached_is_named() -> None:
    said = screen("alert-not-reached.realistic").words
    assert "<@UTOM> was not reached" in said
    assert "Why: the account is deactivated" in said
