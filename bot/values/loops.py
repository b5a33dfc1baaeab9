"""Loops as people look at them: card, overview, their own page, the recruiter's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.catalog.models import Guide
from bot.domain.interviews import Interview, Panelist, Stage
from bot.domain.loops import Loop
from bot.domain.scorecards import Scorecard
from bot.values.feedback import DebriefPack
from bot.values.interviews import AssignmentView, Reader


class PanelistStatus(StrEnum):
    IN = "in"
    OWED = "owed"  # the interview is over
    COMING = "coming"
    NOT_SCHEDULED = "not-scheduled"
    EXCUSED = "excused"
    SHADOW = "shadow"


@dataclass(frozen=True)
class PanelistRow:
    """`scorecard` only where the reader may see it."""

    panelist: Panelist
    status: PanelistStatus
    due: datetime | None = None
    scorecard: Scorecard | None = None
    late: str = ""  # about how many minutes, as they said


@dataclass(frozen=True)
class InterviewRow:
    interview: Interview
    guide: Guide
    assignments: tuple[PanelistRow, ...]


@dataclass(frozen=True)
class Overview:
    """A loop as `reader` may see it. `given` of `expected` scorecards are in.

    `blind_because` says in words why ratings are withheld, "" where none are. `debriefs`: what they may read
    of each stage, and of the whole loop, put together.
    """

    loop: Loop
    rows: tuple[InterviewRow, ...]
    given: int
    expected: int
    now: datetime
    reader: Reader
    may_change: bool = False
    blind_because: str = ""
    debriefs: tuple[DebriefPack, ...] = ()


@dataclass(frozen=True)
class Card:
    """The loop's card in its channel: never holds scorecard content."""

    loop: Loop
    rows: tuple[InterviewRow, ...]
    given: int
    expected: int
    now: datetime
    opened: bool  # whether the thread shows feedback in full


@dataclass(frozen=True)
class LoopRow:
    loop: Loop
    stage: Stage | None  # the one under way
    given: int
    expected: int
    next_at: datetime | None


@dataclass(frozen=True)
class Mine:
    """`mine` and App Home: no scorecard content. `loops`: those the reader is recruiter or manager of."""

    reader: Reader
    now: datetime
    coming: tuple[AssignmentView, ...]
    owed: tuple[AssignmentView, ...]
    loops: tuple[LoopRow, ...] = ()
    drafts: tuple[Loop, ...] = ()
    is_recruiter: bool = False


@dataclass(frozen=True)
class OwedRow:
    """Somebody's owed scorecard as the recruiter sees it; `late_hours` in their own working hours."""

    assignment: AssignmentView
    late_hours: float


@dataclass(frozen=True)
class LoopsPage:
    reader: Reader
    now: datetime
    owed: tuple[OwedRow, ...]
    loops: tuple[LoopRow, ...]
    drafts: tuple[Loop, ...]
    may_create: bool
