"""Who said what in a debrief: recommendations, and views of each criterion and competency.

Heard are the submitted scorecards of panelists who count: a shadow's feedback stays out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.interviews import Interview, Panelist
from bot.domain.scorecards import Assessment, Rating, Recommendation, Scorecard


@dataclass(frozen=True)
class Looked:
    """One criterion of a guide, as plain data. `short` is its name in a list."""

    id: str
    line: str
    short: str
    competencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """An interview with the criteria of its guide's version."""

    interview: Interview
    criteria: tuple[Looked, ...]


@dataclass(frozen=True)
class Recommended:
    """What one panelist recommends, and why."""

    panelist: Panelist
    interview: Interview
    recommendation: Recommendation | None
    reasons: str


@dataclass(frozen=True)
class Voice:
    """What one panelist said of one criterion."""

    panelist: Panelist
    interview: Interview
    assessment: Assessment

    @property
    def who(self) -> str | int:
        """The same in each of a person's interviews; of somebody without an account, their place alone."""
        return self.panelist.person or self.panelist.id

    @property
    def favours(self) -> bool | None:
        return self.assessment.rating.favours


@dataclass(frozen=True)
class Topic:
    """A criterion, or a competency met in several interviews (`crosses`), with everybody's view of it.

    `short` is its name in a list.
    """

    title: str
    short: str
    voices: tuple[Voice, ...]
    crosses: bool = False


@dataclass(frozen=True)
class Filled:
    """An interview's sheet as one panelist filled it in."""

    sheet: Sheet
    panelist: Panelist
    scorecard: Scorecard

    def voices(self) -> Iterator[tuple[Looked, Voice]]:
        """What it says of each criterion that it assessed."""
        for criterion in self.sheet.criteria:
            assessment = self.scorecard.feedback.of(criterion.id)
            if assessment.rating is not Rating.NOT_ASSESSED:
                yield criterion, Voice(self.panelist, self.sheet.interview, assessment)


def heard(sheets: Iterable[Sheet], scorecards: Mapping[int, Scorecard]) -> tuple[Filled, ...]:
    """Those that count, in the order of the interviews. `scorecards`: by panelist id."""
    return tuple(
        Filled(sheet, panelist, scorecard)
        for sheet in sheets
        for panelist in sheet.interview.panel
        if panelist.counts and (scorecard := scorecards.get(panelist.id)) and scorecard.submitted
    )


def recommendations(given: Iterable[Filled]) -> tuple[Recommended, ...]:
    """From strong yes to no decision; alike ones in the order of the interviews."""
    order = [*Recommendation, None]
    every = [
        Recommended(
            each.panelist,
            each.sheet.interview,
            each.scorecard.feedback.recommendation,
            each.scorecard.feedback.reasons,
        )
        for each in given
    ]
    return tuple(sorted(every, key=lambda each: order.index(each.recommendation)))


def by_criterion(given: Sequence[Filled]) -> dict[tuple[str, str], Topic]:
    """By guide and criterion id, in the order met."""
    voices: dict[tuple[str, str], list[Voice]] = {}
    named: dict[tuple[str, str], Looked] = {}
    for criterion, voice in _all_of(given):
        key = (voice.interview.guide, criterion.id)
        voices.setdefault(key, []).append(voice)
        named.setdefault(key, criterion)
    return {key: Topic(named[key].line, named[key].short, tuple(said)) for key, said in voices.items()}


def by_competency(given: Sequence[Filled], titles: Mapping[str, str]) -> list[Topic]:
    """Those assessed in two interviews or more. `titles`: by slug."""
    voices: dict[str, list[Voice]] = {}
    for criterion, voice in _all_of(given):
        for slug in criterion.competencies:
            voices.setdefault(slug, []).append(voice)
    return [
        Topic(titles.get(slug, slug), titles.get(slug, slug), tuple(said), crosses=True)
        for slug, said in voices.items()
        if len({voice.interview.id for voice in said}) > 1
    ]


def _all_of(given: Iterable[Filled]) -> Iterator[tuple[Looked, Voice]]:
    for each in given:
        yield from each.voices()
