"""Which reminders a loop calls for, as a pure function of the loop as stored and the time.

A plan is a wish, not a log: it is computed anew after every change and compared with what is already in
the outbox (`bot.domain.outbox`). So a reminder stays in it as long as it is true, also when its moment
has passed, and leaves it when it has become false. What was already past when it was arranged is judged
at the moment it was arranged (`PlannedAssignment.since`), never at the moment of planning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.about import AboutAssigned, AboutFeedback, AboutOverdue, AboutStart
from bot.domain.changes import about_change, change_due, what_changed
from bot.domain.interviews import Interview, LastTold, Panelist, Role
from bot.domain.ladder import LADDER, WHILE_AWAY, NextRung, Rung, who_hears
from bot.domain.loops import LoopState
from bot.domain.notices import CHASE, NoticeKind, Wanted
from bot.domain.owing import is_excused
from bot.domain.planning import PlanInput, PlannedAssignment, since
from bot.domain.settings import Preferences
from bot.domain.worktime import add_working_hours, is_away, next_opening, prepare_moment

ASKED_LATE = timedelta(minutes=15)  # sooner counts as in time
MOST_EXTENDED = 3  # working days
LAST_MINUTES = 10  # for the candidate's questions, where the agenda does not say when they begin


Rule = Callable[[PlannedAssignment], Iterator[Wanted]]


def plan_reminders(given: PlanInput) -> tuple[Wanted, ...]:
    """All that is owed to this loop's panelists, and to those who chase them. No two have the same key."""
    return tuple(
        wanted
        for interview in given.loop.interviews
        for panelist in interview.everyone
        for wanted in plan_assignment(given, interview, panelist)
    )


def plan_assignment(given: PlanInput, interview: Interview, panelist: Panelist) -> Iterator[Wanted]:
    """What of that is owed because of one panelist."""
    for rule in _RULES[given.loop.state]:
        yield from rule(PlannedAssignment(given, interview, panelist))


def feedback_due(interview: Interview, panelist: Panelist, prefs: Preferences) -> datetime | None:
    """When their scorecard is due, in open hours; None where none is owed. `prefs` are those of who gives it.

    Reckoned from the end, or from when they were asked if that was later: never before either.
    """
    ends_at = interview.ends_at
    if ends_at is None or interview.cancelled or not panelist.counts or is_excused(interview, panelist):
        return None
    begins = max(ends_at, since(interview, panelist))
    if panelist.asked_at and asked_late(interview, panelist, panelist.asked_at):
        begins = panelist.asked_at
    due = next_opening(begins + prefs.lead_times.due_after, prefs)
    return max(due, panelist.extended_until) if panelist.extended_until else due


def latest_extension(interview: Interview, panelist: Panelist, prefs: Preferences) -> datetime:
    """Until when more time may be asked for: three working days after it was first due."""
    first = feedback_due(interview, replace(panelist, extended_until=None), prefs)
    assert first, "it is owed"
    opens, closes = (datetime.combine(date.min, each) for each in (prefs.hours.opens, prefs.hours.closes))
    return add_working_hours(first, MOST_EXTENDED * (closes - opens).total_seconds() / 3600, prefs)


def asked_late(interview: Interview, panelist: Panelist, at: datetime) -> bool:
    """Whether that is later than they should have been asked: at the end, or when they got the interview."""
    ends_at = interview.ends_at
    return ends_at is not None and at > max(ends_at, since(interview, panelist)) + ASKED_LATE


def _assigned(assignment: PlannedAssignment) -> Iterator[Wanted]:
    interview, since = assignment.interview, assignment.since
    unheard = (
        assignment.panelist.last_told is None and not assignment.panelist.removed and not interview.cancelled
    )
    if not unheard or interview.called_off or interview.is_over(max(assignment.given.now, since)):
        return
    start = assignment.starts_at
    opening = next_opening(since, assignment.prefs)
    due = since if start is not None and start <= opening else opening
    included = start is not None and prepare_moment(start, assignment.prefs) <= since
    yield assignment.wanted(NoticeKind.ASSIGNED, due, AboutAssigned(start, included))


def _changed(assignment: PlannedAssignment) -> Iterator[Wanted]:
    interview, panelist, told = assignment.interview, assignment.panelist, assignment.panelist.last_told
    if assignment.given.loop.state is LoopState.CLOSED and not interview.cancelled:
        return  # of a closed loop they hear what is called off, and nothing else
    if told is None or not what_changed(interview, panelist, assignment.given.now):
        return
    now, hastened = max(assignment.given.now, assignment.since), _hastened(assignment, told)
    about = about_change(interview, panelist, told, assignment.given.now, prepare_included=hastened)
    yield assignment.wanted(NoticeKind.CHANGED, change_due(interview, told, now, assignment.prefs), about)


def _hastened(assignment: PlannedAssignment, told: LastTold) -> bool:
    """Whether a move left no moment to prepare them, and had not found them prepared."""
    start = assignment.starts_at
    if start is None or prepare_moment(start, assignment.prefs) > assignment.since:
        return False
    return told.starts_at is None or prepare_moment(told.starts_at, assignment.prefs) > assignment.since


def _prepare(assignment: PlannedAssignment) -> Iterator[Wanted]:
    start = assignment.starts_at
    if start is None or start <= assignment.given.now:
        return
    moment = prepare_moment(start, assignment.prefs)
    if moment > assignment.since:
        yield assignment.wanted(NoticeKind.PREPARE, moment, AboutStart(start))


def _starting(assignment: PlannedAssignment) -> Iterator[Wanted]:
    start = assignment.starts_at
    if (
        start is None
        or start <= max(assignment.given.now, assignment.since)
        or not assignment.prefs.wants_starting
        or not assignment.comes
    ):
        return
    due = max(start - assignment.prefs.lead_times.starting, assignment.since)
    yield assignment.wanted(NoticeKind.STARTING, due, AboutStart(start))


def _questions(assignment: PlannedAssignment) -> Iterator[Wanted]:
    start, interview = assignment.starts_at, assignment.interview
    wanted = assignment.panelist.role is Role.LEAD and assignment.prefs.wants_questions and assignment.comes
    if start is None or not wanted or interview.is_over(assignment.given.now):
        return
    minute = assignment.given.agenda_questions.get(interview.id)
    if minute is None or minute >= interview.minutes:  # booked shorter than the agenda
        minute = max(interview.minutes - LAST_MINUTES, 0)
    moment = start + timedelta(minutes=minute)
    if moment > assignment.since:
        yield assignment.wanted(NoticeKind.QUESTIONS, moment, AboutStart(start))


def _feedback(assignment: PlannedAssignment) -> Iterator[Wanted]:
    ends_at = assignment.interview.ends_at
    if ends_at is not None and assignment.owes:
        about = AboutFeedback(assignment.interview.starts_at, assignment.panelist.extended_until)
        yield assignment.wanted(NoticeKind.FEEDBACK, max(ends_at, assignment.since), about)


def _overdue(assignment: PlannedAssignment) -> Iterator[Wanted]:
    """All rungs of the ladder. While who owes is away they wait, and the recruiter hears of that."""
    prefs = assignment.prefs
    due = feedback_due(assignment.interview, assignment.panelist, prefs)
    if due is None or not assignment.owes:
        return
    hours = prefs.lead_times.overdue_hours
    as_if_here = [add_working_hours(due, each, prefs) for each in hours]
    if kept := next((each for each in as_if_here if is_away(each, prefs)), None):
        yield from _said(assignment, WHILE_AWAY, 0, kept)
    for number, rung in enumerate(LADDER):
        yield from _said(assignment, rung, number + 1, add_working_hours(due, hours[number], prefs.at_work()))


def _said(assignment: PlannedAssignment, rung: Rung, number: int, said_at: datetime) -> Iterator[Wanted]:
    about = AboutOverdue(
        starts_at=assignment.interview.starts_at,
        extended_until=assignment.panelist.extended_until,
        owes=assignment.panelist.person or assignment.panelist.name,
        rung=number,
    )
    for recipient in who_hears(rung, assignment.parts):
        yield assignment.wanted(rung.kind, said_at, about, recipient)


def next_rung(wanted: Iterable[Wanted], said: Wanted) -> NextRung | None:
    """The next above this rung, for the same scorecard. None for the last, and for what is no rung."""
    if not isinstance(said.about, AboutOverdue):
        return None
    above: dict[int, list[Wanted]] = {}
    for each in wanted:
        if isinstance(each.about, AboutOverdue) and each.subject == said.subject:
            above.setdefault(each.about.rung, []).append(each)
    higher = [rung for rung in above if rung > said.about.rung]
    if not higher:
        return None
    heard = above[min(higher)]
    return NextRung(tuple(each.recipient for each in heard), heard[0].due)


def is_topped(wanted: Iterable[Wanted], said: Wanted, now: datetime) -> bool:
    """Whether a rung above this one is due to the same person: of several, the highest alone is said."""
    if not isinstance(said.about, AboutOverdue):
        return False
    whose, number = (said.subject, said.recipient), said.about.rung
    return any(
        isinstance(each.about, AboutOverdue)
        and (each.subject, each.recipient) == whose
        and each.about.rung > number
        and each.due <= now
        for each in wanted
    )


_BY_KIND: Mapping[NoticeKind, Rule] = {
    NoticeKind.ASSIGNED: _assigned,
    NoticeKind.CHANGED: _changed,
    NoticeKind.PREPARE: _prepare,
    NoticeKind.STARTING: _starting,
    NoticeKind.QUESTIONS: _questions,
    NoticeKind.FEEDBACK: _feedback,
    NoticeKind.OVERDUE_AWAY: _overdue,
    NoticeKind.OVERDUE_FIRST: _overdue,
    NoticeKind.OVERDUE_SECOND: _overdue,
    NoticeKind.OVERDUE_LAST: _overdue,
}
"""What plans each kind that is owed to a panelist, or because of one."""

PLANNED = frozenset(_BY_KIND)
"""The kinds a plan governs: rows of these, and only of these, are compared with it."""


def _rules(kinds: Iterable[NoticeKind]) -> tuple[Rule, ...]:
    """Each once: one rule plans all rungs."""
    return tuple(dict.fromkeys(_BY_KIND[kind] for kind in kinds))


_RULES: Mapping[LoopState, tuple[Rule, ...]] = {
    LoopState.DRAFT: (),
    LoopState.OPEN: _rules(_BY_KIND),
    LoopState.CLOSED: _rules((NoticeKind.CHANGED, NoticeKind.FEEDBACK, *sorted(CHASE))),
}
