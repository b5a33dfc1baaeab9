"""The scorecard's form: empty, a draft, corrected, for somebody else, full to the brim."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.handing_in import DraftReason
from bot.domain.scorecards import Assessment, Feedback, Rating
from bot.slack.views.scorecards import scorecard_modal
from bot.values.forms import ScorecardForm
from bot.values.interviews import AssignmentView
from tests.builders import a_guide
from tests.screens import feedback, worst
from tests.screens.people import PRIYA, ROSA, november
from tests.screens.registry import Shows, screens
from tests.screens.world import DANAS, NOORS, PRIYAS, SAMS

DRAFT = Feedback(
    notes="Asked about write volume before drawing anything.\nCame back to cost twice.",
    assessments=tuple(each for each in feedback.PRIYAS.assessments if each.rating is Rating.CLEAR_STRENGTH),
)


def a_form(assignment: AssignmentView, said: Feedback, **other: Any) -> ScorecardForm:
    fields: dict[str, Any] = {
        "reader": PRIYA,
        "saved_at": None,
        "correcting": False,
        "keeps": None,
        "correctable_until": november(17, 15) if other.get("correcting") else None,
        "for_somebody_else": False,
    }
    return ScorecardForm(assignment, said, **(fields | other))


@screens
def forms() -> Shows:
    saved = november(17, 14, 41)
    yield "scorecard-modal-empty.realistic", scorecard_modal(a_form(PRIYAS, Feedback()))
    eight = a_form(SAMS, Feedback())
    yield "scorecard-modal-empty-eight-criteria.realistic", scorecard_modal(eight)
    yield "scorecard-modal-draft.realistic", scorecard_modal(a_form(PRIYAS, DRAFT, saved_at=saved))
    asked = scorecard_modal(a_form(PRIYAS, DRAFT, saved_at=saved), shown_evidence={"ambiguity"})
    yield "scorecard-modal-evidence-asked.realistic", asked
    held = Feedback(
        assessments=(Assessment("held", evidence="Saw it."), Assessment("needed", Rating.CLEAR_CONCERN))
    )
    invented = replace(PRIYAS, guide=a_guide(criteria=("held", "needed", "asked", "none")))
    some = scorecard_modal(a_form(invented, held), shown_evidence=["asked", "unknown"])
    yield "scorecard-modal-evidence.realistic", some
    correcting = a_form(PRIYAS, feedback.PRIYAS, saved_at=saved, correcting=True)
    yield "scorecard-modal-correcting.realistic", scorecard_modal(correcting)
    for keeps in DraftReason:
        notes = a_form(PRIYAS, DRAFT, saved_at=saved, keeps=keeps)
        yield f"scorecard-modal-{keeps.value}.realistic", scorecard_modal(notes)
    yield "scorecard-modal-shadow.realistic", scorecard_modal(a_form(NOORS, Feedback()))
    stead = a_form(DANAS, Feedback(), reader=ROSA, for_somebody_else=True)
    yield "scorecard-modal-for-somebody-else.realistic", scorecard_modal(stead)


@screens
def worst_forms() -> Shows:
    full = a_form(worst.assignment(), worst.feedback(), saved_at=november(17, 14), correcting=True)
    yield "scorecard-modal.worst", scorecard_modal(full)
    stead = a_form(
        worst.assignment(place=8), worst.feedback(), reader=ROSA, correcting=True, for_somebody_else=True
    )
    yield "scorecard-modal-for-somebody-else.worst", scorecard_modal(stead)
