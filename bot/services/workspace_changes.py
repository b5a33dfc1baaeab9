"""When Slack says that people or channels have changed: what follows for the loops they are in."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from bot.domain.errors import DatabaseUnavailable, Missing
from bot.domain.loops import LoopState
from bot.domain.people import Person
from bot.services.loops import Loops
from bot.services.people import People
from bot.storage import audit, loops, people
from bot.storage.database import Connection, Database
from bot.values.ports import Clock

A_FEW = 20  # people; the next are taken a second later
AT_ONCE = 10  # loops planned while somebody waits for the answer


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
            self._plan_for(person_id, since, self._loops_of(person_id))
        return len(due)

    def at_once(self, person_id: str) -> int | None:
        """As `finish`, for one; how many reminders moved. None where it is left to the worker: it is much."""
        with self._database.read() as connection:
            since = people.plan_due_of(connection, person_id)
        found = self._loops_of(person_id) if since else []
        if since is None or len(found) > AT_ONCE:
            return None if found else 0
        return self._plan_for(person_id, since, found)

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

    def _loops_of(self, person_id: str) -> list[int]:
        with self._database.read() as connection:
            states = [LoopState.OPEN, LoopState.CLOSED]
            return [each.id for each in loops.involving(connection, person_id, states)]

    def _plan_for(self, person_id: str, since: datetime, loop_ids: list[int]) -> int:
        moved = 0
        for loop_id in loop_ids:
            with suppress(Missing), self._database.write() as connection:  # one odd loop stops no other
                moved += self._plan_again(connection, loop_id, person_id)
        with self._database.write() as connection:
            people.planned(connection, person_id, since)
        return moved

    def _plan_again(self, connection: Connection, loop_id: int, person_id: str) -> int:
        locked, now = self._loops.lock(connection, loop_id), self._clock()
        loop, person = locked.loop, people.find(connection, person_id)
        if loop is None or person is None:
            return 0
        after = loop.with_account(person.id, now) if person.active else loop.without_account(person.id, now)
        if after == loop:
            return locked.plan_again()
        what = "owes-again" if person.active else "excused"
        audit.record(connection, now, what, "", loop_id=loop.id, detail="deactivated")
        locked.change(after)
        return 0
