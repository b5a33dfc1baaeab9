"""Words lead to the guide that is meant."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalog.finding import (
    Exact,
    ExactTemplate,
    Found,
    Near,
    NearTemplates,
    Several,
    SeveralTemplates,
    Unlike,
    find,
    find_template,
    find_track,
    nearest,
)
from bot.catalog.loading import Catalog
from bot.catalog.models import Track
from tests.catalog.ledger import ROWS, WORDS

relaxed = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def meant(found: Found) -> set[str]:
    match found:
        case Exact(guide):
            return {guide.slug}
        case Several(guides):
            assert len(guides) > 1
            return {guide.slug for guide in guides}
        case _:
            return set()


@pytest.mark.parametrize("word", WORDS)
def test_words_people_type(catalog: Catalog, word: str) -> None:
    assert meant(find(catalog, word)) == WORDS[word]


@pytest.mark.parametrize("slug", ROWS)
def test_slugs_and_titles(catalog: Catalog, slug: str) -> None:
    guide = catalog.guides[slug]
    assert find(catalog, slug) == Exact(guide)
    assert find(catalog, guide.title) == Exact(guide)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sytem desgin", "system-design"),
        ("tehnical screen", "technical-screen"),
        ("take-hoem", "take-home"),
        ("pear programing", "pairing-exercise"),
        ("fronted", "frontend-live-coding"),
        ("colaboration", "collaboration"),
        ("recuriter", "recruiter-screen"),
        ("collab", "collaboration"),
        ("securty", "appsec-walkthrough"),
    ],
)
def test_misspellings_get_the_nearest_first(catalog: Catalog, typed: str, first: str) -> None:
    found = find(catalog, typed)
    assert isinstance(found, Near)
    assert found.guides[0].slug == first
    assert len(found.guides) <= 3


def test_what_leads_to_the_same_is_listed_once(catalog: Catalog) -> None:
    """Two superseded guides that became one are no choice; two exercises of one guide are."""
    assert meant(find(catalog, "deep dive")) == {"technical-screen", "ml-deep-dive"}
    assert meant(find(catalog, "kubernetes")) == {"delivery-pairing", "cloud-ops-pairing"}


@pytest.mark.parametrize(
    ("typed", "track"),
    [
        ("ai", Track.AI_ML),
        ("AI and ML", Track.AI_ML),
        ("ops", Track.OPERATIONS),
        ("Eng", Track.ENGINEERING),
        ("securty", Track.SECURITY),
        ("k8s", None),
        ("", None),
    ],
)
def test_tracks(typed: str, track: Track | None) -> None:
    assert find_track(typed) is track


@pytest.mark.parametrize("typed", ["", "   ", "-_-", "?!", "qqqq", "zzzzzz", "数学"])
def test_nothing_like_it(catalog: Catalog, typed: str) -> None:
    assert find(catalog, typed) == Unlike()


def test_of_several_the_active_ones_come_first(catalog: Catalog) -> None:
    found = find(catalog, "walkthrough")
    assert isinstance(found, Several)
    states = [guide.state for guide in found.guides]
    assert states == sorted(states)


@relaxed
@given(typed=st.text(max_size=60))
def test_any_text_gets_an_answer(catalog: Catalog, typed: str) -> None:
    assert isinstance(find(catalog, typed), Exact | Several | Near | Unlike)
    find_template(catalog, typed)


def scrambled(words: str, seed: int) -> str:
    """The same word in other case, with other separators."""
    chance = random.Random(seed)
    letters = [letter.upper() if chance.random() < 0.5 else letter for letter in words]
    return "".join(chance.choice([" ", "-", "_", ""]) if letter in " -_" else letter for letter in letters)


@relaxed
@given(seed=st.integers(0, 2**32))
def test_every_alias_resolves_whatever_its_case_and_spacing(catalog: Catalog, seed: int) -> None:
    for guide in catalog.guides.values():
        for name in (guide.slug, guide.title, *guide.aliases):
            assert guide.slug in meant(find(catalog, f"  {scrambled(name, seed)} ")), name


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("standard", "standard-engineering"),
        ("Cloud Ops", "cloud-ops"),
        ("ai_ml", "ai-ml"),
        ("leader", "engineering-leader"),
        ("release loop", "release"),
    ],
)
def test_templates(catalog: Catalog, typed: str, slug: str) -> None:
    assert find_template(catalog, typed) == ExactTemplate(catalog.templates[slug])


def test_templates_several_near_and_none(catalog: Catalog) -> None:
    assert isinstance(find_template(catalog, "engineering"), SeveralTemplates)
    near = find_template(catalog, "securty")
    assert isinstance(near, NearTemplates)
    assert near.templates[0].slug == "security"
    assert find_template(catalog, "qqqq") == Unlike()


def test_nearest_among_any_words() -> None:
    commands = ["prep", "list", "feedback", "schedule", "settings"]
    assert nearest("feedbak", commands) == ["feedback"]
    assert nearest("shedule", commands)[0] == "schedule"
    assert nearest("xyz", commands) == []
    assert nearest("", commands) == []
    assert nearest("prep", []) == []
