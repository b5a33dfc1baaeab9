"""The next interview on one screen, and what is said when there is none."""

from __future__ import annotations

import pytest

from bot.slack.ids import Action
from tests.screens.registry import screen
from tests.screens.world import ATS


def test_the_next_interview_on_one_screen() -> None:
    page = screen("prep-next-level.realistic")
    for part in (
        "*System Design* · today 14:00–14:45 · starts in 4 minutes",
        "Maya Lind for L5 Engineer, Search · you lead · <@UTOM> observes · <@UNOOR> shadows",
        f"<{ATS}/cv|CV> · <https://git.example.com/maya/take-home|Submission> · <{ATS}|ATS profile>",
        "14:00 introductions · 14:05 design · 14:35 the candidate's questions",
        "Look for: 1 trade offs · 2 ambiguity",
        "Exercise: Backend systems, level L5",
    ):
        assert part in page.words
    assert list(page.buttons) == [Action.LINK, Action.SCORECARD_OPEN, Action.GUIDE_WHOLE, Action.KEEP]
    assert page.buttons[Action.KEEP] == ["21"]


def test_the_exercise_stands_with_its_links_and_its_agenda() -> None:
    page = screen("prep-next-pairing-exercise-release.swept")
    assert "Exercise: Release pairing exercise · <https://docs.google.com/document/d/1Gn7oF4" in page.words
    assert "|Release pairing instructions> (internal) · <https://kind.sigs.k8s.io/|kind>" in page.words
    assert "14:05 troubleshooting for the customer · 14:20 the feature request · 14:35" in page.words
    assert page.buttons[Action.GUIDE_WHOLE] == ["pairing-exercise lead release"]


def test_a_place_that_is_no_address_is_told_in_words() -> None:
    page = screen("prep-next-room.realistic")
    assert "Where: Room 4 &lt;north&gt;" in page.words
    assert Action.LINK not in page.buttons


@pytest.mark.parametrize(
    ("name", "said"),
    [("no-interview", "no interview coming up"), ("no-interview-owed", "feedback on 2 interviews")],
)
def test_no_interview_says_what_to_do_instead(name: str, said: str) -> None:
    page = screen(f"{name}.realistic")
    assert said in page.words
    assert list(page.buttons) == [Action.MINE, Action.GUIDE_LIST]
