"""Who still owes a scorecard.

An assignment is an interview that is not cancelled with one of its panelists. It counts for leads and
observers. It blinds them until a scorecard that decides is in, or an excuse ends it. Scorecards come by
panelist id: those handed in, or those that count by now (`handing_in.counted`), as is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.interviews import ExcuseReason, Interview, Panelist, Stage
from bot.domain.loops import Loop
from bot.domain.scorecards import Scorecard

Assignment = tuple[Interview, Panelist]
ScorecardsByPanelist = Mapping[int, Scorecard]


def counting_assignments(loop: Loop, stage: Stage | None = None) -> tuple[Assignment, ...]:
    """Those whose feedback counts, in order: of one stage, or of the whole loop."""
    return tuple(
        (interview, panelist)
        for interview, panelist in loop.assignments()
        if panelist.counts and stage in (None, interview.stage)
    )


def owed_assignments(
    loop: Loop, scorecards: ScorecardsByPanelist, stage: Stage | None = None
) -> tuple[Assignment, ...]:
    """Neither excused nor submitted: for interviews past and coming."""
    return tuple(
        assignment for assignment in counting_assignments(loop, stage) if _owes(*assignment, scorecards)
    )


def owed_by(loop: Loop, scorecards: ScorecardsByPanelist, person: str) -> tuple[Assignment, ...]:
    """What this person has to enter: their own, and as recruiter those of panelists without an account."""
    return tuple(
        assignment
        for assignment in owed_assignments(loop, scorecards)
        if (assignment[1].person or loop.recruiter) == person
    )


def waited_for(loop: Loop, scorecards: ScorecardsByPanelist) -> tuple[Assignment, ...]:
    """Assignments the others' feedback waits for: owed, or given without a decision. An excuse ends it."""
    return tuple(
        assignment
        for assignment in counting_assignments(loop)
        if not is_excused(*assignment) and not _decides(assignment[1], scorecards)
    )


def counts(loop: Loop, scorecards: ScorecardsByPanelist, stage: Stage | None = None) -> tuple[int, int]:
    """How many scorecards are given, and of how many expected: an excused one only where it came anyway."""
    assignments = counting_assignments(loop, stage)
    given = sum(is_in(panelist, scorecards) for _, panelist in assignments)
    return given, given + sum(_owes(*each, scorecards) for each in assignments)


def stage_complete(loop: Loop, scorecards: ScorecardsByPanelist, stage: Stage | None) -> bool:
    """Nothing is owed in it any more, something was given, and no interview still waits for its panel.

    No stage: the same of the whole loop.
    """
    given, expected = counts(loop, scorecards, stage)
    staffed = all(
        any(panelist.counts for panelist in interview.panel)
        for interview in loop.active
        if stage in (None, interview.stage) and not interview.called_off
    )
    return staffed and 0 < given == expected


def blinding_assignments(
    loop: Loop, scorecards: ScorecardsByPanelist, person: str, now: datetime, stage: Stage | None = None
) -> tuple[Assignment, ...]:
    """Assignments of this person that keep the others' feedback from them.

    Who cannot make it may still take that back: until the start it opens nothing.
    """
    return tuple(
        (interview, panelist)
        for interview, panelist in counting_assignments(loop, stage)
        if panelist.person == person
        and (not is_excused(interview, panelist) or _may_come_after_all(interview, panelist, now))
        and not _decides(panelist, scorecards)
    )


def is_excused(interview: Interview, panelist: Panelist) -> bool:
    """By themselves, by somebody else, or as it did not take place."""
    return interview.called_off is not None or panelist.excuse is not None


def _may_come_after_all(interview: Interview, panelist: Panelist, now: datetime) -> bool:
    excuse, starts_at = panelist.excuse, interview.starts_at
    cannot = excuse is not None and excuse.reason is ExcuseReason.CANNOT_MAKE_IT
    return cannot and interview.called_off is None and (starts_at is None or now < starts_at)


def is_in(panelist: Panelist, scorecards: ScorecardsByPanelist) -> bool:
    scorecard = scorecards.get(panelist.id)
    return scorecard is not None and scorecard.submitted


def _decides(panelist: Panelist, scorecards: ScorecardsByPanelist) -> bool:
    scorecard = scorecards.get(panelist.id)
    return scorecard is not None and scorecard.decides


def _owes(interview: Interview, panelist: Panelist, scorecards: ScorecardsByPanelist) -> bool:
    return not is_excused(interview, panelist) and not is_in(panelist, scorecards)
