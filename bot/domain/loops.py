"""A loop: one candidate, one position, its interviews and who is in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Role(StrEnum):
    LEAD = "lead"
    OBSERVER = "observer"  # second interviewer, feedback counts
    SHADOW = "shadow"  # learning, feedback kept apart


class LoopRole(StrEnum):
    """A part in the loop as a whole."""

    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring-manager"
    COORDINATOR = "coordinator"


class Stage(StrEnum):
    SCREEN = "screen"
    TEAM = "team"
    FINAL = "final"


class LoopState(StrEnum):
    DRAFT = "draft"  # being set up, nothing sent
    OPEN = "open"
    CLOSED = "closed"


class Outcome(StrEnum):
    HIRED = "hired"
    NOT_MOVING_ON = "not-moving-on"
    WITHDREW = "withdrew"
    POSITION_CLOSED = "position-closed"


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
class Told:
    """What a panelist was last told of an interview: the next message says what differs from it."""

    starts_at: datetime | None
    place: str
    cancelled: bool
    role: Role


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
    told: Told | None = None

    @property
    def counts(self) -> bool:
        """Whether their feedback counts: shadows never owe."""
        return self.role is not Role.SHADOW and not self.removed

    def excused(self, excuse: Excuse) -> Panelist:
        """The first excuse stands."""
        return replace(self, excuse=self.excuse or excuse)


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


@dataclass(frozen=True)
class Candidate:
    """The person interviewed, known by ATS link or e-mail, never by name.

    `account` is their own Slack id, where they have one here; `created_by` the recruiter who entered them.
    `identified` False: somebody else has this address or link, and it is theirs that it finds.
    """

    id: int
    name: str
    email: str = ""
    ats_url: str = ""
    zone: str = ""
    account: str | None = None
    created_by: str = ""
    identified: bool = True


@dataclass(frozen=True)
class Position:
    id: int
    title: str
    level: str = ""
    team: str = ""
    channel: str | None = None  # the private channel used last

    @property
    def heading(self) -> str:
        """ "Senior Engineer, Search"."""
        return ", ".join(part for part in (f"{self.level} {self.title}".strip(), self.team) if part)


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Loop:
    id: int
    candidate: Candidate
    position: Position
    recruiter: str
    hiring_manager: str
    channel: str | None
    state: LoopState
    created_at: datetime
    template: str = ""
    links: tuple[Link, ...] = ()
    interviews: tuple[Interview, ...] = ()
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    revision: int = 1
    origin: str | None = None  # the form it came from: the same form makes it once
    coordinators: tuple[str, ...] = ()  # in the order of their ids

    @property
    def active(self) -> tuple[Interview, ...]:
        return tuple(interview for interview in self.interviews if not interview.cancelled)

    def interview(self, interview_id: int) -> Interview | None:
        return next((each for each in self.interviews if each.id == interview_id), None)

    def seats(self) -> Iterator[tuple[Interview, Panelist]]:
        """Each place on a panel that counts, in order."""
        for interview in self.active:
            for panelist in interview.panel:
                yield interview, panelist

    def seat(self, panelist_id: int) -> tuple[Interview, Panelist] | None:
        for interview in self.interviews:
            for panelist in interview.everyone:
                if panelist.id == panelist_id:
                    return interview, panelist
        return None

    def people(self) -> frozenset[str]:
        """Everybody with an account who has a part in it: recruiter, hiring manager, panelists."""
        seated = {panelist.person for _, panelist in self.seats() if panelist.person}
        return frozenset(seated | {self.recruiter, self.hiring_manager})

    def with_interview(self, changed: Interview) -> Loop:
        return self._each(lambda each: changed if each.id == changed.id else each)

    def with_panelist(self, changed: Panelist) -> Loop:
        return self._everyone(lambda each: changed if each.id == changed.id else each)

    # --- what becomes of it -----------------------------------------------------------------------

    def begun(self, now: datetime) -> Loop:
        """No draft any more: from here on people hear of it."""
        return replace(self._each(lambda each: each.begun(now)), state=LoopState.OPEN)

    def closed(
        self, outcome: Outcome, by: str, now: datetime, submitted: Collection[int], *, wanted: bool
    ) -> Loop:
        """What is not over is cancelled; of what is, feedback stays owed only where it is `wanted`.

        `submitted`: panelist ids whose scorecard is in.
        """
        unwanted = Excuse(ExcuseReason.NOT_WANTED, by, now)

        def excused(panelist: Panelist) -> Panelist:
            owes = panelist.counts and panelist.id not in submitted
            return panelist.excused(unwanted) if owes else panelist

        def ended(interview: Interview) -> Interview:
            if not interview.cancelled and not interview.is_over(now):
                return interview.cancelled_at(now)
            return interview if interview.cancelled or wanted else interview.with_everyone(excused)

        return replace(self._each(ended), state=LoopState.CLOSED, outcome=outcome, closed_at=now)

    def without_account(self, person: str, now: datetime) -> Loop:
        """A deactivated account owes nothing."""
        excuse = Excuse(ExcuseReason.DEACTIVATED, "", now)
        return self._everyone(lambda each: each.excused(excuse) if each.person == person else each)

    def told(self, told: Mapping[int, Told | None]) -> Loop:
        """With what panelists were told last, by their id."""
        return self._everyone(lambda each: replace(each, told=told[each.id]) if each.id in told else each)

    def _each(self, change: Callable[[Interview], Interview]) -> Loop:
        return replace(self, interviews=tuple(change(each) for each in self.interviews))

    def _everyone(self, change: Callable[[Panelist], Panelist]) -> Loop:
        return self._each(lambda each: each.with_everyone(change))
