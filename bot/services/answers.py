"""What a panelist says of their interview: late, absent, cannot make it, more time. The recruiter is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zlib import crc32

from bot.domain.about import AboutAlert, AlertKind
from bot.domain.errors import FieldRefused, Refused
from bot.domain.interviews import Excuse, ExcuseReason, Interview, Panelist
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import alert
from bot.domain.permissions import check_is_panelist
from bot.services.assignments import Assignments
from bot.services.loops import Loops
from bot.services.people import People
from bot.storage import audit, events, notices, scorecards
from bot.storage.database import Connection, Database
from bot.values.interviews import AssignmentView, Reader
from bot.values.ports import Clock

LoopChange = Callable[[Loop, Interview, Panelist], Loop]


class Answers:
    def __init__(
        self, database: Database, people: People, assignments: Assignments, changes: Loops, clock: Clock
    ) -> None:
        self._database = database
        self._people = people
        self._assignments = assignments
        self._loops = changes
        self._clock = clock

    def assignment(self, by: str, panelist_id: int) -> tuple[AssignmentView, Reader]:
        """For a form about it. Raises `NoSuchLoop` for anybody but who sits on it."""
        reader = self._people.reader(by)
        with self._database.read() as connection:
            loop, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
            given = scorecards.of_loop(connection, loop.id)
            return self._assignments.assignment(connection, loop, interview, panelist, given), reader

    def candidate_absent(self, by: str, panelist_id: int) -> None:
        """Nobody owes feedback on an interview that did not happen; the recruiter is told at once."""

        def absent(loop: Loop, interview: Interview, _: Panelist) -> Loop:
            return loop.with_interview(interview.not_held(by, self._clock()))

        self._said(by, panelist_id, AlertKind.CANDIDATE_ABSENT, "", absent)

    def took_place(self, by: str, panelist_id: int) -> None:
        """Its time is wrong, or missing: the recruiter is asked to set it."""
        self._said(by, panelist_id, AlertKind.TOOK_PLACE, "", None)

    def was_not_there(self, by: str, panelist_id: int) -> None:
        def excused(loop: Loop, _: Interview, panelist: Panelist) -> Loop:
            excuse = Excuse(ExcuseReason.WAS_NOT_THERE, by, self._clock())
            return loop.with_panelist(panelist.excused(excuse))

        self._said(by, panelist_id, AlertKind.WAS_NOT_THERE, "", excused)

    def running_late(self, by: str, panelist_id: int, minutes: int, form: str = "") -> None:
        """`form` is the form's own id: sent twice, it is told once, whatever was changed in between."""
        self._said(by, panelist_id, AlertKind.RUNNING_LATE, str(minutes), None, form)

    def cannot_make_it(self, by: str, panelist_id: int, reason: str, form: str = "") -> None:
        """`form` as for `running_late`."""
        self._said(by, panelist_id, AlertKind.CANNOT_MAKE_IT, reason, None, form)

    def more_time(self, by: str, panelist_id: int, until: datetime, form: str = "") -> None:
        """Moves the scorecard's due time. Raises `FieldRefused` for a time gone by. `form` as above."""
        if until <= self._clock():
            raise FieldRefused({"until": "That time has gone by. Choose a later one."})
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, interview, panelist = check_is_panelist(by, locked.loop, panelist_id)
            if loop.state is LoopState.CLOSED or interview.cancelled:
                raise Refused("No feedback is owed on this interview any more.")
            if self._repeated(connection, form):
                return
            # a new revision: reminders sent for the time before do not settle those for the new one
            anew = loop.with_interview(replace(interview, revision=interview.revision + 1))
            locked.change(anew.with_panelist(replace(panelist, extended_until=until)))

    def _said(
        self,
        by: str,
        panelist_id: int,
        what: AlertKind,
        detail: str,
        change: LoopChange | None,
        form: str = "",
    ) -> None:
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, interview, panelist = check_is_panelist(by, locked.loop, panelist_id)
            if loop.state is LoopState.CLOSED:
                raise Refused("This loop is closed. There is nothing left to do here.")
            if interview.cancelled:
                raise Refused("That interview is cancelled. There is nothing left to do here.")
            if interview.candidate_absent or (what is AlertKind.WAS_NOT_THERE and panelist.excuse):
                return  # known already: saying it again changes nothing and tells nobody
            if self._repeated(connection, form):
                return
            if change:
                audit.record(
                    connection,
                    self._clock(),
                    "excused",
                    by,
                    loop_id=loop.id,
                    panelist_id=panelist_id,
                    detail=what.value,
                )
                locked.change(change(loop, interview, panelist))
            self._tell_recruiter(connection, loop, interview, panelist, what, by, detail)

    def _repeated(self, connection: Connection, form: str) -> bool:
        return bool(form) and not events.is_new(connection, f"form:{form}", self._clock())

    def _tell_recruiter(
        self,
        connection: Connection,
        loop: Loop,
        interview: Interview,
        panelist: Panelist,
        what: AlertKind,
        by: str,
        detail: str,
    ) -> None:
        told = alert(
            AboutAlert(what, by, detail),
            loop.recruiter,
            self._clock(),
            subject=f"{what.value}:{panelist.id}:{crc32(detail.encode()):x}",
            revision=interview.revision,  # said twice in the same words, it is told once
            loop_id=loop.id,
            interview_id=interview.id,
            panelist_id=panelist.id,
        )
        notices.add(connection, [told])
