"""What a stage's scorecards say together: where people differ, where they agree, what nobody looked at.

Nothing is averaged and nothing is decided here. Shadows' feedback stays out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.interviews import Interview, Panelist
from bot.domain.scorecards import Assessment, Rating, Recommendation, Scorecard

SLOT = 5  # minutes: what a point of the agenda gets at least

_STRENGTH = {
    Rating.CLEAR_STRENGTH: 2,
    Rating.MORE_STRENGTH: 1,
    Rating.MORE_CONCERN: -1,
    Rating.CLEAR_CONCERN: -2,
}


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
class Voice:
    """What one panelist said of one criterion."""

    panelist: Panelist
    interview: Interview
    assessment: Assessment


@dataclass(frozen=True)
class Topic:
    """A criterion, or a competency met in several interviews, with everybody's view of it."""

    title: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True)
class Findings:
    """`unassessed`: guide and criterion ids. `agenda`: minutes and what."""

    tally: tuple[tuple[Recommendation, int], ...]
    disagreements: tuple[Topic, ...]
    agreed: tuple[Topic, ...]
    unassessed: tuple[tuple[str, str], ...]
    agenda: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class _Subject:
    """A topic before it is known where it belongs."""

    topic: Topic
    short: str
    several_interviews: bool  # it is a competency: only what crosses interviews is its own


def put_together(
    sheets: Sequence[Sheet],
    scorecards: Mapping[int, Scorecard],
    competencies: Mapping[str, str],
    minutes: int = 25,
) -> Findings:
    """The findings of a stage: `sheets` are its interviews, `competencies` titles by slug.

    Scorecards come by panelist id; only submitted ones of panelists who count are heard.
    """
    heard = [(sheet, assignment, card) for sheet in sheets for assignment, card in _heard(sheet, scorecards)]
    criteria = _criteria(heard)
    subjects = [*criteria.values(), *_competencies(heard, competencies)]
    disagreements = _disagreements(subjects)
    unassessed = _unassessed(sheets, criteria)
    return Findings(
        tally=_tally(card for _, _, card in heard),
        disagreements=tuple(each.topic for each in disagreements),
        agreed=tuple(each.topic for each in _agreed(subjects)),
        unassessed=unassessed,
        agenda=_agenda([each.short for each in disagreements], bool(unassessed), minutes),
    )


# --- who said what -----------------------------------------------------------------------------


def _heard(sheet: Sheet, scorecards: Mapping[int, Scorecard]) -> Iterable[tuple[Panelist, Scorecard]]:
    for panelist in sheet.interview.panel:
        scorecard = scorecards.get(panelist.id)
        if panelist.counts and scorecard is not None and scorecard.submitted:
            yield panelist, scorecard


def _tally(heard: Iterable[Scorecard]) -> tuple[tuple[Recommendation, int], ...]:
    given = [scorecard.feedback.recommendation for scorecard in heard]
    return tuple((each, given.count(each)) for each in Recommendation if each in given)


def _spoken(
    heard: Iterable[tuple[Sheet, Panelist, Scorecard]],
) -> Iterable[tuple[Looked, Voice]]:
    for sheet, panelist, scorecard in heard:
        for criterion in sheet.criteria:
            assessment = scorecard.feedback.of(criterion.id)
            if assessment.rating is not Rating.NOT_ASSESSED:
                yield criterion, Voice(panelist, sheet.interview, assessment)


def _criteria(
    heard: Sequence[tuple[Sheet, Panelist, Scorecard]],
) -> dict[tuple[str, str], _Subject]:
    """By guide and criterion id, in the order met."""
    voices: dict[tuple[str, str], list[Voice]] = {}
    named: dict[tuple[str, str], Looked] = {}
    for criterion, voice in _spoken(heard):
        key = (voice.interview.guide, criterion.id)
        voices.setdefault(key, []).append(voice)
        named.setdefault(key, criterion)
    return {
        key: _Subject(Topic(named[key].line, tuple(said)), named[key].short, False)
        for key, said in voices.items()
    }


def _competencies(
    heard: Sequence[tuple[Sheet, Panelist, Scorecard]], titles: Mapping[str, str]
) -> list[_Subject]:
    """Those assessed in two interviews or more."""
    voices: dict[str, list[Voice]] = {}
    for criterion, voice in _spoken(heard):
        for slug in criterion.competencies:
            voices.setdefault(slug, []).append(voice)
    return [
        _Subject(Topic(titles.get(slug, slug), tuple(said)), titles.get(slug, slug), True)
        for slug, said in voices.items()
        if len({voice.interview.id for voice in said}) > 1
    ]


# --- where people differ and agree -------------------------------------------------------------


def _disagreements(subjects: Iterable[_Subject]) -> list[_Subject]:
    """Strongest first; a competency only for a pair of views no earlier topic has side by side."""
    kept: list[_Subject] = []
    listed: set[tuple[Voice, Voice]] = set()
    for subject in subjects:
        pairs = set(_opposed(subject))
        if pairs - listed:
            kept.append(subject)
            listed |= pairs
    return sorted(kept, key=lambda subject: -_gap(subject.topic))


def _opposed(subject: _Subject) -> Iterable[tuple[Voice, Voice]]:
    """Each view in favour with each concern."""
    favour = [voice for voice in subject.topic.voices if voice.assessment.rating.favours]
    concern = [voice for voice in subject.topic.voices if voice.assessment.rating.favours is False]
    for one in favour:
        for other in concern:
            if not subject.several_interviews or one.interview.id != other.interview.id:
                yield one, other


def _gap(topic: Topic) -> int:
    """How far apart the views are: 4 is clear strength against clear concern."""
    levels = [_STRENGTH[voice.assessment.rating] for voice in topic.voices]
    return max(levels) - min(levels)


def _agreed(subjects: Iterable[_Subject]) -> list[_Subject]:
    """Two voices or more that all favour or all have concerns; nothing that an earlier topic says."""
    kept: list[_Subject] = []
    for subject in subjects:
        voices = set(subject.topic.voices)
        if len(voices) < 2 or len({voice.assessment.rating.favours for voice in voices}) > 1:
            continue
        if not any(voices <= set(earlier.topic.voices) for earlier in kept):
            kept.append(subject)
    return kept


def _unassessed(
    sheets: Iterable[Sheet], assessed: Mapping[tuple[str, str], _Subject]
) -> tuple[tuple[str, str], ...]:
    every = [(sheet.interview.guide, criterion.id) for sheet in sheets for criterion in sheet.criteria]
    return tuple(key for key in dict.fromkeys(every) if key not in assessed)


# --- the agenda --------------------------------------------------------------------------------


def _agenda(differing: Sequence[str], gaps: bool, minutes: int) -> tuple[tuple[int, str], ...]:
    """Points that add up to `minutes`: what differs first, the decision last."""
    slots = max(1, minutes // SLOT)
    ending = [*(["what nobody saw"] if gaps and slots > 1 else []), "decide"]
    points = [*_at_most(differing, slots - len(ending)), *ending]
    shares = [slots // len(points) + (place < slots % len(points)) for place in range(len(points))]
    lengths = [share * SLOT for share in shares]
    lengths[0] += minutes - sum(lengths)
    return tuple(zip(lengths, points, strict=True))


def _at_most(points: Sequence[str], most: int) -> list[str]:
    if len(points) <= most:
        return list(points)
    return [*points[: most - 1], "what else differs"] if most > 0 else []
