"""Whether what is owed is still true: looked at before it is said, and before it is owed once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.about import AboutFeedback
from bot.domain.giving_up import Dropped
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import CHASE, Notice, NoticeKind, NoticeState, Wanted
from bot.domain.outbox import settled_by_earlier
from bot.domain.owing import owed_assignments
from bot.domain.planning import PlanInput, PlannedAssignment
from bot.domain.reminders import is_topped, plan_assignment
from bot.domain.scorecards import Scorecard
from bot.services.people import People, PreferencesBook
from bot.services.planning import ASKED, GOVERNED, OF_THE_LOOP, Planner
from bot.storage import loops, notices, scorecards
from bot.storage.database import Connection
from bot.values.ports import Clock
from bot.values.stops import Pointless, Postponed

ASK_FIRST = timedelta(minutes=1)  # until what has to be said before it may have been


@dataclass(frozen=True)
class Subject:
    """What a notice is about: an assignment, what is owed because of it, and the rows of that.

    `given`: the loop's scorecards that are in, by panelist id.
    """

    assignment: PlannedAssignment
    given: Mapping[int, Scorecard]
    plan: Sequence[Wanted]
    rows: Sequence[Notice]

    @property
    def loop(self) -> Loop:
        return self.assignment.given.loop


class Looks:
    """Looks at each loop once, in one transaction: a digest may be about the same one many times."""

    def __init__(self, connection: Connection, planner: Planner, known: PreferencesBook) -> None:
        self.connection = connection
        self._planner = planner
        self._known = known
        self._seen: dict[int, tuple[PlanInput, Mapping[int, Scorecard]]] = {}

    def __call__(self, notice: Notice) -> Subject:
        """Raises `Pointless` where what it is about is gone."""
        facts, given = self._facts(notice.loop_id or 0)
        found = facts.loop.assignment(notice.panelist_id or 0)
        if found is None:
            raise Pointless(Dropped.UNTRUE)
        plan = tuple(plan_assignment(facts, *found))
        rows = notices.of_panelist(self.connection, notice)
        return Subject(PlannedAssignment(facts, *found), given, plan, rows)

    def _facts(self, loop_id: int) -> tuple[PlanInput, Mapping[int, Scorecard]]:
        if loop_id not in self._seen:
            loop = loops.load(self.connection, loop_id)
            if loop is None:
                raise Pointless(Dropped.UNTRUE)
            given = scorecards.of_loop(self.connection, loop_id)
            self._seen[loop_id] = self._planner.facts(self.connection, loop, given, self._known), given
        return self._seen[loop_id]


class Truth:
    def __init__(self, planner: Planner, people: People, clock: Clock) -> None:
        self._planner = planner
        self._people = people
        self._clock = clock

    def looks(self, connection: Connection) -> Looks:
        return Looks(connection, self._planner, self._people.preferences_now(connection))

    def check(self, notice: Notice, subject: Subject) -> None:
        """Of a reminder. Raises the `Stop` that says why it is not said, or not yet."""
        if notice.kind is NoticeKind.MISSED:
            _check_missed(subject)
        elif notice.subject.startswith(ASKED):
            _check_asked(notice, subject)
        else:
            wanted = _check_wanted(notice, subject)
            if notice.kind in CHASE:
                _check_rung(wanted, subject, self._clock())

    def holds(self, connection: Connection, notice: Notice, loop: Loop | None) -> bool:
        """Be it now or later, without asking Slack. `loop`: the notice's."""
        if notice.kind not in GOVERNED:  # a Home page, or what somebody said
            return True
        if loop is None:
            return False
        if notice.kind in OF_THE_LOOP:
            return notice.key in {each.key for each in self._planner.wanted(connection, loop)}
        try:
            self.check(notice, self.looks(connection)(notice))
        except Postponed:
            return True
        except Pointless:
            return False
        return True


def _check_missed(subject: Subject) -> None:
    gone = subject.assignment.interview.cancelled or subject.assignment.panelist.removed
    if gone or subject.loop.state is not LoopState.OPEN:
        raise Pointless(Dropped.UNTRUE)


def _check_asked(notice: Notice, subject: Subject) -> None:
    panelist = subject.assignment.panelist
    owing = {each.id for _, each in owed_assignments(subject.loop, subject.given)}
    if panelist.removed or (notice.kind is NoticeKind.FEEDBACK and panelist.id not in owing):
        raise Pointless(Dropped.UNTRUE)


def _check_wanted(notice: Notice, subject: Subject) -> Wanted:
    """Planned still, and not said meanwhile by one that was under way when the plan changed."""
    wanted = next((each for each in subject.plan if each.key == notice.key), None)
    others = (row for row in subject.rows if row.id != notice.id)
    if wanted is None or any(settled_by_earlier(wanted, row) for row in others):
        raise Pointless(Dropped.UNTRUE)
    return wanted


def _check_rung(wanted: Wanted, subject: Subject, now: datetime) -> None:
    """Never before who owes was asked; asked late, they have their time from then on."""
    if any(_is_still_to_ask(row) for row in subject.rows):
        raise Postponed(now + ASK_FIRST)
    if wanted.due > now:
        raise Postponed(wanted.due)
    if is_topped(subject.plan, wanted, now):
        raise Pointless(Dropped.TOPPED)


def _is_still_to_ask(row: Notice) -> bool:
    waiting = row.state in (NoticeState.PENDING, NoticeState.SENDING)
    return waiting and isinstance(row.about, AboutFeedback)
