"""What holds for everybody, and what a person has of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.domain.settings import Away, Chosen, Deployment, LeadTimes, Preferences, WorkingHours
from bot.domain.worktime import add_working_hours, next_opening, working_day_before
from tests.builders import MONDAY_NINE
from tests.domain.planning import BERLIN, clock

HOURS, LEAD_TIMES = WorkingHours(time(8), time(16)), LeadTimes(prepare_at=time(10))
CHRISTMAS = date(2026, 12, 25)


class Countries:
    """Germany keeps Christmas; Egypt works from Sunday to Thursday."""

    def country_of(self, zone: str) -> str:
        return {"Europe/Berlin": "DE", "Africa/Cairo": "EG"}.get(zone, "")

    def working_days(self, country: str) -> frozenset[int] | None:
        return {"DE": frozenset(range(5)), "EG": frozenset({6, 0, 1, 2, 3})}.get(country)

    def holidays(self, country: str) -> Callable[[date], bool]:
        return lambda day: country == "DE" and day == CHRISTMAS


HERE = Deployment("/interview", BERLIN, HOURS, LEAD_TIMES, Countries())
EVERYTHING = Chosen(
    hours=(time(7), time(15)),
    days=frozenset({1, 2}),
    country="EG",
    away=Away(CHRISTMAS, CHRISTMAS),
    prepare_at=time(12),
    starting=timedelta(minutes=5),
    due_after=timedelta(hours=48),
    overdue_hours=(0, 1, 2),
    wants_starting=False,
    wants_questions=False,
)


def test_somebody_who_set_nothing_has_what_holds_here_in_their_own_zone() -> None:
    assert HERE.preferences("Asia/Tokyo") == Preferences("Asia/Tokyo", HOURS, LEAD_TIMES)
    of_berlin = Preferences(BERLIN, HOURS, LEAD_TIMES, country="DE")
    assert HERE.preferences(None) == HERE.preferences("") == of_berlin


def test_all_that_somebody_set_is_theirs() -> None:
    days = frozenset({1, 2})
    assert HERE.preferences(BERLIN, EVERYTHING) == Preferences(
        BERLIN,
        WorkingHours(time(7), time(15), days),
        LeadTimes(time(12), timedelta(minutes=5), timedelta(hours=48), (0, 1, 2)),
        wants_starting=False,
        wants_questions=False,
        country="EG",
        away=Away(CHRISTMAS, CHRISTMAS),
    )


@pytest.mark.parametrize("name", [each.name for each in fields(Chosen)])
def test_each_is_taken_from_everybodys_where_it_is_not_their_own(name: str) -> None:
    everybodys = Chosen(**{name: getattr(EVERYTHING, name)})
    assert Chosen().over(everybodys) == everybodys
    assert everybodys.over(Chosen()) == everybodys
    own: dict[str, Any] = {
        "wants_starting": True,
        "wants_questions": True,
        "country": "",
        "overdue_hours": (),
    }
    theirs = Chosen(**{name: own.get(name, "theirs")})
    assert theirs.over(everybodys) == theirs


def test_working_days_are_the_countrys_unless_set() -> None:
    sunday_to_thursday = frozenset({6, 0, 1, 2, 3})
    assert HERE.preferences("Africa/Cairo").hours.days == sunday_to_thursday
    assert HERE.preferences(BERLIN, Chosen(country="EG")).hours.days == sunday_to_thursday
    assert HERE.preferences("Africa/Cairo", Chosen(days=frozenset({4}))).hours.days == frozenset({4})


def test_nobody_works_on_a_public_holiday() -> None:
    here = HERE.preferences(BERLIN)  # 08:00 to 16:00; Christmas is a Friday
    eve = clock(BERLIN, "2026-12-24 15:00")
    assert add_working_hours(eve, 2, here) == clock(BERLIN, "2026-12-28 09:00")
    assert next_opening(clock(BERLIN, "2026-12-25 10:00"), here) == clock(BERLIN, "2026-12-28 08:00")
    assert working_day_before(clock(BERLIN, "2026-12-28 10:00"), here) == date(2026, 12, 24)
    without = HERE.preferences(BERLIN, Chosen(country=""))
    assert working_day_before(clock(BERLIN, "2026-12-28 10:00"), without) == CHRISTMAS


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: WorkingHours(time(9), time(9)),
        lambda: WorkingHours(days=frozenset()),
        lambda: WorkingHours(days=frozenset({7})),
        lambda: LeadTimes(starting=timedelta(hours=5)),
        lambda: LeadTimes(starting=timedelta(minutes=-1)),
        lambda: LeadTimes(due_after=timedelta(days=15)),
        lambda: Away(CHRISTMAS, CHRISTMAS - timedelta(days=1)),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()


def test_monday_is_zero() -> None:
    assert datetime.weekday(MONDAY_NINE) == 0
    assert HERE.preferences(BERLIN).works_on(MONDAY_NINE.date())
