"""The page of loops, and which one is meant."""

from __future__ import annotations

import pytest

from bot.slack.ids import Action
from tests.screens.registry import screen


def test_loops_shows_the_latest_first_and_what_can_be_done() -> None:
    page = screen("loops.realistic")
    said = page.words
    late = ["6 working hours late", "Dana · Product and Design", "Due today 18:45"]
    assert [said.index(each) for each in late] == sorted(said.index(each) for each in late)
    assert "*Your open loops · 3*" in said
    assert page.buttons[Action.REMIND_NOW] == ["72", "22"]
    assert page.buttons[Action.SCORECARD_OPEN] == ["62"]
    assert page.buttons[Action.GO_ON_WITHOUT] == ["2 72", "1 62", "1 22"]
    assert page.buttons[Action.LOOP_DISCARD] == ["4"]
    assert "Maya" not in page.first


def test_the_hiring_manager_reads_and_leaves_it_to_the_recruiter() -> None:
    page = screen("loops-manager.realistic")
    assert not {Action.REMIND_NOW, Action.SCORECARD_OPEN, Action.GO_ON_WITHOUT} & set(page.buttons)
    assert "6 working hours late" in page.words
    assert "No feedback expected yet" in page.words


def test_forty_owed_and_forty_loops_fit() -> None:
    said = screen("loops-forty.swept").words
    assert "20 working hours late" in said
    assert "*Owed now · 40*" in said
    assert "more scorecards" in said
    assert "more loops" in said


@pytest.mark.parametrize(("name", "action"), [("", {Action.LOOP_NEW}), ("-manager", set())])
def test_no_loops_says_what_to_do(name: str, action: set[Action]) -> None:
    page = screen(f"loops-empty{name}.realistic")
    assert set(page.buttons) == action
    assert "You have no open loops" in page.words


def test_which_loop_is_asked_with_its_position_and_date() -> None:
    page = screen("pick-loop-close.realistic")
    assert "*Maya Lind* · Product Manager, Search\nOpened 3 Nov 2026" in page.words
    assert page.buttons == {Action.LOOP_CLOSE: ["1", "5"]}
    assert "Check that it is this one." in screen("pick-one.realistic").words
    assert "more loops: ask again" in screen("pick-eighty.swept").words
