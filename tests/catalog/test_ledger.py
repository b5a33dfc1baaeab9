"""The catalog holds every interview type with its facts."""

from __future__ import annotations

import pytest

from bot.catalog.exercises import Visibility
from bot.catalog.loading import Catalog
from bot.catalog.models import Assistants, Guide
from tests.catalog.ledger import ENGINEERING, HANDBOOK, INTERNAL_LINKS, PUBLIC_LINKS, ROWS

rows = pytest.mark.parametrize("slug", ROWS)


def links(guide: Guide, visibility: Visibility) -> set[str]:
    """All links on the interviewer's side."""
    resources = [*guide.resources, *(each for exercise in guide.exercises for each in exercise.resources)]
    return {str(each.link) for each in resources if each.visibility is visibility}


def brief_links(guide: Guide) -> set[str]:
    briefs = [guide.brief, *(exercise.brief for exercise in guide.exercises if exercise.brief)]
    return {str(each.link) for brief in briefs for each in brief.resources}


def test_it_holds_these_types_and_no_others(catalog: Catalog) -> None:
    assert set(catalog.guides) == set(ROWS)


@rows
def test_facts_of_the_table(catalog: Catalog, slug: str) -> None:
    guide, row = catalog.guides[slug], ROWS[slug]
    assert guide.track.value == row.track
    assert (guide.minutes.min, guide.minutes.max) == row.minutes
    assert (guide.interviewers.min, guide.interviewers.max) == row.interviewers
    assert guide.solo_minutes == row.solo
    assert (guide.assistants is Assistants.EXPECTED) == row.assistants


@rows
def test_earlier_types_lead_to_their_successors(catalog: Catalog, slug: str) -> None:
    guide, row = catalog.guides[slug], ROWS[slug]
    assert tuple(each.slug for each in catalog.successors(guide)) == row.successors
    assert guide.successor_exercise == row.exercise
    choice = catalog.choice(guide)
    assert choice.now.slug == (row.successors[0] if row.successors else slug)
    assert (choice.exercise.slug if choice.exercise else None) == row.exercise
    assert tuple(each.slug for each in choice.besides) == row.successors[1:]


@rows
def test_criteria_are_as_stated_or_marked_as_derived(catalog: Catalog, slug: str) -> None:
    guide, row = catalog.guides[slug], ROWS[slug]
    assert guide.criteria == row.criteria
    if row.stated:
        assert len(guide.look_for) == row.stated
    else:
        assert 4 <= len(guide.look_for) <= 6


@rows
def test_links(catalog: Catalog, slug: str) -> None:
    guide = catalog.guides[slug]
    everywhere = {ENGINEERING} if guide.track.value in {"engineering", "operations"} else set()
    assert links(guide, Visibility.INTERNAL) == INTERNAL_LINKS.get(slug, set()) | everywhere
    public = links(guide, Visibility.PUBLIC) | brief_links(guide)
    assert public == PUBLIC_LINKS.get(slug, set())


def test_the_handbook_comes_with_every_guide(catalog: Catalog) -> None:
    for guide in catalog.guides.values():
        assert {str(each.link) for each in catalog.resources(guide)} >= HANDBOOK
    assert {each.visibility for each in catalog.company.resources} == {Visibility.INTERNAL}


def test_lengths_with_an_exercise_of_its_own(catalog: Catalog) -> None:
    pairing = catalog.guides["pairing-exercise"]
    frontend = pairing.exercise("frontend")
    assert frontend
    assert str(frontend.minutes) == "60–90"
    assert frontend.note
    assert pairing.length("release") == 45


def test_agendas_given_by_the_source_are_not_marked_as_assumed(catalog: Catalog) -> None:
    for slug in ("code-walkthrough", "appsec-walkthrough"):
        agenda = catalog.guides[slug].agenda
        assert [item.minutes for item in agenda] == [5, 30, 10]
        assert not any(item.derived for item in agenda)


def test_the_end_belongs_to_the_candidate(catalog: Catalog) -> None:
    for guide in catalog.guides.values():
        if guide.slug != "ml-pairing":  # its second half is all questions, in the shared channel
            assert guide.agenda[-1].candidate_questions, guide.slug
            assert guide.agenda[-1].minutes == 10


def test_rules(catalog: Catalog) -> None:
    pairing, closing = catalog.guides["pairing-exercise"], catalog.guides["leadership-intro"]
    assert pairing.rules.dry_run
    assert pairing.rules.same_exercise
    assert closing.rules.reads_earlier_feedback
    assert not catalog.guides["hiring-manager-intro"].rules.reads_earlier_feedback


def test_a_second_interviewer_has_guidance_of_their_own(catalog: Catalog) -> None:
    for guide in catalog.guides.values():
        if guide.interviewers.max > 1:
            assert guide.roles.observer, guide.slug
            assert guide.roles.observer != guide.roles.lead


def test_listed_by_track_with_active_ones_first(catalog: Catalog) -> None:
    tracks = [guide.track.value for guide in catalog.guides.values()]
    assert list(dict.fromkeys(tracks)) == [
        "general",
        "engineering",
        "operations",
        "security",
        "ai-ml",
        "leadership",
    ]
    for track in set(tracks):
        states = [guide.state for guide in catalog.guides.values() if guide.track.value == track]
        assert states == sorted(states)  # active comes before superseded
