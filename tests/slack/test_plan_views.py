"""The list of a loop's interviews."""

from __future__ import annotations

import pytest

from bot.slack.ids import Action
from tests.screens.reading import metadata
from tests.screens.registry import screen
from tests.screens.world import DESIGN, PAIRING, VALUES


def test_the_list_says_what_when_and_with_whom() -> None:
    plan = screen("plan-far.realistic")
    for said in (
        "Tomorrow 14:00–14:45 · 08:00 for the candidate",
        "<@UPRIYA> leads (22:00 there) · <@UTOM> observes · Dana &amp; Co shadows\n",
        "Exercise: Backend systems · Room 4",
        "Not scheduled yet\nNobody leads yet",
        "Warning: Nobody leads it.",
        "These people will read all feedback: <@UJONAS> and <@UOTHER>.",
    ):
        assert said in plan.words
    assert plan.buttons == {
        Action.PLAN_EDIT: [str(each.id) for each in (PAIRING, DESIGN, VALUES)],
        Action.PLAN_ADD: ["1"],
    }


def test_a_time_on_another_day_there_says_which() -> None:
    assert "<@UPRIYA> leads (tomorrow 03:00 there)" in screen("plan-far.realistic").words


@pytest.mark.parametrize("name", ["draft", "draft-empty"])
def test_a_draft_is_created(name: str) -> None:
    draft = screen(f"plan-{name}.realistic").payload
    assert draft["submit"]["text"] == "Create"
    assert metadata(draft) == {"loop": 1, "revision": 2}


def test_an_open_loop_is_only_left() -> None:
    assert "submit" not in screen("plan-open.realistic").payload


def test_an_empty_list_says_what_to_do() -> None:
    assert "Add the first one" in screen("plan-draft-empty.realistic").words


def test_a_past_time_asks_for_feedback_only() -> None:
    assert "has happened: only feedback is asked for" in screen("plan-open.realistic").words


def test_fifteen_interviews_with_everything_fit() -> None:
    plan = screen("plan-open.worst")
    assert len(plan.buttons[Action.PLAN_EDIT]) == 15
    assert "and 40 others" in plan.words


def test_more_interviews_than_fit_are_counted() -> None:
    assert "and 80 more interviews" in screen("plan-120.swept").words
