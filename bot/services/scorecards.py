"""Giving feedback: the form, its drafts, its submission, and reading others'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import visibility
from bot.domain.errors import NoSuchLoop, Refused
from bot.domain.feedback import check_feedback
from bot.domain.interviews import ExcuseReason, Interview, Panelist
from bot.domain.loops import Loop, LoopState
from bot.domain.notes import with_notes
from bot.domain.permissions import check_is_panelist, is_own
from bot.domain.scorecards import Feedback, Scorecard
from bot.domain.typed import is_named
from bot.services.assignments import Assignments, by_time
from bot.services.guidebook import Guidebook
from bot.services.loops import Loops
from bot.services.people import People
from bot.storage import audit, events, loops
from bot.storage import scorecards as rows
from bot.storage.database import Connection, Database
from bot.values.feedback import Posted
from bot.values.forms import ScorecardForm
from bot.values.interviews import AssignmentView
from bot.values.ports import Clock

TOO_LATE = (
    "You submitted this more than 15 minutes ago, so it stays as it is. "
    "Tell the recruiter what should be added."
)
OVERTAKEN = "You submitted this from another window meanwhile. Copy what you typed, and open the form again."


class Scorecards:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        people: People,
        assignments: Assignments,
        changes: Loops,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._assignments = assignments
        self._loops = changes
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
                    if self._open_to(by, loop, panelist, given.get(panelist.id))
                ]
        return sorted(found, key=by_time)

    def _open_to(self, by: str, loop: Loop, panelist: Panelist, given: Scorecard | None) -> bool:
        gone_on = panelist.excuse and panelist.excuse.reason is ExcuseReason.GONE_ON_WITHOUT
        if (panelist.person or loop.recruiter) != by or (panelist.excuse and not gone_on):
            return False  # what the recruiter went on without may still come
        if given is not None:
            return given.may_be_corrected(self._clock())
        return loop.state is LoopState.OPEN or panelist.counts

    def form(self, by: str, panelist_id: int, *, opening: bool = True) -> ScorecardForm:
        """The form with what was typed so far. Raises `Refused` once it cannot be corrected any more.

        `opening`: it is being opened, and takes up the notes in its thread.
        """
        reader = self._people.reader(by)
        with self._database.write() as connection:
            loop, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
            if opening:
                rows.take_up_thread_notes(connection, panelist_id)
            stored = rows.find(connection, panelist_id)
            if stored and stored.submitted and not stored.may_be_corrected(self._clock()):
                raise Refused(TOO_LATE)
            given = rows.of_loop(connection, loop.id)
            assignment = self._assignments.assignment(connection, loop, interview, panelist, given)
            if stored:
                guide = self._guidebook.version(connection, stored.guide, stored.guide_version)
                assignment = replace(assignment, guide=guide)
        return ScorecardForm(
            assignment=assignment,
            feedback=stored.feedback if stored else Feedback(),
            reader=reader,
            saved_at=stored.saved_at if stored else None,
            correcting=bool(stored and stored.submitted),
            for_somebody_else=panelist.person is None,
            revision=stored.revision if stored else 0,
        )

    def stored(self, by: str, panelist_id: int) -> tuple[Sequence[str], Feedback]:
        """The form's criteria and what is kept of it: for reading an open form, which changes nothing."""
        with self._database.read() as connection:
            _, interview, _ = self._assignments.held_by(connection, by, panelist_id)
            stored = rows.find(connection, panelist_id)
            guide = (
                self._guidebook.version(connection, stored.guide, stored.guide_version)
                if stored
                else self._guidebook.of_interview(connection, interview)
            )
        return [each.id for each in guide.look_for], stored.feedback if stored else Feedback()

    def save_draft(self, by: str, panelist_id: int, feedback: Feedback, typed_at: datetime) -> bool:
        """False where something newer is kept already. `typed_at` is the action's time at Slack."""
        with self._database.write() as connection:
            _, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
            draft = self._scorecard(by, interview, panelist, feedback)
            return rows.save_draft(connection, draft, typed_at)

    def submit(
        self, by: str, panelist_id: int, feedback: Feedback, form: str = "", revision: int | None = None
    ) -> Scorecard:
        """Checks and keeps it; what that sets off is owed in the same transaction.

        Raises `FieldRefused`, and `Refused` for a form older than what is submitted: `revision` is the one
        it showed. Submitting the same again changes nothing; nor does the same `form` sent twice, which
        knows nothing of the replies that went into the notes the first time.
        """
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, interview, panelist = check_is_panelist(by, locked.loop, panelist_id)
            stored = rows.find(connection, panelist_id)
            version = stored.guide_version if stored else interview.guide_version
            guide = self._guidebook.version(connection, stored.guide if stored else interview.guide, version)
            check_feedback(feedback, [each.id for each in guide.look_for])
            repeated = bool(form) and not events.is_new(connection, f"form:{form}", self._clock())
            if stored and stored.submitted:
                if repeated or stored.feedback == feedback:
                    return stored
                if not stored.may_be_corrected(self._clock()):
                    raise Refused(TOO_LATE)
                if revision not in (None, stored.revision):
                    raise Refused(OVERTAKEN)
            whole = with_notes(feedback, rows.thread_notes(connection, panelist_id, lock=True))
            scorecard = self._accepted(connection, loop, by, (interview, panelist), whole, stored)
            rows.save_submitted(connection, scorecard)
            locked.change(loop)
            return scorecard

    def _accepted(
        self,
        connection: Connection,
        loop: Loop,
        by: str,
        assignment: tuple[Interview, Panelist],
        feedback: Feedback,
        stored: Scorecard | None,
    ) -> Scorecard:
        now = self._clock()
        if stored and stored.submitted:
            return replace(
                stored, feedback=feedback, corrected_at=now, saved_at=now, revision=stored.revision + 1
            )
        given = rows.of_loop(connection, loop.id)
        read = self._guidebook.access(connection, loop, given).after_reading(by)
        fresh = stored or self._scorecard(by, *assignment, feedback)
        return replace(
            fresh,
            author=by,
            feedback=feedback,
            saved_at=now,
            submitted_at=now,
            after_reading=read,
            revision=fresh.revision + 1,
        )

    def _scorecard(self, by: str, interview: Interview, panelist: Panelist, feedback: Feedback) -> Scorecard:
        return Scorecard(
            panelist_id=panelist.id,
            interview_id=interview.id,
            author=by,
            guide=interview.guide,
            guide_version=interview.guide_version,
            feedback=feedback,
            saved_at=self._clock(),
        )

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
            if not self._guidebook.access(connection, loop, given, [person]).may_read(by, panelist_id):
                raise NoSuchLoop
            scorecard = given[panelist_id]
            if scorecard.author != by:
                audit.record(connection, self._clock(), "read", by, loop_id=loop.id, panelist_id=panelist_id)
            counts = visibility.counts(loop, given)
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
