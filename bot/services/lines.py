"""A loop's interviews with everybody's status: the rows of its card and overview."""

from __future__ import annotations

from datetime import datetime

from bot.domain import visibility
from bot.domain.loops import Interview, Panelist, Role
from bot.domain.reminders import feedback_due
from bot.domain.scorecards import Scorecard
from bot.domain.visibility import Sight
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.services.ports import Clock
from bot.services.values import Card, InterviewLine, SeatLine, SeatStatus
from bot.storage.database import Connection


class Lines:
    """A loop's interviews with everybody's status, in order: the rows of card and overview."""

    def __init__(self, guidebook: Guidebook, people: People, clock: Clock) -> None:
        self._guidebook = guidebook
        self._people = people
        self._clock = clock

    def of(self, connection: Connection, sight: Sight, reader: str | None) -> tuple[InterviewLine, ...]:
        """`reader` None: a channel, which sees no scorecard here."""
        return tuple(
            InterviewLine(
                interview=each,
                guide=self._guidebook.of_interview(connection, each),
                seats=tuple(self._seat(connection, sight, reader, each, panelist) for panelist in each.panel),
            )
            for each in sight.loop.interviews
            if not each.cancelled
        )

    def _seat(
        self,
        connection: Connection,
        sight: Sight,
        reader: str | None,
        interview: Interview,
        panelist: Panelist,
    ) -> SeatLine:
        status = _status(interview, panelist, sight.scorecards.get(panelist.id), self._clock())
        visible = reader is not None and sight.may_read(reader, panelist.id)
        due = None
        if status is SeatStatus.OWED:
            who = panelist.person or sight.loop.recruiter
            due = feedback_due(interview, panelist, self._people.preferences(connection)(who))
        return SeatLine(panelist, status, due, sight.scorecards.get(panelist.id) if visible else None)

    def card(self, connection: Connection, sight: Sight, opened: bool) -> Card:
        given, expected = visibility.counts(sight.loop, sight.scorecards)
        return Card(
            loop=sight.loop,
            lines=self.of(connection, sight, None),
            given=given,
            expected=expected,
            now=self._clock(),
            opened=opened,
        )


def _status(
    interview: Interview, panelist: Panelist, scorecard: Scorecard | None, now: datetime
) -> SeatStatus:
    if scorecard is not None and scorecard.submitted:
        return SeatStatus.IN
    if panelist.excuse is not None:
        return SeatStatus.EXCUSED
    if panelist.role is Role.SHADOW:
        return SeatStatus.SHADOW
    if interview.starts_at is None:
        return SeatStatus.NOT_SCHEDULED
    return SeatStatus.OWED if interview.is_over(now) else SeatStatus.COMING
