"""Finding the interview somebody means, and showing it from their side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.interviews import Interview, Panelist
from bot.domain.loops import Loop
from bot.domain.permissions import check_is_panelist
from bot.domain.reminders import feedback_due
from bot.domain.scorecards import Scorecard
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.storage import loops
from bot.storage.database import Connection
from bot.values.interviews import AssignmentView


class Assignments:
    """Reads inside a transaction the caller opened."""

    def __init__(self, guidebook: Guidebook, people: People) -> None:
        self._guidebook = guidebook
        self._people = people

    def assignment(
        self,
        connection: Connection,
        loop: Loop,
        interview: Interview,
        panelist: Panelist,
        given: Mapping[int, Scorecard],
    ) -> AssignmentView:
        who = panelist.person or loop.recruiter
        submitted = panelist.id in given
        prefs = self._people.preferences(connection)(who)
        return AssignmentView(
            loop=loop,
            interview=interview,
            panelist=panelist,
            guide=self._guidebook.of_interview(connection, interview),
            due=None if submitted else feedback_due(interview, panelist, prefs),
            submitted=submitted,
            company=self._guidebook.catalog.company,
            names=self._names(connection, interview, loop),
        )

    def of(
        self,
        connection: Connection,
        loop: Loop,
        places: Iterable[tuple[Interview, Panelist]],
        given: Mapping[int, Scorecard],
    ) -> list[AssignmentView]:
        return [self.assignment(connection, loop, *place, given) for place in places]

    def loop_of(self, connection: Connection, panelist_id: int) -> Loop | None:
        loop_id = loops.of_panelist(connection, panelist_id)
        return loops.load(connection, loop_id) if loop_id else None

    def held_by(self, connection: Connection, by: str, panelist_id: int) -> tuple[Loop, Interview, Panelist]:
        """The assignment, if `by` may answer for it. Raises `NoSuchLoop` for everybody else."""
        return check_is_panelist(by, self.loop_of(connection, panelist_id), panelist_id)

    def _names(self, connection: Connection, interview: Interview, loop: Loop) -> dict[str, str]:
        ids = [each.person for each in interview.panel if each.person] + [loop.recruiter]
        known = {each: self._people.known_in(connection, each) for each in ids}
        return {each: person.name if person else each for each, person in known.items()}


def by_time(assignment: AssignmentView) -> tuple[bool, float, int]:
    """Sorts scheduled ones first, by start."""
    at = assignment.interview.starts_at
    return (at is None, at.timestamp() if at else 0.0, assignment.interview.id)
