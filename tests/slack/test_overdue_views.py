"""How feedback is asked for, and who hears that it is late."""

from __future__ import annotations

import pytest

from bot.slack.ids import Action
from tests.screens.registry import parts, screen

OF_ONE = (Action.SCORECARD_OPEN, Action.CALL_OFF, Action.WAS_NOT_THERE, Action.MORE_TIME)


def test_feedback_is_asked_for_with_the_time_it_is_due() -> None:
    (message,) = parts("reminder-feedback-lead.realistic")
    assert message.text == "System Design, 14:00: write your feedback"
    assert "Due today 18:45." in message.words
    assert message.buttons == {action: ["21"] for action in OF_ONE}


@pytest.mark.parametrize("kind", ["feedback", "overdue-first", "overdue-second"])
def test_the_recruiter_enters_it_for_somebody_without_an_account(kind: str) -> None:
    said = screen(f"reminder-{kind}-outsider.realistic").words
    assert "Dana has no account here: ask them, and enter it for them." in said
    assert "Write it for them" in said


def test_who_owes_several_is_told_once() -> None:
    (message,) = parts("reminder-overdue-first-digest.realistic")
    assert message.text == (
        "Your feedback on 2 interviews is late: Values, yesterday 11:00; System Design, yesterday 14:00"
    )
    assert "*System Design, yesterday 14:00* · was due yesterday 18:45" in message.words
    assert message.buttons[Action.SCORECARD_OPEN] == ["71", "21"]


@pytest.mark.parametrize("name", ["overdue-second-recruiter", "overdue-last-recruiter"])
def test_the_recruiter_can_remind_or_go_on_without(name: str) -> None:
    (message,) = parts(f"reminder-{name}.realistic")
    assert message.text == "System Design, yesterday 14:00: feedback is late"
    headline = "*System Design, yesterday 14:00: <@UTOM>'s feedback is late*"
    assert f"{headline}\nIt was due yesterday 18:45." in message.words
    assert "Go on without Tom" in message.words
    assert message.buttons == {Action.REMIND_NOW: ["22"], Action.GO_ON_WITHOUT: ["1 22"]}


@pytest.mark.parametrize("name", ["overdue-last-manager", "overdue-last-manager-digest"])
def test_the_hiring_manager_is_told_whom_to_ask(name: str) -> None:
    (message,) = parts(f"reminder-{name}.realistic")
    assert "ask <@UROSA> to go on without" in message.words
    assert message.buttons == {}


@pytest.mark.parametrize("name", ["own", "both"])
def test_own_and_others_are_told_apart(name: str) -> None:
    mine, theirs = parts(f"reminder-overdue-second-recruiter-{name}.realistic")
    assert Action.SCORECARD_OPEN in mine.buttons
    assert Action.REMIND_NOW in theirs.buttons


def test_who_owes_stands_in_front_where_several_are_late() -> None:
    (message,) = parts("reminder-overdue-second-recruiter-digest.realistic")
    assert "3 scorecards are late" in message.text
    late = "<@UTOM> · System Design, Tue 17 Nov 14:00 · owed since Tue 17 Nov 18:45"
    assert late in message.words


def test_the_only_late_one_is_told_by_its_title() -> None:
    (message,) = parts("reminder-overdue-first.realistic")
    assert message.text == "System Design, yesterday 14:00: your feedback is late"
    assert "Maya Lind for Senior Engineer, Search · you led" in message.words


def test_a_reminder_somebody_asked_for_says_who_and_which_day() -> None:
    (message,) = parts("reminder-feedback-remind-now.realistic")
    assert message.text == "System Design, yesterday 14:00: write your feedback"
    assert "<@UROSA> asks for it. It was due yesterday 18:45." in message.words


def test_a_shadow_is_not_asked_for_more_time() -> None:
    (message,) = parts("reminder-feedback-shadow.realistic")
    assert list(message.buttons) == [Action.SCORECARD_OPEN]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("first", "If it is not in by today 15:00, <@UROSA> hears of it."),
        ("second", "If it is not in by tomorrow 11:00, <@UHENRIK> hears of it."),
        ("second-recruiter", "If it is not in by tomorrow 11:00, <@UHENRIK> hears of it."),
        ("last-manager", "Nobody else is told of it after this."),
    ],
)
def test_each_rung_says_who_hears_next_and_when(name: str, said: str) -> None:
    (message,) = parts(f"reminder-overdue-{name}.realistic")
    assert said in message.words


IN_PILOT, REACHED = "<@UTOM> is not in the pilot: I have not asked them.", "I have not reached <@UTOM>"


def test_the_recruiter_reads_who_was_not_asked() -> None:
    (message,) = parts("reminder-overdue-second-recruiter-pilot.realistic")
    assert IN_PILOT in message.words
    assert "Ask them yourself, or go on without it." in message.words
    assert message.buttons == {Action.GO_ON_WITHOUT: ["1 22"]}
    (message,) = parts("reminder-overdue-second-recruiter-unasked.realistic")
    assert REACHED in message.words
    assert Action.REMIND_NOW in message.buttons


@pytest.mark.parametrize(("name", "said"), [("pilot", IN_PILOT), ("unasked", REACHED)])
def test_the_hiring_manager_does_not_read_that_they_were_reminded(name: str, said: str) -> None:
    (message,) = parts(f"reminder-overdue-last-manager-{name}.realistic")
    assert said in message.words
    assert "They have been reminded" not in message.words
    assert "They have been reminded" in screen("reminder-overdue-last-manager.realistic").words


@pytest.mark.parametrize("name", ["second-recruiter", "last-manager"])
def test_of_several_each_says_whether_it_was_asked_for(name: str) -> None:
    words = screen(f"reminder-overdue-{name}-digest-unasked.realistic").words
    assert words.count("is not in the pilot: I have not asked them.") == 3
    assert "reminded" not in words
