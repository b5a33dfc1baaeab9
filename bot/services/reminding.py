"""A reminder when its time has come: whether it is still true, and what else the same message can say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.about import AboutFeedback, AboutRequest, tells_the_plan
from bot.domain.interviews import Asked, Heard, Interview, LastTold, Panelist
from bot.domain.ladder import NextRung
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import CHASE, Notice, NoticeKind, NoticeState, Wanted, said_together
from bot.domain.outbox import settled_by_earlier
from bot.domain.reminders import asked_late, is_topped, next_rung
from bot.domain.visibility import owed_assignments
from bot.services.assignments import Assignments
from bot.services.people import People
from bot.services.planning import ASKED, Planner
from bot.storage import loops, notices, scorecards
from bot.storage.database import Connection, Database
from bot.values.interviews import AssignmentView
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Clock
from bot.values.reminders import Reminder
from bot.values.stops import Impossible, Pointless, Postponed, Stop

DEACTIVATED = "the account is deactivated"
UNTRUE = "no longer true"
TOPPED = "a later one says it"
ASK_FIRST = timedelta(minutes=1)  # until what has to be said before it may have been


@dataclass(frozen=True)
class _True:
    """A notice that holds today, and its assignment. `told`: what it leaves behind, by panelist id.

    `next_rung`: who hears of it next.
    """

    notice: Notice
    view: AssignmentView
    told: Mapping[int, Heard]
    next_rung: NextRung | None


class Reminding:
    def __init__(
        self, database: Database, people: People, assignments: Assignments, planner: Planner, clock: Clock
    ) -> None:
        self._database = database
        self._people = people
        self._assignments = assignments
        self._planner = planner
        self._clock = clock

    def compose(self, notice: Notice) -> Delivery:
        """Raises the `Stop` that says why it is not said now."""
        reader = self._people.reader(notice.recipient)
        if not self._people.person(notice.recipient).active:
            raise Impossible(DEACTIVATED)
        now = self._clock()
        with self._database.read() as connection:
            found = [self._true(connection, notice), *self._beside(connection, notice, now)]
            ticked = {
                each.view.panelist.id: loops.ticked(connection, each.view.panelist.id) for each in found
            }
        content = Reminder(
            kind=notice.kind,
            reader=reader,
            assignments=tuple(each.view for each in found),
            now=now,
            about=notice.about,
            prepare_included=_seats(each for each in found if _prepares(each.notice)),
            ticked=ticked,
            next_rungs={each.view.panelist.id: each.next_rung for each in found if each.next_rung},
            away=_seats(each for each in found if each.notice.kind is NoticeKind.OVERDUE_AWAY),
        )
        own = found[0].view.panelist
        outgoing = Outgoing(content, notice.own_subject, panelist_id=own.id if len(found) == 1 else None)
        settles = tuple(each.notice.id for each in found[1:])
        told = {seat: heard for each in found for seat, heard in each.told.items()}
        return Delivery((outgoing,), settles, told)

    def _beside(self, connection: Connection, notice: Notice, now: datetime) -> Sequence[_True]:
        """What else the same message says. What is asked for by hand is said by itself."""
        together = said_together(notice.kind)
        if not together or isinstance(notice.about, AboutRequest):
            return ()
        found = []
        for each in notices.due_beside(connection, notice, together, now):
            if isinstance(each.about, AboutRequest):
                continue
            try:
                found.append(self._true(connection, each))
            except Stop:  # it is looked at again by itself
                continue
        return found

    def _true(self, connection: Connection, notice: Notice) -> _True:
        loop = loops.load(connection, notice.loop_id) if notice.loop_id else None
        found = loop.assignment(notice.panelist_id) if loop and notice.panelist_id else None
        if loop is None or found is None:
            raise Pointless(UNTRUE)
        plan = self._planner.wanted(connection, loop)
        if notice.kind is NoticeKind.MISSED:
            _check_missed(loop, *found)
        elif notice.subject.startswith(ASKED):
            self._check_asked(connection, notice, loop, found[1])
        else:
            self._check_wanted(connection, notice, loop, plan)
        interview, panelist = found
        told = told_by(notice, interview, panelist, self._clock())
        if isinstance(asked := told.get(panelist.id), Asked):
            panelist = panelist.having_heard(asked)  # it is due from now
        given = scorecards.of_loop(connection, loop.id)
        view = self._assignments.assignment(connection, loop, interview, panelist, given)
        rungs = (next_rung(plan, each) for each in plan if each.key == notice.key)
        return _True(notice, view, told, next(rungs, None))

    def _check_asked(self, connection: Connection, notice: Notice, loop: Loop, panelist: Panelist) -> None:
        given = scorecards.of_loop(connection, loop.id)
        owing = {each.id for _, each in owed_assignments(loop, given)}
        if panelist.removed or (notice.kind is NoticeKind.FEEDBACK and panelist.id not in owing):
            raise Pointless(UNTRUE)

    def _check_wanted(
        self, connection: Connection, notice: Notice, loop: Loop, plan: Sequence[Wanted]
    ) -> None:
        """Planned still, and not said meanwhile by one that was under way when the plan changed."""
        wanted = next((each for each in plan if each.key == notice.key), None)
        rows = [row for row in notices.of_loop(connection, loop.id) if row.id != notice.id]
        if wanted is None or any(settled_by_earlier(wanted, row) for row in rows):
            raise Pointless(UNTRUE)
        if notice.kind in CHASE:
            self._check_rung(notice, wanted, plan, rows)

    def _check_rung(
        self, notice: Notice, wanted: Wanted, plan: Sequence[Wanted], rows: Sequence[Notice]
    ) -> None:
        """Never before who owes was asked; asked late, they have their time from then on."""
        now = self._clock()
        if any(_asks_first(row, notice) for row in rows):
            raise Postponed(now + ASK_FIRST)
        if wanted.due > now:
            raise Postponed(wanted.due)
        if is_topped(plan, wanted, now):
            raise Pointless(TOPPED)


def _check_missed(loop: Loop, interview: Interview, panelist: Panelist) -> None:
    if loop.state is not LoopState.OPEN or interview.cancelled or panelist.removed:
        raise Pointless(UNTRUE)


def _asks_first(row: Notice, rung: Notice) -> bool:
    """Whether it is the question that this rung is the answer to, and nobody has heard it yet."""
    waiting = row.state in (NoticeState.PENDING, NoticeState.SENDING)
    return waiting and isinstance(row.about, AboutFeedback) and row.panelist_id == rung.panelist_id


def _seats(found: Iterable[_True]) -> frozenset[int]:
    return frozenset(each.view.panelist.id for each in found)


def _prepares(notice: Notice) -> bool:
    return tells_the_plan(notice.about) and notice.about.prepare_included


def told_by(notice: Notice, interview: Interview, panelist: Panelist, now: datetime) -> Mapping[int, Heard]:
    """What it leaves behind of them when it is said at that moment, which is `now`."""
    if tells_the_plan(notice.about):
        return {panelist.id: _as_told(interview, panelist)}
    if isinstance(notice.about, AboutFeedback) and asked_late(interview, panelist, now):
        return {panelist.id: Asked(now)}
    return {}


def _as_told(interview: Interview, panelist: Panelist) -> LastTold | None:
    """None for somebody told that they are off: put back, they are told anew."""
    if panelist.removed:
        return None
    return LastTold(interview.starts_at, interview.place, interview.cancelled, panelist.role)
