"""An agenda as it was booked: shorter or longer than the guide says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.catalog.agenda import AgendaItem, TimelinePart, fitted
from bot.catalog.loading import Catalog
from tests.builders import a_guide

ITEMS = st.lists(
    st.builds(AgendaItem, minutes=st.integers(1, 60), what=st.just("x"), candidate_questions=st.booleans()),
    min_size=1,
    max_size=6,
)
MINUTES = st.integers(5, 240)


def held(parts: tuple[TimelinePart, ...]) -> list[tuple[int, int, str]]:
    """Begin, length and name of each part that takes place."""
    return [(part.begins, part.minutes, part.item.what) for part in parts if part.minutes]


@given(ITEMS, MINUTES)
def test_a_booked_agenda_is_in_order_and_within_the_interview(items: list[AgendaItem], minutes: int) -> None:
    parts = fitted(items, minutes)
    assert [part.item for part in parts] == items
    following = 0
    for part in parts:
        if part.minutes:
            assert part.begins >= following
            following = part.begins + part.minutes
    assert following == minutes


@given(ITEMS, MINUTES)
def test_what_is_left_of_the_agenda_fills_the_interview(items: list[AgendaItem], minutes: int) -> None:
    assert sum(part.minutes for part in fitted(items, minutes)) == minutes - _late(items, minutes)


def _late(items: list[AgendaItem], minutes: int) -> int:
    """Minutes before the first part that is left."""
    return next(part.begins for part in fitted(items, minutes) if part.minutes)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (45, [(0, 5, "introductions"), (5, 30, "design"), (35, 10, "the candidate's questions")]),
        (90, [(0, 5, "introductions"), (5, 75, "design"), (80, 10, "the candidate's questions")]),
        (30, [(0, 5, "introductions"), (5, 15, "design"), (20, 10, "the candidate's questions")]),
        (15, [(0, 5, "introductions"), (5, 10, "the candidate's questions")]),
        (8, [(0, 8, "the candidate's questions")]),
    ],
)
def test_the_longest_part_gives_and_takes(minutes: int, expected: list[tuple[int, int, str]]) -> None:
    assert held(a_guide().timeline(minutes)) == expected


@pytest.mark.parametrize(("minutes", "begin"), [(45, 35), (90, 80), (15, 5), (8, 0)])
def test_the_candidates_questions_keep_their_time_at_the_end(minutes: int, begin: int) -> None:
    assert a_guide().questions_begin(minutes) == begin


def test_an_agenda_without_questions_has_no_moment_for_them() -> None:
    talk = [{"minutes": 45, "what": "a talk"}]
    assert a_guide(agenda=talk).questions_begin(45) is None


def test_the_last_of_several_question_times_counts() -> None:
    agenda = [
        {"minutes": 10, "what": "questions first", "candidate_questions": True},
        {"minutes": 20, "what": "design"},
        {"minutes": 10, "what": "questions again", "candidate_questions": True},
        {"minutes": 5, "what": "what comes next"},
    ]
    guide = a_guide(agenda=agenda)
    assert (guide.questions_begin(45), guide.questions_begin(60)) == (30, 45)


def test_an_exercise_may_have_an_agenda_of_its_own() -> None:
    own = [
        {"minutes": 20, "what": "a riddle"},
        {"minutes": 40, "what": "answers", "candidate_questions": True},
    ]
    riddle = {"slug": "riddle", "title": "Riddle", "summary": "One.", "agenda": own}
    guide = a_guide(exercises=[riddle | {"minutes": {"min": 60, "max": 60}}])
    assert held(guide.timeline(60, "riddle")) == [(0, 20, "a riddle"), (20, 40, "answers")]
    assert (guide.questions_begin(60, "riddle"), guide.questions_begin(45)) == (20, 35)
    assert guide.timeline(45, "another") == guide.timeline(45)
    with pytest.raises(ValidationError, match="adds up to 60 minutes"):
        a_guide(exercises=[riddle])


def test_at_its_own_length_every_guide_is_as_written(catalog: Catalog) -> None:
    for guide in catalog.guides.values():
        lengths = [part.minutes for part in guide.timeline(guide.minutes.max)]
        assert lengths == [item.minutes for item in guide.agenda], guide.slug
        for exercise in guide.exercises:
            parts = guide.timeline(guide.length(exercise.slug), exercise.slug)
            assert not exercise.agenda or tuple(part.item for part in parts) == exercise.agenda, exercise.slug
