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
    WAS_NOT_THERE = "was-not-there"
    CANNOT_MAKE_IT = "cannot-make-it"
    DEACTIVATED = "deactivated"
    NOT_WANTED = "not-wanted"  # the loop closed and its feedback is not wanted any more


class AnswerKind(StrEnum):
    """What people say of an interview."""

    CANDIDATE_MISSING = "candidate-missing"  # not here yet
    CALLED_OFF = "called-off"  # did not take place
    DONE = "done"  # it ended then
    WAS_NOT_THERE = "was-not-there"
    CANNOT_MAKE_IT = "cannot-make-it"
    RUNNING_LATE = "running-late"


LAPSES = frozenset({AnswerKind.CANDIDATE_MISSING, AnswerKind.RUNNING_LATE})


class Cause(StrEnum):
    """Why an interview did not take place."""

    CANDIDATE = "candidate"  # did not come
    TROUBLE = "trouble"  # technical
    MISSING = "missing"  # one of us
    OTHER = "other"


@dataclass(frozen=True)
class Said:
    """An answer that stands. `panelist_id`: whom it is about; None: all of the interview.

    `detail`: a `Cause`, how many minutes, or their own words.
    """

    answer: AnswerKind
    by: str
    at: datetime
    panelist_id: int | None = None
    detail: str = ""


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
    answers: tuple[Said, ...] = ()  # that stand, of it and of its panelists
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
        """As booked, or when its lead said that they were done."""
        if self.starts_at is None:
            return None
        booked, done = self.starts_at + timedelta(minutes=self.minutes), self.said(AnswerKind.DONE)
        return min(booked, done.at) if done else booked

    @property
    def called_off(self) -> Said | None:
        """It did not take place: nobody owes feedback on it."""
        return self.said(AnswerKind.CALLED_OFF)

    def said(self, answer: AnswerKind, panelist_id: int | None = None) -> Said | None:
        """What stands of it; of one panelist, where one is named."""
        return next(
            (each for each in self.answers if (each.answer, each.panelist_id) == (answer, panelist_id)), None
        )

    def as_of(self, now: datetime) -> Interview:
        """Without what lapses at the end: who was not there, or late."""
        if not self.is_over(now):
            return self
        return replace(self, answers=tuple(each for each in self.answers if each.answer not in LAPSES))

    def saying(self, said: Said) -> Interview:
        """The newest of its kind stands."""
        before = self.unsaying(said.answer, said.panelist_id)
        return replace(before, answers=(*before.answers, said))

    def unsaying(self, answer: AnswerKind, panelist_id: int | None) -> Interview:
        kept = (each for each in self.answers if (each.answer, each.panelist_id) != (answer, panelist_id))
        return replace(self, answers=tuple(kept))

    @property
    def lead(self) -> Panelist | None:
        return next(iter(self.in_role(Role.LEAD)), None)

    def in_role(self, role: Role) -> tuple[Panelist, ...]:
        return tuple(panelist for panelist in self.panel if panelist.role is role)

    def is_over(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now

    def is_coming(self, now: datetime) -> bool:
        return not self.cancelled and not self.called_off and self.ends_at is not None and self.ends_at > now

    def with_everyone(self, change: Callable[[Panelist], Panelist]) -> Interview:
        return replace(self, everyone=tuple(change(each) for each in self.everyone))

    def cancelled_at(self, now: datetime) -> Interview:
        return replace(self, cancelled=True, revision=self.revision + 1, timed_at=now)

    def begun(self, now: datetime) -> Interview:
        """Reminders count from the loop's creation, not from when its draft was typed."""
        panel = tuple(replace(each, added_at=now) for each in self.panel)
        return replace(self, timed_at=now, everyone=panel)
