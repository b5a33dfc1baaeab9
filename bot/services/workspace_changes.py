"""When Slack says that people or channels have changed: what follows for the loops they are in."""

from __future__ import annotations

from contextlib import suppress

from bot.domain.errors import DatabaseUnavailable, Missing
from bot.domain.loops import LoopState
from bot.domain.people import Person
from bot.services.loops import Loops
from bot.services.people import People
from bot.storage import audit, loops, people
from bot.storage.database import Connection, Database
from bot.values.ports import Clock

A_FEW = 20  # people; the next are taken a second later


class WorkspaceChanges:
    def __init__(self, database: Database, people: People, changes: Loops, clock: Clock) -> None:
        self._database = database
        self._people = people
        self._loops = changes
        self._clock = clock

    def person_changed(self, person: Person) -> None:
        """Plans that person's reminders again, in their zone of today."""
        self._people.heard(person)
        self.finish()

    def finish(self) -> int:
        """Plans anew what is still to be, for everybody of whom anything has changed; for how many people.

        A loop at a time: what breaks off in the middle is done from its beginning by the next who comes.
        """
        with self._database.read() as connection:
            due = people.plan_due(connection, A_FEW)
        for person_id, since in due.items():
            self._plan_for(person_id)
            with self._database.write() as connection:
                people.planned(connection, person_id, since)
        return len(due)

    def channel_changed(self, channel: str) -> None:
        """The loop's thread is brought in line with who reads it now."""
        with self._database.read() as connection:
            found = [each.id for each in loops.in_channel(connection, channel)]
        for loop_id in found:
            with self._database.write() as connection:
                locked = self._loops.lock(connection, loop_id)
                if locked.loop:
                    locked.change(locked.loop)

    def keep_up(self) -> None:
        """As `finish`, now and then: without a database it comes again."""
        with suppress(DatabaseUnavailable):
            self.finish()

    def _plan_for(self, person_id: str) -> None:
        with self._database.read() as connection:
            person = people.find(connection, person_id)
            found = loops.involving(connection, person_id, [LoopState.OPEN, LoopState.CLOSED])
        for each in found if person else ():
            with suppress(Missing), self._database.write() as connection:  # one odd loop stops no other
                self._plan_again(connection, each.id, person_id)

    def _plan_again(self, connection: Connection, loop_id: int, person_id: str) -> None:
        locked, now = self._loops.lock(connection, loop_id), self._clock()
        loop, person = locked.loop, people.find(connection, person_id)
        if loop is None or person is None:
            return
        after = loop.with_account(person.id) if person.active else loop.without_account(person.id, now)
        if after == loop:
            locked.plan_again()
            return
        what = "owes-again" if person.active else "excused"
        audit.record(connection, now, what, "", loop_id=loop.id, detail="deactivated")
        locked.change(after)
