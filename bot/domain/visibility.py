"""Who may read which scorecard, and who still owes one.

An assignment is an interview that is not cancelled with one of its panelists. It counts for leads and
observers. It blinds them until a scorecard that decides is in, or an excuse ends it. Scorecards come by
panelist id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.interviews import Interview, Panelist, Stage
from bot.domain.loops import Loop
from bot.domain.scorecards import CORRECTION_WINDOW, Scorecard

Assignment = tuple[Interview, Panelist]
ScorecardsByPanelist = Mapping[int, Scorecard]

NOT_A_READER = "This loop's feedback is for its panel, its recruiter and its hiring manager."


# --- owing -------------------------------------------------------------------------------------


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
    given = sum(_submitted(panelist, scorecards) for panelist in assignments)
    return given, given + sum(_owes(panelist, scorecards) for panelist in assignments)


def stage_complete(loop: Loop, scorecards: ScorecardsByPanelist, stage: Stage) -> bool:
    """Nothing is owed in it any more, something was given, and no interview still waits for its panel."""
    given, expected = counts(loop, scorecards, stage)
    staffed = all(
        any(panelist.counts for panelist in interview.panel)
        for interview in loop.active
        if interview.stage is stage
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


def _submitted(panelist: Panelist, scorecards: ScorecardsByPanelist) -> bool:
    scorecard = scorecards.get(panelist.id)
    return scorecard is not None and scorecard.submitted


def _decides(panelist: Panelist, scorecards: ScorecardsByPanelist) -> bool:
    scorecard = scorecards.get(panelist.id)
    return scorecard is not None and scorecard.decides


def _owes(panelist: Panelist, scorecards: ScorecardsByPanelist) -> bool:
    return panelist.excuse is None and not _submitted(panelist, scorecards)


# --- reading -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class FeedbackAccess:
    """One loop's feedback at one moment, and what each person may see of it.

    `reads_earlier`: ids of interviews whose guide lets its panel read the others' feedback first.
    `admins`, `guests`: those among the people asked about; guests read nothing but their own.
    """

    loop: Loop
    scorecards: ScorecardsByPanelist
    now: datetime
    reads_earlier: frozenset[int] = frozenset()
    admins: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()

    def may_read(self, reader: str, panelist_id: int) -> bool:
        """Whether `reader` may read this panelist's scorecard, as far as there is one."""
        assignment, scorecard = self.loop.assignment(panelist_id), self.scorecards.get(panelist_id)
        if assignment is None or scorecard is None or self._is_candidate(reader):
            return False
        interview, panelist = assignment
        if reader in (panelist.person, scorecard.author):
            return True
        return scorecard.submitted and self.sees(reader, interview.stage)

    def sees(self, reader: str, stage: Stage) -> bool:
        """Whether `reader` may read whatever others submit in this stage."""
        return self._has_part(reader) and self._is_open_to(reader, stage)

    def blind_because(self, reader: str, titles: Mapping[str, str]) -> str:
        """Why ratings are withheld from `reader`, in a sentence; "" where none are.

        `titles`: what each guide is called, by its slug.
        """
        stages = [stage for stage in Stage if any(each.stage is stage for each in self.loop.active)]
        blind = [stage for stage in stages or Stage if not self.sees(reader, stage)]
        if not blind:
            return ""
        if not self._has_part(reader):
            return NOT_A_READER
        return f"{_ratings_of(blind, stages)} show {self._when(reader, titles)}."

    def after_reading(self, person: str) -> bool:
        """Whether `person`, submitting now, could already read what somebody else submitted."""
        return any(
            panelist.person != person
            and _submitted(panelist, self.scorecards)
            and self.may_read(person, panelist.id)
            for interview in self.loop.interviews
            for panelist in interview.everyone
        )

    def channel_may_show(self, members: Iterable[str], stage: Stage | None = None) -> bool:
        """Whether a channel with these members may show a stage's scorecards in full; no stage: all of them.

        Members without a part in the loop withhold nothing: the recruiter was told that they read everything.
        """
        people = frozenset(members)
        return self.loop.candidate.account not in people and all(
            self._is_open_to(person, each) for person in people for each in _each(stage)
        )

    def _is_candidate(self, person: str) -> bool:
        return person == self.loop.candidate.account

    def _has_part(self, person: str) -> bool:
        if self._is_candidate(person) or person in self.guests:
            return False
        return person in self.admins or person in self.loop.people()

    def _is_open_to(self, person: str, stage: Stage) -> bool:
        """Whether nothing of their own keeps a stage from `person`, as without an assignment."""
        if person in self.guests and any(
            panelist.person == person for _, panelist in self.loop.assignments()
        ):
            return False
        if self._follows_up(person):
            return True
        end = self._window_end(person, stage)
        blinding = blinding_assignments(self.loop, self.scorecards, person, self._scope(person, stage))
        return not blinding and (end is None or end <= self.now)

    def _follows_up(self, person: str) -> bool:
        """Whether a guide lets them read first. A shadow has nothing to follow up."""
        return any(
            interview.id in self.reads_earlier and panelist.person == person
            for interview, panelist in counting_assignments(self.loop)
        )

    def _scope(self, person: str, stage: Stage) -> Stage | None:
        """Where their own feedback matters: in the stage for recruiter and hiring manager, else anywhere."""
        return stage if person in (self.loop.recruiter, self.loop.hiring_manager) else None

    def _window_end(self, person: str, stage: Stage) -> datetime | None:
        """When the last correction window of their own ends; shadows have one too."""
        scope = self._scope(person, stage)
        submitted = [
            scorecard.submitted_at
            for interview in self.loop.interviews
            for panelist in interview.everyone
            if panelist.person == person and scope in (None, interview.stage)
            if (scorecard := self.scorecards.get(panelist.id))
        ]
        return max((at + CORRECTION_WINDOW for at in submitted if at), default=None)

    def _when(self, reader: str, titles: Mapping[str, str]) -> str:
        blinding = blinding_assignments(self.loop, self.scorecards, reader)
        waiting = [assignment for assignment in blinding if not _submitted(assignment[1], self.scorecards)]
        if waiting:
            return f"when your feedback on {_titles(waiting, titles)} is in"
        if blinding:
            return f"when your feedback on {_titles(blinding, titles)} has a recommendation and a rating"
        return "15 minutes after your feedback went in: until then you can correct it"


# --- words -------------------------------------------------------------------------------------


def _each(stage: Stage | None) -> tuple[Stage, ...]:
    return (stage,) if stage else tuple(Stage)


def _ratings_of(blind: list[Stage], stages: list[Stage]) -> str:
    if len(blind) == len(stages):
        return "Ratings"
    return f"Ratings of the {_named(blind)} {'stage' if len(blind) == 1 else 'stages'}"


def _titles(assignments: Iterable[Assignment], titles: Mapping[str, str]) -> str:
    return _named(dict.fromkeys(titles.get(interview.guide, interview.guide) for interview, _ in assignments))


def _named(words: Iterable[str]) -> str:
    every = list(words)
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)
