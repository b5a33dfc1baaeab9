"""Scorecards as others read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.catalog.models import Criterion, Guide
from bot.domain.debrief import Topic as Topic
from bot.domain.debrief import Voice as Voice
from bot.domain.handing_in import DraftReason
from bot.domain.interviews import Interview, Panelist, Stage
from bot.domain.loops import Loop
from bot.domain.scorecards import Recommendation, Scorecard
from bot.values.interviews import AssignmentView, Reader


@dataclass(frozen=True)
class Posted:
    """One scorecard as a reply in the loop's thread, or directly. Not `opened`: the count alone."""

    loop: Loop
    interview: Interview
    guide: Guide
    panelist: Panelist
    scorecard: Scorecard
    given: int
    expected: int
    opened: bool
    names: Mapping[str, str] = field(default_factory=dict)
    for_recruiter: bool = False  # with the note that only the recruiter gets


@dataclass(frozen=True)
class Submission:
    """What became of a form that was handed in. `kept`: why it is a draft; None: it is in.

    `opens`: others' feedback opens to its author as soon as nothing is left to correct; else
    `blind_because` says what keeps it from them, "" where nothing does.
    """

    assignment: AssignmentView
    reader: Reader
    now: datetime
    kept: DraftReason | None
    scorecard: Scorecard | None
    opens: bool
    blind_because: str


@dataclass(frozen=True)
class Withdrawn:
    """What stands in place of a scorecard that is a draft again."""

    guide: Guide
    panelist: Panelist


@dataclass(frozen=True)
class DebriefPack:
    """A stage's feedback put together. With fewer than three scorecards only the counts are shown."""

    loop: Loop
    stage: Stage
    given: int
    expected: int
    missing: tuple[Panelist, ...]  # gone on without
    tally: tuple[tuple[Recommendation, int], ...]
    disagreements: tuple[Topic, ...]
    agreed: tuple[Topic, ...]
    unassessed: tuple[tuple[Guide, Criterion], ...]
    agenda: tuple[tuple[int, str], ...]  # minutes and what
    full: bool  # three or more scorecards
    opened: bool  # whether the channel may show it
