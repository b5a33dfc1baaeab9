"""One loop's overview, as a message and as a modal."""

from __future__ import annotations

import pytest

from bot.slack.ids import Action
from tests.screens.registry import screen

KINDS = ["overview", "overview-modal"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_overview_says_who_how_far_and_what_was_said(kind: str) -> None:
    page = screen(f"{kind}-exceptions.realistic")
    assert "*Maya Lind* · Senior Engineer, Search\n*3 of 4 in*" in page.words
    assert (
        "<@UPRIYA> leads: *Strong yes* · entered after the others were shown\n"
        "● Clear strength: trade-offs, working together\n"
        "● More strength than concern: ambiguity, getting it across\n"
        "Not assessed: intuition"
    ) in page.words
    assert "<@UTOM> observes: not waited for (on leave)" in page.words
    assert page.buttons == {
        Action.SCORECARD_READ: ["11", "21", "62"],
        Action.LOOP_CHANGE: ["1"],
        Action.GO_ON_WITHOUT: ["1"],
        Action.LOOP_CLOSE: ["1"],
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_coming_and_what_is_owed(kind: str) -> None:
    said = screen(f"{kind}-open.realistic").words
    assert "*Pairing Exercise* · today 17:00–18:00\n<@USAM> leads: owed, due today 22:00" in said
    assert "<@UKENJI> leads: coming" in said


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_blind_reader_gets_is_the_reason(kind: str) -> None:
    page = screen(f"{kind}-blind.realistic")
    assert "Ratings of the team stage show when your feedback on System Design is in." in page.words
    assert "<@UPRIYA> leads: in" in page.words
    assert "<@UNOOR> shadows\n" in page.words
    assert page.buttons == {Action.SCORECARD_READ: ["11"]}, "of the screen, which is open to them"


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_disagree_on_comes_first(kind: str) -> None:
    page = screen(f"{kind}-debriefs.realistic")
    order = [
        "*Team stage: everything is in (4 of 4)*\n"
        "People disagree on trade-offs · collaboration · breaking problems down.",
        "*Whole loop: everything is in (5 of 5)*",
        "<@UINES> leads: *Yes*",
    ]
    assert sorted(order, key=page.words.index) == order
    assert page.buttons[Action.DEBRIEF_READ] == ["1 team", "1"]


def test_a_scorecard_entered_by_somebody_else_says_so() -> None:
    assert "Dana observes: *No* · entered by <@UROSA>" in screen("overview-exceptions.realistic").words


def test_a_shadows_scorecard_is_kept_apart() -> None:
    assert "<@UNOOR> shadows: *No* · kept apart" in screen("overview-open.realistic").words


@pytest.mark.parametrize(
    ("name", "said", "buttons"),
    [
        ("draft", "A draft: nobody has been told yet", {Action.LOOP_CONTINUE}),
        ("closed", "closed: hired", {Action.SCORECARD_READ}),
    ],
)
def test_a_draft_and_a_closed_loop_say_so(name: str, said: str, buttons: set[Action]) -> None:
    page = screen(f"overview-{name}.realistic")
    assert said in page.words
    assert set(page.buttons) == buttons


@pytest.mark.parametrize("interviews", [15, 60])
def test_what_does_not_fit_is_counted(interviews: int) -> None:
    assert "more interviews" in screen(f"overview-{interviews}.swept").words


def test_ratings_give_way_before_interviews_do() -> None:
    message, modal = screen("overview-wide.swept").words, screen("overview-modal-wide.swept").words
    assert "More concern than strength" not in message
    assert message.count(f"*{'W' * 60}*") == 15
    assert modal.count("○ More concern than strength: criterion") == 15 * 2
    assert modal.count("criterion of thirty") == 15 * 2 * 8
