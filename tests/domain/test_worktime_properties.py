"""What holds of working time for any person, anywhere, whenever clocks are changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.settings import Preferences, WorkingHours
from bot.domain.worktime import add_working_hours, at_local, is_open, next_opening, working_hours_between
from tests.domain.planning import BERLIN, SAN_FRANCISCO, TOKYO, prefs

ZONES = [
    BERLIN,
    TOKYO,
    SAN_FRANCISCO,
    "UTC",
    "Africa/Cairo",
    "America/Havana",
    "America/Nuuk",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
]
quarters = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
weeks = st.frozensets(st.integers(0, 6), min_size=1)
moments = st.datetimes(datetime(2005, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (bounds have to be naive)
counts = st.integers(0, 160).map(lambda quarter: quarter / 4)


@st.composite
def anybody(draw: st.DrawFn, earliest: time = time(0), latest: time = time.max) -> Preferences:
    opens, closes = sorted(draw(st.lists(quarters, min_size=2, max_size=2, unique=True)))
    assume(opens >= earliest and closes <= latest)
    return prefs(draw(st.sampled_from(ZONES)), hours=WorkingHours(opens, closes, draw(weeks)))


@given(moments, counts, anybody())
def test_the_result_is_open_and_not_before_the_start(
    start: datetime, count: float, person: Preferences
) -> None:
    result = add_working_hours(start, count, person)
    assert is_open(result, person)
    assert result >= start + timedelta(hours=count)
    assert result.tzinfo is UTC


@given(moments, counts, anybody())
def test_as_many_hours_lie_between_as_were_added(start: datetime, count: float, person: Preferences) -> None:
    assert working_hours_between(start, add_working_hours(start, count, person), person) == count


@given(moments, counts, counts, anybody())
def test_hours_add_up(start: datetime, some: float, more: float, person: Preferences) -> None:
    in_two_steps = add_working_hours(add_working_hours(start, some, person), more, person)
    assert in_two_steps == add_working_hours(start, some + more, person)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=9)), counts, counts, anybody())
def test_later_starts_and_more_hours_never_end_earlier(
    start: datetime, later: timedelta, some: float, more: float, person: Preferences
) -> None:
    result = add_working_hours(start, some, person)
    assert add_working_hours(start + later, some, person) >= result
    assert add_working_hours(start, some + more, person) >= result
    assert more == 0 or add_working_hours(start, some + more, person) > result


@given(moments, st.floats(0, 1, exclude_max=True), anybody())
def test_nothing_is_open_before_the_next_opening(at: datetime, part: float, person: Preferences) -> None:
    opening = next_opening(at, person)
    assert next_opening(opening, person) == opening
    between = at + (opening - at) * part
    assert between == opening or not is_open(between, person)


@given(st.dates(date(2005, 1, 1), date(2036, 1, 1)), quarters, st.sampled_from(ZONES))
def test_a_local_time_is_shown_first_then(day: date, shown: time, zone: str) -> None:
    moment = at_local(day, shown, prefs(zone))
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    just_before = (moment - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert just_before < datetime.combine(day, shown) <= local


@given(moments, st.integers(1, 60), anybody(earliest=time(4), latest=time(23)))
def test_counted_quarter_by_quarter_on_the_clock_it_comes_to_the_same(
    start: datetime, quarter_hours: int, person: Preferences
) -> None:
    """The plain way to count, right where opening and closing lie outside the hours clocks are changed in."""
    start = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    zone, kept = ZoneInfo(person.zone), person.hours

    def shows_open(at: datetime) -> bool:
        local = at.astimezone(zone)
        return local.weekday() in kept.days and kept.opens <= local.time() < kept.closes

    at, counted = start, 0
    while counted < quarter_hours or not shows_open(at):
        counted += shows_open(at)
        at += timedelta(minutes=15)
    assert add_working_hours(start, quarter_hours / 4, person) == at
