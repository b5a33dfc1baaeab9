"""What people say of an interview, and take back: kept, acted upon, and told to all whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.about import AboutAlert, AlertKind
from bot.domain.answers import (
    OF_A_PANELIST,
    after_saying,
    after_taking_back,
    check_may_say,
    may_take_back,
    parts_of,
    stands,
    who_is_told,
)
from bot.domain.errors import FieldRefused, NoSuchLoop, Refused
from bot.domain.giving_up import Dropped
from bot.domain.interviews import AnswerKind, Interview, Panelist, Said, Stage
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import NoticeKind, alert
from bot.domain.owing import owed_assignments
from bot.domain.permissions import check_is_panelist, check_sits_in
from bot.domain.reminders import latest_extension
from bot.domain.scorecards import Scorecard
from bot.services.assignments import Assignments
from bot.services.loops import Loops
from bot.services.people import People
from bot.storage import audit, events, notices, scorecards
from bot.storage.database import Connection, Database
from bot.values.interviews import AssignmentView, Reader
from bot.values.ports import Clock

TOO_LONG = (
    "That is more than three working days after it was first due. "
    "Choose an earlier time, or ask the recruiter."
)


class Answers:
    def __init__(
        self, database: Database, people: People, assignments: Assignments, changes: Loops, clock: Clock
    ) -> None:
        self._database = database
        self._people = people
        self._assignments = assignments
        self._loops = changes
        self._clock = clock

    def assignment(
        self, by: str, panelist_id: int, answer: AnswerKind | None = None
    ) -> tuple[AssignmentView, Reader]:
        """For a form about it. Raises `NoSuchLoop`, and `Refused` where that answer may not be given."""
        reader = self._people.reader(by)
        with self._database.read() as connection:
            loop = self._assignments.loop_of(connection, panelist_id)
            loop, interview, panelist = check_sits_in(by, loop, panelist_id)
            given = scorecards.of_loop(connection, loop.id)
            if answer:
                self._check(connection, answer, by, (loop, interview, panelist))
            return self._assignments.assignment(connection, loop, interview, panelist, given), reader

    def say(self, by: str, panelist_id: int, answer: AnswerKind, detail: str = "", form: str = "") -> bool:
        """Whether it is new: said twice, or sent twice by the same `form`, it changes and tells nothing.

        `panelist_id`: whom it is about; of all of the interview, anybody in it.
        """
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, interview, panelist = check_sits_in(by, locked.loop, panelist_id)
            known = stands(answer, interview, panelist)
            if known and known.detail == detail:
                return False
            self._check(connection, answer, by, (loop, interview, panelist))
            if form and not events.is_new(connection, f"form:{form}", self._clock()):
                return False
            said = Said(answer, by, self._clock(), panelist.id, detail)
            self._record(connection, answer.value, by, loop, panelist, detail)
            locked.change(after_saying(said, loop, interview, panelist))
            self._tell(connection, loop, interview, panelist, AlertKind(answer.value), said)
            return True

    def take_back(self, by: str, panelist_id: int, answer: AnswerKind) -> bool:
        """Whether it stood. Raises `Refused` for anybody but who said it, and the recruiter."""
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, interview, panelist = check_sits_in(by, locked.loop, panelist_id)
            known = stands(answer, interview, panelist)
            if known is None:
                return False
            if loop.state is not LoopState.OPEN:
                raise Refused("This loop is closed, so that stays as it is.")
            if not may_take_back(by, known.by, parts_of(by, loop, interview, panelist)):
                raise Refused("Only who said it, or the recruiter, can take that back.")
            now = self._clock()
            self._record(connection, "taken-back", by, loop, panelist, answer.value)
            locked.change(after_taking_back(answer, loop, interview, panelist, now))
            unheard = self._unsaid(connection, loop, f"{answer.value}:{panelist.id}:")
            back = Said(answer, by, now, panelist.id, answer.value)
            self._tell(connection, loop, interview, panelist, AlertKind.TAKEN_BACK, back, unheard)
            return True

    def took_place(self, by: str, panelist_id: int) -> None:
        """Its time is wrong, or missing: the recruiter is asked to set it, once."""
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, interview, panelist = check_is_panelist(by, locked.loop, panelist_id)
            self._owe(
                connection,
                loop,
                interview,
                panelist,
                AboutAlert(AlertKind.TOOK_PLACE, by, ""),
                loop.recruiter,
                "once",
            )

    def due(self, by: str, panelist_id: int) -> tuple[AssignmentView, Reader]:
        """For the form that asks for more time, and after it. Raises as `more_time` does."""
        reader = self._people.reader(by)
        with self._database.read() as connection:
            loop, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
            given = scorecards.of_loop(connection, loop.id)
            self._check_owes(loop, interview, panelist, given)
            return self._assignments.assignment(connection, loop, interview, panelist, given), reader

    def _check_owes(
        self, loop: Loop, interview: Interview, panelist: Panelist, given: Mapping[int, Scorecard]
    ) -> None:
        if interview.cancelled or panelist.id not in {each.id for _, each in owed_assignments(loop, given)}:
            raise Refused("No feedback is owed on this interview any more.")
        if interview.starts_at is None or self._clock() < interview.starts_at:
            raise Refused("That interview has not begun. Ask for more time once it has.")

    def more_time(self, by: str, panelist_id: int, until: datetime, form: str = "") -> None:
        """Moves the scorecard's due time. Raises `FieldRefused` for one that cannot be. `form`: as above."""
        now = self._clock()
        if until <= now:
            raise FieldRefused({"until": "That time has gone by. Choose a later one."})
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, interview, panelist = check_is_panelist(by, locked.loop, panelist_id)
            self._check_owes(loop, interview, panelist, scorecards.of_loop(connection, loop.id))
            prefs = self._people.preferences(connection)(panelist.person or loop.recruiter)
            if until > latest_extension(interview, panelist, prefs) and by != loop.recruiter:
                raise FieldRefused({"until": TOO_LONG})
            if form and not events.is_new(connection, f"form:{form}", now):
                return
            self._record(connection, "more-time", by, loop, panelist, until.isoformat())
            # a new revision: reminders sent for the time before do not settle those for the new one
            anew = loop.with_interview(replace(interview, revision=interview.revision + 1))
            locked.change(anew.with_panelist(replace(panelist, extended_until=until)))
            about = AboutAlert(AlertKind.MORE_TIME, by, until.isoformat())
            if by != loop.recruiter:
                self._owe(connection, loop, interview, panelist, about, loop.recruiter, until.isoformat())

    def _check(
        self, connection: Connection, answer: AnswerKind, by: str, place: tuple[Loop, Interview, Panelist]
    ) -> None:
        loop, interview, panelist = place
        if answer in OF_A_PANELIST and by != (panelist.person or loop.recruiter):
            raise NoSuchLoop
        given = scorecards.of_loop(connection, loop.id)
        shown = answer is AnswerKind.CALLED_OFF and audit.any_shown(
            connection, loop.id, _authors(loop, interview.stage)
        )
        check_may_say(
            answer,
            parts_of(by, loop, interview, panelist),
            loop,
            interview,
            self._clock(),
            given=panelist.id in given,
            shown=shown,
        )

    def _tell(
        self,
        connection: Connection,
        loop: Loop,
        interview: Interview,
        panelist: Panelist,
        kind: AlertKind,
        said: Said,
        unheard: frozenset[str] = frozenset(),
    ) -> None:
        about, occasion = AboutAlert(kind, said.by, said.detail), str(int(said.at.timestamp() * 1000))
        for person in who_is_told(said.answer, loop, interview, said.by):
            if person not in unheard:
                self._owe(connection, loop, interview, panelist, about, person, occasion)

    def _unsaid(self, connection: Connection, loop: Loop, subject: str) -> frozenset[str]:
        """Who has not heard yet what was taken back, and now never does."""
        waiting = [
            row
            for row in notices.of_loop(connection, loop.id)
            if row.kind is NoticeKind.ALERT and row.waits and row.subject.startswith(subject)
        ]
        dropped = (row for row in waiting if notices.drop(connection, row.id, Dropped.UNTRUE))
        return frozenset(row.recipient for row in dropped)

    def _owe(
        self,
        connection: Connection,
        loop: Loop,
        interview: Interview,
        panelist: Panelist,
        about: AboutAlert,
        person: str,
        occasion: str,
    ) -> None:
        told = alert(
            about,
            person,
            self._clock(),
            subject=f"{about.what.value}:{panelist.id}:{occasion}",
            revision=interview.revision,
            loop_id=loop.id,
            interview_id=interview.id,
            panelist_id=panelist.id,
        )
        notices.add(connection, [told])

    def _record(
        self, connection: Connection, what: str, by: str, loop: Loop, panelist: Panelist, detail: str
    ) -> None:
        now = self._clock()
        audit.record(connection, now, what, by, loop_id=loop.id, panelist_id=panelist.id, detail=detail)


def _authors(loop: Loop, stage: Stage) -> Mapping[int, str]:
    """Of a stage's scorecards, by panelist id."""
    return {
        panelist.id: panelist.person or loop.recruiter
        for interview in loop.active
        if interview.stage is stage
        for panelist in interview.everyone
    }
