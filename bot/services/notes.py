"""Notes sent to the bot: replies to a reminder, their edits and deletions, and what is kept by a press."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from bot.domain.errors import Refused
from bot.domain.interviews import Interview, Panelist
from bot.domain.notes import notes_of, replaced
from bot.domain.permissions import is_own
from bot.domain.scorecards import Feedback, Scorecard
from bot.services.assignments import Assignments, by_time
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.storage import events, loops, messages
from bot.storage import scorecards as rows
from bot.storage.database import Connection, Database
from bot.values.interviews import AssignmentView, Reader
from bot.values.notes import Noted, Reply
from bot.values.ports import Clock, Directory, Unreachable
from bot.values.stops import Silent

JUST_OVER = timedelta(hours=2)  # after its end, what somebody writes to the bot may still be about it

IN_ALREADY = (
    "Your feedback on it is in, so this note is not kept. Correct it, or tell the recruiter what to add."
)


class Notes:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        people: People,
        directory: Directory,
        assignments: Assignments,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._directory = directory
        self._assignments = assignments
        self._clock = clock

    def keep(self, reply: Reply) -> Noted:
        """A reply to a reminder, into the draft's notes, or its criterion's evidence.

        Raises `Unreachable` while it may be one to a reminder that Slack has not confirmed: to be sent again.
        """
        with self._database.write() as connection:
            panelist_id = self._reminded(connection, reply)
            if panelist_id is None:
                return Noted.NO_REPLY
            if not events.is_new(connection, reply.event_id, self._clock()):
                return Noted.KEPT
            return self._added(connection, reply.by, panelist_id, reply.text, reply.ts)

    def change(self, reply: Reply, before: str) -> Noted:
        """A reply edited, or deleted (its text is then empty); `before` is what it said until then."""
        with self._database.write() as connection:
            panelist_id = self._reminded(connection, reply)
            if panelist_id is None or reply.text == before:
                return Noted.NO_REPLY
            if not events.is_new(connection, reply.event_id, self._clock()):
                return Noted.KEPT
            _, interview, _ = self._assignments.held_by(connection, reply.by, panelist_id)
            waiting = rows.thread_notes(connection, panelist_id, lock=True)
            stored = rows.find(connection, panelist_id)
            if stored is None:
                return Noted.NO_REPLY  # the reply itself was not kept
            if stored.submitted:
                return Noted.TOO_LATE
            criteria = self._criteria(connection, interview, stored)
            old, new = (notes_of(text, reply.ts, criteria) for text in (before, reply.text))
            known = [each for each in waiting if each.ts == reply.ts or (not each.ts and each.text == before)]
            if known:
                at = waiting.index(known[0])
                others = [each for each in waiting if each not in known]
                rows.set_thread_notes(connection, panelist_id, [*others[:at], *new, *others[at:]])
            else:
                rows.set_feedback(connection, panelist_id, replaced(stored.feedback, old, new))
            return Noted.KEPT

    def offered(self, by: str) -> Sequence[AssignmentView]:
        """The interviews a note of `by` may be about: on now, or just over, their scorecard not in yet."""
        now = self._clock()
        with self._database.read() as connection:
            others = (each for each in loops.involving(connection, by) if not is_own(by, each))
            found = [
                self._assignments.assignment(connection, loop, interview, panelist, given)
                for loop, given in rows.each_with(connection, others)
                for interview, panelist in loop.assignments()
                if panelist.person == by and panelist.id not in given and not panelist.excuse
                if not interview.cancelled and interview.starts_at and interview.starts_at <= now
                if interview.ends_at and now < interview.ends_at + JUST_OVER
            ]
        return sorted(found, key=by_time, reverse=True)

    def add(self, by: str, panelist_id: int, text: str, ts: str) -> AssignmentView:
        """What was offered, by a press; a second one changes nothing. Raises `Refused` once it is late."""
        with self._database.write() as connection:
            loop, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
            if events.is_new(connection, _pressed(panelist_id, ts), self._clock()):
                kept = self._added(connection, by, panelist_id, text, ts)
                if kept is Noted.TOO_LATE:
                    raise Refused(IN_ALREADY)
            return self._assignments.assignment(connection, loop, interview, panelist, {})

    def is_first(self, event_id: str) -> bool:
        """Whether this event was not answered before: Slack repeats one whose answer it believes was lost."""
        with self._database.write() as connection:
            return events.is_new(connection, f"said:{event_id}", self._clock())

    def reader(self, by: str) -> Reader:
        return self._people.reader(by)

    def called(self, mark: str) -> str:
        """The name of a person or channel, by id; "" where it cannot be told."""
        if mark.startswith(("U", "W")):
            return self._people.names([mark])[mark]
        try:
            channel = self._directory.channel(mark)
        except Unreachable:
            return ""
        return channel.name if channel else ""

    def _reminded(self, connection: Connection, reply: Reply) -> int | None:
        """The panelist whose reminder it answers."""
        panelist_id = messages.panelist_at(connection, reply.channel, reply.thread)
        if panelist_id is None and messages.begun_in(connection, reply.channel):
            raise Unreachable(Silent("the message replied to is not confirmed"))
        return panelist_id

    def _added(self, connection: Connection, by: str, panelist_id: int, text: str, ts: str) -> Noted:
        _, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
        stored = rows.find(connection, panelist_id)
        notes = notes_of(text, ts, self._criteria(connection, interview, stored))
        begun = self._begun(by, interview, panelist)
        return Noted.KEPT if rows.add_thread_notes(connection, begun, notes) else Noted.TOO_LATE

    def _criteria(self, connection: Connection, interview: Interview, stored: Scorecard | None) -> list[str]:
        """In the order of the numbers that the reminder and the form show."""
        guide = (
            self._guidebook.version(connection, stored.guide, stored.guide_version)
            if stored
            else self._guidebook.of_interview(connection, interview)
        )
        return [each.id for each in guide.look_for]

    def _begun(self, by: str, interview: Interview, panelist: Panelist) -> Scorecard:
        return Scorecard(
            panelist_id=panelist.id,
            interview_id=interview.id,
            author=by,
            guide=interview.guide,
            guide_version=interview.guide_version,
            feedback=Feedback(),
            saved_at=self._clock(),
        )


def _pressed(panelist_id: int, ts: str) -> str:
    return f"note:{hashlib.sha256(f'{panelist_id} {ts}'.encode()).hexdigest()[:32]}"
