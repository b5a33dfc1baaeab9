"""Debriefs: of a stage and of a loop, full, of two, folded; read, copied, and that they can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.debrief import put_together
from bot.domain.interviews import Interview, Panelist, Role, Stage
from bot.domain.scorecards import Assessment, Rating, Recommendation, Scorecard
from bot.domain.voices import Looked, Recommended, Sheet, Topic, Voice
from bot.slack.views.ats import copy_debrief_modal
from bot.slack.views.debrief import debrief, read_debrief_modal
from bot.slack.views.debrief_ready import debrief_ready
from bot.values.feedback import DebriefPack, DebriefPage, DebriefReady, Posted
from tests.screens import worst
from tests.screens.channel import a_posted
from tests.screens.feedback import CARDS
from tests.screens.people import HENRIK, NOW
from tests.screens.registry import Shows, screens
from tests.screens.world import (
    CATALOG,
    DESIGN,
    GUIDES,
    INES,
    KENJI_LEADS,
    MAYA,
    PAIRING,
    PRIYA_LEADS,
    SCREEN,
    TAKE_HOME,
    TOM_OBSERVES,
)

TITLES = {each.slug: each.title for each in CATALOG.competencies.values()}
THE_TEAMS = {panelist: card for panelist, card in CARDS.items() if panelist != INES.id}
TEAM = (DESIGN, PAIRING, TAKE_HOME)


def _sheet(interview: Interview) -> Sheet:
    criteria = GUIDES[interview.guide].look_for
    looked = (Looked(each.id, each.line, each.short, each.competencies) for each in criteria)
    return Sheet(interview, tuple(looked))


def a_pack(
    given: dict[int, Scorecard], interviews: tuple[Interview, ...] = TEAM, **other: Any
) -> DebriefPack:
    found = put_together([_sheet(each) for each in interviews], given, TITLES)
    unassessed = ((GUIDES[slug], GUIDES[slug].criterion(each)) for slug, each in found.unassessed)
    counted = len([each for each in given.values() if each.panelist_id != 23])
    fields: dict[str, Any] = {
        "stage": Stage.TEAM,
        "given": counted,
        "expected": counted,
        "missing": (),
        "recommendations": found.recommendations,
        "disagreements": found.disagreements,
        "alone": found.alone,
        "agreed": found.agreed,
        "unassessed": tuple((guide, criterion) for guide, criterion in unassessed if criterion),
        "agenda": found.agenda,
        "titles": {each.guide: GUIDES[each.guide].title for each in interviews},
        "opened": True,
    }
    return DebriefPack(MAYA, **(fields | other))


TWO = {panelist: THE_TEAMS[panelist] for panelist in (PRIYA_LEADS.id, TOM_OBSERVES.id)}
OF_ONE = a_pack({INES.id: CARDS[INES.id]}, (SCREEN,), stage=Stage.SCREEN)
LOOP = a_pack(CARDS, (SCREEN, *TEAM), stage=None)


@screens
def packs() -> Shows:
    team = THE_TEAMS
    yield "debrief-full.realistic", debrief(a_pack(team))
    yield "debrief-two.realistic", debrief(a_pack(TWO, (DESIGN,)))
    yield "debrief-loop.realistic", debrief(LOOP)
    yield "debrief-folded.realistic", debrief(a_pack(team, opened=False))
    missing = {panelist: card for panelist, card in team.items() if panelist != KENJI_LEADS.id}
    yield "debrief-one-missing.realistic", debrief(a_pack(missing, missing=(KENJI_LEADS,)))
    yield "debrief-short.realistic", debrief(OF_ONE)
    agreeing = {panelist: card for panelist, card in team.items() if panelist != 22}
    alike = a_pack(agreeing)
    yield (
        "debrief-agreed.realistic",
        debrief(replace(alike, disagreements=(), agenda=((5, "what nobody saw"), (20, "decide")))),
    )

    nothing: dict[str, Any] = {"disagreements": (), "alone": (), "agreed": (), "unassessed": ()}
    yield "debrief-nothing.realistic", debrief(replace(alike, **nothing, agenda=((25, "decide"),)))
    twice = ((5, "trade-offs"), (5, "Trade-offs"), (5, "AI models"), (10, "decide"))
    yield "debrief-met-twice.realistic", debrief(replace(alike, agenda=twice))


@screens
def words_of_debriefs() -> Shows:
    """To recruiter and hiring manager."""
    yield "debrief-ready.realistic", debrief_ready(DebriefReady(a_pack(THE_TEAMS), False))
    yield "debrief-ready-two.realistic", debrief_ready(DebriefReady(a_pack(TWO, (DESIGN,)), False))
    yield "debrief-ready-one.realistic", debrief_ready(DebriefReady(OF_ONE, False))
    missing = a_pack(TWO, expected=3, missing=(KENJI_LEADS,))
    yield "debrief-ready-last.realistic", debrief_ready(DebriefReady(missing, True))
    yield "debrief-ready.worst", debrief_ready(DebriefReady(worst_pack(), True))


@screens
def pages() -> Shows:
    """Read by one person, and copied."""
    everything = DebriefPage(LOOP, _posted(CARDS), HENRIK, NOW)
    yield "read-debrief.realistic", read_debrief_modal(everything)
    yield "copy-debrief.realistic", copy_debrief_modal(everything)
    one = DebriefPage(OF_ONE, _posted({11: CARDS[11]}), HENRIK, NOW)
    yield "read-debrief-one.realistic", read_debrief_modal(one)
    many = tuple(
        a_posted(worst.scorecard(person, about), person, about, loop=worst.loop(), guide=worst.guide())
        for about in map(worst.interview, range(worst.HOW_MANY))
        for person in about.panel
    )
    yield "read-debrief.worst", read_debrief_modal(DebriefPage(worst_pack(), many, HENRIK, NOW))
    yield "copy-debrief.worst", copy_debrief_modal(DebriefPage(worst_pack(), many, HENRIK, NOW))


def _posted(cards: dict[int, Scorecard]) -> tuple[Posted, ...]:
    found = ((MAYA.assignment(panelist), card) for panelist, card in cards.items())
    return tuple(
        a_posted(card, place[1], place[0])
        for place, card in found
        if place and place[1].role is not Role.SHADOW
    )


@screens
def worst_packs() -> Shows:
    yield "debrief.worst", debrief(worst_pack())
    yield "debrief-folded.worst", debrief(replace(worst_pack(), opened=False))
    yield "debrief-short.worst", debrief(replace(worst_pack(), given=1))


def worst_pack() -> DebriefPack:
    guides = [worst.guide(number) for number in range(worst.HOW_MANY)]
    people = [
        (each, person) for each in map(worst.interview, range(worst.HOW_MANY)) for person in each.panel[:9]
    ]
    topics = tuple(
        Topic(each.line, each.short, _voices(people[: 2 * worst.HOW_MANY])) for each in worst.guide().look_for
    )
    return DebriefPack(
        loop=worst.loop(),
        stage=Stage.FINAL,
        given=105,
        expected=120,
        missing=tuple(person for _, person in people[-15:]),
        recommendations=tuple(
            Recommended(person, interview, list(Recommendation)[number % 5], worst.typed(3000))
            for number, (interview, person) in enumerate(people)
        ),
        disagreements=topics,
        alone=tuple(replace(each, voices=(each.voices[3],)) for each in topics),
        agreed=topics,
        unassessed=tuple((guide, each) for guide in guides for each in guide.look_for),
        agenda=tuple((5, each.short) for each in worst.guide().look_for),
        titles={each.slug: each.title for each in guides},
        opened=True,
    )


def _voices(people: list[tuple[Interview, Panelist]]) -> tuple[Voice, ...]:
    ratings = [rating for rating in Rating if rating is not Rating.NOT_ASSESSED]
    return tuple(
        Voice(person, interview, Assessment("criterion-0", ratings[number % 4], worst.typed(3000)))
        for number, (interview, person) in enumerate(people)
    )
