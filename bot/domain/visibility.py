"""Who may read which scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.domain.handing_in import correctable_until, counted
from bot.domain.interviews import Stage
from bot.domain.loops import Loop
from bot.domain.owing import (
    Assignment,
    ScorecardsByPanelist,
    blinding_assignments,
    counting_assignments,
    is_excused,
    is_in,
    stage_complete,
)
from bot.domain.words import names

NOT_A_READER = "This loop's feedback is for its panel, its recruiter and its hiring manager."


# --- reading -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class FeedbackAccess:
    """One loop's feedback at one moment, and what each person may see of it.

    `scorecards`: those handed in, by panelist id, also while they do not count yet.
    `reads_earlier`: ids of interviews whose guide lets its panel read the others' feedback first.
    `admins`, `guests`: those among the people asked about; guests read nothing but their own.
    """

    loop: Loop
    scorecards: ScorecardsByPanelist
    now: datetime
    reads_earlier: frozenset[int] = frozenset()
    admins: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()

    @cached_property
    def counted(self) -> ScorecardsByPanelist:
        """Those that count by now: nobody but its author sees another."""
        return counted(self.loop, self.scorecards, self.now)

    def may_read(self, reader: str, panelist_id: int) -> bool:
        """Whether `reader` may read this panelist's scorecard, as far as there is one."""
        assignment, scorecard = self.loop.assignment(panelist_id), self.scorecards.get(panelist_id)
        if assignment is None or scorecard is None or self._is_candidate(reader):
            return False
        interview, panelist = assignment
        if reader in (panelist.person, scorecard.author):
            return True
        return panelist_id in self.counted and self.sees(reader, interview.stage)

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

    def opens_when_finished(self, reader: str, panelist_id: int) -> bool:
        """Whether others' feedback opens to `reader` as soon as they have nothing to correct in theirs."""
        theirs = self.counted.get(panelist_id)
        if theirs is None:
            return False
        done = {**self.scorecards, panelist_id: replace(theirs, finished_at=self.now)}
        finished = replace(self, scorecards=done)
        return any(finished.sees(reader, each) and not self.sees(reader, each) for each in Stage)

    def is_ready(self, stage: Stage | None) -> bool:
        """Whether a stage's feedback can be put together: complete, and nothing of it can be corrected any
        more. No stage: the whole loop's.
        """
        windows = [
            correctable_until(interview, scorecard)
            for interview, panelist in counting_assignments(self.loop, stage)
            if (scorecard := self.counted.get(panelist.id))
        ]
        corrected = all(until is None or until <= self.now for until in windows)
        coming = (each for each in self.loop.active if each.stage is stage and each.is_coming(self.now))
        staffed = all(any(one.counts and not is_excused(each, one) for one in each.panel) for each in coming)
        return corrected and staffed and stage_complete(self.loop, self.counted, stage)

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
        blinding = blinding_assignments(self.loop, self.counted, person, self.now, self._scope(person, stage))
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
        ends = [
            correctable_until(interview, scorecard)
            for interview in self.loop.interviews
            for panelist in interview.everyone
            if panelist.person == person and scope in (None, interview.stage)
            if (scorecard := self.scorecards.get(panelist.id))
        ]
        return max((at for at in ends if at), default=None)

    def _when(self, reader: str, titles: Mapping[str, str]) -> str:
        blinding = blinding_assignments(self.loop, self.counted, reader, self.now)
        waiting = [assignment for assignment in blinding if not is_in(assignment[1], self.scorecards)]
        if waiting:
            return f"when your feedback on {_titles(waiting, titles)} is in"
        early = [assignment for assignment in blinding if assignment[1].id not in self.counted]
        if early:
            return f"when {_titles(early, titles)} is over"
        if blinding:
            return f"when your feedback on {_titles(blinding, titles)} has a recommendation and a rating"
        return "when you can no longer correct yours: 15 minutes after it went in or the interview ended"


# --- words -------------------------------------------------------------------------------------


def _each(stage: Stage | None) -> tuple[Stage, ...]:
    return (stage,) if stage else tuple(Stage)


def _ratings_of(blind: list[Stage], stages: list[Stage]) -> str:
    if len(blind) == len(stages):
        return "Ratings"
    return f"Ratings of the {names(blind)} {'stage' if len(blind) == 1 else 'stages'}"


def _titles(assignments: Iterable[Assignment], titles: Mapping[str, str]) -> str:
    return names(dict.fromkeys(titles.get(interview.guide, interview.guide) for interview, _ in assignments))
