"""Public holidays and weekends, of the country or guessed from the zone."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from bot.services.calendar import Holidays
from tests.patience import PATIENCE

CALENDAR = Holidays()


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Berlin", "DE"),
        ("America/Los_Angeles", "US"),
        ("Africa/Cairo", "EG"),
        ("UTC", ""),
        ("Nowhere/Land", ""),
    ],
)
def test_the_country_is_guessed_from_the_zone(zone: str, country: str) -> None:
    assert CALENDAR.country_of(zone) == country


@pytest.mark.parametrize(
    ("country", "days"),
    [("DE", {0, 1, 2, 3, 4}), ("EG", {6, 0, 1, 2, 3}), ("IL", {6, 0, 1, 2, 3}), ("XX", None), ("", None)],
)
def test_working_days_are_those_of_the_country(country: str, days: set[int] | None) -> None:
    assert CALENDAR.working_days(country) == days


@pytest.mark.parametrize(
    ("country", "day", "free"),
    [
        ("DE", date(2026, 12, 25), True),
        ("DE", date(2027, 1, 1), True),
        ("DE", date(2026, 12, 24), False),
        ("US", date(2026, 11, 26), True),
        ("XX", date(2026, 12, 25), False),
        ("", date(2026, 12, 25), False),
    ],
)
def test_public_holidays(country: str, day: date, free: bool) -> None:
    assert CALENDAR.holidays(country)(day) is free


def test_starting_does_not_read_any_of_it() -> None:
    told = "import sys, bot.app; print('holidays' in sys.modules)"
    outcome = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    assert outcome.stdout == "False\n"
