"""Closing a loop, and going on without somebody's feedback."""

from __future__ import annotations

import pytest

from bot.domain.errors import FieldRefused
from bot.domain.loops import Outcome
from bot.slack.views.closing import parse_closing, parse_go_on
from bot.values.forms import Closing, GoOn
from tests.screens.reading import choose, metadata, untouched
from tests.screens.registry import screen


def test_closing_says_what_it_does_and_asks_what_is_still_wanted() -> None:
    form = screen("close-owed.realistic")
    assert "Cancels 3 coming interviews and tells the panelists." in form.words
    assert "Feedback is still owed by <@UTOM>, <@USAM> and Dana." in form.words
    values, about = untouched(form.payload), metadata(form.payload)
    choose(values, "outcome", "withdrew")
    assert parse_closing(values, about) == Closing(1, Outcome.WITHDREW, True)
    choose(values, "feedback_wanted", "drop")
    assert not parse_closing(values, about).feedback_wanted


def test_closing_needs_to_know_how_it_ended() -> None:
    form = screen("close-nothing-coming.realistic")
    assert "Nothing is left to cancel." in form.words
    with pytest.raises(FieldRefused) as refused:
        parse_closing(untouched(form.payload), metadata(form.payload))
    assert set(refused.value.fields) == {"outcome"}


def test_going_on_without_asks_whose_and_why() -> None:
    form = screen("go-on-chosen.realistic")
    assert "Tom" in form.words
    values = untouched(form.payload)
    values["reason"]["input"]["value"] = "  on leave "
    assert parse_go_on(values, metadata(form.payload)) == GoOn(1, 22, "on leave")


@pytest.mark.parametrize(("name", "whose"), [("go-on", None), ("go-on-one", 22)])
def test_only_where_there_is_one_it_is_chosen_already(name: str, whose: int | None) -> None:
    form = screen(f"{name}.realistic").payload
    assert parse_go_on(untouched(form), metadata(form)) == GoOn(1, whose, "")


def test_there_may_be_nobody_to_go_on_without() -> None:
    assert "Nobody owes feedback" in screen("go-on-nobody.realistic").words
