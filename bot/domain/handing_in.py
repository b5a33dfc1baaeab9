"""When a scorecard may be handed in, from when it counts, and until when its author may correct it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from bot.domain.interviews import Interview
from bot.domain.loops import Loop
from bot.domain.scorecards import CORRECTION_WINDOW, Scorecard


class DraftReason(StrEnum):
    """Why a scorecard stays a draft."""

    NOTES = "notes"  # nothing else was asked for
    EARLY = "early"  # the interview has not begun
    UNSCHEDULED = "unscheduled"
    CANCELLED = "cancelled"


def kept_because(interview: Interview, now: datetime) -> DraftReason | None:
    """Why what is handed in now is kept as a draft; None from the interview's start on."""
    if interview.cancelled:
        return DraftReason.CANCELLED
    if interview.starts_at is None:
        return DraftReason.UNSCHEDULED
    return DraftReason.EARLY if now < interview.starts_at else None


def is_draft_again(before: Interview, after: Interview, now: datetime) -> bool:
    """Whether a change of its time leaves what was handed in without an interview that it is about."""
    moved = before.starts_at != after.starts_at
    return moved and kept_because(after, now) in (DraftReason.EARLY, DraftReason.UNSCHEDULED)


def counts_from(interview: Interview, scorecard: Scorecard) -> datetime | None:
    """From when it counts and opens others': from the interview's end, if it was handed in before."""
    if scorecard.submitted_at is None:
        return None
    return max(scorecard.submitted_at, interview.ends_at or scorecard.submitted_at)


def counted(loop: Loop, given: Mapping[int, Scorecard], now: datetime) -> dict[int, Scorecard]:
    """Of what was handed in, by panelist id, what counts now: of the rest nobody but its author knows."""
    return {
        panelist.id: given[panelist.id]
        for interview in loop.interviews
        for panelist in interview.everyone
        if panelist.id in given
        if (since := counts_from(interview, given[panelist.id])) is not None and since <= now
    }


def correctable_until(interview: Interview, scorecard: Scorecard) -> datetime | None:
    """When its author can no longer correct it; None for a draft."""
    since = counts_from(interview, scorecard)
    if since is None:
        return None
    return max(since, scorecard.finished_at) if scorecard.finished_at else since + CORRECTION_WINDOW


def may_be_corrected(interview: Interview, scorecard: Scorecard, now: datetime) -> bool:
    until = correctable_until(interview, scorecard)
    return until is not None and now < until
