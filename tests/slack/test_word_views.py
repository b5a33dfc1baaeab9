"""What a recruiter is told of at once."""

from __future__ import annotations

from typing import Any

import pytest

from bot.services.values import Reader, Seat, Word, WordKind
from bot.slack.ids import Action
from bot.slack.views.words import word
from tests.slack.forms import actions_of
from tests.slack.guides_to_show import checked, long
from tests.slack.seats_to_show import (
    HENRIK,
    ROSA,
    a_seat,
    discreet,
    first_lines,
    worst_seat,
)


def a_word(kind: WordKind, seat: Seat, reader: Reader = ROSA, **other: Any) -> Word:
    fields: dict[str, Any] = {"interview": seat.interview, "guide": seat.guide, "by": "UPRIYA", "detail": ""}
    return Word(kind, reader, seat.loop, **(fields | other))


@pytest.mark.parametrize("kind", WordKind)
@pytest.mark.parametrize("reader", [ROSA, HENRIK], ids=["recruiter", "manager"])
def test_any_word_can_be_sent(kind: WordKind, reader: Reader) -> None:
    discreet([word(a_word(kind, a_seat(), reader))])
    discreet([word(a_word(kind, a_seat(starts_at=None), reader, guide=None))])
    nothing_known: dict[str, Any] = {"interview": None, "guide": None, "by": "", "detail": long(3000)}
    shown = word(a_word(kind, worst_seat(), reader, **nothing_known))
    assert long(200)[:40] not in first_lines([shown])
    checked([shown])


def test_who_cannot_make_it_leads_to_the_change() -> None:
    message = word(a_word(WordKind.CANNOT_MAKE_IT, a_seat(), detail="Train & <b>strike</b>"))

    said = discreet([message])
    assert message.text == "System Design, Tue 17 Nov 14:00: somebody can't make it"
    headline = "*System Design, Tue 17 Nov 14:00: <@UPRIYA> can't make it*"
    assert f"{headline}\nFind somebody else, or a new time." in said
    assert "> Train &amp; &lt;b&gt;strike&lt;/b&gt;" in said
    assert actions_of(message) == {Action.LOOP_CHANGE: ["1"], Action.LOOP_OVERVIEW: ["1"]}


def test_only_the_recruiter_changes_the_plan() -> None:
    message = word(a_word(WordKind.CANNOT_MAKE_IT, a_seat(), HENRIK))
    assert actions_of(message) == {Action.LOOP_OVERVIEW: ["1"]}


def test_late_feedback_can_be_read() -> None:
    seat = a_seat()
    message = word(a_word(WordKind.LATE_FEEDBACK, seat))
    assert actions_of(message)[Action.SCORECARD_READ] == [str(seat.panelist.id)]


def test_a_channel_that_withholds_is_named() -> None:
    said = discreet([word(a_word(WordKind.CHANNEL_WITHHELD, a_seat(), detail="It is public now."))])
    assert "<#GMAYA>" in said
    assert "Why: It is public now." in said


def test_who_was_not_reached_is_named() -> None:
    said = discreet([word(a_word(WordKind.NOT_REACHED, a_seat(), detail="the account is deactivated"))])
    assert "<@UPRIYA> was not reached" in said
    assert "Why: the account is deactivated" in said
