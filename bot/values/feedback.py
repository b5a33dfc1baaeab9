"""Scorecards as others read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.catalog.models import Criterion, Guide
from bot.domain.handing_in import DraftReason
from bot.domain.interviews import Interview, Panelist, Stage
from bot.domain.loops import Loop
from bot.domain.scorecards import Scorecard
from bot.domain.voices import Recommended, Topic
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
    """Feedback put together: a stage's, or the whole loop's where `stage` is None.

    `given` of `expected` scorecards are in it; `missing` are those nobody waits for any more. `alone` is what
    one person saw, `agenda` minutes and what, `titles` what its guides are called, by slug.
    """

    loop: Loop
    stage: Stage | None
    given: int
    expected: int
    missing: tuple[Panelist, ...]
    recommendations: tuple[Recommended, ...]
    disagreements: tuple[Topic, ...]
    alone: tuple[Topic, ...]
    agreed: tuple[Topic, ...]
    unassessed: tuple[tuple[Guide, Criterion], ...]
    agenda: tuple[tuple[int, str], ...]
    titles: Mapping[str, str]
    opened: bool  # whether its place may show it

    @property
    def compares(self) -> bool:
        """Two scorecards or more; of one, the scorecard itself is the debrief."""
        return self.given > 1

    @property
    def full(self) -> bool:
        """Three or more: what they agree on and what nobody saw says something, too."""
        return self.given > 2


@dataclass(frozen=True)
class DebriefReady:
    """Word to recruiter or hiring manager that a stage's feedback can be read.

    `whole`: with it all of the loop's can, and there is more of it than this stage's.
    """

    pack: DebriefPack
    whole: bool


@dataclass(frozen=True)
class DebriefPage:
    """A debrief as `reader` may read it now, with each of its scorecards, as they came in."""

    pack: DebriefPack
    scorecards: tuple[Posted, ...]
    reader: Reader
    now: datetime
