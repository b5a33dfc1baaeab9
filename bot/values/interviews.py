"""An interview as one person meets it, and guides as they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.catalog.catalog import Choice
from bot.catalog.exercises import Exercise
from bot.catalog.instructions import Instructions, instructions
from bot.catalog.models import Company, Guide
from bot.domain.interviews import Interview, Panelist, Role
from bot.domain.loops import Candidate, Loop


@dataclass(frozen=True)
class Reader:
    """Who reads a screen, and the IANA zone its times are in."""

    id: str
    zone: str


@dataclass(frozen=True)
class AssignmentView:
    """An interview from one panelist's side. `names`: display names by person id, for plain text."""

    loop: Loop
    interview: Interview
    panelist: Panelist
    guide: Guide
    due: datetime | None  # when the scorecard is due, None where none is owed
    submitted: bool
    company: Company
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def exercise(self) -> Exercise | None:
        return self.guide.exercise(self.interview.exercise)

    @property
    def instructions(self) -> Instructions:
        """The panelist's, by their role."""
        return instructions(self.panelist.role, self.guide, self.exercise, self.company)


@dataclass(frozen=True)
class Preparation:
    """`prep` with no type: the next interview."""

    assignment: AssignmentView
    reader: Reader
    now: datetime


@dataclass(frozen=True)
class GuidePage:
    """A guide as asked for, in that role. `company` has what neither guide nor exercise says."""

    choice: Choice
    company: Company
    role: Role = Role.LEAD

    @property
    def guide(self) -> Guide:
        """The one that is shown."""
        return self.choice.now

    @property
    def exercise(self) -> Exercise | None:
        return self.choice.exercise

    def instructions(self, role: Role) -> Instructions:
        return instructions(role, self.guide, self.exercise, self.company)


@dataclass(frozen=True)
class CandidateBrief:
    """What a candidate is sent of all their interviews: each with its guide, by time."""

    candidate: Candidate
    interviews: tuple[tuple[Guide, Interview], ...]
