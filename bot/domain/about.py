"""What goes with a notice: for each thing the bot may have to say, the facts it was owed for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeGuard

from bot.domain.interviews import Role, Stage


class AlertKind(StrEnum):
    """What somebody is told of at once."""

    # an answer, by its own name
    CANDIDATE_MISSING = "candidate-missing"
    CALLED_OFF = "called-off"
    DONE = "done"
    RUNNING_LATE = "running-late"
    CANNOT_MAKE_IT = "cannot-make-it"
    WAS_NOT_THERE = "was-not-there"
    TAKEN_BACK = "taken-back"  # the detail is which
    MORE_TIME = "more-time"  # the detail is until when
    CANDIDATE_ABSENT = "candidate-absent"  # as the release before owed it
    TOOK_PLACE = "took-place"  # before, or without, the time it has here
    NOT_REACHED = "not-reached"
    CHANNEL_WITHHELD = "channel-withheld"


class ChangeKind(StrEnum):
    """How an interview may differ from what somebody was told of it, what weighs most first."""

    CANCELLED = "cancelled"
    REMOVED = "removed"
    RESTORED = "restored"
    MOVED = "moved"
    ROLE = "role"
    PLACE = "place"


@dataclass(frozen=True)
class AboutAssigned:
    """`prepare_included`: it carries what `prepare` would have, whose moment is past."""

    starts_at: datetime | None
    prepare_included: bool


@dataclass(frozen=True)
class AboutChanged:
    """The values before and after, those that stayed the same too."""

    change: tuple[ChangeKind, ...]
    old_starts_at: datetime | None
    new_starts_at: datetime | None
    old_place: str
    new_place: str
    old_role: Role
    new_role: Role
    prepare_included: bool

    def __post_init__(self) -> None:
        if not self.change:
            raise ValueError("a change in which nothing differs")


@dataclass(frozen=True)
class AboutStart:
    """Of what is reckoned from the start: prepare, starting, questions."""

    starts_at: datetime


@dataclass(frozen=True)
class AboutFeedback:
    """`extended_until`: the time they asked for."""

    starts_at: datetime | None
    extended_until: datetime | None


@dataclass(frozen=True)
class AboutOverdue:
    """`owes`: a person id, the name of somebody without an account. `rung` counts from 1; 0: while away."""

    starts_at: datetime | None
    extended_until: datetime | None
    owes: str
    rung: int


@dataclass(frozen=True)
class AboutRequest:
    """Of a reminder that somebody asked for by hand. `asked_by`: a person id, "" for the recipient."""

    asked_by: str = ""


@dataclass(frozen=True)
class AboutAlert:
    """`by` said it (a person id, "" for the bot); `detail` is their own words or the reason."""

    what: AlertKind
    by: str
    detail: str


@dataclass(frozen=True)
class AboutChannel:
    """What a channel holds is compared when it is brought up to date: nothing goes with the notice."""


@dataclass(frozen=True)
class AboutCopy:
    """Which scorecard is said by the notice's panelist."""


@dataclass(frozen=True)
class AboutDebrief:
    """`panelists`: whose scorecards it shows to somebody who did not write them."""

    stage: Stage
    panelists: tuple[int, ...]


@dataclass(frozen=True)
class AboutHome:
    """A home page is drawn from what is true when it is published."""


About = (
    AboutAssigned
    | AboutChanged
    | AboutStart
    | AboutFeedback
    | AboutOverdue
    | AboutRequest
    | AboutAlert
    | AboutChannel
    | AboutCopy
    | AboutDebrief
    | AboutHome
)
"""One type for each thing to say; kinds that are said of the same facts share theirs."""


def tells_the_plan(about: About) -> TypeGuard[AboutAssigned | AboutChanged]:
    """Whether it says when, where and in which role: what people were told is kept, and planned from."""
    return isinstance(about, AboutAssigned | AboutChanged)
