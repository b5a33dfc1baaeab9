"""What a scorecard must hold before it can be submitted. A draft may hold anything."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.errors import FieldRefused
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.domain.typed import has_text

TEXT_LIMIT = 3000  # characters of any one text
NOTES_LIMIT = 9000  # notes also come from replies in the reminder's thread


def check_feedback(feedback: Feedback, criteria: Sequence[str]) -> None:
    """Refuse what cannot be submitted, with a sentence for each field.

    Fields: `notes`, `recommendation`, `reasons`, `recruiter-note`, `evidence:<criterion id>`. `criteria` are
    the ids of the guide's version; what was said of others is left alone.
    """
    assessments = [feedback.of(criterion) for criterion in criteria]
    problems = _overall(feedback, assessments) | _too_long(feedback) | _evidence(assessments)
    if problems:
        raise FieldRefused(problems)


def _overall(feedback: Feedback, assessments: Sequence[Assessment]) -> dict[str, str]:
    problems = {}
    if feedback.recommendation is None:
        problems["recommendation"] = "Choose a recommendation. “No decision” is one, with its reason."
    if not has_text(feedback.reasons):
        problems["reasons"] = _missing_reasons(feedback, assessments)
    return problems


def _missing_reasons(feedback: Feedback, assessments: Sequence[Assessment]) -> str:
    if all(each.rating is Rating.NOT_ASSESSED for each in assessments):
        return "Say why nothing was assessed, so that the others know what is missing."
    if feedback.recommendation is Recommendation.NO_DECISION:
        return "Say why there is no decision, and what would help to make one."
    return "Say why: a recommendation needs its reasons."


def _evidence(assessments: Sequence[Assessment]) -> dict[str, str]:
    problems = {}
    for each in assessments:
        if each.rating.needs_evidence and not has_text(each.evidence):
            problems[f"evidence:{each.criterion}"] = _missing_evidence(each.rating)
        elif len(each.evidence) > TEXT_LIMIT:
            problems[f"evidence:{each.criterion}"] = _shorten(each.evidence, TEXT_LIMIT)
    return problems


def _missing_evidence(rating: Rating) -> str:
    what = "strength" if rating.favours else "concern"
    return f"Tell what you saw: a clear {what} needs an example the debrief can discuss."


def _too_long(feedback: Feedback) -> dict[str, str]:
    texts = {
        "notes": (feedback.notes, NOTES_LIMIT),
        "reasons": (feedback.reasons, TEXT_LIMIT),
        "recruiter-note": (feedback.recruiter_note, TEXT_LIMIT),
    }
    return {name: _shorten(text, limit) for name, (text, limit) in texts.items() if len(text) > limit}


def _shorten(text: str, limit: int) -> str:
    return f"Shorten this to {limit:,} characters: it has {len(text):,}."
