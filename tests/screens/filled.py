"""Scorecards and packs filled to the brim with one thing over and over, whatever it grows to on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.feedback import NOTES_LIMIT, TEXT_LIMIT
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.domain.voices import Recommended, Topic, Voice
from bot.slack.views.debrief import debrief
from bot.slack.views.posted import posted, read_scorecard_modal
from bot.slack.views.scorecards import scorecard_modal
from bot.values.feedback import DebriefPack, Posted
from tests.builders import a_guide, a_panelist, a_scorecard
from tests.screens.channel import a_posted
from tests.screens.debriefs import THE_TEAMS, a_pack
from tests.screens.registry import Shows, sweep
from tests.screens.scorecards import a_form
from tests.screens.world import DESIGN, PRIYA_LEADS, PRIYAS

FILLINGS = ["plain words and. sentences ", "&", "<", '"', "\n", "a\n", "漢", "é\n", "x", "😀"]
EIGHT = tuple(f"criterion-{'x' * 28}-{number}" for number in range(8))
WIDE = a_guide(
    title="&" * 60,
    look_for=[
        {
            "id": criterion,
            "short": "&" * 32,
            "line": "<" * 100,
            "question": "q" * 300,
            "competencies": ["judgement"],
            "anchors": {"strength": "s" * 300, "concern": "c" * 300},
        }
        for criterion in EIGHT
    ],
)
WORDS = [f"w{number:05}" for number in range(500)]
SPREAD = Feedback(
    " ".join(WORDS[:100]),
    Recommendation.NO,
    " ".join(WORDS[100:200]),
    (
        Assessment("trade-offs", Rating.CLEAR_CONCERN, "\n".join(WORDS[200:300])),
        Assessment("gone", Rating.CLEAR_STRENGTH, " ".join(WORDS[300:500])),
    ),
    shares_notes=True,
)
"""Each word once, some of them about a criterion that is in the guide no more."""
MARKUP = "<!channel> & <@UTOM>"


def full(text: str, rating: Rating = Rating.CLEAR_CONCERN, criteria: Sequence[str] = EIGHT) -> Feedback:
    """Every box filled to its limit with `text` over and over."""
    filled = (text * TEXT_LIMIT)[:TEXT_LIMIT]
    return Feedback(
        notes=(text * NOTES_LIMIT)[:NOTES_LIMIT],
        recommendation=Recommendation.STRONG_YES,
        reasons=filled,
        assessments=tuple(Assessment(criterion, rating, filled) for criterion in criteria),
        recruiter_note=filled,
        shares_notes=True,
    )


def of(said: Feedback) -> Posted:
    return a_posted(a_scorecard(DESIGN, PRIYA_LEADS, feedback=said), PRIYA_LEADS)


def wide(said: Feedback) -> Posted:
    return replace(of(said), guide=WIDE)


@sweep
def scorecards() -> Shows:
    for number, filling in enumerate(FILLINGS):
        form = a_form(replace(PRIYAS, guide=WIDE), full(filling))
        view = scorecard_modal(form, shown_evidence=EIGHT)
        yield f"scorecard-modal-{number}.swept", view
        one = wide(full(filling))
        yield f"read-scorecard-{number}.swept", read_scorecard_modal(one, with_recruiter_note=True)
        for rating in (Rating.CLEAR_CONCERN, Rating.NOT_ASSESSED):
            parts = posted(wide(full(filling, rating)), with_recruiter_note=True)
            yield f"posted-{number}-{rating}.swept", parts
    yield "posted-spread.swept", posted(of(SPREAD))
    yield "posted-markup.swept", posted(of(replace(SPREAD, reasons=MARKUP)))


@sweep
def packs() -> Shows:
    for number, filling in enumerate(FILLINGS):
        yield f"debrief-{number}.swept", debrief(_filled((filling * TEXT_LIMIT)[:TEXT_LIMIT]))


def _filled(text: str) -> DebriefPack:
    ratings = [Rating.CLEAR_STRENGTH, Rating.CLEAR_CONCERN] * 6
    topic = Topic(
        "<" * 100,
        "<" * 32,
        tuple(
            Voice(a_panelist(f"U{number}"), DESIGN, Assessment("trade-offs", rating, text))
            for number, rating in enumerate(ratings)
        ),
    )
    return replace(
        a_pack(THE_TEAMS),
        recommendations=tuple(
            Recommended(voice.panelist, DESIGN, Recommendation.NO, text) for voice in topic.voices * 9
        ),
        disagreements=(topic,) * 30,
        alone=tuple(replace(topic, voices=(voice,)) for voice in topic.voices * 3),
        agreed=(topic,) * 30,
        unassessed=tuple((WIDE, criterion) for criterion in WIDE.look_for * 6),
        missing=tuple(a_panelist(f"U{number:09}") for number in range(20)),
    )
