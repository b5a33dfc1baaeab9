"""The catalog's data about signal is enough to review a loop."""

from __future__ import annotations

from itertools import combinations

import pytest

from bot.catalog.loading import Catalog
from bot.catalog.models import Format, Template

TEMPLATES = {"standard-engineering", "cloud-ops", "release", "security", "ai-ml", "engineering-leader"}


def covered(catalog: Catalog, template: Template) -> dict[str, set[str]]:
    """Which guides of the loop give signal on each competency."""
    signal: dict[str, set[str]] = {}
    for interview in template.interviews:
        guide = catalog.guides[interview.guide]
        exercise = guide.exercise(interview.exercise)
        slugs = [slug for criterion in guide.look_for for slug in criterion.competencies]
        for slug in (*slugs, *(exercise.competencies if exercise else ())):
            signal.setdefault(slug, set()).add(guide.slug)
    return signal


def gaps(catalog: Catalog, slug: str) -> set[str]:
    template = catalog.templates[slug]
    guides = [catalog.guides[interview.guide] for interview in template.interviews]
    return {each.slug for each in catalog.expected(guides)} - set(covered(catalog, template))


def technical(catalog: Catalog, signal: dict[str, set[str]]) -> dict[str, set[str]]:
    return {slug: by for slug, by in signal.items() if catalog.competencies[slug].kind == "technical"}


def test_templates(catalog: Catalog) -> None:
    assert set(catalog.templates) == TEMPLATES
    for template in catalog.templates.values():
        assert template.afterwards == ("Reference check", "Offer")
        assert all(catalog.guides[each.guide].state == "active" for each in template.interviews)


def test_the_gaps_of_the_standard_loop(catalog: Catalog) -> None:
    deep = {"algorithms", "data-structures", "optimisation"}
    robust = {"edge-cases", "error-handling", "test-strategy"}
    assert gaps(catalog, "standard-engineering") == deep | robust
    for group in (deep, robust):
        assert len({catalog.competencies[slug].follow_up for slug in group}) == 1
    for slug in robust:
        assert catalog.competencies[slug].ask_in == ("pairing-exercise", "take-home")


def test_what_other_interviews_assess_is_no_gap(catalog: Catalog) -> None:
    for slug in TEMPLATES:
        assert not gaps(catalog, slug) & {"collaboration", "communication", "values"}


@pytest.mark.parametrize("slug", ["security", "ai-ml", "engineering-leader"])
def test_loops_of_other_fields_are_not_measured_as_engineering(catalog: Catalog, slug: str) -> None:
    assert gaps(catalog, slug) == set()


def test_the_overlap_of_the_standard_loop(catalog: Catalog) -> None:
    signal = technical(catalog, covered(catalog, catalog.templates["standard-engineering"]))
    guides = sorted({slug for by in signal.values() for slug in by})
    shared = {
        pair: {slug for slug, by in signal.items() if set(pair) <= by} for pair in combinations(guides, 2)
    }
    assert {pair: slugs for pair, slugs in shared.items() if len(slugs) >= 3} == {
        ("take-home", "technical-screen"): {"breaking-down", "explaining", "trade-offs"}
    }


def test_the_take_home_shows_nothing_that_only_live_work_shows(catalog: Catalog) -> None:
    live_only = {slug for slug, each in catalog.competencies.items() if each.live_only}
    assert "real-time-problem-solving" in live_only
    for guide in catalog.guides.values():
        if guide.format is Format.TAKE_HOME:
            assert not live_only & {slug for each in guide.look_for for slug in each.competencies}


def test_the_most_valuable_interviews_show_the_most_of_their_own(catalog: Catalog) -> None:
    signal = technical(catalog, covered(catalog, catalog.templates["standard-engineering"]))
    alone = [next(iter(by)) for by in signal.values() if len(by) == 1]
    ranking = sorted(set(alone), key=alone.count, reverse=True)
    assert set(ranking[:3]) == {"system-design", "take-home", "pairing-exercise"}
    senior = {slug for slug, each in catalog.competencies.items() if each.senior}
    own = {slug for slug, by in signal.items() if by == {"system-design"}}
    assert own <= senior


def test_every_competency_is_used_or_marked(catalog: Catalog) -> None:
    used = {
        slug for guide in catalog.guides.values() for each in guide.look_for for slug in each.competencies
    }
    used |= {
        slug for guide in catalog.guides.values() for each in guide.exercises for slug in each.competencies
    }
    marked = {slug for slug, each in catalog.competencies.items() if each.unassessed}
    assert used | marked == set(catalog.competencies)
    assert not used & marked
