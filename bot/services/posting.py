"""One scorecard as others read it: in the thread, directly, or in a debrief."""

from __future__ import annotations

from bot.domain import owing
from bot.domain.interviews import Interview, Panelist, Role
from bot.domain.visibility import FeedbackAccess
from bot.services.assignments import Assignments
from bot.services.guidebook import Guidebook
from bot.storage.database import Connection
from bot.values.feedback import Posted


class Posting:
    """Inside a transaction the caller opened."""

    def __init__(self, guidebook: Guidebook, assignments: Assignments) -> None:
        self._guidebook = guidebook
        self._assignments = assignments

    def of(
        self,
        connection: Connection,
        access: FeedbackAccess,
        assignment: tuple[Interview, Panelist],
        *,
        opened: bool,
    ) -> Posted:
        """Of one that counts, with as the how-many-th it came in: a count once posted stays true."""
        interview, panelist = assignment
        loop, scorecard = access.loop, access.counted[panelist.id]
        return Posted(
            loop=loop,
            interview=interview,
            guide=self._guidebook.version(connection, scorecard.guide, scorecard.guide_version),
            panelist=panelist,
            scorecard=scorecard,
            given=sum(_came_in(access, each) <= _came_in(access, assignment) for each in in_order(access)),
            expected=owing.counts(loop, access.counted)[1],
            opened=opened,
            names=self._assignments.assignment(connection, loop, interview, panelist, access.counted).names,
        )


def in_order(access: FeedbackAccess) -> list[tuple[Interview, Panelist]]:
    """Those given, in the order they came in; shadows' are kept apart."""
    given = [
        (interview, panelist)
        for interview in access.loop.interviews
        for panelist in interview.everyone
        if panelist.id in access.counted and panelist.role is not Role.SHADOW
    ]
    return sorted(given, key=lambda each: _came_in(access, each))


def _came_in(access: FeedbackAccess, assignment: tuple[Interview, Panelist]) -> tuple[bool, float, int]:
    """Those taken off after handing in come last: theirs are not counted."""
    panelist = assignment[1]
    at = access.counted[panelist.id].submitted_at
    return (not panelist.counts, at.timestamp() if at else 0.0, panelist.id)
