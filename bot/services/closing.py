"""Ending a loop: what is coming is cancelled, what is owed is kept or dropped."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain import owing
from bot.domain.interviews import ExcuseReason
from bot.domain.loops import Loop, LoopState
from bot.domain.permissions import check_may_close
from bot.services.assignments import Assignments
from bot.services.loops import Loops
from bot.services.people import People
from bot.storage import audit, loops, scorecards
from bot.storage.database import Connection, Database
from bot.values.forms import Closing
from bot.values.interviews import AssignmentView
from bot.values.ports import Clock


class LoopClosing:
    def __init__(
        self, database: Database, people: People, assignments: Assignments, changes: Loops, clock: Clock
    ) -> None:
        self._database = database
        self._people = people
        self._assignments = assignments
        self._loops = changes
        self._clock = clock

    def close(self, by: str, closing: Closing) -> Loop:
        """A loop closed already stays as it is."""
        person = self._people.person(by)
        with self._database.write() as connection:
            locked = self._loops.lock(connection, closing.loop_id)
            loop = check_may_close(person, locked.loop)
            if loop.state is LoopState.CLOSED:
                return loop
            given = scorecards.of_loop(connection, loop.id)
            after = loop.closed(
                closing.outcome, by, self._clock(), given.keys(), wanted=closing.feedback_wanted
            )
            self._record(connection, by, after)
            return locked.change(after)

    def owed(self, by: str, loop_id: int) -> tuple[Loop, Sequence[AssignmentView]]:
        """Whose feedback is still owed."""
        person = self._people.person(by)
        with self._database.read() as connection:
            loop = check_may_close(person, loops.load(connection, loop_id))
            given = scorecards.of_loop(connection, loop.id)
            return loop, self._assignments.of(connection, loop, owing.owed_assignments(loop, given), given)

    def _record(self, connection: Connection, by: str, loop: Loop) -> None:
        now, outcome = self._clock(), loop.outcome
        audit.record(connection, now, "closed", by, loop_id=loop.id, detail=outcome.value if outcome else "")
        for _, panelist in loop.assignments():
            if panelist.excuse and panelist.excuse.reason is ExcuseReason.NOT_WANTED:
                audit.record(
                    connection,
                    now,
                    "excused",
                    by,
                    loop_id=loop.id,
                    panelist_id=panelist.id,
                    detail=ExcuseReason.NOT_WANTED.value,
                )
