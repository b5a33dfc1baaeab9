"""What a panelist still has to hear of an interview: how it differs from what they were told last."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.about import AboutChanged, ChangeKind
from bot.domain.interviews import Interview, LastTold, Panelist
from bot.domain.settings import Preferences
from bot.domain.worktime import next_opening

SOON = timedelta(hours=24)


def what_changed(interview: Interview, panelist: Panelist, now: datetime) -> list[ChangeKind]:
    """What they do not know yet.

    Somebody who was told that it is cancelled does not hear that it was moved meanwhile, or that they
    were taken off it. Time, place and role of what is over are nobody's news.
    """
    told = panelist.last_told
    if told is None or (told.cancelled and (interview.cancelled or panelist.removed)):
        return []
    details = not (interview.cancelled or panelist.removed or interview.is_over(now))
    differences = {
        ChangeKind.MOVED: details and told.starts_at != interview.starts_at,
        ChangeKind.CANCELLED: interview.cancelled,
        ChangeKind.RESTORED: told.cancelled,
        ChangeKind.PLACE: details and told.place != interview.place,
        ChangeKind.ROLE: details and told.role is not panelist.role,
        ChangeKind.REMOVED: panelist.removed,
    }
    return [kind for kind, differs in differences.items() if differs]


def about_change(
    interview: Interview, panelist: Panelist, told: LastTold, now: datetime, *, prepare_included: bool
) -> AboutChanged:
    """The change with the values before and after it."""
    return AboutChanged(
        change=tuple(what_changed(interview, panelist, now)),
        old_starts_at=told.starts_at,
        new_starts_at=interview.starts_at,
        old_place=told.place,
        new_place=interview.place,
        old_role=told.role,
        new_role=panelist.role,
        prepare_included=prepare_included,
    )


def change_due(interview: Interview, told: LastTold, now: datetime, prefs: Preferences) -> datetime:
    """The next opening, but no later than a day before the old or the new time: from then on, at once.

    Changes of place or role carry no moment of their own, so this is reckoned from the time of planning.
    """
    length = timedelta(minutes=interview.minutes)
    coming = [at for at in (told.starts_at, interview.starts_at) if at is not None and at + length > now]
    return min([next_opening(now, prefs), *(max(now, at - SOON) for at in coming)])
