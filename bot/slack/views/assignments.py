"""The words for a loop's parts: stages, roles, panels, and where each person's feedback stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.catalog.models import Guide
from bot.domain.interviews import AnswerKind, ExcuseReason, Interview, Panelist, Role, Stage
from bot.domain.loops import Loop, Outcome
from bot.slack.views.shape import context
from bot.slack.views.text import (
    clip,
    clock_time,
    count,
    escape,
    fitting,
    is_address,
    link,
    mention,
    moment,
    names,
)
from bot.values.interviews import AssignmentView, Reader
from bot.values.loops import InterviewRow, PanelistRow, PanelistStatus

STAGES = {Stage.SCREEN: "Screen", Stage.TEAM: "Team", Stage.FINAL: "Final"}

STAGE_NAMES = {Stage.SCREEN: "screen", Stage.TEAM: "team stage", Stage.FINAL: "final stage"}

YOU = {Role.LEAD: "you lead", Role.OBSERVER: "you observe", Role.SHADOW: "you shadow"}
THEY = {Role.LEAD: "leads", Role.OBSERVER: "observes", Role.SHADOW: "shadows"}

OUTCOMES = {
    Outcome.HIRED: "Hired",
    Outcome.NOT_MOVING_ON: "Not moving on",
    Outcome.WITHDREW: "Withdrew",
    Outcome.POSITION_CLOSED: "Position closed",
}

EXCUSES = {
    ExcuseReason.GONE_ON_WITHOUT: "not waited for",
    ExcuseReason.WAS_NOT_THERE: "wasn't there",
    ExcuseReason.CANNOT_MAKE_IT: "can't make it",
    ExcuseReason.DEACTIVATED: "has no account any more",
    ExcuseReason.NOT_WANTED: "not needed any more",
}

NAME_CHARACTERS = 80  # of a name or heading on screens that list many

When = Callable[[datetime], str]
"""A moment as the screen says it: in the reader's zone, or for everyone in a channel."""


def candidate(loop: Loop) -> str:
    """The candidate's name for mrkdwn."""
    return escape(clip(loop.candidate.name, NAME_CHARACTERS))


def position(loop: Loop) -> str:
    return escape(clip(loop.position.heading, NAME_CHARACTERS))


def heading(loop: Loop) -> str:
    """ "*Maya Lind* · Senior Engineer, Search", for mrkdwn."""
    return f"*{candidate(loop)}* · {position(loop)}"


def owners(loop: Loop) -> str:
    return f"Recruiter {mention(loop.recruiter)} · hiring manager {mention(loop.hiring_manager)}"


def stage_label(stage: Stage) -> Block:
    """Small, above the interviews whose titles stand out."""
    return context(STAGES[stage])


def progress(given: int, expected: int) -> str:
    """ "3 of 5 in"."""
    return f"{given} of {expected} in" if expected else "no feedback expected yet"


def title(interview: Interview, guide: Guide | None) -> str:
    return escape(guide.title if guide else interview.guide)


def exercise(interview: Interview, guide: Guide | None) -> str:
    """The exercise's title, "" where there is none."""
    if not interview.exercise:
        return ""
    found = guide.exercise(interview.exercise) if guide else None
    return escape(found.title if found else interview.exercise)


def about(assignment: AssignmentView, reader: Reader, now: datetime) -> str:
    """ "*System Design* · today 14:00 · Maya Lind"."""
    when = scheduled(assignment.interview, in_zone(reader.zone, now))
    return f"*{title(assignment.interview, assignment.guide)}* · {when} · {candidate(assignment.loop)}"


def place(interview: Interview) -> str:
    said = clip(interview.place.strip(), 600) if not is_address(interview.place) else interview.place
    return link("Join", said) if is_address(said) else escape(said)


def person(panelist: Panelist) -> str:
    """For mrkdwn; a typed name is kept short."""
    return mention(panelist.person) if panelist.person else escape(clip(panelist.name, NAME_CHARACTERS))


def display_name(panelist: Panelist, known: Mapping[str, str]) -> str:
    """For plain text."""
    return known.get(panelist.person, panelist.name or "A panelist") if panelist.person else panelist.name


# --- local times -------------------------------------------------------------------------------


def local_time(at: datetime, zone: str, readers: str, now: datetime) -> str:
    """The time there, with the day where it is another one; "" where the clocks show the same."""
    there, here = at.astimezone(ZoneInfo(zone)), at.astimezone(ZoneInfo(readers))
    if there.utcoffset() == here.utcoffset():
        return ""
    return clock_time(at, zone) if there.date() == here.date() else moment(at, zone, now)


# --- panels ------------------------------------------------------------------------------------


def by_stage(rows: Iterable[InterviewRow]) -> Iterator[tuple[Stage, list[InterviewRow]]]:
    every = list(rows)
    for stage in Stage:
        found = [row for row in every if row.interview.stage is stage]
        if found:
            yield stage, found


def status(assignment: PanelistRow, when: When) -> str:
    """ "in", "owed, due today 18:00", "coming"; "" where nothing is scheduled yet."""
    if assignment.status is PanelistStatus.OWED:
        return f"owed, due {when(assignment.due)}" if assignment.due else "owed"
    if assignment.status is PanelistStatus.EXCUSED:
        excuse = assignment.panelist.excuse
        return EXCUSES[excuse.reason] if excuse else EXCUSES[ExcuseReason.GONE_ON_WITHOUT]
    if assignment.status is PanelistStatus.COMING and assignment.late:
        return f"about {assignment.late} minutes late"
    plain = {PanelistStatus.IN: "in", PanelistStatus.COMING: "coming", PanelistStatus.SHADOW: "shadows"}
    return plain.get(assignment.status, "")


def told(row: InterviewRow) -> list[PanelistRow]:
    """Those of whom there is more to say than that the interview did not take place."""
    if row.interview.cancelled:
        return []
    if row.interview.called_off:
        return [each for each in row.assignments if each.status is PanelistStatus.IN]
    return list(row.assignments)


def panel(assignments: Sequence[PanelistRow], when: When) -> str:
    """ "@priya in · @tom and @sam owed, due today 18:00": people of one status together."""
    together: dict[str, list[str]] = {}
    for assignment in assignments:
        together.setdefault(status(assignment, when), []).append(person(assignment.panelist))
    said = [f"{_some(people)} {words}".rstrip() for words, people in together.items()]
    return " · ".join(said) or "nobody on it yet"


def _some(people: Sequence[str]) -> str:
    shown, left = fitting(people, 600)
    return names([*shown, others(left)] if left else shown)


def scheduled(interview: Interview, when: When) -> str:
    if interview.cancelled:
        return "cancelled"
    if interview.called_off:
        return "did not take place"
    missing = " · candidate not here yet" if interview.said(AnswerKind.CANDIDATE_MISSING) else ""
    return f"{when(interview.starts_at)}{missing}" if interview.starts_at else "not scheduled yet"


def waiting(rows: Iterable[InterviewRow]) -> bool:
    """Whether somebody's scorecard is still to come, of an interview past or coming."""
    still = (PanelistStatus.OWED, PanelistStatus.COMING, PanelistStatus.NOT_SCHEDULED)
    return any(
        assignment.status in still
        for row in rows
        for assignment in row.assignments
        if assignment.panelist.counts
    )


def in_zone(zone: str, now: datetime) -> When:
    """Moments as one reader sees them."""
    return lambda at: moment(at, zone, now)


def more(number: int, what: str, many: str | None = None) -> str:
    """ "and 3 more interviews"."""
    return f"and {number} more {what if number == 1 else many or what + 's'}"


def others(number: int) -> str:
    """ "1 other", "3 others": at the end of names."""
    return count(number, "other")


def left_out(every: Sequence[object], rows: int, what: str) -> Iterator[Block]:
    """How many a list has beyond the `rows` it shows."""
    if len(every) > rows:
        yield context(more(len(every) - rows, what))
