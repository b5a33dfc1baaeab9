"""What Maya's panel wrote."""

from __future__ import annotations

from bot.domain.interviews import Interview, Panelist
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation, Scorecard
from tests.builders import a_scorecard
from tests.screens.people import november
from tests.screens.world import (
    DESIGN,
    INES,
    KENJI_LEADS,
    NOOR_SHADOWS,
    PAIRING,
    PRIYA_LEADS,
    SAM_LEADS,
    SCREEN,
    TAKE_HOME,
    TOM_OBSERVES,
)

PRIYAS = Feedback(
    notes="Asked about write volume before drawing anything.\nCame back to cost twice without being asked.",
    recommendation=Recommendation.STRONG_YES,
    reasons="Compared real alternatives and took up the new constraint as if it were her own.",
    assessments=(  # as they came to mind: screens have the guide's order
        Assessment(
            "trade-offs",
            Rating.CLEAR_STRENGTH,
            "Listed three stores, chose by write pattern, named what the choice costs.",
        ),
        Assessment("ambiguity", Rating.MORE_STRENGTH, "Asked what happens to a message nobody reads."),
        Assessment("proposal", Rating.MORE_STRENGTH, "I could draw it from memory afterwards."),
        Assessment(
            "working-together", Rating.CLEAR_STRENGTH, "Turned my second-region question into a joint one."
        ),
    ),
    recruiter_note="She asked about relocation. Please call her before Thursday.",
    shares_notes=True,
)
TOMS = Feedback(
    notes="Long pause at the constraint.",
    recommendation=Recommendation.NO,
    reasons="Settled on the first store and compared only when asked. I would not decide this with her yet.",
    assessments=(
        Assessment("ambiguity", Rating.MORE_STRENGTH),
        Assessment(
            "trade-offs", Rating.CLEAR_CONCERN, "Settled on the first idea. Needed two prompts to compare."
        ),
        Assessment("proposal", Rating.MORE_STRENGTH, "Went from the whole to the parts."),
    ),
)
SAMS = Feedback(
    recommendation=Recommendation.YES,
    reasons="We got somewhere, and I enjoyed it.",
    assessments=(
        Assessment("explanations", Rating.MORE_STRENGTH),
        Assessment("breaking-down", Rating.MORE_CONCERN, "Started coding before we had agreed on the steps."),
        Assessment("troubleshooting", Rating.CLEAR_STRENGTH, "Read the stack trace first, then bisected."),
        Assessment("feedback", Rating.MORE_STRENGTH, "Took the rename and moved on."),
    ),
)
KENJIS = Feedback(
    notes="The README alone would have been enough to run it.",
    recommendation=Recommendation.YES,
    reasons="Solid work and an honest account of what is missing.",
    assessments=(
        Assessment("breaking-down", Rating.CLEAR_STRENGTH, "Four small commits, each of which runs."),
        Assessment("decisions", Rating.MORE_STRENGTH, "Said which two ideas she dropped."),
        Assessment("trade-offs", Rating.MORE_STRENGTH, "Kept it on one file on purpose."),
    ),
)
NO_DECISION = Feedback(
    recommendation=Recommendation.NO_DECISION,
    reasons="The call dropped after ten minutes. A second conversation would settle it.",
)
INESS = Feedback(
    recommendation=Recommendation.YES,
    reasons="Depth where the role needs it, and honest about what went wrong.",
    assessments=(
        Assessment("decisions", Rating.CLEAR_STRENGTH, "Named two rejected options and what each cost."),
        Assessment("depth", Rating.MORE_STRENGTH),
    ),
)


def card(interview: Interview, panelist: Panelist, said: Feedback, hour: int, **other: object) -> Scorecard:
    return a_scorecard(interview, panelist, november(17, hour, 5), feedback=said, **other)


PRIYAS_CARD = card(DESIGN, PRIYA_LEADS, PRIYAS, 15)
TOMS_CARD = card(DESIGN, TOM_OBSERVES, TOMS, 16)
NOORS_CARD = card(DESIGN, NOOR_SHADOWS, TOMS, 16)
SAMS_CARD = card(PAIRING, SAM_LEADS, SAMS, 18)
KENJIS_CARD = card(TAKE_HOME, KENJI_LEADS, KENJIS, 19)
INESS_CARD = card(SCREEN, INES, INESS, 12)
CARDS = {
    each.panelist_id: each
    for each in (PRIYAS_CARD, TOMS_CARD, NOORS_CARD, SAMS_CARD, KENJIS_CARD, INESS_CARD)
}
