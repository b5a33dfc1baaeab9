"""Time as people work it: open hours in a person's zone.

Aware UTC goes in and comes out. The zone and the working hours of the person decide, so that a day on
which their clock changes has as much working time as really passes between opening and closing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.settings import Preferences

_DAY = timedelta(days=1)


def zone_of(name: str) -> ZoneInfo:
    """The zone of that IANA name; UTC for a name nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: "Europe" is a folder, not a zone
        return ZoneInfo("UTC")


def known_zone(name: str | None) -> str | None:
    """The name, where it is a zone's; None otherwise."""
    return name if name and zone_of(name).key == name else None


def at_local(day: date, clock: time, prefs: Preferences) -> datetime:
    """The moment at which this person's clock shows `clock` on `day`.

    The first such moment where the clock is put back over it; the jump where it is put forward over it.
    """
    return _moments(datetime.combine(day, clock), zone_of(prefs.zone))[0]


def is_open(at: datetime, prefs: Preferences) -> bool:
    """Whether this person is at work; at the moment of closing they are not."""
    return next_opening(at, prefs) == at


def is_away(at: datetime, prefs: Preferences) -> bool:
    return prefs.is_away(at.astimezone(zone_of(prefs.zone)).date())


def next_opening(at: datetime, prefs: Preferences) -> datetime:
    """The first open moment that is not before `at`: `at` itself when it is open."""
    opens, _ = next(_open_times(at, prefs))
    return opens


def working_day_before(at: datetime, prefs: Preferences) -> date:
    """The last working day before the date this person's calendar shows at `at`."""
    day = at.astimezone(zone_of(prefs.zone)).date() - _DAY
    while not prefs.works_on(day):
        day -= _DAY
    return day


def prepare_moment(start: datetime, prefs: Preferences) -> datetime:
    """When this person is to be prepared for what starts then: at their hour, the working day before."""
    return at_local(working_day_before(start, prefs), prefs.lead_times.prepare_at, prefs)


def add_working_hours(start: datetime, hours: float, prefs: Preferences) -> datetime:
    """The open moment with `hours` of open time between it and `start`.

    What would fall on a closing falls on the next opening, so the result is always open.
    """
    if hours < 0:
        raise ValueError("working hours are counted forwards")
    left = timedelta(hours=hours)
    windows = _open_times(start, prefs)
    opens, closes = next(windows)
    while left >= closes - opens:
        left -= closes - opens
        opens, closes = next(windows)
    return opens + left


def working_hours_between(start: datetime, end: datetime, prefs: Preferences) -> float:
    """How many hours of open time lie between two moments; 0 where `end` is not after `start`."""
    passed = timedelta(0)
    for opens, closes in _open_times(start, prefs):
        if opens >= end:
            break
        passed += min(closes, end) - opens
    return passed / timedelta(hours=1)


def _open_times(since: datetime, prefs: Preferences) -> Iterator[tuple[datetime, datetime]]:
    """From `since` on, each stretch of open time: its start and its end, never overlapping, never empty."""
    zone, hours = zone_of(prefs.zone), prefs.hours
    since = since.astimezone(UTC)
    day = since.astimezone(zone).date() - _DAY  # a clock put back over midnight shows a date twice
    while True:
        if prefs.works_on(day):
            opens = max(since, _moments(datetime.combine(day, hours.opens), zone)[0])
            closes = _closing(datetime.combine(day, hours.closes), zone)
            if opens < closes:
                yield opens, closes
                since = closes
        day += _DAY


def _closing(local: datetime, zone: ZoneInfo) -> datetime:
    """The end of the last moment at which the clock shows less than this local time."""
    just_before, just_before_again = _moments(local - timedelta.resolution, zone)
    return _moments(local, zone)[0 if just_before == just_before_again else 1]


def _moments(local: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first and the last moment at which a local time is shown: the same one on all but a few days."""
    first, last = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if last < first:  # skipped: the two readings lie on either side of the jump
        first = last = _jump(last, first, zone)
    return first, last


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second between two moments at which the zone's clock is put forward."""
    before = before.replace(microsecond=0)
    old = before.astimezone(zone).utcoffset()
    seconds = range(int((after - before).total_seconds()) + 1)

    def has_jumped(second: int) -> bool:
        return (before + timedelta(seconds=second)).astimezone(zone).utcoffset() != old

    return before + timedelta(seconds=bisect_left(seconds, True, key=has_jumped))
