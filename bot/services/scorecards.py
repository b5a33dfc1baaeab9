"""Writing feedback, the form and its drafts, and reading others'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import owing
from bot.domain.errors import NoSuchLoop, Refused
from bot.domain.handing_in import correctable_until, kept_because, may_be_corrected
from bot.domain.interviews import ExcuseReason, Interview, Panelist
from bot.domain.loops import Loop, LoopState
from bot.domain.permissions import is_own
from bot.domain.scorecards import Feedback, Scorecard
from bot.domain.typed import is_named
from bot.services.assignments import Assignments, by_time
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.services.submissions import TOO_LATE, blank
from bot.storage import audit, corrections, loops
from bot.storage import scorecards as rows
from bot.storage.database import Connection, Database
from bot.values.feedback import Posted
from bot.values.forms import ScorecardForm
from bot.values.interviews import AssignmentView
from bot.values.ports import Clock


class Scorecards:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        people: People,
        assignments: Assignments,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._assignments = assignments
        self._clock = clock

    def waiting(self, by: str, name: str = "") -> Sequence[AssignmentView]:
        """What `by` could give feedback on now, soonest first; `name` filters by candidate."""
        self._people.person(by)
        with self._database.read() as connection:
            involved = (
                loop
                for loop in (*loops.involving(connection, by), *loops.closed_but_owing(connection, by))
                if not is_own(by, loop) and is_named(name, loop.candidate.name)
            )
            found = []
            for loop, given in rows.each_with(connection, involved):
                found += [
                    self._assignments.assignment(connection, loop, interview, panelist, given)
                    for interview, panelist in loop.assignments()
                    if self._open_to(by, loop, interview, panelist, given.get(panelist.id))
                ]
        return sorted(found, key=by_time)

    def _open_to(
        self, by: str, loop: Loop, interview: Interview, panelist: Panelist, given: Scorecard | None
    ) -> bool:
        gone_on = panelist.excuse and panelist.excuse.reason is ExcuseReason.GONE_ON_WITHOUT
        excused = interview.called_off or (panelist.excuse and not gone_on)
        if (panelist.person or loop.recruiter) != by or excused:
            return False  # what the recruiter went on without may still come
        if given is not None:
            return may_be_corrected(interview, given, self._clock())
        return loop.state is LoopState.OPEN or panelist.counts

    def form(self, by: str, panelist_id: int, *, opening: bool = True) -> ScorecardForm:
        """The form with what was typed so far. Raises `Refused` once it cannot be corrected any more.

        `opening`: it is being opened, and takes up the notes in its thread.
        """
        reader, now = self._people.reader(by), self._clock()
        with self._database.write() as connection:
            loop, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
            if opening:
                rows.take_up_thread_notes(connection, panelist_id)
            stored = rows.find(connection, panelist_id)
            correcting = stored is not None and stored.submitted
            if stored and correcting and not may_be_corrected(interview, stored, now):
                raise Refused(TOO_LATE)
            given = rows.of_loop(connection, loop.id)
            assignment = self._assignments.assignment(connection, loop, interview, panelist, given)
            guide = self._guidebook.of_scorecard(connection, interview, stored)
            feedback, saved_at = self._typed(connection, by, panelist_id, stored)
        return ScorecardForm(
            assignment=replace(assignment, guide=guide),
            feedback=feedback,
            reader=reader,
            saved_at=saved_at,
            correcting=correcting,
            keeps=kept_because(interview, now),
            correctable_until=correctable_until(interview, stored) if stored else None,
            for_somebody_else=panelist.person is None,
            revision=stored.revision if stored else 0,
        )

    def _typed(
        self, connection: Connection, by: str, panelist_id: int, stored: Scorecard | None
    ) -> tuple[Feedback, datetime | None]:
        """What was typed last, handed in or not, and when."""
        correction = corrections.find(connection, by, panelist_id)
        if correction and (stored is None or correction[1] > stored.saved_at):
            return correction
        return (stored.feedback, stored.saved_at) if stored else (Feedback(), None)

    def stored(self, by: str, panelist_id: int) -> tuple[Sequence[str], Feedback]:
        """The form's criteria and what is kept of it: for reading an open form, which changes nothing."""
        with self._database.read() as connection:
            _, interview, _ = self._assignments.held_by(connection, by, panelist_id)
            stored = rows.find(connection, panelist_id)
            guide = self._guidebook.of_scorecard(connection, interview, stored)
            typed, _ = self._typed(connection, by, panelist_id, stored)
        return [each.id for each in guide.look_for], typed

    def save_draft(self, by: str, panelist_id: int, feedback: Feedback, typed_at: datetime) -> bool:
        """False where something newer is kept already. `typed_at` is the action's time at Slack."""
        with self._database.write() as connection:
            _, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
            draft = blank(by, interview, panelist, feedback, self._clock())
            if rows.save_draft(connection, draft, typed_at):
                return True
            stored = rows.find(connection, panelist_id)
            correcting = stored is not None and stored.submitted
            return correcting and corrections.keep(connection, by, panelist_id, feedback, typed_at)

    def read(self, by: str, panelist_id: int) -> Posted:
        """Somebody's scorecard in full, as a disclosure on record. Raises `NoSuchLoop` where `by` may not."""
        person = self._people.person(by)
        with self._database.disclose() as connection:
            loop_id = loops.of_panelist(connection, panelist_id)
            loop = loops.load(connection, loop_id) if loop_id else None
            found = loop.assignment(panelist_id) if loop else None
            if loop is None or found is None:
                raise NoSuchLoop
            given = rows.of_loop(connection, loop.id)
            access = self._guidebook.access(connection, loop, given, [person])
            if not access.may_read(by, panelist_id):
                raise NoSuchLoop
            scorecard = given[panelist_id]
            if scorecard.author != by:
                audit.record(
                    connection, self._clock(), audit.READ, by, loop_id=loop.id, panelist_id=panelist_id
                )
            counts = owing.counts(loop, access.counted)
            return Posted(
                loop=loop,
                interview=found[0],
                guide=self._guidebook.version(connection, scorecard.guide, scorecard.guide_version),
                panelist=found[1],
                scorecard=scorecard,
                given=counts[0],
                expected=counts[1],
                opened=True,
                names=self._assignments.assignment(connection, loop, *found, given).names,
            )
