"""What scorecards say together: where people differ, what one of them saw, where they agree, what nobody saw.

Nothing is averaged and nothing is decided here. Every clear strength and concern is in it with who saw it:
among what differs, as what one person saw, or in what is agreed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.debrief_agenda import agenda
from bot.domain.scorecards import Rating, Scorecard
from bot.domain.voices import (
    Recommended,
    Sheet,
    Topic,
    Voice,
    by_competency,
    by_criterion,
    heard,
    recommendations,
)

_STRENGTH = {
    Rating.CLEAR_STRENGTH: 2,
    Rating.MORE_STRENGTH: 1,
    Rating.MORE_CONCERN: -1,
    Rating.CLEAR_CONCERN: -2,
}


@dataclass(frozen=True)
class Findings:
    """`alone`: clear concerns, then clear strengths that nobody else saw, each with its one voice.

    `unassessed`: guide and criterion ids. `agenda`: minutes and what.
    """

    recommendations: tuple[Recommended, ...]
    disagreements: tuple[Topic, ...]
    alone: tuple[Topic, ...]
    agreed: tuple[Topic, ...]
    unassessed: tuple[tuple[str, str], ...]
    agenda: tuple[tuple[int, str], ...]


def put_together(
    sheets: Sequence[Sheet],
    scorecards: Mapping[int, Scorecard],
    competencies: Mapping[str, str],
    minutes: int = 25,
) -> Findings:
    """The findings of `sheets`, a stage's interviews or a loop's; `competencies` are titles by slug.

    Scorecards come by panelist id; only submitted ones of panelists who count are heard.
    """
    given = heard(sheets, scorecards)
    criteria = by_criterion(given)
    topics = [*criteria.values(), *by_competency(given, competencies)]
    differing = _disagreements(topics)
    unassessed = _unassessed(sheets, criteria)
    return Findings(
        recommendations=recommendations(given),
        disagreements=tuple(differing),
        alone=tuple(_alone(criteria.values(), differing)),
        agreed=tuple(_agreed(topics)),
        unassessed=unassessed,
        agenda=agenda([each.short for each in differing], bool(unassessed), minutes),
    )


def is_clear_concern(topic: Topic) -> bool:
    """Of what one person saw."""
    return topic.voices[0].assessment.rating is Rating.CLEAR_CONCERN


# --- where people differ -----------------------------------------------------------------------


def _disagreements(topics: Iterable[Topic]) -> list[Topic]:
    """Strongest first; a competency only for a pair of views no earlier topic has side by side."""
    kept: list[Topic] = []
    listed: set[tuple[Voice, Voice]] = set()
    for topic in topics:
        pairs = set(_opposed(topic))
        if pairs - listed:
            kept.append(topic)
            listed |= pairs
    return sorted(kept, key=lambda topic: -_gap(topic))


def _opposed(topic: Topic) -> Iterable[tuple[Voice, Voice]]:
    """Each view in favour with each concern of somebody else.

    Of a competency only what crosses interviews is its own.
    """
    favour = [voice for voice in topic.voices if voice.favours]
    concern = [voice for voice in topic.voices if voice.favours is False]
    for one in favour:
        for other in concern:
            apart = not topic.crosses or one.interview.id != other.interview.id
            if apart and one.who != other.who:
                yield one, other


def _gap(topic: Topic) -> int:
    """How far apart the views are: 4 is clear strength against clear concern."""
    levels = [_STRENGTH[voice.assessment.rating] for voice in topic.voices]
    return max(levels) - min(levels)


# --- what one person saw, and what several agree on --------------------------------------------


def _alone(criteria: Iterable[Topic], differing: Iterable[Topic]) -> list[Topic]:
    """Clear views that no disagreement shows, of criteria that nobody else saw in the same way."""
    shown = {voice for topic in differing for voice in topic.voices}
    found = [
        replace(topic, voices=(voice,))
        for topic in criteria
        for voice in topic.voices
        if _is_clear(voice) and voice not in shown and not _is_shared(voice, topic.voices)
    ]
    return sorted(found, key=lambda topic: not is_clear_concern(topic))


def _is_clear(voice: Voice) -> bool:
    return abs(_STRENGTH[voice.assessment.rating]) > 1


def _is_shared(voice: Voice, voices: Collection[Voice]) -> bool:
    return any(other.who != voice.who and other.favours is voice.favours for other in voices)


def _agreed(topics: Iterable[Topic]) -> list[Topic]:
    """Two people or more who all favour or all have concerns; nothing that an earlier topic says."""
    kept: list[Topic] = []
    for topic in topics:
        voices = set(topic.voices)
        if len({voice.who for voice in voices}) < 2 or len({voice.favours for voice in voices}) > 1:
            continue
        if not any(voices <= set(earlier.voices) for earlier in kept):
            kept.append(topic)
    return kept


def _unassessed(
    sheets: Iterable[Sheet], assessed: Collection[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    every = [(sheet.interview.guide, criterion.id) for sheet in sheets for criterion in sheet.criteria]
    return tuple(key for key in dict.fromkeys(every) if key not in assessed)
