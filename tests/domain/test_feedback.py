"""What a scorecard must hold before it is submitted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import FieldRefused
from bot.domain.feedback import NOTES_LIMIT, TEXT_LIMIT, check_feedback
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.domain.typed import has_text
from tests.builders import feedback

CRITERIA = ["trade-offs", "ambiguity"]


def problems(given_feedback: Feedback) -> dict[str, str]:
    try:
        check_feedback(given_feedback, CRITERIA)
    except FieldRefused as refused:
        return refused.fields
    return {}


def test_a_whole_scorecard_is_taken() -> None:
    assert problems(feedback()) == {}


def test_an_empty_one_needs_a_recommendation_and_why_nothing_was_assessed() -> None:
    assert problems(Feedback()) == {
        "recommendation": "Choose a recommendation. “No decision” is one, with its reason.",
        "reasons": "Say why nothing was assessed, so that the others know what is missing.",
    }


@pytest.mark.parametrize(
    ("rating", "sentence"),
    [
        (
            Rating.CLEAR_CONCERN,
            "Tell what you saw: a clear concern needs an example the debrief can discuss.",
        ),
        (
            Rating.CLEAR_STRENGTH,
            "Tell what you saw: a clear strength needs an example the debrief can discuss.",
        ),
    ],
)
def test_a_clear_rating_needs_evidence(rating: Rating, sentence: str) -> None:
    said = replace(feedback(), assessments=(Assessment("trade-offs", rating, " \n\u200b"),))
    assert problems(said) == {"evidence:trade-offs": sentence}


@pytest.mark.parametrize("rating", [Rating.MORE_STRENGTH, Rating.MORE_CONCERN])
def test_other_ratings_need_none(rating: Rating) -> None:
    assert problems(replace(feedback(), assessments=(Assessment("trade-offs", rating),))) == {}


@pytest.mark.parametrize(
    ("recommendation", "sentence"),
    [
        (Recommendation.YES, "Say why: a recommendation needs its reasons."),
        (Recommendation.NO_DECISION, "Say why there is no decision, and what would help to make one."),
    ],
)
def test_a_recommendation_needs_its_reasons(recommendation: Recommendation, sentence: str) -> None:
    assert problems(feedback(recommendation, reasons=" \t")) == {"reasons": sentence}


def test_nothing_assessed_is_taken_with_a_reason() -> None:
    assert problems(feedback(Recommendation.NO_DECISION, {}, reasons="They had to leave.")) == {}


def test_criteria_of_another_guide_are_left_alone() -> None:
    assert problems(replace(feedback(), assessments=(Assessment("other", Rating.CLEAR_CONCERN),))) == {}


def test_texts_are_told_by_how_much_they_are_too_long() -> None:
    said = Feedback(
        notes="n" * (NOTES_LIMIT + 1),
        recommendation=Recommendation.YES,
        reasons="r" * (TEXT_LIMIT + 1),
        assessments=(Assessment("ambiguity", Rating.CLEAR_STRENGTH, "e" * (TEXT_LIMIT + 1)),),
        recruiter_note="n" * (TEXT_LIMIT + 1),
    )
    assert set(problems(said)) == {"notes", "reasons", "evidence:ambiguity", "recruiter-note"}
    assert problems(said)["reasons"] == "Shorten this to 3,000 characters: it has 3,001."


def test_texts_of_exactly_the_limit_are_taken() -> None:
    said = Feedback(
        notes="n" * NOTES_LIMIT,
        recommendation=Recommendation.YES,
        reasons="r" * TEXT_LIMIT,
        assessments=(Assessment("ambiguity", Rating.CLEAR_STRENGTH, "e" * TEXT_LIMIT),),
        recruiter_note="n" * TEXT_LIMIT,
    )
    assert problems(said) == {}


@given(
    st.builds(Feedback, recommendation=st.sampled_from([None, *Recommendation]), reasons=st.text(max_size=5))
)
def test_what_is_taken_has_a_recommendation_and_reasons(said: Feedback) -> None:
    if not problems(said):
        assert said.recommendation
        assert has_text(said.reasons)
