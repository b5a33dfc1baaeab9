"""A loop's interviews with everybody's status: the rows of its card and overview."""

from __future__ import annotations

from datetime import datetime

from bot.domain import owing
from bot.domain.interviews import AnswerKind, Interview, Panelist, Role
from bot.domain.reminders import feedback_due
from bot.domain.scorecards import Scorecard
from bot.domain.visibility import FeedbackAccess
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.storage.database import Connection
from bot.values.loops import Card, InterviewRow, PanelistRow, PanelistStatus
from bot.values.ports import Clock


class InterviewRows:
    """A loop's interviews with everybody's status, in order: the rows of card and overview."""

    def __init__(self, guidebook: Guidebook, people: People, clock: Clock) -> None:
        self._guidebook = guidebook
        self._people = people
        self._clock = clock

    def of(
        self, connection: Connection, access: FeedbackAccess, reader: str | None
    ) -> tuple[InterviewRow, ...]:
        """`reader` None: a channel, which sees no scorecard here."""
        now = self._clock()
        return tuple(
            InterviewRow(
                interview=each,
                guide=self._guidebook.of_interview(connection, each),
                assignments=tuple(
                    self._assignment(connection, access, reader, each, panelist) for panelist in each.panel
                ),
            )
            for each in (interview.as_of(now) for interview in access.loop.active)
        )

    def _assignment(
        self,
        connection: Connection,
        access: FeedbackAccess,
        reader: str | None,
        interview: Interview,
        panelist: Panelist,
    ) -> PanelistRow:
        visible = reader is not None and access.may_read(reader, panelist.id)
        seen = access.scorecards if visible else access.counted  # their own also before it counts
        status = _status(interview, panelist, seen.get(panelist.id), self._clock())
        due = None
        if status is PanelistStatus.OWED:
            who = panelist.person or access.loop.recruiter
            due = feedback_due(interview, panelist, self._people.preferences(connection)(who))
        late = interview.said(AnswerKind.RUNNING_LATE, panelist.id)
        return PanelistRow(
            panelist, status, due, seen.get(panelist.id) if visible else None, late.detail if late else ""
        )

    def card(self, connection: Connection, access: FeedbackAccess, opened: bool) -> Card:
        given, expected = owing.counts(access.loop, access.counted)
        return Card(
            loop=access.loop,
            rows=self.of(connection, access, None),
            given=given,
            expected=expected,
            now=self._clock(),
            opened=opened,
        )


def _status(
    interview: Interview, panelist: Panelist, scorecard: Scorecard | None, now: datetime
) -> PanelistStatus:
    if scorecard is not None and scorecard.submitted:
        return PanelistStatus.IN
    if panelist.excuse is not None:
        return PanelistStatus.EXCUSED
    if panelist.role is Role.SHADOW:
        return PanelistStatus.SHADOW
    if interview.starts_at is None:
        return PanelistStatus.NOT_SCHEDULED
    return PanelistStatus.OWED if interview.is_over(now) else PanelistStatus.COMING
