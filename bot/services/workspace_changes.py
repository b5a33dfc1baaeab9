"""When Slack says that people or channels have changed: what follows for the loops they are in."""

from __future__ import annotations

from bot.domain.loops import LoopState
from bot.domain.people import Person
from bot.services.loops import Loops
from bot.services.people import People
from bot.storage import audit, loops
from bot.storage.database import Connection, Database
from bot.values.ports import Clock


class WorkspaceChanges:
    def __init__(self, database: Database, people: People, changes: Loops, clock: Clock) -> None:
        self._database = database
        self._people = people
        self._loops = changes
        self._clock = clock

    def person_changed(self, person: Person) -> None:
        """Plans that person's reminders again, in their zone of today."""
        if not self._people.changed(person):
            return
        with self._database.read() as connection:
            found = [
                each.id for each in loops.involving(connection, person.id, [LoopState.OPEN, LoopState.CLOSED])
            ]
        for loop_id in found:
            with self._database.write() as connection:
                self._planned_again(connection, loop_id, None if person.active else person.id)

    def channel_changed(self, channel: str) -> None:
        """The loop's thread is brought in line with who reads it now."""
        with self._database.read() as connection:
            found = [each.id for each in loops.in_channel(connection, channel)]
        for loop_id in found:
            with self._database.write() as connection:
                self._planned_again(connection, loop_id, None)

    def _planned_again(self, connection: Connection, loop_id: int, gone: str | None) -> None:
        locked = self._loops.lock(connection, loop_id)
        loop = locked.loop
        if loop is None:
            return
        now = self._clock()
        after = loop.without_account(gone, now) if gone else loop
        if after != loop:
            audit.record(connection, now, "excused", "", loop_id=loop.id, detail="deactivated")
        locked.change(after)
