"""Settings: what the form holds comes back, and what makes no sense is told at its field."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.domain.errors import FieldRefused
from bot.domain.settings import Away, Chosen
from bot.slack.ids import Action
from bot.slack.views.settings import parse_settings
from tests.screens.reading import untouched
from tests.screens.registry import screen

OWN, EVERYBODYS = "settings-own.realistic", "settings-everybody.realistic"


def test_ones_own_come_back() -> None:
    assert parse_settings(untouched(screen(OWN).payload), everybody=False) == Chosen(
        hours=(time(8, 30), time(17)),
        days=frozenset(range(5)),
        away=Away(date(2026, 12, 21), date(2027, 1, 1)),
        prepare_at=time(9),
        starting=timedelta(minutes=15),
        wants_starting=True,
        wants_questions=False,
    )


def test_everybodys_come_back_with_the_ladder() -> None:
    assert parse_settings(untouched(screen(EVERYBODYS).payload), everybody=True) == Chosen(
        hours=(time(9), time(18)),
        days=frozenset(range(5)),
        country="",
        prepare_at=time(9),
        starting=timedelta(minutes=15),
        due_after=timedelta(hours=24),
        overdue_hours=(0, 4, 12),
        wants_starting=True,
        wants_questions=True,
    )


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("opens", {"selected_time": None}, "opens"),
        ("closes", {"selected_time": "08:30"}, "closes"),
        ("days", {"selected_options": []}, "days"),
        ("away_first", {"selected_date": None}, "away_first"),
        ("away_last", {"selected_date": None}, "away_last"),
        ("away_last", {"selected_date": "2026-12-20"}, "away_last"),
        ("due_after", {"value": "400"}, "due_after"),
        ("due_after", {"value": "soon"}, "due_after"),
        ("overdue_hours", {"value": "4, 0, 12"}, "overdue_hours"),
        ("overdue_hours", {"value": "0, 4"}, "overdue_hours"),
        ("overdue_hours", {"value": "0, 4, x"}, "overdue_hours"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(field: str, value: dict[str, Any], told: str) -> None:
    everybody = field in ("due_after", "overdue_hours")
    values = untouched(screen(EVERYBODYS if everybody else OWN).payload)
    values[field] = {"input": value}
    with pytest.raises(FieldRefused) as refused:
        parse_settings(values, everybody=everybody)
    assert list(refused.value.fields) == [told]


@pytest.mark.parametrize(("typed", "country"), [("de", "DE"), ("-", ""), ("", None)])
def test_the_country(typed: str, country: str | None) -> None:
    values = untouched(screen(OWN).payload)
    values["country"] = {"input": {"value": typed}}
    assert parse_settings(values, everybody=False).country == country


def test_only_admins_are_offered_everybodys() -> None:
    assert Action.SETTINGS_EVERYBODY in screen("settings-admin.realistic").buttons
    assert Action.SETTINGS_EVERYBODY not in screen(OWN).buttons


def test_it_says_what_holds_from_now_on_and_what_moved() -> None:
    said = screen("saved-settings.realistic").words
    assert "Working hours: Mon, Tue, Wed, Thu, Fri, 08:30–17:00" in said
    assert "Away: 21 Dec 2026 to 01 Jan 2027" in said
    assert "3 reminders moved." in said
    assert "within a minute" in screen("saved-settings-everybody.realistic").words


def test_a_kind_that_was_switched_off_can_be_switched_on_there() -> None:
    assert screen("switched-starting-off.realistic").buttons == {Action.REMINDER_ON: ["starting"]}
    assert screen("switched-starting-on.realistic").buttons == {}
