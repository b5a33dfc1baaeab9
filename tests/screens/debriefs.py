"""The debrief pack of a stage: short, full, folded, with somebody missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.debrief import Looked, Sheet, Topic, Voice, put_together
from bot.domain.interviews import Interview, Panelist, Stage
from bot.domain.scorecards import Assessment, Rating, Recommendation, Scorecard
from bot.slack.views.debrief import debrief
from bot.values.feedback import DebriefPack
from tests.screens import worst
from tests.screens.feedback import CARDS
from tests.screens.registry import Shows, screens
from tests.screens.world import CATALOG, DESIGN, GUIDES, INES, KENJI_LEADS, MAYA, PAIRING, TAKE_HOME

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
        "tally": found.tally,
        "disagreements": found.disagreements,
        "agreed": found.agreed,
        "unassessed": tuple((guide, criterion) for guide, criterion in unassessed if criterion),
        "agenda": found.agenda,
        "full": counted >= 3,
        "opened": True,
    }
    return DebriefPack(MAYA, **(fields | other))


@screens
def packs() -> Shows:
    team = THE_TEAMS
    yield "debrief-full.realistic", debrief(a_pack(team))
    yield "debrief-folded.realistic", debrief(a_pack(team, opened=False))
    missing = {panelist: card for panelist, card in team.items() if panelist != KENJI_LEADS.id}
    yield "debrief-one-missing.realistic", debrief(a_pack(missing, expected=4, missing=(KENJI_LEADS,)))
    screen = {11: CARDS[11]}
    yield "debrief-short.realistic", debrief(a_pack(screen, (MAYA.interviews[0],), stage=Stage.SCREEN))
    agreeing = {panelist: card for panelist, card in team.items() if panelist != 22}
    alike = a_pack(agreeing)
    yield (
        "debrief-agreed.realistic",
        debrief(replace(alike, disagreements=(), agenda=((5, "what nobody saw"), (20, "decide")))),
    )

    nothing: dict[str, Any] = {"disagreements": (), "agreed": (), "unassessed": ()}
    yield "debrief-nothing.realistic", debrief(replace(alike, **nothing, agenda=((25, "decide"),)))
    twice = ((5, "trade-offs"), (5, "Trade-offs"), (5, "AI models"), (10, "decide"))
    yield "debrief-met-twice.realistic", debrief(replace(alike, agenda=twice))


@screens
def worst_packs() -> Shows:
    yield "debrief.worst", debrief(_worst())
    yield "debrief-folded.worst", debrief(replace(_worst(), opened=False))
    yield "debrief-short.worst", debrief(replace(_worst(), full=False))


def _worst() -> DebriefPack:
    guides = [worst.guide(number) for number in range(worst.HOW_MANY)]
    people = [
        (each, person) for each in map(worst.interview, range(worst.HOW_MANY)) for person in each.panel[:9]
    ]
    topics = tuple(Topic(each.line, _voices(people[: 2 * worst.HOW_MANY])) for each in worst.guide().look_for)
    return DebriefPack(
        loop=worst.loop(),
        stage=Stage.FINAL,
        given=105,
        expected=120,
        missing=tuple(person for _, person in people[-15:]),
        tally=tuple((each, 21) for each in Recommendation),
        disagreements=topics,
        agreed=topics,
        unassessed=tuple((guide, each) for guide in guides for each in guide.look_for),
        agenda=tuple((5, each.short) for each in worst.guide().look_for),
        full=True,
        opened=True,
    )


def _voices(people: list[tuple[Interview, Panelist]]) -> tuple[Voice, ...]:
    ratings = [rating for rating in Rating if rating is not Rating.NOT_ASSESSED]
    return tuple(
        Voice(person, interview, Assessment("criterion-0", ratings[number % 4], worst.typed(3000)))
        for number, (interview, person) in enumerate(people)
    )
