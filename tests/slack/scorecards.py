"""Scorecards to show, from the plainest to the fullest, and how to look at what a screen says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.views import View

from bot.catalog.models import Guide
from bot.domain.feedback import NOTES_LIMIT, TEXT_LIMIT
from bot.domain.loops import Candidate, Panelist
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.sandbox.elements import state_values
from bot.services.forms import ScorecardForm
from bot.services.values import Posted, Reader, Seat
from bot.slack.views.judgements import RATINGS, RECOMMENDATIONS
from bot.slack.views.shape import Message
from tests.builders import a_guide, a_loop, a_panelist, a_scorecard, an_interview

CANDIDATE = "Maya <!channel> Lind & Co"
EIGHT = tuple(f"criterion-{'x' * 28}-{number}" for number in range(8))
READER = Reader("UPRIYA", "Europe/Berlin")
SECRETS = ["Maya", *RATINGS.values(), *RECOMMENDATIONS.values()]


def a_wide_guide(**other: Any) -> Guide:
    """Eight criteria, with everything as long as a catalog allows."""
    look_for = [
        {
            "id": criterion,
            "short": "&" * 32,
            "line": "<" * 100,
            "question": "q" * 300,
            "competencies": ["judgement"],
            "anchors": {"strength": "s" * 300, "concern": "c" * 300},
        }
        for criterion in EIGHT
    ]
    return a_guide(title="&" * 60, look_for=look_for, **other)


def a_form(
    said: Feedback, guide: Guide | None = None, panelist: Panelist | None = None, **other: Any
) -> ScorecardForm:
    who = panelist or a_panelist()
    interview = an_interview(panel=[who], guide_version="f" * 16)
    loop = a_loop(interview, candidate=Candidate(1, CANDIDATE))
    seat = Seat(loop, interview, who, guide or a_guide(), None, False, {"UPRIYA": "Priya"})
    fields: dict[str, Any] = {"saved_at": None, "correcting": False, "for_somebody_else": False}
    return ScorecardForm(seat, said, READER, **(fields | other))


def a_posted(
    said: Feedback, guide: Guide | None = None, panelist: Panelist | None = None, **other: Any
) -> Posted:
    who = panelist or a_panelist()
    interview = an_interview(panel=[who])
    loop = a_loop(interview, candidate=Candidate(1, CANDIDATE))
    card = a_scorecard(interview, who, **({"feedback": said} | other.pop("card", {})))
    fields: dict[str, Any] = {"given": 3, "expected": 5, "opened": True, "names": {"UPRIYA": "Priya Nair"}}
    return Posted(loop, interview, guide or a_guide(), who, card, **(fields | other))


def full(text: str, criteria: Sequence[str] = EIGHT, rating: Rating = Rating.CLEAR_CONCERN) -> Feedback:
    """Every box filled to its limit with `text` over and over."""
    filled = (text * TEXT_LIMIT)[:TEXT_LIMIT]
    return Feedback(
        notes=(text * NOTES_LIMIT)[:NOTES_LIMIT],
        recommendation=Recommendation.STRONG_YES,
        reasons=filled,
        assessments=tuple(Assessment(criterion, rating, filled) for criterion in criteria),
        recruiter_note=filled,
    )


FILLINGS = ["plain words and. sentences ", "&", "<", '"', "\n", "a\n", "漢", "é\n", "x"]


def values_of(view: View) -> dict[str, Any]:
    """What Slack would send if nobody touched the form."""
    return state_values(view.to_dict()["blocks"], {})


def shown(view_or_message: View | Message) -> str:
    if isinstance(view_or_message, Message):
        return str(view_or_message.payload())
    return str(view_or_message.to_dict())


def block_ids(view: View) -> list[str]:
    return [block["block_id"] for block in view.to_dict()["blocks"] if "block_id" in block]


def assert_quiet(message: Message) -> None:
    """Phones show `text`, desktops the first block: neither may tell anything."""
    first = str(message.payload()["blocks"][0])
    for secret in SECRETS:
        assert secret not in message.text
        assert secret not in first
