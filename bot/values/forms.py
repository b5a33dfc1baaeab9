"""What people type into forms, as services take it, and what a form needs to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.catalog.models import Guide
from bot.domain.handing_in import DraftReason
from bot.domain.interviews import Role, Stage
from bot.domain.loops import Link, Loop, Outcome
from bot.domain.scorecards import Feedback
from bot.values.interviews import AssignmentView, Reader


@dataclass(frozen=True)
class NewLoop:
    """Step 1 as typed. Problems are told by these fields' names."""

    candidate_name: str
    candidate_email: str
    candidate_ats: str
    candidate_zone: str
    candidate_account: str | None
    title: str
    level: str
    team: str
    template: str
    hiring_manager: str
    channel: str | None
    links: tuple[Link, ...] = ()
    same_person: bool | None = None  # the answer to "same person as …?"; None: not asked


@dataclass(frozen=True)
class InterviewEdit:
    """One interview as typed. `revision` is the one the form showed."""

    interview_id: int | None  # None: a new one
    revision: int
    guide: str
    stage: Stage
    starts_at: datetime | None
    leads: tuple[str, ...]
    observers: tuple[str, ...]
    shadows: tuple[str, ...]
    outsiders: tuple[tuple[str, Role], ...] = ()  # names without an account
    exercise: str | None = None
    place: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class LoopPlan:
    """Step 2 and `schedule`: the list of interviews with what to look at before creating."""

    loop: Loop
    guides: Mapping[str, Guide]
    reader: Reader
    now: datetime
    warnings: Mapping[int, tuple[str, ...]]  # by interview id
    channel_readers: tuple[str, ...] = ()  # members without a role in the loop
    names: Mapping[str, str] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ScorecardForm:
    """The open form. `missing` by field after a refused submission is the view's own business."""

    assignment: AssignmentView
    feedback: Feedback
    reader: Reader
    saved_at: datetime | None
    correcting: bool
    keeps: DraftReason | None  # why what is typed is kept as a draft and not handed in
    correctable_until: datetime | None
    for_somebody_else: bool  # the recruiter enters it for a panelist without an account
    revision: int = 0  # of what is submitted already: an older form does not overwrite it


@dataclass(frozen=True)
class Closing:
    loop_id: int
    outcome: Outcome
    feedback_wanted: bool


@dataclass(frozen=True)
class GoOn:
    """Going on without somebody's scorecard. `panelist_id` None: nobody was chosen."""

    loop_id: int
    panelist_id: int | None
    reason: str


@dataclass(frozen=True)
class MoreTime:
    """`until` None: no time was chosen."""

    panelist_id: int
    until: datetime | None


@dataclass(frozen=True)
class CannotMakeIt:
    panelist_id: int
    reason: str


@dataclass(frozen=True)
class RunningLate:
    panelist_id: int
    minutes: int
