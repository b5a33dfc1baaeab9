"""What an interview looks at that no other one of its loop does."""

from __future__ import annotations

from collections.abc import Collection

from bot.catalog.exercises import Exercise
from bot.catalog.models import Criterion, Guide

WithExercise = tuple[Guide, Exercise | None]


def only_here(guide: Guide, others: Collection[WithExercise]) -> tuple[Criterion, ...]:
    """The guide's criteria of whose competencies no other gives any signal; none where there is no other."""
    covered = {slug for other in others for slug in _signal(*other)}
    return tuple(each for each in guide.look_for if others and covered.isdisjoint(each.competencies))


def _signal(guide: Guide, exercise: Exercise | None) -> set[str]:
    found = {slug for criterion in guide.look_for for slug in criterion.competencies}
    return found | set(exercise.competencies if exercise else ())
