"""What the bot owes people, and when: the words shared by planning, storage and delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from bot.domain.about import About, AboutAlert
from bot.domain.giving_up import for_good
from bot.domain.interviews import Heard


class NoticeKind(StrEnum):
    # to a panelist (or to the recruiter, for one without an account)
    ASSIGNED = "assigned"
    CHANGED = "changed"
    PREPARE = "prepare"
    STARTING = "starting"
    QUESTIONS = "questions"
    FEEDBACK = "feedback"
    OVERDUE_AWAY = "overdue-away"
    OVERDUE_FIRST = "overdue-first"
    OVERDUE_SECOND = "overdue-second"
    OVERDUE_LAST = "overdue-last"
    MISSED = "missed"  # to the recruiter: what could not be said while it was of use
    # the loop's channel brought up to date in place: card, scorecards, debrief packs
    CHANNEL = "channel"
    # to recruiter and hiring manager directly
    SCORECARD_COPY = "scorecard-copy"  # full text while the channel may not show it
    DEBRIEF = "debrief"  # a stage's feedback can be read together
    ALERT = "word"  # what somebody said or what failed; stored by its first name, as kept rows have it
    HOME = "home"


IN_PLACE = frozenset({NoticeKind.CHANNEL, NoticeKind.HOME})
"""What is brought up to date where it stands, without a word to anybody."""
CHASE = frozenset(
    {
        NoticeKind.OVERDUE_AWAY,
        NoticeKind.OVERDUE_FIRST,
        NoticeKind.OVERDUE_SECOND,
        NoticeKind.OVERDUE_LAST,
    }
)
"""What is said of a scorecard that is late."""


def said_together(kind: NoticeKind) -> frozenset[NoticeKind]:
    """Kinds of which somebody gets one message, however many interviews it is about; none: each by itself."""
    match kind:
        case NoticeKind.ASSIGNED | NoticeKind.FEEDBACK | NoticeKind.MISSED:
            return frozenset({kind})
        case NoticeKind.OVERDUE_AWAY | NoticeKind.OVERDUE_FIRST:
            return CHASE
        case NoticeKind.OVERDUE_SECOND | NoticeKind.OVERDUE_LAST:
            return CHASE
        case NoticeKind.CHANGED | NoticeKind.PREPARE | NoticeKind.STARTING | NoticeKind.QUESTIONS:
            return frozenset()
        case NoticeKind.SCORECARD_COPY | NoticeKind.DEBRIEF | NoticeKind.ALERT:
            return frozenset()
        case NoticeKind.CHANNEL | NoticeKind.HOME:
            return frozenset()
        case _:
            assert_never(kind)


class NoticeState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Wanted:
    """One notice that a plan asks for. Unique by (kind, subject, recipient, revision).

    `subject` says what it is about ("seat:12", "loop:3"); `recipient` is a person or channel id;
    `due` is when it may be sent at the earliest; `about` holds the facts it is owed for.
    """

    kind: NoticeKind
    subject: str
    recipient: str
    revision: int
    due: datetime
    loop_id: int | None = None
    interview_id: int | None = None
    panelist_id: int | None = None
    about: About = field(kw_only=True)

    @property
    def key(self) -> tuple[str, str, str, int]:
        return (self.kind, self.subject, self.recipient, self.revision)


@dataclass(frozen=True)
class Saying:
    """What is said by messages of which nobody knows yet whether all arrived: `parts` of them.

    `told`: by panelist id, what they will have heard then.
    """

    parts: int
    told: Mapping[int, Heard]


@dataclass(frozen=True)
class Notice:
    """A row of the outbox.

    `saying`: its own messages, from just before the first is posted until it is known what became of them.
    `settled_by`: the notice whose message says this one too, or is about to.
    """

    id: int
    kind: NoticeKind
    subject: str
    recipient: str
    revision: int
    due: datetime
    state: NoticeState
    reason: str = ""  # why it was dropped or failed
    loop_id: int | None = None
    interview_id: int | None = None
    panelist_id: int | None = None
    about: About = field(kw_only=True)
    attempt: int = 0
    worker: str = ""
    lease_until: datetime | None = None
    saying: Saying | None = None
    settled_by: int | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        return (self.kind, self.subject, self.recipient, self.revision)

    @property
    def own_subject(self) -> str:
        """Of messages that say this notice and nothing else."""
        return f"notice:{self.id}"

    @property
    def dropped_for_good(self) -> bool:
        return self.state is NoticeState.DROPPED and for_good(self.reason)

    @property
    def waits(self) -> bool:
        """Nothing of it is under way: a plan may still change or drop it."""
        return self.state is NoticeState.PENDING and self.saying is None and self.settled_by is None


def alert(
    about: AboutAlert,
    recipient: str,
    now: datetime,
    *,
    subject: str,
    revision: int,
    loop_id: int | None,
    interview_id: int | None,
    panelist_id: int | None,
) -> Wanted:
    """Told at once; under the same subject and revision, once."""
    return Wanted(
        NoticeKind.ALERT,
        subject,
        recipient,
        revision,
        now,
        loop_id=loop_id,
        interview_id=interview_id,
        panelist_id=panelist_id,
        about=about,
    )
