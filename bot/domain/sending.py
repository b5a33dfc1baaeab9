"""Whether a notice whose time has come is said now, or waits: the hours of whoever receives it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.ladder import RUNGS
from bot.domain.notices import NoticeKind
from bot.domain.settings import Preferences
from bot.domain.worktime import next_opening, zone_of


def waits_until(kind: NoticeKind, prefs: Preferences, now: datetime) -> datetime | None:
    """When the recipient is next at work, for what keeps to that: the rungs of the ladder. None: said now.

    They were planned in the hours of who owes; these are those of who is told.
    """
    if kind not in RUNGS:
        return None
    opening = next_opening(now, prefs)
    while is_away(opening, prefs):
        opening = next_opening(opening + timedelta(days=1), prefs)
    return first_opening_of_day(opening, prefs) if opening > now else None


def is_away(at: datetime, prefs: Preferences) -> bool:
    day = at.astimezone(zone_of(prefs.zone)).date()
    return prefs.away is not None and prefs.away.first <= day <= prefs.away.last


def first_opening_of_day(at: datetime, prefs: Preferences) -> datetime:
    """Of the day that this person's calendar shows at `at`."""
    midnight = at.astimezone(zone_of(prefs.zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    return next_opening(midnight, prefs)
