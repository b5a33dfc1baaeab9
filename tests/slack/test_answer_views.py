"""What panelists answer, and which interview they mean."""

from __future__ import annotations

import pytest

from bot.slack.ids import Action
from bot.slack.views.answers import parse_cannot_make_it, parse_more_time, parse_running_late
from bot.values.forms import CannotMakeIt, MoreTime, RunningLate
from tests.screens.people import november
from tests.screens.reading import metadata, untouched
from tests.screens.registry import screen


def test_more_time_is_offered_from_when_it_is_due() -> None:
    form = screen("more-time-own.realistic")
    asked = parse_more_time(untouched(form.payload), metadata(form.payload))
    assert asked == MoreTime(21, november(18, 18, 45))
    assert "The feedback is due today 18:45." in form.words
    assert "The feedback is not owed." in screen("more-time-not-owed.realistic").words


def test_not_making_it_reaches_the_recruiter() -> None:
    form = screen("cannot-make-it-own.realistic")
    assert "*System Design* · today 14:00 · Maya Lind" in form.words
    assert "You stay on the panel" in form.words
    assert parse_cannot_make_it(untouched(form.payload), metadata(form.payload)) == CannotMakeIt(21, "")


def test_running_late_reaches_the_recruiter() -> None:
    form = screen("running-late-own.realistic").payload
    assert parse_running_late(untouched(form), metadata(form)) == RunningLate(21, 5)


@pytest.mark.parametrize("name", ["cannot-make-it", "running-late", "more-time"])
def test_answers_for_somebody_without_an_account_speak_of_them(name: str) -> None:
    assert "You stay" not in screen(f"{name}-outsider.realistic").words
    assert "You stay" not in screen(f"{name}-outsider.worst").words
    assert "Dana stays on the panel" in screen("cannot-make-it-outsider.realistic").words


@pytest.mark.parametrize("name", ["pick-scorecard", "pick-scorecard-modal"])
def test_which_interview_the_feedback_is_for(name: str) -> None:
    page = screen(f"{name}-several.realistic")
    assert page.buttons == {Action.SCORECARD_OPEN: ["71", "21"]}
    none = screen(f"{name}-none.realistic")
    assert "ask your recruiter to add the interview" in none.words


def test_more_interviews_than_fit_are_counted() -> None:
    assert "more interviews" in screen("pick-scorecard-sixty.swept").words
