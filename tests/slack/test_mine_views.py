"""What is mine, as a message and as the Home tab."""

from __future__ import annotations

import pytest

from bot.slack.ids import Action
from tests.screens.registry import screen

KINDS = ["mine", "home"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_do_says_what_comes_next(kind: str) -> None:
    page = screen(f"{kind}-empty.realistic")
    assert "Nothing is coming and you owe no feedback." in page.words
    assert set(page.buttons) == {Action.GUIDE_LIST, Action.HELP}
    recruiter = screen(f"{kind}-recruiter-new.realistic")
    assert "Set one up" in recruiter.words
    assert Action.LOOP_NEW in recruiter.buttons


@pytest.mark.parametrize("kind", KINDS)
def test_mine_says_what_is_next_and_what_is_owed(kind: str) -> None:
    page = screen(f"{kind}-both.realistic")
    for said in (
        "You owe feedback on 1 interview. 2 interviews are coming.",
        "*System Design* · today 14:00–14:45 · starts in 30 minutes · you lead\nMaya Lind",
        "*Values* · yesterday 11:00 · late, was due yesterday 18:00",
        "Team stage · 3 of 8 in · next tomorrow 10:00",
    ):
        assert said in page.words
    assert page.buttons[Action.PREP_NEXT] == ["21", "81"]
    assert page.buttons[Action.SCORECARD_OPEN] == ["71"]
    assert page.buttons[Action.LOOP_OVERVIEW] == ["1", "2", "3"]
    assert page.buttons[Action.LOOP_CONTINUE] == ["4"]


def test_a_full_page_of_mine_fits_and_counts_the_rest() -> None:
    message, home = screen("mine-forty.swept"), screen("home-forty.swept")
    for page in (message, home):
        assert "more scorecards" in page.words
        assert "more loops" in page.words
    assert len(home.buttons[Action.SCORECARD_OPEN]) > len(message.buttons[Action.SCORECARD_OPEN])
