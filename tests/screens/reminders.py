"""The next interview, and the reminders on the way to it, as each role meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.interviews import Role
from bot.domain.notices import NoticeKind
from bot.slack.views.checklist import mark, to_do
from bot.slack.views.preparation import no_interview, preparation
from bot.slack.views.reminders import reminder
from bot.values.interviews import AssignmentView, Preparation, Reader
from bot.values.reminders import Reminder
from tests.builders import a_guide, an_about
from tests.screens import worst
from tests.screens.guides import INVENTED
from tests.screens.people import NOOR, PRIYA, ROSA, SAM, TOM, november
from tests.screens.registry import Shows, screens
from tests.screens.world import (
    COMMAND,
    DANAS,
    KENJIS,
    NOORS,
    PRIYAS,
    PRIYAS_SCREEN,
    PRIYAS_VALUES,
    SAMS,
    TOMS,
)

WORST = Reader("U0", "America/Argentina/Buenos_Aires")
LONG_LINE = " ".join(["Read the instructions to their very end, word by word, and then once more."] * 3)
CHECKLISTS: tuple[tuple[str, list[str], list[int]], ...] = (
    ("long-list", [f"Do {number}." for number in range(1, 24)], [2, 11, 23]),
    ("long-line", ["Short.", LONG_LINE], []),
)
PLAYED = a_guide(
    roles={"lead": ["Stop."], "observer": ["Watch."]},
    before=["Choose."],
    exercises=[
        {
            "slug": "kube",
            "title": "Kube",
            "summary": "A cluster.",
            "roles": {"lead": ["Play."]},
            "before": ["Deploy.", "Deploy."],
        }
    ],
)
"""Its exercise says what the lead does, and nothing for observers."""
BY_ROLE: tuple[tuple[str, AssignmentView, Reader], ...] = (
    ("lead", PRIYAS, PRIYA),
    ("observer", TOMS, TOM),
    ("shadow", NOORS, NOOR),
    ("outsider", DANAS, ROSA),
)


def said(
    kind: NoticeKind, reader: Reader, now: datetime, *assignments: AssignmentView, **other: Any
) -> Reminder:
    return Reminder(kind, reader, assignments, now, **({"about": an_about(kind)} | other))


def seats(*assignments: AssignmentView) -> frozenset[int]:
    """That something holds of each of these."""
    return frozenset(assignment.panelist.id for assignment in assignments)


def marks(assignment: AssignmentView) -> list[int]:
    """Of the lines of its checklist."""
    return [mark(line) for line in to_do(assignment)]


def ready(assignment: AssignmentView, *before: str) -> AssignmentView:
    """With this checklist."""
    return replace(assignment, guide=a_guide(assignment.guide.slug, before=list(before)))


def roles() -> Iterator[tuple[str, AssignmentView, Reader, datetime]]:
    """Each role with when its interview begins."""
    for role, assignment, reader in BY_ROLE:
        assert assignment.interview.starts_at
        yield role, assignment, reader, assignment.interview.starts_at


@screens
def next_interview() -> Shows:
    soon = november(17, 13, 56)
    yield "prep-next.realistic", preparation(Preparation(PRIYAS, PRIYA, soon))
    yield "prep-next-shadow.realistic", preparation(Preparation(NOORS, NOOR, november(16, 18)))
    untimed = replace(KENJIS, interview=replace(KENJIS.interview, starts_at=None))
    yield (
        "prep-next-untimed.realistic",
        preparation(Preparation(untimed, Reader("UKENJI", "Asia/Tokyo"), soon)),
    )
    yield "prep-next-exercise.realistic", preparation(Preparation(SAMS, SAM, november(17, 16, 56)))
    room = replace(PRIYAS, interview=replace(PRIYAS.interview, place="Room 4 <north>"))
    yield "prep-next-room.realistic", preparation(Preparation(room, PRIYA, november(16, 18)))
    level = replace(
        PRIYAS,
        guide=INVENTED,
        interview=replace(PRIYAS.interview, exercise="backend"),
        loop=replace(PRIYAS.loop, position=replace(PRIYAS.loop.position, level="L5")),
    )
    yield "prep-next-level.realistic", preparation(Preparation(level, PRIYA, soon))
    yield (
        "prep-next.worst",
        preparation(Preparation(worst.assignment(2), WORST, november(16, 14, 56))),
    )
    yield "no-interview.realistic", no_interview(COMMAND)
    yield "no-interview-owed.realistic", no_interview(COMMAND, owed=2)
    yield "no-interview.worst", no_interview(f"/{'c' * 31}", owed=15)


@screens
def assigned() -> Shows:
    kind, now = NoticeKind.ASSIGNED, november(12, 10)
    for role, assignment, reader, _ in roles():
        yield f"reminder-assigned-{role}.realistic", reminder(said(kind, reader, now, assignment))
    late = november(17, 9, 30)
    yield (
        "reminder-assigned-with-guide.realistic",
        reminder(said(kind, PRIYA, late, PRIYAS, prepare_included=seats(PRIYAS))),
    )
    observed = replace(PRIYAS_VALUES, panelist=replace(PRIYAS_VALUES.panelist, role=Role.OBSERVER))
    several = (observed, PRIYAS, PRIYAS_SCREEN)
    yield "reminder-assigned-digest.realistic", reminder(said(kind, PRIYA, november(16, 9), *several))
    soon, later = ready(PRIYAS_VALUES, "Read it."), ready(PRIYAS, "Rest.", "Sleep.")
    first = said(kind, PRIYA, november(17, 9), soon, later, prepare_included=seats(soon))
    yield "reminder-assigned-digest-one-guide.realistic", reminder(first)
    both: dict[str, Any] = {
        "prepare_included": seats(soon, later),
        "ticked": {later.panelist.id: marks(later)[1:]},
    }
    yield (
        "reminder-assigned-digest-ticked.realistic",
        reminder(said(kind, PRIYA, november(17, 9), soon, later, **both)),
    )
    one, every = worst.assignment(0), worst.assignments()
    worst_one = said(kind, WORST, november(16, 8), one, prepare_included=seats(one))
    yield "reminder-assigned.worst", reminder(worst_one)
    digest = said(kind, WORST, november(16, 8), *every, prepare_included=seats(*every))
    yield "reminder-assigned-digest.worst", reminder(digest)


@screens
def prepare() -> Shows:
    kind = NoticeKind.PREPARE
    for role, assignment, reader, starts_at in roles():
        now = starts_at.replace(hour=9, minute=0) - timedelta(days=1)
        yield (
            f"reminder-prepare-{role}.realistic",
            reminder(
                said(kind, reader, now, assignment, ticked={assignment.panelist.id: marks(assignment)[:1]})
            ),
        )
    only_here = {SAMS.panelist.id: SAMS.guide.look_for[:2]}
    alone = said(kind, SAM, november(16, 18), SAMS, only_here=only_here)
    yield "reminder-prepare-exercise.realistic", reminder(alone)
    for name, lines, ticked in CHECKLISTS:
        assignment = ready(PRIYAS, *lines)
        list_ = said(
            kind,
            PRIYA,
            november(16, 9),
            assignment,
            ticked={assignment.panelist.id: [marks(assignment)[each - 1] for each in ticked]},
        )
        yield f"reminder-prepare-{name}.realistic", reminder(list_)
    for role, assignment, reader in BY_ROLE[:2]:
        played = replace(assignment, guide=PLAYED, interview=replace(assignment.interview, exercise="kube"))
        yield (
            f"reminder-prepare-played-{role}.realistic",
            reminder(said(kind, reader, november(16, 9), played)),
        )
    worst_one = worst.assignment()
    every = {worst_one.panelist.id: marks(worst_one)}
    only_here = {worst_one.panelist.id: worst_one.guide.look_for}
    full = said(kind, WORST, november(16, 8), worst_one, ticked=every, only_here=only_here)
    yield "reminder-prepare.worst", reminder(full)


@screens
def starting() -> Shows:
    kind = NoticeKind.STARTING
    for role, assignment, reader, starts_at in roles():
        now = starts_at - timedelta(minutes=15)
        yield f"reminder-starting-{role}.realistic", reminder(said(kind, reader, now, assignment))
    yield "reminder-starting.worst", reminder(said(kind, WORST, november(16, 8, 45), worst.assignment()))
    outside = said(kind, Reader("UROSA", "Asia/Kolkata"), november(16, 8, 45), worst.assignment(place=8))
    yield "reminder-starting-outsider.worst", reminder(outside)


@screens
def questions() -> Shows:
    kind = NoticeKind.QUESTIONS
    yield "reminder-questions.realistic", reminder(said(kind, PRIYA, november(17, 14, 35), PRIYAS))
    lead = replace(DANAS, panelist=replace(DANAS.panelist, role=Role.LEAD))
    yield "reminder-questions-outsider.realistic", reminder(said(kind, ROSA, november(18, 15, 50), lead))
    yield "reminder-questions.worst", reminder(said(kind, WORST, november(16, 9, 35), worst.assignment()))
