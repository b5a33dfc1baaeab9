"""A stage's scorecards put together, or a loop's, from the rules in the domain and the guides' words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.catalog.models import Criterion, Guide
from bot.domain import owing
from bot.domain.debrief import Findings, put_together
from bot.domain.interviews import ExcuseReason, Interview, Stage
from bot.domain.loops import Loop
from bot.domain.visibility import FeedbackAccess
from bot.domain.voices import Looked, Sheet
from bot.services.guidebook import Guidebook
from bot.storage.database import Connection
from bot.values.feedback import DebriefPack, DebriefReady

NOT_WAITED_FOR = frozenset({ExcuseReason.GONE_ON_WITHOUT, ExcuseReason.DEACTIVATED})
"""Who was there, and whose scorecard is missing all the same."""


class Debriefs:
    """Criteria are read from the guide's version the interview was set up with. No stage: the whole loop."""

    def __init__(self, guidebook: Guidebook) -> None:
        self._guidebook = guidebook

    def pack(
        self, connection: Connection, access: FeedbackAccess, stage: Stage | None, opened: bool
    ) -> DebriefPack:
        loop, cards = access.loop, access.counted
        interviews = [each for each in loop.active if stage in (None, each.stage)]
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
                if panelist.excuse and panelist.excuse.reason in NOT_WAITED_FOR and panelist.id not in cards
            ),
            recommendations=found.recommendations,
            disagreements=found.disagreements,
            alone=found.alone,
            agreed=found.agreed,
            unassessed=_unassessed(found, guides.values()),
            agenda=found.agenda,
            titles={each.guide: guides[each.id].title for each in interviews},
            opened=opened,
        )

    def ready(
        self, connection: Connection, access: FeedbackAccess, stage: Stage, reader: str
    ) -> DebriefReady:
        """Word of a stage that `reader` may read."""
        pack = self.pack(connection, access, stage, opened=True)
        whole = covers_more(access) and access.is_ready(None) and may_read(access, reader, None)
        return DebriefReady(pack, whole)

    def open_to(self, connection: Connection, access: FeedbackAccess, reader: str) -> tuple[DebriefPack, ...]:
        """What `reader` may read now and has something to compare, the whole loop's last."""
        stages: list[Stage | None] = [*heard(access), *([None] if covers_more(access) else [])]
        packs = (
            self.pack(connection, access, each, opened=True)
            for each in stages
            if may_read(access, reader, each)
        )
        return tuple(each for each in packs if each.compares)


def heard(access: FeedbackAccess) -> list[Stage]:
    """Stages in which something was given."""
    return [stage for stage in Stage if owing.counts(access.loop, access.counted, stage)[0]]


def covers_more(access: FeedbackAccess) -> bool:
    """Whether the whole loop's debrief says more than a stage's."""
    return len(heard(access)) > 1


def may_read(access: FeedbackAccess, reader: str, stage: Stage | None) -> bool:
    """Whether everything that a debrief would show is open to them."""
    stages = [stage] if stage else _stages(access.loop)
    return all(access.sees(reader, each) for each in stages)


def _stages(loop: Loop) -> list[Stage]:
    return [stage for stage in Stage if any(each.stage is stage for each in loop.active)]


def _sheet(interview: Interview, guide: Guide) -> Sheet:
    return Sheet(
        interview,
        tuple(Looked(each.id, each.line, each.short, each.competencies) for each in guide.look_for),
    )


def _unassessed(found: Findings, guides: Iterable[Guide]) -> tuple[tuple[Guide, Criterion], ...]:
    by_slug = {each.slug: each for each in guides}
    pairs = ((by_slug[slug], by_slug[slug].criterion(criterion)) for slug, criterion in found.unassessed)
    return tuple((guide, criterion) for guide, criterion in pairs if criterion)
