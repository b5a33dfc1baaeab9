"""The loop's card in its channel."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.slack.ids import Action
from tests.screens.people import november
from tests.screens.registry import screen


def on_the_day(when: datetime, fallback: str) -> str:
    return f"<!date^{int(when.timestamp())}^{{date_short_pretty}} {{time}}|{fallback}>"


def test_the_card_says_where_each_interview_stands() -> None:
    card = screen("card-owed.realistic")
    due = on_the_day(november(17, 18, 45), "Tue 17 Nov 17:45 UTC")
    assert "\nScreen\n*Technical Screen / Resume Deep Dive* · <!date^" in card.words
    assert "\n<@UINES> in\n" in card.words
    assert f"<@UPRIYA> and <@UTOM> owed, due {due} · <@UNOOR> shadows" in card.words
    assert "\n<@UKENJI> coming\n" in card.words
    assert "*Product and Design* · not scheduled yet\n<@UMARTA> and Dana\n" in card.words
    assert "<@UMARTA> not scheduled" not in card.words
    assert "Feedback opens here when everyone in this channel has given theirs." in card.words
    assert set(card.buttons) == {Action.LOOP_OVERVIEW, Action.LOOP_CHANGE, Action.GO_ON_WITHOUT}


def test_the_card_says_what_is_not_as_planned() -> None:
    said = screen("card-exceptions.realistic").words
    assert "<@UPRIYA> in · <@UTOM> not waited for\n" in said
    assert "*Take-home Assignment* · cancelled\n*Product and Design*" in said
    assert "*Values*" in said
    assert "nobody on it yet" in said


def test_a_push_of_the_card_names_no_candidate() -> None:
    card = screen("card-owed.realistic")
    assert card.text == "Loop for Senior Engineer, Search: feedback 1 of 8 in"
    assert "Maya" not in card.first
    assert "*Maya Lind*" in card.words


def test_an_open_card_points_to_the_thread() -> None:
    card = screen("card-complete.realistic")
    assert "Feedback is in the thread." in card.words
    assert Action.GO_ON_WITHOUT not in card.buttons


def test_an_open_card_without_feedback_says_where_it_comes() -> None:
    said = screen("card-coming-open.realistic").words
    assert "Feedback comes into the thread as it is given." in said


@pytest.mark.parametrize("name", ["card", "overview", "overview-modal"])
def test_where_the_candidate_did_not_come_nobody_is_excused_one_by_one(name: str) -> None:
    said = screen(f"{name}-exceptions.realistic").words
    assert "did not take place" in said
    assert "USAM" not in said


def test_a_closed_card_says_how_it_ended_and_changes_nothing() -> None:
    card = screen("card-closed.realistic")
    assert "Hired. This loop was closed <!date^" in card.words
    assert "Hired" not in card.first
    assert set(card.buttons) == {Action.LOOP_OVERVIEW}


def test_fifteen_usual_interviews_are_all_on_the_card() -> None:
    assert screen("card-usual-15.swept").words.count("System Design") == 15
