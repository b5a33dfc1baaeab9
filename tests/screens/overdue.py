"""Feedback asked for at the end of an interview, and what follows while it does not come."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.about import AboutRequest
from bot.domain.ladder import NextRung
from bot.domain.notices import NoticeKind
from bot.slack.views.reminders import reminder
from bot.values.interviews import Reader
from bot.values.reminders import Unasked
from tests.screens import worst
from tests.screens.people import HENRIK, PRIYA, ROSA, SAM, TOM, november
from tests.screens.registry import Shows, screens
from tests.screens.reminders import BY_ROLE, said, seats
from tests.screens.world import DANAS, PRIYAS, PRIYAS_VALUES, SAMS, TOMS, TOMS_VALUES

WORST = Reader("U0", "America/Argentina/Buenos_Aires")
LATE = november(19, 16)
DRAFTS = {"today": november(17, 14, 5), "earlier": november(16, 18, 30)}
RECRUITER_NEXT = {PRIYAS.panelist.id: NextRung(("UPRIYA", "UROSA"), november(18, 15))}
MANAGER_NEXT = {TOMS.panelist.id: NextRung(("UHENRIK",), november(19, 11))}


@screens
def feedback() -> Shows:
    kind = NoticeKind.FEEDBACK
    for role, assignment, reader in BY_ROLE:
        assert assignment.interview.ends_at
        yield (
            f"reminder-feedback-{role}.realistic",
            reminder(said(kind, reader, assignment.interview.ends_at, assignment)),
        )
    yield "reminder-feedback-other-zone.realistic", reminder(said(kind, SAM, november(17, 18), SAMS))
    asked_again = said(kind, TOM, november(18, 10), TOMS, about=AboutRequest("UROSA"))
    yield "reminder-feedback-remind-now.realistic", reminder(asked_again)
    for when, saved_at in DRAFTS.items():
        draft = said(kind, PRIYA, november(17, 14, 45), PRIYAS, drafts={PRIYAS.panelist.id: saved_at})
        yield f"reminder-feedback-draft-{when}.realistic", reminder(draft)
    yield "reminder-feedback.worst", reminder(said(kind, WORST, november(16, 9, 45), worst.assignment()))
    outside = said(kind, Reader("UROSA", "Asia/Kolkata"), november(16, 9, 45), worst.assignment(place=8))
    yield "reminder-feedback-outsider.worst", reminder(outside)


@screens
def to_those_who_owe() -> Shows:
    first, second = NoticeKind.OVERDUE_FIRST, NoticeKind.OVERDUE_SECOND
    yield (
        "reminder-overdue-first.realistic",
        reminder(said(first, PRIYA, november(18, 11), PRIYAS, next_rungs=RECRUITER_NEXT)),
    )
    both = (PRIYAS_VALUES, PRIYAS)
    yield "reminder-overdue-first-digest.realistic", reminder(said(first, PRIYA, november(18, 11), *both))
    yield "reminder-overdue-first-outsider.realistic", reminder(said(first, ROSA, LATE, DANAS))
    yield (
        "reminder-overdue-second.realistic",
        reminder(said(second, TOM, november(18, 16), TOMS, next_rungs=MANAGER_NEXT)),
    )
    yield "reminder-overdue-second-outsider.realistic", reminder(said(second, ROSA, LATE, DANAS))
    yield "reminder-overdue-first-digest.worst", reminder(said(first, WORST, LATE, *worst.assignments()))


@screens
def late_asking() -> Shows:
    both = (PRIYAS_VALUES, PRIYAS)
    yield (
        "reminder-feedback-several.realistic",
        reminder(said(NoticeKind.FEEDBACK, PRIYA, november(18, 9), *both)),
    )
    several = worst.assignments()
    yield "reminder-feedback-several.worst", reminder(said(NoticeKind.FEEDBACK, WORST, LATE, *several))


@screens
def while_away() -> Shows:
    kind = NoticeKind.OVERDUE_AWAY
    back = {TOMS.panelist.id: NextRung(("UTOM",), november(23, 9))}
    one = said(kind, ROSA, november(18, 16), TOMS, next_rungs=back, away=seats(TOMS))
    yield "reminder-overdue-away.realistic", reminder(one)
    to_manager = said(kind, HENRIK, november(18, 16), TOMS, next_rungs=back, away=seats(TOMS))
    yield "reminder-overdue-away-manager.realistic", reminder(to_manager)
    some = said(kind, ROSA, LATE, TOMS, PRIYAS, next_rungs=back | MANAGER_NEXT, away=seats(TOMS))
    yield "reminder-overdue-away-digest.realistic", reminder(some)
    others = tuple(replace(each, panelist=each.interview.panel[1]) for each in worst.assignments())
    yield "reminder-overdue-away-digest.worst", reminder(said(kind, ROSA, LATE, *others, away=seats(*others)))


@screens
def not_told_in_time() -> Shows:
    kind = NoticeKind.MISSED
    yield "reminder-missed.realistic", reminder(said(kind, ROSA, november(17, 18), TOMS))
    yield "reminder-missed-several.realistic", reminder(said(kind, ROSA, LATE, TOMS, PRIYAS, DANAS))
    yield "reminder-missed-several.worst", reminder(said(kind, ROSA, LATE, *worst.assignments()))


@screens
def to_those_who_wait() -> Shows:
    second, last = NoticeKind.OVERDUE_SECOND, NoticeKind.OVERDUE_LAST
    yield (
        "reminder-overdue-second-recruiter.realistic",
        reminder(said(second, ROSA, november(18, 16), TOMS, next_rungs=MANAGER_NEXT)),
    )
    rosas = replace(PRIYAS, panelist=replace(PRIYAS.panelist, person="UROSA"))
    own = said(second, ROSA, LATE, rosas, TOMS)
    yield "reminder-overdue-second-recruiter-own.realistic", reminder(own)
    yield "reminder-overdue-last-recruiter.realistic", reminder(said(last, ROSA, november(18, 16), TOMS))
    several = (TOMS_VALUES, PRIYAS, TOMS)
    yield "reminder-overdue-second-recruiter-digest.realistic", reminder(said(second, ROSA, LATE, *several))
    mixed = (TOMS, DANAS)
    yield "reminder-overdue-second-recruiter-both.realistic", reminder(said(second, ROSA, LATE, *mixed))
    yield "reminder-overdue-last-manager.realistic", reminder(said(last, HENRIK, LATE, TOMS))
    yield (
        "reminder-overdue-last-manager-digest.realistic",
        reminder(said(last, HENRIK, LATE, *several, DANAS)),
    )
    outside, failed = (
        {each.panelist.id: why for each in several} for why in (Unasked.NOT_IN_PILOT, Unasked.SO_FAR)
    )
    for who, reader, kind in (("recruiter", ROSA, second), ("manager", HENRIK, last)):
        name = f"reminder-{kind.value}-{who}"
        yield f"{name}-pilot.realistic", reminder(said(kind, reader, LATE, TOMS, unasked=outside))
        yield f"{name}-unasked.realistic", reminder(said(kind, reader, LATE, TOMS, unasked=failed))
        yield (
            f"{name}-digest-unasked.realistic",
            reminder(said(kind, reader, LATE, *several, unasked=outside)),
        )
    others = tuple(replace(each, panelist=each.interview.panel[1]) for each in worst.assignments())
    yield "reminder-overdue-second-recruiter-digest.worst", reminder(said(second, ROSA, LATE, *others))
    outsiders = worst.assignments(place=8)
    yield "reminder-overdue-second-outsiders.worst", reminder(said(second, ROSA, LATE, *outsiders))
    yield (
        "reminder-overdue-last-manager-digest.worst",
        reminder(said(last, HENRIK, LATE, *others, *outsiders)),
    )
