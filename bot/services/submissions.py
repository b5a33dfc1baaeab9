"""Handing in a scorecard, correcting it, and being done with that."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import Refused
from bot.domain.feedback import check_feedback
from bot.domain.handing_in import DraftReason, counts_from, kept_because, may_be_corrected
from bot.domain.interviews import Interview, Panelist
from bot.domain.loops import Loop
from bot.domain.notes import with_notes
from bot.domain.permissions import check_is_panelist
from bot.domain.scorecards import Feedback, Scorecard
from bot.services.assignments import Assignments
from bot.services.guidebook import Guidebook
from bot.services.loops import LockedLoop, Loops
from bot.services.people import People
from bot.storage import audit, corrections, events
from bot.storage import scorecards as rows
from bot.storage.database import Connection, Database
from bot.values.feedback import Submission
from bot.values.interviews import Reader
from bot.values.ports import Clock

TOO_LATE = "This can no longer be corrected, so it stays as it is. Tell the recruiter what should be added."
OVERTAKEN = "You submitted this from another window meanwhile. Copy what you typed, and open the form again."


class Submissions:
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

    def keep_notes(self, by: str, panelist_id: int, feedback: Feedback) -> Submission:
        """Whatever the time is: a draft, unchecked."""
        reader = self._people.reader(by)
        with self._database.write() as connection:
            loop, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
            self._keep(connection, by, (interview, panelist), feedback)
            return self._became(connection, reader, loop, panelist_id, DraftReason.NOTES)

    def submit(
        self, by: str, panelist_id: int, feedback: Feedback, form: str = "", revision: int | None = None
    ) -> Submission:
        """Checks and keeps it; what that sets off is owed in the same transaction.

        A draft where the interview has not begun, has no time or is cancelled. Raises `FieldRefused`, and
        `Refused` for a form older than what is submitted: `revision` is the one it showed. Submitting the
        same again changes nothing; nor does the same `form` sent twice, which knows nothing of the replies
        that went into the notes the first time.
        """
        reader = self._people.reader(by)
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, interview, panelist = check_is_panelist(by, locked.loop, panelist_id)
            if kept := kept_because(interview, self._clock()):
                self._keep(connection, by, (interview, panelist), feedback)
                return self._became(connection, reader, loop, panelist_id, kept)
            stored = rows.find(connection, panelist_id)
            guide = self._guidebook.of_scorecard(connection, interview, stored)
            check_feedback(feedback, [each.id for each in guide.look_for])
            repeated = bool(form) and not events.is_new(connection, f"form:{form}", self._clock())
            if not (stored and stored.submitted and (repeated or stored.feedback == feedback)):
                self._check_correction(interview, stored, revision)
                self._hand_in(connection, locked, by, (interview, panelist), feedback, stored)
            corrections.forget(connection, by, panelist_id)
            return self._became(connection, reader, loop, panelist_id, None)

    def finish(self, by: str, panelist_id: int) -> Submission:
        """Nothing left to correct: others' feedback opens without waiting. Pressed twice, once."""
        reader = self._people.reader(by)
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, interview, _ = check_is_panelist(by, locked.loop, panelist_id)
            stored, now = rows.find(connection, panelist_id), self._clock()
            counts = counts_from(interview, stored) if stored else None
            if counts is None or counts > now:
                raise Refused("Your feedback does not count yet. Press this once the interview is over.")
            if stored and may_be_corrected(interview, stored, now):
                rows.finish(connection, panelist_id, now)
                locked.change(loop)
            return self._became(connection, reader, loop, panelist_id, None)

    def _check_correction(self, interview: Interview, stored: Scorecard | None, revision: int | None) -> None:
        if stored is None or not stored.submitted:
            return
        if not may_be_corrected(interview, stored, self._clock()):
            raise Refused(TOO_LATE)
        if revision not in (None, stored.revision):
            raise Refused(OVERTAKEN)

    def _keep(
        self, connection: Connection, by: str, assignment: tuple[Interview, Panelist], feedback: Feedback
    ) -> None:
        """As a draft; beside what was handed in, where there is that."""
        draft, now = blank(by, *assignment, feedback, self._clock()), self._clock()
        if not rows.save_draft(connection, draft, now):
            corrections.keep(connection, by, draft.panelist_id, feedback, now)

    def _hand_in(
        self,
        connection: Connection,
        locked: LockedLoop,
        by: str,
        assignment: tuple[Interview, Panelist],
        feedback: Feedback,
        stored: Scorecard | None,
    ) -> None:
        loop, now, panelist_id = locked.there, self._clock(), assignment[1].id
        whole = with_notes(feedback, rows.thread_notes(connection, panelist_id, lock=True))
        known = stored or blank(by, *assignment, whole, now)
        if known.submitted:
            accepted = replace(known, feedback=whole, corrected_at=now, saved_at=now)
        else:
            read = audit.shown(connection, loop.id, by) - {panelist_id}
            accepted = replace(
                known, author=by, feedback=whole, saved_at=now, submitted_at=now, after_reading=bool(read)
            )
        rows.save_submitted(connection, replace(accepted, revision=known.revision + 1))
        locked.change(loop)

    def _became(
        self, connection: Connection, reader: Reader, loop: Loop, panelist_id: int, kept: DraftReason | None
    ) -> Submission:
        given = rows.of_loop(connection, loop.id)
        access = self._guidebook.access(connection, loop, given)
        found = loop.assignment(panelist_id)
        assert found, "checked by the caller"
        assignment = self._assignments.assignment(connection, loop, *found, given)
        return Submission(
            assignment=assignment,
            reader=reader,
            now=self._clock(),
            kept=kept,
            scorecard=given.get(panelist_id) if kept is None else None,
            opens=access.opens_when_finished(reader.id, panelist_id),
            blind_because=access.blind_because(reader.id, self._guidebook.titles(connection, loop)),
        )


def blank(by: str, interview: Interview, panelist: Panelist, feedback: Feedback, now: datetime) -> Scorecard:
    """A draft, as yet without anything but this."""
    return Scorecard(
        panelist_id=panelist.id,
        interview_id=interview.id,
        author=by,
        guide=interview.guide,
        guide_version=interview.guide_version,
        feedback=feedback,
        saved_at=now,
    )
