"""What a panelist says of an interview: ticks, late, absent, more time; and the recruiter's nudges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from zlib import crc32

from bot.domain import visibility
from bot.domain.about import AboutAlert, AboutRequest, AlertKind
from bot.domain.errors import FieldRefused, NoSuchLoop, NotYours, Refused
from bot.domain.loops import Excuse, ExcuseReason, Interview, Loop, LoopState, Panelist
from bot.domain.notices import NoticeKind, Wanted, alert
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.services.planning import ASKED, Planner
from bot.services.ports import Clock
from bot.services.seats import Seats, by_time
from bot.services.values import Preparation, Reader, Seat
from bot.storage import audit, loops, notices, scorecards
from bot.storage.database import Connection, Database


class Interviews:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        people: People,
        seats: Seats,
        planner: Planner,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._seats = seats
        self._planner = planner
        self._clock = clock

    # --- getting ready --------------------------------------------------------------------------

    def preparation(self, by: str, panelist_id: int | None = None) -> Preparation | None:
        """The next interview of `by`, or the one meant; None where nothing is coming."""
        reader = self._people.reader(by)
        now = self._clock()
        with self._database.read() as connection:
            found = self._coming(connection, by, now)
            chosen = [each for each in found if panelist_id in (None, each.panelist.id)]
            if not chosen:
                return None
            seat = chosen[0]
            return Preparation(seat, reader, now, self._uncovered(connection, seat))

    def seat(self, by: str, panelist_id: int) -> tuple[Seat, Reader]:
        """For a form about it. Raises `NoSuchLoop` for anybody but who sits on it."""
        reader = self._people.reader(by)
        with self._database.read() as connection:
            loop, interview, panelist = self._seats.held_by(connection, by, panelist_id)
            given = scorecards.of_loop(connection, loop.id)
            return self._seats.seat(connection, loop, interview, panelist, given), reader

    def _coming(self, connection: Connection, by: str, now: datetime) -> Sequence[Seat]:
        found = []
        for loop in loops.involving(connection, by):
            if by == loop.candidate.account:
                continue
            given = scorecards.of_loop(connection, loop.id)
            found += [
                self._seats.seat(connection, loop, interview, panelist, given)
                for interview, panelist in loop.seats()
                if panelist.person == by and interview.is_coming(now)
            ]
        return sorted(found, key=by_time)

    def _uncovered(self, connection: Connection, seat: Seat) -> tuple[str, ...]:
        """Competencies nobody in the loop covers, this interview included."""
        covered = {
            competency
            for each in seat.loop.active
            for criterion in self._guidebook.of_interview(connection, each).look_for
            for competency in criterion.competencies
        }
        mine = {each for criterion in seat.guide.look_for for each in criterion.competencies}
        others = covered - mine
        technical = [
            each for each in self._guidebook.catalog.competencies.values() if each.kind == "technical"
        ]
        extra = seat.exercise.competencies if seat.exercise else ()
        return tuple(each.title for each in technical if each.slug not in others | mine | set(extra))[:3]

    def keep(self, by: str, panelist_id: int) -> None:
        """Sends the preparation to the person's own messages."""
        self._ask(by, panelist_id, NoticeKind.PREPARE, AboutRequest())

    def tick(self, by: str, panelist_id: int, shown: Sequence[int], ticked: Sequence[int]) -> None:
        """Keeps the checklist; `shown` are the lines of the group that was clicked."""
        with self._database.write() as connection:
            self._seats.held_by(connection, by, panelist_id)
            others = set(loops.ticked(connection, panelist_id)) - set(shown)
            loops.tick(connection, panelist_id, sorted(others | set(ticked)))

    # --- what a panelist says ---------------------------------------------------------------------

    def candidate_absent(self, by: str, panelist_id: int) -> None:
        """Nobody owes feedback on an interview that did not happen; the recruiter is told at once."""

        def absent(loop: Loop, interview: Interview, panelist: Panelist) -> Loop:
            excuse = Excuse(ExcuseReason.CANDIDATE_ABSENT, by, self._clock())
            everyone = tuple(
                replace(each, excuse=each.excuse or excuse) if each.counts else each
                for each in interview.everyone
            )
            return loop.with_interview(
                replace(interview, candidate_absent=True, everyone=everyone, revision=interview.revision + 1)
            )

        self._said(by, panelist_id, AlertKind.CANDIDATE_ABSENT, "", absent)

    def was_not_there(self, by: str, panelist_id: int) -> None:
        def excused(loop: Loop, interview: Interview, panelist: Panelist) -> Loop:
            excuse = Excuse(ExcuseReason.WAS_NOT_THERE, by, self._clock())
            return _with_panelist(loop, interview, replace(panelist, excuse=excuse))

        self._said(by, panelist_id, AlertKind.WAS_NOT_THERE, "", excused)

    def running_late(self, by: str, panelist_id: int, minutes: int) -> None:
        self._said(by, panelist_id, AlertKind.RUNNING_LATE, str(minutes), None)

    def cannot_make_it(self, by: str, panelist_id: int, reason: str) -> None:
        self._said(by, panelist_id, AlertKind.CANNOT_MAKE_IT, reason, None)

    def more_time(self, by: str, panelist_id: int, until: datetime) -> None:
        """Moves the scorecard's due time. Raises `FieldRefused` for a time gone by."""
        if until <= self._clock():
            raise FieldRefused({"until": "That time has gone by. Choose a later one."})
        with self._database.write() as connection:
            loop, interview, panelist = self._seats.held_by(connection, by, panelist_id, lock=True)
            if loop.state is LoopState.CLOSED or interview.cancelled:
                raise Refused("No feedback is owed on this interview any more.")
            # a new revision: reminders sent for the time before do not settle those for the new one
            anew = replace(interview, revision=interview.revision + 1)
            after = _with_panelist(loop, anew, replace(panelist, extended_until=until))
            self._save(connection, loop, after)

    def _said(
        self,
        by: str,
        panelist_id: int,
        what: AlertKind,
        detail: str,
        change: Callable[[Loop, Interview, Panelist], Loop] | None,
    ) -> None:
        with self._database.write() as connection:
            loop, interview, panelist = self._seats.held_by(connection, by, panelist_id, lock=True)
            if loop.state is LoopState.CLOSED:
                raise Refused("This loop is closed. There is nothing left to do here.")
            if interview.cancelled:
                raise Refused("That interview is cancelled. There is nothing left to do here.")
            if interview.candidate_absent or (what is AlertKind.WAS_NOT_THERE and panelist.excuse):
                return  # known already: saying it again changes nothing and tells nobody
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
                self._save(connection, loop, change(loop, interview, panelist))
            self._tell_recruiter(connection, loop, interview, panelist, what, by, detail)

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

    # --- what a recruiter does ----------------------------------------------------------------------

    def remind_now(self, by: str, panelist_id: int) -> str:
        """Asks for a scorecard at once. Gives the name of who is asked."""
        with self._database.read() as connection:
            loop, interview, panelist = self._for_recruiter(connection, by, panelist_id)
            owed = visibility.owed_seats(loop, scorecards.of_loop(connection, loop.id))
        if panelist.id not in {each.id for _, each in owed}:
            raise Refused("That scorecard is in already, or not owed any more.")
        if not interview.is_over(self._clock()):
            raise Refused("That interview is not over yet. They are asked when it ends.")
        recipient = panelist.person or loop.recruiter
        self._ask(recipient, panelist_id, NoticeKind.FEEDBACK, AboutRequest(by))
        return self._people.names([recipient])[recipient] if panelist.person else panelist.name

    def go_on_without(self, by: str, panelist_id: int, reason: str) -> None:
        """That scorecard stops being owed; it may still come."""
        if not reason.strip():
            raise FieldRefused({"reason": "Tell why: it stands on the loop's record."})
        self._people.person(by)
        with self._database.write() as connection:
            loop, interview, panelist = self._for_recruiter(connection, by, panelist_id, lock=True)
            if panelist.excuse is not None:
                return
            given = scorecards.of_loop(connection, loop.id).get(panelist_id)
            if given and given.decides:
                raise FieldRefused({"panelist": "That scorecard is in already: nothing waits for it."})
            excuse = Excuse(ExcuseReason.GONE_ON_WITHOUT, by, self._clock(), reason.strip())
            audit.record(
                connection,
                self._clock(),
                "excused",
                by,
                loop_id=loop.id,
                panelist_id=panelist_id,
                detail=reason.strip(),
            )
            self._save(connection, loop, _with_panelist(loop, interview, replace(panelist, excuse=excuse)))

    def _for_recruiter(
        self, connection: Connection, by: str, panelist_id: int, *, lock: bool = False
    ) -> tuple[Loop, Interview, Panelist]:
        loop_id = loops.of_panelist(connection, panelist_id)
        loop = loops.load(connection, loop_id, lock=lock) if loop_id else None
        found = loop.seat(panelist_id) if loop else None
        if loop is None or found is None or by == loop.candidate.account:
            raise NoSuchLoop
        person = self._people.known_in(connection, by)
        if by != loop.recruiter and not (person and person.admin):
            raise NotYours if by in loop.people() else NoSuchLoop
        return loop, *found

    # --- parts ------------------------------------------------------------------------------------

    def _save(self, connection: Connection, before: Loop, after: Loop) -> None:
        saved = loops.save(connection, before, replace(after, revision=before.revision + 1))
        self._planner.sync(connection, saved)

    def _ask(self, recipient: str, panelist_id: int, kind: NoticeKind, about: AboutRequest) -> None:
        """A notice somebody asked for by hand."""
        now = self._clock()
        with self._database.write() as connection:
            loop, interview, _ = self._seats.held_by(connection, recipient, panelist_id)
            wanted = Wanted(
                kind,
                f"{ASKED}{panelist_id}",
                recipient,
                int(now.timestamp()) // 60,  # a double click asks once
                now,
                loop_id=loop.id,
                interview_id=interview.id,
                panelist_id=panelist_id,
                about=about,
            )
            notices.add(connection, [wanted])


def _with_panelist(loop: Loop, interview: Interview, changed: Panelist) -> Loop:
    everyone = tuple(changed if each.id == changed.id else each for each in interview.everyone)
    return loop.with_interview(replace(interview, everyone=everyone))
