"""Scorecards as others read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.catalog.models import Criterion, Guide
from bot.domain.debrief import Topic as Topic
from bot.domain.debrief import Voice as Voice
from bot.domain.interviews import Interview, Panelist, Stage
from bot.domain.loops import Loop
from bot.domain.scorecards import Recommendation, Scorecard


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
