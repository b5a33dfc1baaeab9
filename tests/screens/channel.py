"""The loop's channel: its card, and each scorecard as a reply or sent directly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.interviews import Interview, Panelist, Role
from bot.domain.loops import LoopState, Outcome
from bot.domain.scorecards import Scorecard
from bot.slack.views.card import card
from bot.slack.views.posted import posted, read_scorecard_modal
from bot.values.feedback import Posted
from bot.values.loops import Card
from tests.screens import feedback, worst
from tests.screens.people import NAMES, NOW, november
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import (
    DANA,
    DESIGN,
    EXCEPTIONS,
    GUIDES,
    INES,
    MAYA,
    NOOR_SHADOWS,
    PRIYA_LEADS,
    PRODUCT,
    SAM_LEADS,
    TOM_OBSERVES,
    rows,
)


def a_card(given: Mapping[int, Scorecard | None], in_: int, **other: Any) -> Card:
    fields: dict[str, Any] = {"loop": MAYA, "rows": rows(given), "expected": 8, "now": NOW, "opened": False}
    return Card(given=in_, **(fields | other))


@screens
def cards() -> Shows:
    yield "card-coming.realistic", card(a_card({}, 0, rows=rows({}, now=november(12, 10))))
    open_to_all = a_card({}, 0, rows=rows({}, now=november(12, 10)), opened=True)
    yield "card-coming-open.realistic", card(open_to_all)
    half = {INES.id: None, PRIYA_LEADS.id: None}
    yield "card-half-in.realistic", card(a_card(half, 2))
    yield "card-owed.realistic", card(a_card({INES.id: None}, 1))
    yield "card-exceptions.realistic", card(a_card(half, 2, expected=5, rows=rows(half, EXCEPTIONS)))
    screened = rows({INES.id: None}, MAYA.interviews[:1])
    complete = a_card({}, 1, rows=screened, expected=1, opened=True)
    yield "card-complete.realistic", card(complete)
    closed = replace(MAYA, state=LoopState.CLOSED, outcome=Outcome.HIRED, closed_at=november(20, 12))
    over = rows(
        {INES.id: None, PRIYA_LEADS.id: None, TOM_OBSERVES.id: None, SAM_LEADS.id: None}, MAYA.interviews[:3]
    )
    yield "card-closed.realistic", card(a_card({}, 4, loop=closed, rows=over, expected=4, opened=True))
    yield "card-no-interviews.realistic", card(a_card({}, 0, expected=0, rows=()))
    full = Card(worst.loop(), worst.owing(), 0, 105, NOW, False)
    yield "card.worst", card(full)
    shut = replace(worst.loop(), state=LoopState.CLOSED, outcome=Outcome.NOT_MOVING_ON, closed_at=NOW)
    yield "card-closed.worst", card(Card(shut, worst.rows(read=False), 105, 105, NOW, True))


@sweep
def large_cards() -> Shows:
    for many in (0, 1, 15, 60):
        full = Card(worst.loop(), worst.owing(many), 0, 45, NOW, False)
        yield f"card-{many}.swept", card(full)
    usual = tuple(replace(DESIGN, id=number) for number in range(15))
    fifteen = a_card({}, 0, rows=rows({}, usual))
    yield "card-usual-15.swept", card(fifteen)


# --- scorecards --------------------------------------------------------------------------------


def a_posted(scorecard: Scorecard, panelist: Panelist, interview: Interview = DESIGN, **other: Any) -> Posted:
    fields: dict[str, Any] = {
        "loop": MAYA,
        "interview": interview,
        "guide": GUIDES.get(interview.guide),
        "panelist": panelist,
        "scorecard": scorecard,
        "given": 3,
        "expected": 8,
        "opened": True,
        "names": NAMES,
    }
    return Posted(**(fields | other))


def usual() -> dict[str, Posted]:
    """Every way a scorecard may have come about."""
    priyas = feedback.PRIYAS_CARD
    corrected = replace(priyas, corrected_at=november(17, 15, 12), revision=2)
    entered = replace(feedback.TOMS_CARD, panelist_id=DANA.id, author="UROSA")
    taught = replace(DANA, role=Role.SHADOW)
    late = replace(entered, after_reading=True, corrected_at=november(17, 15, 12))
    undecided = feedback.card(DESIGN, TOM_OBSERVES, feedback.NO_DECISION, 16)
    return {
        "opened": a_posted(priyas, PRIYA_LEADS),
        "short": a_posted(feedback.TOMS_CARD, TOM_OBSERVES),
        "no-decision": a_posted(undecided, TOM_OBSERVES),
        "after-reading": a_posted(replace(feedback.TOMS_CARD, after_reading=True), TOM_OBSERVES),
        "corrected": a_posted(corrected, PRIYA_LEADS),
        "shadow": a_posted(feedback.NOORS_CARD, NOOR_SHADOWS),
        "outsider": a_posted(entered, DANA, replace(PRODUCT, guide="system-design")),
        "everything": a_posted(late, taught, replace(PRODUCT, guide="system-design")),
    }


@screens
def replies() -> Shows:
    priyas = feedback.PRIYAS_CARD
    yield "posted-folded.realistic", posted(a_posted(priyas, PRIYA_LEADS, opened=False))
    yield "posted-folded-shadow.realistic", posted(a_posted(feedback.NOORS_CARD, NOOR_SHADOWS, opened=False))
    for name, one in usual().items():
        yield f"posted-{name}.realistic", posted(one)
    yield "posted-recruiter.realistic", posted(a_posted(priyas, PRIYA_LEADS), with_recruiter_note=True)
    yield "posted.worst", posted(_worst(), with_recruiter_note=True)
    yield "posted-outsider.worst", posted(_worst(place=8))
    yield "posted-folded.worst", posted(replace(_worst(), opened=False))


@screens
def pages() -> Shows:
    """The same to read and to copy."""
    for name, one in usual().items():
        yield f"read-scorecard-{name}.realistic", read_scorecard_modal(one)
    priyas = a_posted(feedback.PRIYAS_CARD, PRIYA_LEADS)
    yield "read-scorecard-recruiter.realistic", read_scorecard_modal(priyas, with_recruiter_note=True)
    yield "read-scorecard-folded.realistic", read_scorecard_modal(replace(priyas, opened=False))
    yield "read-scorecard.worst", read_scorecard_modal(_worst(), with_recruiter_note=True)


def _worst(place: int = 0) -> Posted:
    about = worst.interview()
    panelist = about.panel[place]
    scorecard = worst.scorecard(panelist, about, corrected_at=NOW, revision=2)
    return Posted(worst.loop(), about, worst.guide(), panelist, scorecard, 104, 105, True, worst.NAMES)
