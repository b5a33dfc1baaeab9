"""A loop: one candidate, one position, its interviews and who is in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.interviews import Excuse, ExcuseReason, Heard, Interview, Panelist


class LoopRole(StrEnum):
    """A part in the loop as a whole."""

    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring-manager"
    COORDINATOR = "coordinator"


class LoopState(StrEnum):
    DRAFT = "draft"  # being set up, nothing sent
    OPEN = "open"
    CLOSED = "closed"


class Outcome(StrEnum):
    HIRED = "hired"
    NOT_MOVING_ON = "not-moving-on"
    WITHDREW = "withdrew"
    POSITION_CLOSED = "position-closed"


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

    def assignments(self) -> Iterator[tuple[Interview, Panelist]]:
        """Each place on a panel that counts, in order."""
        for interview in self.active:
            for panelist in interview.panel:
                yield interview, panelist

    def assignment(self, panelist_id: int) -> tuple[Interview, Panelist] | None:
        for interview in self.interviews:
            for panelist in interview.everyone:
                if panelist.id == panelist_id:
                    return interview, panelist
        return None

    def people(self) -> frozenset[str]:
        """Everybody with an account who has a part in it: recruiter, hiring manager, panelists."""
        seated = {panelist.person for _, panelist in self.assignments() if panelist.person}
        return frozenset(seated | {self.recruiter, self.hiring_manager})

    def everybody(self) -> frozenset[str]:
        """Those in it, and those who were: who is taken off has to be told."""
        seated = {panelist.person for each in self.interviews for panelist in each.everyone}
        return frozenset({each for each in seated if each} | {self.recruiter, self.hiring_manager})

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

    def with_account(self, person: str, now: datetime) -> Loop:
        """One that is no longer deactivated owes again what it did, due anew from now."""

        def back(panelist: Panelist) -> Panelist:
            excuse = panelist.excuse
            gone = excuse is not None and excuse.reason is ExcuseReason.DEACTIVATED
            return (
                replace(panelist, excuse=None, added_at=now)
                if gone and panelist.person == person
                else panelist
            )

        return self._everyone(back)

    def with_told(self, told: Mapping[int, Heard]) -> Loop:
        """With what panelists have heard, by their id."""
        return self._everyone(lambda each: each.having_heard(told[each.id]) if each.id in told else each)

    def _each(self, change: Callable[[Interview], Interview]) -> Loop:
        return replace(self, interviews=tuple(change(each) for each in self.interviews))

    def _everyone(self, change: Callable[[Panelist], Panelist]) -> Loop:
        return self._each(lambda each: each.with_everyone(change))
