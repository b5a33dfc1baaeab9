"""An interview: one conversation of a loop, and who is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Role(StrEnum):
    LEAD = "lead"
    OBSERVER = "observer"  # second interviewer, feedback counts
    SHADOW = "shadow"  # learning, feedback kept apart


class Stage(StrEnum):
    SCREEN = "screen"
    TEAM = "team"
    FINAL = "final"


class ExcuseReason(StrEnum):
    GONE_ON_WITHOUT = "gone-on-without"  # the recruiter decided
    CANDIDATE_ABSENT = "candidate-absent"
    WAS_NOT_THERE = "was-not-there"
    DEACTIVATED = "deactivated"
    NOT_WANTED = "not-wanted"  # the loop closed and its feedback is not wanted any more


@dataclass(frozen=True)
class Excuse:
    """Why a scorecard stopped being owed. It may still come."""

    reason: ExcuseReason
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class LastTold:
    """What a panelist was last told of an interview: the next message says what differs from it."""

    starts_at: datetime | None
    place: str
    cancelled: bool
    role: Role


@dataclass(frozen=True)
class Asked:
    """That their feedback was asked for later than at the end of their interview."""

    at: datetime


Heard = LastTold | Asked | None
"""What a message leaves behind of a panelist; None: that they are off, so that they are told anew."""


@dataclass(frozen=True)
class Panelist:
    """A person in an interview. Without an account (`person` None) they are a name.

    The recruiter is told in their place. A removed panelist stays until they have been told.
    """

    id: int
    person: str | None
    name: str
    role: Role
    added_at: datetime
    excuse: Excuse | None = None
    extended_until: datetime | None = None
    removed: bool = False
    last_told: LastTold | None = None
    asked_at: datetime | None = None  # where they were asked for feedback late

    @property
    def counts(self) -> bool:
        """Whether their feedback counts: shadows never owe."""
        return self.role is not Role.SHADOW and not self.removed

    def excused(self, excuse: Excuse) -> Panelist:
        """The first excuse stands."""
        return replace(self, excuse=self.excuse or excuse)

    def having_heard(self, what: Heard) -> Panelist:
        if isinstance(what, Asked):
            return replace(self, asked_at=what.at)
        return replace(self, last_told=what)


@dataclass(frozen=True)
class Interview:
    """One conversation. `starts_at` None: not scheduled yet. `minutes` is the length booked."""

    id: int
    loop_id: int
    ordinal: int
    guide: str
    guide_version: str
    stage: Stage
    starts_at: datetime | None
    minutes: int
    timed_at: datetime  # when the time was last set
    exercise: str | None = None
    place: str = ""
    cancelled: bool = False
    candidate_absent: bool = False
    revision: int = 1
    everyone: tuple[Panelist, ...] = ()  # with those removed
    origin: str | None = None  # the form it came from: the same form makes it once

    def __post_init__(self) -> None:
        if self.starts_at is not None and self.starts_at.tzinfo is None:
            raise ValueError("starts_at needs a zone")

    @property
    def panel(self) -> tuple[Panelist, ...]:
        return tuple(panelist for panelist in self.everyone if not panelist.removed)

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def lead(self) -> Panelist | None:
        return next(iter(self.in_role(Role.LEAD)), None)

    def in_role(self, role: Role) -> tuple[Panelist, ...]:
        return tuple(panelist for panelist in self.panel if panelist.role is role)

    def is_over(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now

    def is_coming(self, now: datetime) -> bool:
        return not self.cancelled and self.ends_at is not None and self.ends_at > now

    def with_everyone(self, change: Callable[[Panelist], Panelist]) -> Interview:
        return replace(self, everyone=tuple(change(each) for each in self.everyone))

    def cancelled_at(self, now: datetime) -> Interview:
        return replace(self, cancelled=True, revision=self.revision + 1, timed_at=now)

    def not_held(self, by: str, now: datetime) -> Interview:
        """The candidate did not come: nobody owes feedback on it."""
        excuse = Excuse(ExcuseReason.CANDIDATE_ABSENT, by, now)
        after = self.with_everyone(lambda each: each.excused(excuse) if each.counts else each)
        return replace(after, candidate_absent=True, revision=self.revision + 1)

    def begun(self, now: datetime) -> Interview:
        """Reminders count from the loop's creation, not from when its draft was typed."""
        panel = tuple(replace(each, added_at=now) for each in self.panel)
        return replace(self, timed_at=now, everyone=panel)
