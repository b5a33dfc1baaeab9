"""When Slack says that people or channels have changed: what follows for the loops they are in."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.loops import Excuse, ExcuseReason, Loop, LoopState
from bot.domain.people import Person
from bot.services.people import People
from bot.services.planning import Planner
from bot.services.ports import Clock
from bot.storage import audit, loops
from bot.storage.database import Connection, Database


class Newcomers:
    def __init__(self, database: Database, people: People, planner: Planner, clock: Clock) -> None:
        self._database = database
        self._people = people
        self._planner = planner
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
        loop = loops.load(connection, loop_id, lock=True)
        if loop is None:
            return
        after = self._without(loop, gone) if gone else loop
        if after != loop:
            audit.record(connection, self._clock(), "excused", "", loop_id=loop.id, detail="deactivated")
        saved = loops.save(connection, loop, replace(after, revision=loop.revision + 1))
        self._planner.sync(connection, saved)

    def _without(self, loop: Loop, gone: str) -> Loop:
        excuse = Excuse(ExcuseReason.DEACTIVATED, "", self._clock())
        for interview in loop.interviews:
            everyone = tuple(
                replace(each, excuse=each.excuse or excuse) if each.person == gone else each
                for each in interview.everyone
            )
            loop = loop.with_interview(replace(interview, everyone=everyone))
        return loop
