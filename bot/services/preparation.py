"""Getting ready: the next interview of a person, kept in their messages, with its checklist."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.about import AboutRequest
from bot.domain.notices import NoticeKind
from bot.domain.permissions import is_own
from bot.services.assignments import Assignments, by_time
from bot.services.people import People
from bot.services.planning import ask
from bot.storage import loops, scorecards
from bot.storage.database import Connection, Database
from bot.values.interviews import AssignmentView, Preparation
from bot.values.ports import Clock


class Preparing:
    def __init__(self, database: Database, people: People, assignments: Assignments, clock: Clock) -> None:
        self._database = database
        self._people = people
        self._assignments = assignments
        self._clock = clock

    def preparation(self, by: str, panelist_id: int | None = None) -> Preparation | None:
        """The next interview of `by`, or the one meant; None where nothing is coming."""
        reader = self._people.reader(by)
        now = self._clock()
        with self._database.read() as connection:
            found = self._coming(connection, by, now)
            chosen = [each for each in found if panelist_id in (None, each.panelist.id)]
            if not chosen:
                return None
            return Preparation(chosen[0], reader, now)

    def keep(self, by: str, panelist_id: int) -> None:
        """Sends the preparation to the person's own messages."""
        with self._database.write() as connection:
            _, interview, panelist = self._assignments.held_by(connection, by, panelist_id)
            ask(connection, NoticeKind.PREPARE, by, interview, panelist, self._clock(), AboutRequest())

    def tick(self, by: str, panelist_id: int, shown: Sequence[int], ticked: Sequence[int]) -> None:
        """Keeps the checklist; `shown` are the marks of all lines of the group that was clicked."""
        with self._database.write() as connection:
            self._assignments.held_by(connection, by, panelist_id)
            others = set(loops.ticked(connection, panelist_id)) - set(shown)
            loops.tick(connection, panelist_id, sorted(others | set(ticked)))

    def _coming(self, connection: Connection, by: str, now: datetime) -> Sequence[AssignmentView]:
        found: list[AssignmentView] = []
        others = (each for each in loops.involving(connection, by) if not is_own(by, each))
        for loop, given in scorecards.each_with(connection, others):
            mine = [
                (interview, panelist)
                for interview, panelist in loop.assignments()
                if panelist.person == by and interview.is_coming(now)
            ]
            found += self._assignments.of(connection, loop, mine, given)
        return sorted(found, key=by_time)
