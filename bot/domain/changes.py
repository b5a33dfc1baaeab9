"""What a panelist still has to hear of an interview: how it differs from what they were told last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.loops import Interview, Panelist, Told
from bot.domain.settings import Preferences
from bot.domain.worktime import next_opening

SOON = timedelta(hours=24)


def what_changed(interview: Interview, panelist: Panelist, now: datetime) -> list[str]:
    """Of "moved", "cancelled", "restored", "place", "role" and "removed", those they do not know yet.

    Somebody who was told that it is cancelled does not hear that it was moved meanwhile, or that they
    were taken off it. Time, place and role of what is over are nobody's news.
    """
    told = panelist.told
    if told is None or (told.cancelled and (interview.cancelled or panelist.removed)):
        return []
    details = not (interview.cancelled or panelist.removed or interview.is_over(now))
    differences = {
        "moved": details and told.starts_at != interview.starts_at,
        "cancelled": interview.cancelled,
        "restored": told.cancelled,
        "place": details and told.place != interview.place,
        "role": details and told.role is not panelist.role,
        "removed": panelist.removed,
    }
    return [word for word, differs in differences.items() if differs]


def about_change(interview: Interview, panelist: Panelist, told: Told, now: datetime) -> dict[str, object]:
    """The change with the values before and after it, fit for JSON."""
    return {
        "change": what_changed(interview, panelist, now),
        "old_starts_at": iso(told.starts_at),
        "new_starts_at": iso(interview.starts_at),
        "old_place": told.place,
        "new_place": interview.place,
        "old_role": told.role.value,
        "new_role": panelist.role.value,
    }


def change_due(interview: Interview, told: Told, now: datetime, prefs: Preferences) -> datetime:
    """The next opening, but no later than a day before the old or the new time: from then on, at once.

    Changes of place or role carry no moment of their own, so this is reckoned from the time of planning.
    """
    length = timedelta(minutes=interview.minutes)
    coming = [at for at in (told.starts_at, interview.starts_at) if at is not None and at + length > now]
    return min([next_opening(now, prefs), *(max(now, at - SOON) for at in coming)])


def iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None
