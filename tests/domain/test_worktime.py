from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.settings import WorkingHours
from bot.domain.worktime import (
    add_working_hours,
    at_local,
    is_open,
    known_zone,
    next_opening,
    prepare_moment,
    working_day_before,
    working_hours_between,
    zone_of,
)
from tests.domain.planning import BERLIN, SAN_FRANCISCO, TOKYO, clock, prefs

SUNDAY = frozenset({6})


def hours(opens: time, closes: time, days: frozenset[int] = frozenset(range(7))) -> WorkingHours:
    return WorkingHours(opens, closes, days)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "Europe", "../../etc/passwd", "a\0b", "x" * 5000, "ü"])
def test_a_zone_nobody_knows_is_utc(name: str) -> None:
    assert zone_of(name) == ZoneInfo("UTC")


def test_a_known_zone_is_itself() -> None:
    assert zone_of("Asia/Tokyo") == ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize("name", ["Asia/Tokyo", "UTC", "Europe/Berlin"])
def test_the_name_of_a_zone_is_known(name: str) -> None:
    assert known_zone(name) == name


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "Europe", None])
def test_any_other_name_is_not(name: str | None) -> None:
    assert known_zone(name) is None


@pytest.mark.parametrize(
    ("opens", "closes", "days"), [(9, 9, SUNDAY), (10, 9, SUNDAY), (9, 18, frozenset()), (9, 9, frozenset())]
)
def test_hours_without_any_time_in_them_are_refused(opens: int, closes: int, days: frozenset[int]) -> None:
    said = "^working hours need an opening before their closing, and at least one day$"
    with pytest.raises(ValueError, match=said):
        hours(time(opens), time(closes), days)


@pytest.mark.parametrize(
    ("shown", "open_then"),
    [
        ("2026-11-16 08:59:59", False),
        ("2026-11-16 09:00", True),
        ("2026-11-16 17:59:59", True),
        ("2026-11-16 18:00", False),
        ("2026-11-15 12:00", False),  # Sunday
    ],
)
def test_open_from_opening_to_before_closing(shown: str, open_then: bool) -> None:
    assert is_open(clock(BERLIN, shown), prefs(BERLIN)) is open_then


@pytest.mark.parametrize(
    ("zone", "at", "opening"),
    [
        (BERLIN, "2026-10-23 18:00", "2026-10-26 09:00"),  # clocks are put back that weekend
        (BERLIN, "2026-03-27 23:00", "2026-03-30 09:00"),  # and forward
        (SAN_FRANCISCO, "2026-10-30 18:00", "2026-11-02 09:00"),
        (SAN_FRANCISCO, "2026-03-06 20:00", "2026-03-09 09:00"),
        (TOKYO, "2026-11-16 03:00", "2026-11-16 09:00"),  # still Sunday in UTC
        (TOKYO, "2026-11-16 11:11", "2026-11-16 11:11"),
    ],
)
def test_next_opening(zone: str, at: str, opening: str) -> None:
    assert next_opening(clock(zone, at), prefs(zone)) == clock(zone, opening)


@pytest.mark.parametrize(
    ("zone", "start", "count", "result"),
    [
        (BERLIN, "2026-11-16 10:00", 4, "2026-11-16 14:00"),
        (BERLIN, "2026-11-16 14:00", 4, "2026-11-17 09:00"),  # what falls on closing falls on opening
        (BERLIN, "2026-11-16 20:00", 0, "2026-11-17 09:00"),
        (BERLIN, "2026-11-20 17:00", 16, "2026-11-24 15:00"),
        (BERLIN, "2026-10-23 17:00", 4, "2026-10-26 12:00"),
        (BERLIN, "2026-03-27 17:00", 4, "2026-03-30 12:00"),
        (SAN_FRANCISCO, "2026-10-30 17:00", 4, "2026-11-02 12:00"),
        (SAN_FRANCISCO, "2026-03-06 17:00", 4, "2026-03-09 12:00"),
        (BERLIN, "2026-11-16 10:00", 0.5, "2026-11-16 10:30"),
        (BERLIN, "2026-11-16 10:00", 45, "2026-11-23 10:00"),
    ],
)
def test_adding_working_hours(zone: str, start: str, count: float, result: str) -> None:
    assert add_working_hours(clock(zone, start), count, prefs(zone)) == clock(zone, result)


def test_hours_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match=r"^working hours are counted forwards$"):
        add_working_hours(clock(BERLIN, "2026-11-16 10:00"), -0.5, prefs(BERLIN))


def test_a_night_on_which_clocks_go_back_has_an_hour_more() -> None:
    nights = prefs(BERLIN, hours=hours(time(0), time(6), SUNDAY))
    midnight = clock(BERLIN, "2026-10-25 00:00")
    assert add_working_hours(midnight, 2.5, nights) == clock(BERLIN, "2026-10-25 02:30")
    assert add_working_hours(midnight, 3.5, nights) == clock(BERLIN, "2026-10-25 02:30", fold=1)
    assert add_working_hours(midnight, 6.5, nights) == clock(BERLIN, "2026-10-25 05:30")
    assert add_working_hours(midnight, 7, nights) == clock(BERLIN, "2026-11-01 00:00")


def test_a_night_on_which_clocks_go_forward_has_an_hour_less() -> None:
    nights = prefs(SAN_FRANCISCO, hours=hours(time(0), time(6), SUNDAY))
    midnight = clock(SAN_FRANCISCO, "2026-03-08 00:00")
    assert add_working_hours(midnight, 2, nights) == clock(SAN_FRANCISCO, "2026-03-08 03:00")
    assert add_working_hours(midnight, 5, nights) == clock(SAN_FRANCISCO, "2026-03-15 00:00")


def test_an_opening_that_does_not_exist_is_when_the_clock_jumps_over_it() -> None:
    odd = prefs(BERLIN, hours=hours(time(2, 30), time(4)))
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert not is_open(jump - timedelta(seconds=1), odd)
    assert is_open(jump, odd)
    assert add_working_hours(jump, 1, odd) == clock(BERLIN, "2026-03-30 02:30")


def test_hours_that_do_not_exist_at_all_are_no_hours() -> None:
    odd = prefs(BERLIN, hours=hours(time(2, 15), time(2, 45), SUNDAY))
    assert next_opening(clock(BERLIN, "2026-03-28 12:00"), odd) == clock(BERLIN, "2026-04-05 02:15")


def test_hours_shown_twice_run_from_the_first_opening_to_the_last_closing() -> None:
    odd = prefs(BERLIN, hours=hours(time(2, 15), time(2, 45), SUNDAY))
    opening = clock(BERLIN, "2026-10-25 02:15", fold=0)
    assert next_opening(opening - timedelta(hours=3), odd) == opening
    assert is_open(clock(BERLIN, "2026-10-25 02:50", fold=0), odd)
    assert is_open(clock(BERLIN, "2026-10-25 02:44", fold=1), odd)
    assert not is_open(clock(BERLIN, "2026-10-25 02:45", fold=1), odd)
    assert add_working_hours(opening, 1.25, odd) == clock(BERLIN, "2026-10-25 02:30", fold=1)


def test_a_closing_at_which_the_clock_goes_back_to_it_is_a_closing() -> None:
    nights = prefs(BERLIN, hours=hours(time(1), time(2)))  # at three it will be two again
    assert is_open(datetime(2026, 10, 24, 23, 59, tzinfo=UTC), nights)
    assert not is_open(datetime(2026, 10, 25, 0, 0, tzinfo=UTC), nights)
    until_three = prefs(BERLIN, hours=hours(time(1), time(3)))
    assert is_open(datetime(2026, 10, 25, 1, 59, tzinfo=UTC), until_three)
    assert not is_open(datetime(2026, 10, 25, 2, 0, tzinfo=UTC), until_three)


def test_a_date_a_country_skipped_has_no_hours() -> None:
    samoa = prefs("Pacific/Apia")  # there was no Friday, 30 December 2011
    thursday = clock("Pacific/Apia", "2011-12-29 17:00")
    assert add_working_hours(thursday, 1, samoa) == clock("Pacific/Apia", "2012-01-02 09:00")


@pytest.mark.parametrize(
    ("zone", "day", "shown", "moment"),
    [
        (BERLIN, date(2026, 7, 1), time(9), datetime(2026, 7, 1, 7, tzinfo=UTC)),
        (BERLIN, date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (BERLIN, date(2026, 3, 29), time(3), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (BERLIN, date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (SAN_FRANCISCO, date(2026, 3, 8), time(2, 59, 59), datetime(2026, 3, 8, 10, tzinfo=UTC)),
        (SAN_FRANCISCO, date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 8, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        ("Africa/Cairo", date(2026, 4, 24), time(0), datetime(2026, 4, 23, 22, tzinfo=UTC)),
        ("Nowhere/Land", date(2026, 7, 1), time(9), datetime(2026, 7, 1, 9, tzinfo=UTC)),
    ],
)
def test_local_times(zone: str, day: date, shown: time, moment: datetime) -> None:
    assert at_local(day, shown, prefs(zone)) == moment


@pytest.mark.parametrize(
    ("zone", "at", "before"),
    [
        ("UTC", "2026-11-18T10:00", date(2026, 11, 17)),
        ("UTC", "2026-11-16T10:00", date(2026, 11, 13)),  # Monday: over the weekend
        ("UTC", "2026-11-15T10:00", date(2026, 11, 13)),  # Sunday
        (TOKYO, "2026-11-15T23:30", date(2026, 11, 13)),  # Sunday in UTC, Monday there
        (TOKYO, "2026-11-16T23:30", date(2026, 11, 16)),  # Monday in UTC, Tuesday there
        (SAN_FRANCISCO, "2026-11-17T01:00", date(2026, 11, 13)),  # Tuesday in UTC, Monday there
    ],
)
def test_the_working_day_before(zone: str, at: str, before: date) -> None:
    assert working_day_before(datetime.fromisoformat(at).replace(tzinfo=UTC), prefs(zone)) == before


def test_the_working_day_before_of_somebody_who_works_sundays() -> None:
    cairo = prefs("Africa/Cairo", hours=hours(time(9), time(17), frozenset({6, 0, 1, 2, 3})))
    assert working_day_before(datetime(2026, 11, 16, 10, tzinfo=UTC), cairo) == date(2026, 11, 15)


def test_prepared_at_nine_by_the_clock_as_it_stands_that_day() -> None:
    monday_after = clock(BERLIN, "2026-10-26 10:00")
    assert prepare_moment(monday_after, prefs(BERLIN)) == datetime(2026, 10, 23, 7, tzinfo=UTC)


def test_hours_are_not_taken_away() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_hours(datetime(2026, 11, 16, tzinfo=UTC), -1, prefs())


@pytest.mark.parametrize(
    ("zone", "start", "end", "passed"),
    [
        (BERLIN, "2026-11-16 10:00", "2026-11-16 12:30", 2.5),
        (BERLIN, "2026-11-16 10:00", "2026-11-17 10:00", 9),
        (BERLIN, "2026-10-23 17:00", "2026-10-26 10:00", 2),
        (SAN_FRANCISCO, "2026-10-31 17:00", "2026-11-02 09:00", 0),
        (BERLIN, "2026-11-16 12:00", "2026-11-16 12:00", 0),
        (BERLIN, "2026-11-16 12:00", "2026-11-16 10:00", 0),
    ],
)
def test_working_hours_between(zone: str, start: str, end: str, passed: float) -> None:
    assert working_hours_between(clock(zone, start), clock(zone, end), prefs(zone)) == passed
