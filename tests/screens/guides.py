"""Guides and briefs: every one of the catalog, and the worst the models allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.catalog.brief import brief_text
from bot.catalog.catalog import Choice
from bot.catalog.models import Guide
from bot.domain.interviews import Interview, Role
from bot.domain.loops import Candidate
from bot.slack.handlers.guides import FOR_CANDIDATES
from bot.slack.views.briefs import brief_messages, candidate_brief
from bot.slack.views.guides import guide_page
from bot.slack.views.shape import Message
from bot.slack.views.whole_guide import whole_guide
from bot.values.interviews import CandidateBrief, GuidePage
from tests.builders import a_company, a_guide
from tests.screens import worst
from tests.screens.people import november
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import (
    CATALOG,
    COMMAND,
    DESIGN,
    GUIDES,
    MAYA,
    NOAH,
    PAIRING,
    PRODUCT,
    SCREEN,
    TAKE_HOME,
    VALUES,
    VALUES_NOAH,
)

EVERY = (*GUIDES.values(), worst.guide())
INVENTED = a_guide(before=["Read it."], assistants="expected")
"""With levels, an exercise of its own length, and nothing for shadows."""
ALONE: dict[str, dict[str, Any]] = {
    "before": {"format": "solo-then-live", "solo_minutes": 1440},
    "after": {"format": "live-then-solo", "solo_minutes": 120},
    "take-home": {"format": "take-home", "solo_minutes": 90},
    "untold": {"format": "solo-then-live"},
}
BRIEFS = {
    "typed": f"Hello {worst.HOSTILE}\n\n```\nkind: Deployment\n  name: x\n```\n* one & two",
    "long": "\n".join(f'{number}: {worst.long(300)} "quoted"' for number in range(150)),
    "one-line": "x" * 30_000,
}


@screens
def essentials() -> Shows:
    for slug, guide in GUIDES.items():
        yield f"prep-{slug}.realistic", guide_page(_asked(slug), COMMAND)
        if guide.superseded_by:
            yield f"prep-{slug}-earlier.realistic", guide_page(_itself(guide), COMMAND)
    for role in (Role.OBSERVER, Role.SHADOW):
        for slug in ("system-design", "delivery-pairing"):
            yield f"prep-{slug}-{role}.realistic", guide_page(_asked(slug, role), COMMAND)
    yield "prep-guide.worst", guide_page(_itself(worst.guide()), COMMAND)
    yield "prep-guide-exercise.worst", guide_page(_itself(worst.guide(), exercise="exercise-0"), COMMAND)


@screens
def invented() -> Shows:
    for role in (Role.LEAD, Role.SHADOW):
        name = "prep-invented" if role is Role.LEAD else f"prep-invented-{role}"
        yield (
            f"{name}.realistic",
            guide_page(GuidePage(Choice(INVENTED, INVENTED), a_company(), role), COMMAND),
        )
    for when, time in ALONE.items():
        yield f"prep-alone-{when}.realistic", guide_page(_itself(a_guide(**time)), COMMAND)


@screens
def whole() -> Shows:
    for slug in GUIDES:
        yield f"prep-{slug}-whole.realistic", whole_guide(_asked(slug), COMMAND, CATALOG)
    yield "prep-guide-whole.worst", whole_guide(_itself(worst.guide()), COMMAND, CATALOG)
    chosen = _itself(worst.guide(), exercise="exercise-0")
    yield "prep-guide-exercise-whole.worst", whole_guide(chosen, COMMAND, CATALOG)


@sweep
def for_each_role() -> Shows:
    for guide in EVERY:
        for role in Role:
            page = _itself(guide, role)
            yield f"prep-{guide.slug}-{role}.swept", guide_page(page, COMMAND)
            yield f"prep-{guide.slug}-{role}-whole.swept", whole_guide(page, COMMAND, CATALOG)


def _asked(slug: str, role: Role = Role.LEAD) -> GuidePage:
    return GuidePage(CATALOG.choice(GUIDES[slug]), CATALOG.company, role)


def _itself(guide: Guide, role: Role = Role.LEAD, exercise: str | None = None) -> GuidePage:
    return GuidePage(Choice(guide, guide, guide.exercise(exercise)), CATALOG.company, role)


# --- briefs ------------------------------------------------------------------------------------


@screens
def briefs() -> Shows:
    for slug, guide in GUIDES.items():
        text = brief_text(CATALOG, guide)
        yield f"brief-{slug}.realistic", brief_messages(guide.title, text, FOR_CANDIDATES)
    for slug, exercise in (
        ("take-home", "cloud-ops"),
        ("take-home", "release"),
        ("pairing-exercise", "release"),
    ):
        text = brief_text(CATALOG, GUIDES[slug], exercise)
        yield f"brief-{slug}-{exercise}.realistic", brief_messages(GUIDES[slug].title, text, FOR_CANDIDATES)


@screens
def whole_briefs() -> Shows:
    """All of a candidate's interviews in one text."""
    given = [SCREEN, DESIGN, PAIRING, TAKE_HOME, VALUES, PRODUCT]
    yield "brief-candidate.realistic", _of_candidate(MAYA.candidate, given)
    yield "brief-candidate-no-zone.realistic", _of_candidate(NOAH.candidate, [VALUES_NOAH])
    every = [replace(TAKE_HOME, guide=slug, starts_at=november(17, 14)) for slug in list(GUIDES)[:15]]
    yield "brief-candidate.worst", _of_candidate(worst.loop().candidate, every)


def _of_candidate(candidate: Candidate, interviews: Sequence[Interview]) -> list[Message]:
    brief = CandidateBrief(candidate, tuple((GUIDES[each.guide], each) for each in interviews))
    return candidate_brief(brief, CATALOG, FOR_CANDIDATES)


@sweep
def pasted_briefs() -> Shows:
    """Without a title of ours around them."""
    for name, text in BRIEFS.items():
        yield f"brief-{name}.swept", brief_messages("Pairing", text)
    for guide in EVERY:
        yield f"brief-{guide.slug}.swept", brief_messages("Pairing", pasted(guide))


def pasted(guide: Guide) -> str:
    return "\n".join([guide.brief.about, *guide.brief.expect, guide.brief.attachment or ""])
