"""The catalog as a whole: one frozen value, read once and handed around."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from bot.catalog.exercises import Exercise, Resource
from bot.catalog.models import Company, Competency, Guide, Template, Track

ORDER = {track: place for place, track in enumerate(Track)}


@dataclass(frozen=True)
class Choice:
    """A guide as it was named, the one to use, and the exercise of that one where one is chosen.

    `guide` and `now` differ for a superseded guide, unless its own earlier text is meant.
    """

    guide: Guide
    now: Guide
    exercise: Exercise | None = None
    besides: tuple[Guide, ...] = ()  # what else took its place

    @property
    def leads_on(self) -> bool:
        return self.now is not self.guide


@dataclass(frozen=True)
class Catalog:
    """Guides come by track, active ones first, then by title."""

    guides: Mapping[str, Guide]
    competencies: Mapping[str, Competency]
    templates: Mapping[str, Template]
    company: Company

    def guide(self, slug: str) -> Guide | None:
        return self.guides.get(slug)

    def template(self, slug: str) -> Template | None:
        return self.templates.get(slug)

    def successors(self, guide: Guide) -> tuple[Guide, ...]:
        """The active guides that took its place; none for an active one."""
        found: dict[str, Guide] = {}
        for slug in guide.superseded_by:
            later = self.guides[slug]
            for active in self.successors(later) or (later,):
                found[active.slug] = active
        return tuple(found.values())

    def family(self, guide: Guide) -> frozenset[str]:
        """Slugs of all guides that ask what this one asks: what it became, and what became the same."""

        def heads(each: Guide) -> set[str]:
            return {found.slug for found in self.successors(each)} | {each.slug}

        return frozenset(each.slug for each in self.guides.values() if heads(each) & heads(guide))

    def choice(self, guide: Guide) -> Choice:
        """What to use today: for a superseded guide what took its place, with the exercise that did.

        Of several successors the one that has the exercise, else the first.
        """
        every = self.successors(guide) or (guide,)
        exercises = ((each, each.exercise(guide.successor_exercise)) for each in every)
        now, exercise = next((pair for pair in exercises if pair[1]), (every[0], None))
        return Choice(guide, now, exercise, tuple(each for each in every if each is not now))

    def resources(self, guide: Guide) -> tuple[Resource, ...]:
        """The interviewer's links of a guide and those that every guide has."""
        return guide.resources + self.company.resources

    def expected(self, guides: Iterable[Guide]) -> tuple[Competency, ...]:
        """The competencies that a loop of these guides should give signal on."""
        tracks = {guide.track for guide in guides}
        return tuple(each for each in self.competencies.values() if tracks.intersection(each.expected_in))

    @cached_property
    def version(self) -> str:
        """A hash of everything the catalog says."""
        parts = [*self.guides.values(), *self.competencies.values(), *self.templates.values(), self.company]
        text = "\n".join(part.model_dump_json() for part in parts)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def assemble(
    guides: Iterable[Guide],
    competencies: Iterable[Competency],
    templates: Iterable[Template],
    company: Company,
) -> Catalog:
    listed = sorted(guides, key=lambda guide: (ORDER[guide.track], guide.state != "active", guide.title))
    return Catalog(
        guides=MappingProxyType({guide.slug: guide for guide in listed}),
        competencies=MappingProxyType({each.slug: each for each in competencies}),
        templates=MappingProxyType({template.slug: template for template in templates}),
        company=company,
    )
