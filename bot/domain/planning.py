"""What a plan of reminders is made from: a loop, and each panelist in it as planning sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.about import About
from bot.domain.interviews import ExcuseReason, Interview, Panelist
from bot.domain.ladder import Recipient
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind, Wanted
from bot.domain.owing import is_excused
from bot.domain.settings import Preferences


@dataclass(frozen=True)
class PlanInput:
    """What a plan is made from.

    `agenda_questions`: by interview id, the minutes from the start at which the candidate's questions
    begin. `preferences`: by person id. `submitted`: panelist ids whose scorecard is in. `admins`: person ids,
    the same first each time.
    """

    loop: Loop
    agenda_questions: Mapping[int, int | None]
    preferences: Callable[[str], Preferences]
    submitted: frozenset[int]
    now: datetime
    admins: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlannedAssignment:
    """A panelist in an interview, seen while planning."""

    given: PlanInput
    interview: Interview
    panelist: Panelist

    @property
    def recipient(self) -> str:
        """Who is told, and who owes: the recruiter in place of somebody without an account."""
        return self.panelist.person or self.given.loop.recruiter

    @property
    def prefs(self) -> Preferences:
        return self.given.preferences(self.recipient)

    @property
    def since(self) -> datetime:
        return since(self.interview, self.panelist)

    @property
    def starts_at(self) -> datetime | None:
        """The start they have to be ready for: None where there is none, or none any more for them."""
        gone = self.interview.cancelled or self.panelist.removed or self.interview.called_off
        return None if gone else self.interview.starts_at

    @property
    def comes(self) -> bool:
        """Whether they will be there, as far as they have said."""
        excuse = self.panelist.excuse
        return excuse is None or excuse.reason is not ExcuseReason.CANNOT_MAKE_IT

    @property
    def owes(self) -> bool:
        settled = is_excused(self.interview, self.panelist) or self.panelist.id in self.given.submitted
        return self.panelist.counts and not self.interview.cancelled and not settled

    @property
    def parts(self) -> Mapping[Recipient, str]:
        """Who has which part in it, for the ladder. The candidate is no admin of their own loop."""
        loop = self.given.loop
        admins = [each for each in self.given.admins if each not in (self.recipient, loop.candidate.account)]
        parts = {
            Recipient.OWES: self.recipient,
            Recipient.RECRUITER: loop.recruiter,
            Recipient.HIRING_MANAGER: loop.hiring_manager,
        }
        return parts | dict(zip([Recipient.ADMIN], admins, strict=False))

    def wanted(self, kind: NoticeKind, due: datetime, about: About, recipient: str | None = None) -> Wanted:
        return Wanted(
            kind=kind,
            subject=f"seat:{self.panelist.id}",
            recipient=recipient or self.recipient,
            revision=self.interview.revision,
            due=due,
            loop_id=self.given.loop.id,
            interview_id=self.interview.id,
            panelist_id=self.panelist.id,
            about=about,
        )


def since(interview: Interview, panelist: Panelist) -> datetime:
    """From when on this person had this interview at this time."""
    return max(interview.timed_at, panelist.added_at)
