"""A stage's scorecards put together, from the rules in the domain and the guides' words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.catalog.models import Criterion, Guide
from bot.domain import owing
from bot.domain.debrief import Findings, Looked, Sheet, put_together
from bot.domain.interviews import Interview, Stage
from bot.domain.visibility import FeedbackAccess
from bot.services.guidebook import Guidebook
from bot.storage.database import Connection
from bot.values.feedback import DebriefPack

FEWEST_FOR_A_PACK = 3


class Debriefs:
    """Criteria are read from the guide's version the interview was set up with."""

    def __init__(self, guidebook: Guidebook) -> None:
        self._guidebook = guidebook

    def pack(self, connection: Connection, access: FeedbackAccess, stage: Stage, opened: bool) -> DebriefPack:
        loop, cards = access.loop, access.counted
        interviews = [each for each in loop.active if each.stage is stage]
        guides = {each.id: self._guidebook.of_interview(connection, each) for each in interviews}
        titles = {each.slug: each.title for each in self._guidebook.catalog.competencies.values()}
        found = put_together([_sheet(each, guides[each.id]) for each in interviews], cards, titles)
        given, expected = owing.counts(loop, cards, stage)
        return DebriefPack(
            loop=loop,
            stage=stage,
            given=given,
            expected=expected,
            missing=tuple(
                panelist
                for _, panelist in owing.counting_assignments(loop, stage)
                if panelist.excuse is not None and panelist.id not in cards
            ),
            tally=found.tally,
            disagreements=found.disagreements,
            agreed=found.agreed,
            unassessed=_unassessed(found, guides.values()),
            agenda=found.agenda,
            full=given >= FEWEST_FOR_A_PACK,
            opened=opened,
        )


def _sheet(interview: Interview, guide: Guide) -> Sheet:
    return Sheet(
        interview,
        tuple(Looked(each.id, each.line, each.short, each.competencies) for each in guide.look_for),
    )


def _unassessed(found: Findings, guides: Iterable[Guide]) -> tuple[tuple[Guide, Criterion], ...]:
    by_slug = {each.slug: each for each in guides}
    pairs = ((by_slug[slug], by_slug[slug].criterion(criterion)) for slug, criterion in found.unassessed)
    return tuple((guide, criterion) for guide, criterion in pairs if criterion)
