"""Who still owes a scorecard.

An assignment is an interview that is not cancelled with one of its panelists. It counts for leads and
observers. It blinds them until a scorecard that decides is in, or an excuse ends it. Scorecards come by
panelist id: those handed in, or those that count by now (`handing_in.counted`), as is asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.interviews import Interview, Panelist, Stage
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
        assignment for assignment in counting_assignments(loop, stage) if _owes(assignment[1], scorecards)
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
        if assignment[1].excuse is None and not _decides(assignment[1], scorecards)
    )


def counts(loop: Loop, scorecards: ScorecardsByPanelist, stage: Stage | None = None) -> tuple[int, int]:
    """How many scorecards are given, and of how many expected: an excused one only where it came anyway."""
    assignments = [panelist for _, panelist in counting_assignments(loop, stage)]
    given = sum(is_in(panelist, scorecards) for panelist in assignments)
    return given, given + sum(_owes(panelist, scorecards) for panelist in assignments)


def stage_complete(loop: Loop, scorecards: ScorecardsByPanelist, stage: Stage | None) -> bool:
    """Nothing is owed in it any more, something was given, and no interview still waits for its panel.

    No stage: the same of the whole loop.
    """
    given, expected = counts(loop, scorecards, stage)
    staffed = all(
        any(panelist.counts for panelist in interview.panel)
        for interview in loop.active
        if stage in (None, interview.stage)
    )
    return staffed and 0 < given == expected


def blinding_assignments(
    loop: Loop, scorecards: ScorecardsByPanelist, person: str, stage: Stage | None = None
) -> tuple[Assignment, ...]:
    """Assignments of this person that keep the others' feedback from them."""
    return tuple(
        (interview, panelist)
        for interview, panelist in counting_assignments(loop, stage)
        if panelist.person == person and panelist.excuse is None and not _decides(panelist, scorecards)
    )


def is_in(panelist: Panelist, scorecards: ScorecardsByPanelist) -> bool:
    scorecard = scorecards.get(panelist.id)
    return scorecard is not None and scorecard.submitted


def _decides(panelist: Panelist, scorecards: ScorecardsByPanelist) -> bool:
    scorecard = scorecards.get(panelist.id)
    return scorecard is not None and scorecard.decides


def _owes(panelist: Panelist, scorecards: ScorecardsByPanelist) -> bool:
    return panelist.excuse is None and not is_in(panelist, scorecards)
