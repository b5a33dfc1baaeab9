"""A reminder when its time has come: whether it is still true, and what else the same message can say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.about import AboutFeedback, AboutRequest, tells_the_plan
from bot.domain.giving_up import Dropped
from bot.domain.interviews import Asked, Heard, Interview, LastTold, Panelist
from bot.domain.ladder import NextRung
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import CHASE, Notice, NoticeKind, NoticeState, Wanted, said_together
from bot.domain.outbox import settled_by_earlier, was_asked
from bot.domain.planning import PlanInput
from bot.domain.reminders import asked_late, is_topped, next_rung, plan_assignment
from bot.domain.scorecards import Scorecard
from bot.domain.visibility import owed_assignments
from bot.services.assignments import Assignments
from bot.services.people import People, PreferencesBook
from bot.services.planning import ASKED, Planner
from bot.storage import loops, notices, scorecards
from bot.storage.database import Connection, Database
from bot.values.interviews import AssignmentView
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Clock
from bot.values.reminders import Reminder, Unasked
from bot.values.stops import Impossible, Pointless, Postponed, Stop

DEACTIVATED = "the account is deactivated"
ASK_FIRST = timedelta(minutes=1)  # until what has to be said before it may have been


@dataclass(frozen=True)
class _True:
    """A notice that holds today, and its assignment. `told`: what it leaves behind, by panelist id.

    `next_rung`: who hears of it next. `unasked`: why whoever owes what is overdue was not asked for it.
    """

    notice: Notice
    view: AssignmentView
    told: Mapping[int, Heard]
    next_rung: NextRung | None
    unasked: Unasked | None


@dataclass(frozen=True)
class _Seen:
    """A loop with what its plan is made from, and by panelist id the scorecards in."""

    loop: Loop
    facts: PlanInput
    given: Mapping[int, Scorecard]


class _Looks:
    """Looks at each loop once, in one transaction: a digest may be about the same one many times."""

    def __init__(self, connection: Connection, planner: Planner, known: PreferencesBook) -> None:
        self.connection = connection
        self._planner = planner
        self._known = known
        self._seen: dict[int, _Seen] = {}

    def __call__(self, loop_id: int | None) -> _Seen:
        """Raises `Pointless` for one that is gone."""
        if loop_id not in self._seen:
            loop = loops.load(self.connection, loop_id) if loop_id else None
            if loop is None:
                raise Pointless(Dropped.UNTRUE)
            given = scorecards.of_loop(self.connection, loop.id)
            facts = self._planner.facts(self.connection, loop, given, self._known)
            self._seen[loop.id] = _Seen(loop, facts, given)
        return self._seen[loop_id or 0]


class Reminding:
    def __init__(
        self, database: Database, people: People, assignments: Assignments, planner: Planner, clock: Clock
    ) -> None:
        self._database = database
        self._people = people
        self._assignments = assignments
        self._planner = planner
        self._pilot = people.deployment.pilot
        self._clock = clock

    def compose(self, notice: Notice) -> Delivery:
        """Raises the `Stop` that says why it is not said now."""
        reader = self._people.reader(notice.recipient)
        if not self._people.person(notice.recipient).active:
            raise Impossible(DEACTIVATED)
        now = self._clock()
        with self._database.read() as connection:
            looks = _Looks(connection, self._planner, self._people.preferences_now(connection))
            found = [self._true(looks, notice), *self._beside(looks, notice, now)]
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
            unasked={each.view.panelist.id: each.unasked for each in found if each.unasked},
            away=_seats(each for each in found if each.notice.kind is NoticeKind.OVERDUE_AWAY),
        )
        own = found[0].view.panelist
        outgoing = Outgoing(content, notice.own_subject, panelist_id=own.id if len(found) == 1 else None)
        settles = tuple(each.notice.id for each in found[1:])
        told = {seat: heard for each in found for seat, heard in each.told.items()}
        return Delivery((outgoing,), settles, told)

    def holds(self, connection: Connection, notice: Notice) -> bool:
        """Whether it is true, be it now or later; without asking Slack."""
        try:
            self._true(_Looks(connection, self._planner, self._people.preferences_now(connection)), notice)
        except Postponed:
            return True
        except Pointless:
            return False
        return True

    def _beside(self, looks: _Looks, notice: Notice, now: datetime) -> Sequence[_True]:
        """What else the same message says. What is asked for by hand is said by itself."""
        together = said_together(notice.kind)
        if not together or isinstance(notice.about, AboutRequest):
            return ()
        found = []
        for each in notices.due_beside(looks.connection, notice, together, now):
            if isinstance(each.about, AboutRequest):
                continue
            try:
                found.append(self._true(looks, each))
            except Stop:  # it is looked at again by itself
                continue
        return found

    def _true(self, looks: _Looks, notice: Notice) -> _True:
        seen = looks(notice.loop_id)
        found = seen.loop.assignment(notice.panelist_id) if notice.panelist_id else None
        if found is None:
            raise Pointless(Dropped.UNTRUE)
        interview, panelist = found
        plan = tuple(plan_assignment(seen.facts, interview, panelist))
        self._check(looks.connection, notice, seen, found, plan)
        told = _told(notice, interview, panelist, self._clock())
        if isinstance(asked := told.get(panelist.id), Asked):
            panelist = panelist.having_heard(asked)  # it is due from now
        view = self._assignments.assignment(looks.connection, seen.loop, interview, panelist, seen.given)
        heard = [each for each in plan if self._pilot.has(each.recipient)]
        rungs = (next_rung(heard, each) for each in plan if each.key == notice.key)
        unasked = self._unasked(looks.connection, notice, view) if notice.kind in CHASE else None
        return _True(notice, view, told, next(rungs, None), unasked)

    def _unasked(self, connection: Connection, notice: Notice, view: AssignmentView) -> Unasked | None:
        owes = view.panelist.person or view.loop.recruiter
        reached, rows = self._pilot.has(owes), notices.of_panelist(connection, notice)
        if was_asked(rows, view.panelist.id, owes, self._clock() if reached else None):
            return None
        return Unasked.SO_FAR if reached else Unasked.NOT_IN_PILOT

    def _check(
        self,
        connection: Connection,
        notice: Notice,
        seen: _Seen,
        found: tuple[Interview, Panelist],
        plan: Sequence[Wanted],
    ) -> None:
        """`plan`: what is owed because of that panelist."""
        if notice.kind is NoticeKind.MISSED:
            _check_missed(seen.loop, *found)
        elif notice.subject.startswith(ASKED):
            _check_asked(notice, seen, found[1])
        else:
            others = [row for row in notices.of_panelist(connection, notice) if row.id != notice.id]
            wanted = _check_wanted(notice, plan, others)
            if notice.kind in CHASE:
                self._check_rung(notice, wanted, plan, others)

    def _check_rung(
        self, notice: Notice, wanted: Wanted, plan: Sequence[Wanted], others: Sequence[Notice]
    ) -> None:
        """Never before who owes was asked; asked late, they have their time from then on."""
        now = self._clock()
        if any(_asks_first(row, notice) for row in others):
            raise Postponed(now + ASK_FIRST)
        if wanted.due > now:
            raise Postponed(wanted.due)
        if is_topped(plan, wanted, now):
            raise Pointless(Dropped.TOPPED)


def _check_asked(notice: Notice, seen: _Seen, panelist: Panelist) -> None:
    owing = {each.id for _, each in owed_assignments(seen.loop, seen.given)}
    if panelist.removed or (notice.kind is NoticeKind.FEEDBACK and panelist.id not in owing):
        raise Pointless(Dropped.UNTRUE)


def _check_wanted(notice: Notice, plan: Sequence[Wanted], others: Sequence[Notice]) -> Wanted:
    """Planned still, and not said meanwhile by one that was under way when the plan changed."""
    wanted = next((each for each in plan if each.key == notice.key), None)
    if wanted is None or any(settled_by_earlier(wanted, row) for row in others):
        raise Pointless(Dropped.UNTRUE)
    return wanted


def _check_missed(loop: Loop, interview: Interview, panelist: Panelist) -> None:
    if loop.state is not LoopState.OPEN or interview.cancelled or panelist.removed:
        raise Pointless(Dropped.UNTRUE)


def _asks_first(row: Notice, rung: Notice) -> bool:
    """Whether it is the question that this rung is the answer to, and nobody has heard it yet."""
    waiting = row.state in (NoticeState.PENDING, NoticeState.SENDING)
    return waiting and isinstance(row.about, AboutFeedback) and row.panelist_id == rung.panelist_id


def _seats(found: Iterable[_True]) -> frozenset[int]:
    return frozenset(each.view.panelist.id for each in found)


def _prepares(notice: Notice) -> bool:
    return tells_the_plan(notice.about) and notice.about.prepare_included


def _told(notice: Notice, interview: Interview, panelist: Panelist, now: datetime) -> Mapping[int, Heard]:
    """What it leaves behind of them when it is said now."""
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
