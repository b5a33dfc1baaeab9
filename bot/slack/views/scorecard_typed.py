"""What was typed into a scorecard, and errors where they belong."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.slack.views.judgements import RATINGS, RECOMMENDATIONS

Choice = TypeVar("Choice", Recommendation, Rating)

NOTES, RECOMMENDATION, REASONS, RECRUITER_NOTE = "notes", "recommendation", "reasons", "recruiter-note"
SHARE_NOTES = "share-notes"
ADD_EVIDENCE = "Add what you saw"


def parse_metadata(private_metadata: str) -> tuple[int, str, tuple[str, ...]]:
    """Panelist id, guide version, and the criteria whose box for evidence is shown."""
    held = json.loads(private_metadata)
    return int(held["panelist"]), str(held["guide_version"]), tuple(map(str, held["evidence"]))


def saves_notes(private_metadata: str) -> bool:
    """Whether the form's button said "Save notes"."""
    return bool(json.loads(private_metadata).get("notes_only"))


def parse_scorecard(values: Mapping[str, Any], criteria: Sequence[str], stored: Feedback) -> Feedback:
    """`values` is the view's `state.values`. What has no input in it stays as it was stored."""
    assessments = [_assessment(values, criterion, stored.of(criterion)) for criterion in criteria]
    others = [each for each in stored.assessments if each.criterion not in criteria]
    return Feedback(
        notes=_notes(values, stored.notes),
        recommendation=_option(values, RECOMMENDATION, RECOMMENDATIONS, stored.recommendation),
        reasons=_text(values, REASONS, stored.reasons),
        assessments=tuple(each for each in [*assessments, *others] if each != Assessment(each.criterion)),
        shares_notes=_shares_notes(values, stored.shares_notes),
        recruiter_note=_text(values, RECRUITER_NOTE, stored.recruiter_note),
    )


def field_errors(fields: Mapping[str, str], present_blocks: Collection[str]) -> dict[str, str]:
    """Each sentence at an input that is on screen: Slack shows no error elsewhere.

    For evidence without a box that is its rating, and the sentence says which button adds the box.
    """
    errors: dict[str, str] = {}
    for field, sentence in fields.items():
        block, text = field, sentence
        if field not in present_blocks:
            kind, _, criterion = field.partition(":")
            block = f"rating:{criterion}" if kind == "evidence" else RECOMMENDATION
            text = f"{sentence} Press “{ADD_EVIDENCE}” below." if kind == "evidence" else sentence
        errors[block] = f"{errors[block]} {text}" if block in errors else text
    return errors


def _assessment(values: Mapping[str, Any], criterion: str, stored: Assessment) -> Assessment:
    return Assessment(
        criterion,
        _option(values, f"rating:{criterion}", RATINGS, stored.rating) or Rating.NOT_ASSESSED,
        _text(values, f"evidence:{criterion}", stored.evidence),
    )


def _notes(values: Mapping[str, Any], stored: str) -> str:
    boxes = [field for field in values if field.split(":")[0] == NOTES]
    texts = (_text(values, box, "") for box in sorted(boxes, key=lambda box: (len(box), box)))
    return "\n".join(filter(None, texts)) if boxes else stored


def _shares_notes(values: Mapping[str, Any], stored: bool) -> bool:
    return bool(_held(values, SHARE_NOTES).get("selected_options")) if SHARE_NOTES in values else stored


def _text(values: Mapping[str, Any], field: str, stored: str) -> str:
    """As typed, blanks and all; a box that was emptied is empty."""
    return str(_held(values, field).get("value") or "") if field in values else stored


def _option(
    values: Mapping[str, Any], field: str, among_these: Mapping[Choice, str], stored: Choice | None
) -> Choice | None:
    if field not in values:
        return stored
    value = (_held(values, field).get("selected_option") or {}).get("value")
    return next((each for each in among_these if each == value), None)


def _held(values: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    return next(iter((values[field] or {}).values()), None) or {}
