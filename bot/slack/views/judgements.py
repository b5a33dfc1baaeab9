"""Ratings and recommendations in words: the same ones in the form, the thread and the debrief."""

from __future__ import annotations

from bot.domain.interviews import Role, Stage
from bot.domain.loops import Loop
from bot.domain.scorecards import Rating, Recommendation
from bot.slack.views.assignments import STAGE_NAMES

RECOMMENDATIONS = {
    Recommendation.STRONG_YES: "Strong yes",
    Recommendation.YES: "Yes",
    Recommendation.NO: "No",
    Recommendation.STRONG_NO: "Strong no",
    Recommendation.NO_DECISION: "No decision",
}
RATINGS = {
    Rating.CLEAR_STRENGTH: "Clear strength",
    Rating.MORE_STRENGTH: "More strength than concern",
    Rating.MORE_CONCERN: "More concern than strength",
    Rating.CLEAR_CONCERN: "Clear concern",
    Rating.NOT_ASSESSED: "Not assessed",
}
_MARKS = {True: "● ", False: "○ ", None: ""}
_STAGES = {Stage.SCREEN: "Screen", Stage.TEAM: "Team stage", Stage.FINAL: "Final stage"}
_YOUR_PART = {Role.LEAD: "you lead", Role.OBSERVER: "you observe", Role.SHADOW: "you shadow"}
_THEIR_PART = {Role.LEAD: "leads", Role.OBSERVER: "observes", Role.SHADOW: "shadows"}


def rated(rating: Rating) -> str:
    """ "● Clear strength": the mark never stands alone."""
    return f"{_MARKS[rating.favours]}{RATINGS[rating]}"


def recommended(recommendation: Recommendation | None) -> str:
    return RECOMMENDATIONS[recommendation] if recommendation else "No recommendation"


def scope_name(stage: Stage | None) -> str:
    """What a debrief is of; no stage: the loop."""
    return _STAGES[stage] if stage else "Whole loop"


def verdict(loop: Loop, stage: Stage) -> str:
    """What a recommendation in this stage answers."""
    order = list(Stage)
    coming = [
        each for each in order[order.index(stage) + 1 :] if any(one.stage is each for one in loop.active)
    ]
    return f"go on to the {STAGE_NAMES[coming[0]]}?" if coming else "hire?"


def your_part(role: Role) -> str:
    return _YOUR_PART[role]


def their_part(name: str, role: Role) -> str:
    """ "Ada leads"."""
    return f"{name} {_THEIR_PART[role]}"


def seen(rating: Rating) -> str:
    """ "strength" or "concern"."""
    return "strength" if rating.favours else "concern"
