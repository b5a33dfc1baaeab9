"""A reminder when its time has come: whether it is still true, and what else the same message can say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.catalog.coverage import only_here
from bot.catalog.models import Criterion
from bot.domain.about import AboutFeedback, AboutRequest, tells_the_plan
from bot.domain.interviews import Asked, Heard, Interview, LastTold, Panelist
from bot.domain.ladder import NextRung
from bot.domain.notices import CHASE, Notice, NoticeKind, said_together
from bot.domain.outbox import was_asked
from bot.domain.reminders import asked_late, next_rung
from bot.services.assignments import Assignments
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.services.truth import Looks, Subject, Truth
from bot.storage import loops, notices, scorecards
from bot.storage.database import Connection, Database
from bot.values.interviews import AssignmentView
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Clock
from bot.values.reminders import Reminder, Unasked
from bot.values.stops import Impossible, Stop

DEACTIVATED = "the account is deactivated"


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


class Reminding:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        people: People,
        assignments: Assignments,
        truth: Truth,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._assignments = assignments
        self._truth = truth
        self._pilot = people.deployment.pilot
        self._clock = clock

    def compose(self, notice: Notice) -> Delivery:
        """Raises the `Stop` that says why it is not said now."""
        reader = self._people.reader(notice.recipient)
        if not self._people.person(notice.recipient).active:
            raise Impossible(DEACTIVATED)
        now = self._clock()
        with self._database.read() as connection:
            looks = self._truth.looks(connection)
            found = [self._true(looks, notice), *self._beside(looks, notice, now)]
            ticked = {
                each.view.panelist.id: loops.ticked(connection, each.view.panelist.id) for each in found
            }
            covered_here = {each.view.panelist.id: self._only_here(connection, each) for each in found}
            drafts = {each.view.panelist.id: _draft(connection, each) for each in found}
        content = Reminder(
            kind=notice.kind,
            reader=reader,
            assignments=tuple(each.view for each in found),
            now=now,
            about=notice.about,
            prepare_included=_seats(each for each in found if _carries_the_preparation(each.notice)),
            ticked=ticked,
            next_rungs={each.view.panelist.id: each.next_rung for each in found if each.next_rung},
            unasked={each.view.panelist.id: each.unasked for each in found if each.unasked},
            only_here=covered_here,
            drafts={seat: saved_at for seat, saved_at in drafts.items() if saved_at},
            away=_seats(each for each in found if each.notice.kind is NoticeKind.OVERDUE_AWAY),
        )
        own = found[0].view.panelist
        outgoing = Outgoing(content, notice.own_subject, panelist_id=own.id if len(found) == 1 else None)
        settles = tuple(each.notice.id for each in found[1:])
        told = {seat: heard for each in found for seat, heard in each.told.items()}
        return Delivery((outgoing,), settles, told)

    def _only_here(self, connection: Connection, asked: _True) -> Sequence[Criterion]:
        """For who gets ready and will be asked for feedback: a shadow covers nothing."""
        view = asked.view
        if not (_prepares(asked.notice) and view.panelist.counts):
            return ()
        others = (each for each in view.loop.active if each.id != view.interview.id)
        guides = ((self._guidebook.of_interview(connection, each), each.exercise) for each in others)
        return only_here(view.guide, [(guide, guide.exercise(chosen)) for guide, chosen in guides])

    def _beside(self, looks: Looks, notice: Notice, now: datetime) -> Sequence[_True]:
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

    def _true(self, looks: Looks, notice: Notice) -> _True:
        subject = looks(notice)
        self._truth.check(notice, subject)
        interview, panelist, now = subject.assignment.interview, subject.assignment.panelist, self._clock()
        told = told_by(notice, interview, panelist, now)
        if isinstance(asked := told.get(panelist.id), Asked):
            panelist = panelist.having_heard(asked)  # it is due from now
        view = self._assignments.assignment(
            looks.connection, subject.loop, interview, panelist, subject.given
        )
        heard = [each for each in subject.plan if self._pilot.has(each.recipient)]
        rungs = (next_rung(heard, each) for each in subject.plan if each.key == notice.key)
        unasked = self._unasked(subject, now) if notice.kind in CHASE else None
        return _True(notice, view, told, next(rungs, None), unasked)

    def _unasked(self, subject: Subject, now: datetime) -> Unasked | None:
        owes, panelist = subject.assignment.recipient, subject.assignment.panelist
        reached = self._pilot.has(owes)
        if was_asked(subject.rows, panelist.id, owes, now if reached else None):
            return None
        return Unasked.SO_FAR if reached else Unasked.NOT_IN_PILOT


def _seats(found: Iterable[_True]) -> frozenset[int]:
    return frozenset(each.view.panelist.id for each in found)


def _prepares(notice: Notice) -> bool:
    return notice.kind is NoticeKind.PREPARE or _carries_the_preparation(notice)


def _carries_the_preparation(notice: Notice) -> bool:
    return tells_the_plan(notice.about) and notice.about.prepare_included


def _draft(connection: Connection, asked: _True) -> datetime | None:
    asks = asked.notice.kind is NoticeKind.FEEDBACK or asked.notice.kind in CHASE
    return scorecards.draft_saved_at(connection, asked.view.panelist.id) if asks else None


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
