"""What a recruiter is told of at once."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.about import AlertKind
from bot.services.values import Alert, Reader, Seat
from bot.slack.ids import Action
from bot.slack.views.alerts import alert
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


def an_alert(kind: AlertKind, seat: Seat, reader: Reader = ROSA, **other: Any) -> Alert:
    fields: dict[str, Any] = {"interview": seat.interview, "guide": seat.guide, "by": "UPRIYA", "detail": ""}
    return Alert(kind, reader, seat.loop, **(fields | other))


@pytest.mark.parametrize("kind", AlertKind)
@pytest.mark.parametrize("reader", [ROSA, HENRIK], ids=["recruiter", "manager"])
def test_any_alert_can_be_sent(kind: AlertKind, reader: Reader) -> None:
    discreet([alert(an_alert(kind, a_seat(), reader))])
    discreet([alert(an_alert(kind, a_seat(starts_at=None), reader, guide=None))])
    nothing_known: dict[str, Any] = {"interview": None, "guide": None, "by": "", "detail": long(3000)}
    shown = alert(an_alert(kind, worst_seat(), reader, **nothing_known))
    assert long(200)[:40] not in first_lines([shown])
    checked([shown])


def test_who_cannot_make_it_leads_to_the_change() -> None:
    message = alert(an_alert(AlertKind.CANNOT_MAKE_IT, a_seat(), detail="Train & <b>strike</b>"))

    said = discreet([message])
    assert message.text == "System Design, Tue 17 Nov 14:00: somebody can't make it"
    headline = "*System Design, Tue 17 Nov 14:00: <@UPRIYA> can't make it*"
    assert f"{headline}\nFind somebody else, or a new time." in said
    assert "> Train &amp; &lt;b&gt;strike&lt;/b&gt;" in said
    assert actions_of(message) == {Action.LOOP_CHANGE: ["1"], Action.LOOP_OVERVIEW: ["1"]}


def test_only_the_recruiter_changes_the_plan() -> None:
    message = alert(an_alert(AlertKind.CANNOT_MAKE_IT, a_seat(), HENRIK))
    assert actions_of(message) == {Action.LOOP_OVERVIEW: ["1"]}


def test_a_channel_that_withholds_is_named() -> None:
    said = discreet([alert(an_alert(AlertKind.CHANNEL_WITHHELD, a_seat(), detail="It is public now."))])
    assert "<#GMAYA>" in said
    assert "Why: It is public now." in said


def test_who_was_not_reached_is_named() -> None:
    said = discreet([alert(an_alert(AlertKind.NOT_REACHED, a_seat(), detail="the account is deactivated"))])
    assert "<@UPRIYA> was not reached" in said
    assert "Why: the account is deactivated" in said
