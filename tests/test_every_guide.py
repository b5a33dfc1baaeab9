"""Every guide, by every word that leads to it, in Slack: the acknowledgement itself holds the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.models import Guide
from bot.demo.company import PRIYA
from tests.acting import Actor, World
from tests.asking import asked, clicked, flat, now, read, shown, world_with_every_guide
from tests.catalog.ledger import ROWS, WORDS

pytestmark = pytest.mark.one_worker


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    yield from world_with_every_guide()


@pytest.fixture(scope="module")
def catalog(world: World) -> Catalog:
    return world.demo.bot.services.catalog.current


@pytest.fixture(scope="module")
def priya(world: World) -> Actor:
    return world.actor(PRIYA)


# --- the words -----------------------------------------------------------------------------------


def names(catalog: Catalog) -> dict[str, set[str]]:
    """Each word anybody may type, and the guides it means."""
    found = {slug: {slug} for slug in catalog.guides} | WORDS
    for guide in catalog.guides.values():
        found.setdefault(guide.title, {guide.slug})
        for alias in guide.aliases:
            found.setdefault(alias, set())
    for word, meant in found.items():
        meant |= {guide.slug for guide in catalog.guides.values() if word in guide.aliases}
    return found


def test_the_catalog_has_what_the_ledger_has(catalog: Catalog) -> None:
    assert set(catalog.guides) >= set(ROWS)


def test_every_word_leads_to_its_guide(world: World, catalog: Catalog, priya: Actor) -> None:
    for word, meant in names(catalog).items():
        said = read(asked(world, priya, f"/interview prep {word}"))
        for slug in meant:
            assert (now(catalog, slug) if len(meant) == 1 else catalog.guides[slug]).title in said, word
        assert ("Which one do you mean?" in said) == (len(meant) > 1), word
        assert "can't find" not in said, word


def test_every_word_leads_to_its_brief(world: World, catalog: Catalog, priya: Actor) -> None:
    for word, meant in names(catalog).items():
        said = read(asked(world, priya, f"/interview candidate-brief {word}"))
        if len(meant) > 1:
            assert "Which one do you mean?" in said, word
            continue
        guide = now(catalog, *meant)
        assert said.startswith(f"*To send to the candidate: {guide.title}*"), word
        for text in (guide.brief.about, *guide.brief.expect, *guide.brief.prepare):
            assert flat(text) in said, word


@pytest.mark.parametrize("command", ["prep", "candidate-brief", "brief"])
def test_a_misspelling_is_offered_the_nearest(world: World, priya: Actor, command: str) -> None:
    said = asked(world, priya, f"/interview {command} sytem desgin")
    assert "Did you mean" in read(said)
    assert "System Design" in read(said)
    (found,) = clicked(priya, shown(priya), "Show it")
    heading = "*System Design*" if command == "prep" else "*To send to the candidate: System Design*"
    assert heading in read(found)


def test_a_misspelling_keeps_the_role(world: World, priya: Actor) -> None:
    asked(world, priya, "/interview prep sytem desgin observer")
    (found,) = clicked(priya, shown(priya), "Show it")
    assert "*For you as observer*" in read(found)


@pytest.mark.parametrize(
    ("word", "exercises"),
    [
        ("k8s", ["Release pairing exercise", "Cloud Ops pairing exercise"]),
        ("release", ["Release pairing exercise", "Release take-home"]),
    ],
)
def test_a_word_of_superseded_guides_leads_to_their_exercises(
    world: World, priya: Actor, word: str, exercises: list[str]
) -> None:
    said = read(asked(world, priya, f"/interview prep {word} shadow"))
    offered = {exercise: said.index(f"with “{exercise}”") for exercise in exercises}
    (found,) = clicked(priya, shown(priya), "Show it")
    first = min(offered, key=offered.__getitem__)
    assert f"with the exercise “{first}”" in read(found)
    assert "*For you as shadow*" in read(found)


@pytest.mark.parametrize(
    ("word", "exercise"),
    [("frontend", "Frontend pairing exercise"), ("delivery", "Release pairing exercise")],
)
def test_a_word_of_one_superseded_guide_leads_to_its_exercise(
    world: World, priya: Actor, word: str, exercise: str
) -> None:
    assert f"is now Pairing Exercise, with the exercise “{exercise}”" in read(
        asked(world, priya, f"/interview prep {word}")
    )


def test_candidate_brief_alone_asks_which(world: World, priya: Actor) -> None:
    assert "Which interview's page for the candidate?" in read(
        asked(world, priya, "/interview candidate-brief")
    )
    asked(world, priya, "/interview brief sytem desgin")
    (pages,) = clicked(priya, shown(priya), "Candidates' pages")
    assert "Which interview's page for the candidate?" in read(pages)


def test_a_word_for_several_lists_them(world: World, catalog: Catalog, priya: Actor) -> None:
    said = asked(world, priya, "/interview prep walkthrough")
    titles = {catalog.guides[slug].title for slug in WORDS["walkthrough"]}
    assert {title for title in titles if title in read(said)} == titles
    (guide,) = clicked(priya, shown(priya), "Show it")
    assert "*Code Walkthrough*" in read(guide)


# --- the list ------------------------------------------------------------------------------------


def entries(guides: Iterable[Guide], catalog: Catalog) -> list[str]:
    return [
        f"{guide.title} `{guide.slug}`, now {catalog.guides[guide.superseded_by[0]].title}"
        if guide.superseded_by
        else f"*{guide.title}* `{guide.slug}` {guide.summary}"
        for guide in guides
    ]


def test_the_list_has_every_type_with_its_sentence(world: World, catalog: Catalog, priya: Actor) -> None:
    said = read(asked(world, priya, "/interview list"))
    every = entries(catalog.guides.values(), catalog)
    assert [entry for entry in every if entry not in said] == []
    current = max(
        said.index(f"`{guide.slug}` {guide.summary}")
        for guide in catalog.guides.values()
        if guide.state == "active"
    )
    earlier = min(said.index(f"`{slug}`, now") for slug, row in ROWS.items() if row.successors)
    assert current < earlier


@pytest.mark.parametrize("word", ["ai", "ML", "AI/ML", "ai ml", "AI and ML", "machine learning"])
def test_a_track_by_its_words(world: World, priya: Actor, word: str) -> None:
    assert read(asked(world, priya, f"/interview list {word}")).startswith("*AI and ML interviews*")


def test_a_track_there_is_none_of_is_told_with_those_there_are(world: World, priya: Actor) -> None:
    said = read(asked(world, priya, "/interview list juggling"))
    assert "There is no track “juggling”. Tracks: general, engineering" in said


@pytest.mark.parametrize("track", sorted({row.track for row in ROWS.values()}))
def test_the_list_by_track(world: World, catalog: Catalog, priya: Actor, track: str) -> None:
    said = read(asked(world, priya, f"/interview list {track}"))
    of_track = [guide for guide in catalog.guides.values() if guide.track == track]
    assert of_track
    assert [entry for entry in entries(of_track, catalog) if entry not in said] == []
    assert [
        slug for slug, guide in catalog.guides.items() if guide.track != track and f"`{slug}`" in said
    ] == []
