"""What a scorecard says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.scorecards import Assessment, Rating, Recommendation
from tests.builders import a_panelist, a_scorecard, an_interview, feedback

LEAD = a_panelist()
GIVEN = a_scorecard(an_interview(panel=[LEAD]), LEAD)
DRAFT = replace(GIVEN, submitted_at=None)
UNRATED = {"trade-offs": Rating.NOT_ASSESSED}


@pytest.mark.parametrize("recommendation", [*Recommendation, None])
def test_a_scorecard_decides_with_a_recommendation_and_a_rating(
    recommendation: Recommendation | None,
) -> None:
    decides = recommendation not in (None, Recommendation.NO_DECISION)
    assert replace(GIVEN, feedback=feedback(recommendation)).decides is decides
    assert not replace(GIVEN, feedback=feedback(recommendation, UNRATED)).decides
    assert not replace(DRAFT, feedback=feedback(recommendation)).decides


@pytest.mark.parametrize(
    ("rating", "favours", "needs_evidence"),
    [
        (Rating.CLEAR_STRENGTH, True, True),
        (Rating.MORE_STRENGTH, True, False),
        (Rating.MORE_CONCERN, False, False),
        (Rating.CLEAR_CONCERN, False, True),
        (Rating.NOT_ASSESSED, None, False),
    ],
)
def test_ratings(rating: Rating, favours: bool | None, needs_evidence: bool) -> None:
    assert rating.favours is favours
    assert rating.needs_evidence is needs_evidence


def test_a_criterion_nobody_spoke_of_is_not_assessed() -> None:
    said = feedback(ratings={"trade-offs": Rating.MORE_CONCERN, "proposal": Rating.NOT_ASSESSED})
    assert said.of("trade-offs") == Assessment("trade-offs", Rating.MORE_CONCERN, "saw it")
    assert said.of("elsewhere") == Assessment("elsewhere", Rating.NOT_ASSESSED, "")
    assert [each.criterion for each in said.assessed] == ["trade-offs"]
