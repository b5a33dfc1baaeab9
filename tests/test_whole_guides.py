"""Both faces of every guide, as people get them in Slack: the whole of it, and the candidate's page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.exercises import Exercise, Resource, RoleLines, Visibility
from bot.catalog.instructions import instructions
from bot.catalog.models import Criterion, Guide
from bot.demo.company import PRIYA, ROSA
from bot.domain.interviews import Role
from bot.slack.views.text import count
from tests.acting import Actor, Json, World
from tests.asking import asked, clicked, flat, now, read, room, shown, world_with_every_guide
from tests.catalog.ledger import INTERNAL_LINKS, ROWS

pytestmark = pytest.mark.one_worker

ROLES = ("lead", "observer", "shadow")
EVERY = sorted(ROWS)
EARLIER = sorted(slug for slug, row in ROWS.items() if row.successors)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    yield from world_with_every_guide()


@pytest.fixture(scope="module")
def catalog(world: World) -> Catalog:
    return world.demo.bot.services.catalog.current


@pytest.fixture(scope="module")
def rosa(world: World) -> Actor:
    return world.actor(ROSA)


@pytest.fixture(scope="module")
def priya(world: World) -> Actor:
    return world.actor(PRIYA)


def page(world: World, person: Actor, slug: str) -> Json:
    """The guide of that name itself, an earlier one by its button."""
    asked(world, person, f"/interview prep {slug}", room(slug))
    if slug in EARLIER:
        clicked(person, shown(person, room(slug)), "Show the earlier guide", room(slug))
    return shown(person, room(slug))


def missing(texts: list[str], said: str) -> list[str]:
    return [text for text in texts if flat(text) not in said]


# --- the whole of it -----------------------------------------------------------------------------


def of_roles(roles: RoleLines | None) -> list[str]:
    return [*roles.lead, *roles.observer, *roles.shadow] if roles else []


def of_checklists(source: Guide | Exercise) -> list[str]:
    return [*source.before, *source.observer_before, *source.shadow_before]


def of_criterion(criterion: Criterion) -> list[str]:
    anchors = criterion.anchors
    return [criterion.line, criterion.question, *([anchors.strength, anchors.concern] if anchors else [])]


def of_links(resources: tuple[Resource, ...]) -> list[str]:
    return [f"<{each.link}|{each.title}>" for each in resources]


def of_exercise(exercise: Exercise) -> list[str]:
    """What only its interviewers get to read."""
    told = [*exercise.details, *of_checklists(exercise), *of_roles(exercise.roles)]
    return told + of_links(exercise.resources)


def of_guide(guide: Guide, catalog: Catalog) -> list[str]:
    """All that everybody in the company may read of it."""
    texts = [guide.title, guide.summary, guide.interviewers.who, guide.purpose, guide.owner]
    texts += [
        *guide.details,
        *of_checklists(guide),
        *of_roles(guide.roles),
        *of_links(catalog.resources(guide)),
    ]
    texts += [each.what for each in guide.agenda] + list(catalog.company.house_rules)
    for criterion in guide.look_for:
        texts += of_criterion(criterion)
    for exercise in guide.exercises:
        texts += [exercise.title, exercise.summary, *([exercise.note] if exercise.note else [])]
    return texts


@pytest.mark.parametrize("slug", EVERY)
def test_the_whole_guide_is_the_whole_guide(world: World, catalog: Catalog, rosa: Actor, slug: str) -> None:
    guide = catalog.guides[slug]
    said = read(*clicked(rosa, page(world, rosa, slug), "Whole guide", room(slug)))
    exercises = [text for exercise in guide.exercises for text in of_exercise(exercise)]
    assert missing(of_guide(guide, catalog) + exercises, said) == []


@pytest.mark.parametrize("slug", EVERY)
def test_exercises_are_kept_for_those_who_interview(
    world: World, catalog: Catalog, priya: Actor, slug: str
) -> None:
    guide = catalog.guides[slug]
    said = read(*clicked(priya, page(world, priya, slug), "Whole guide", room(slug)))
    told = of_guide(guide, catalog)
    assert missing(told, said) == []
    kept = [text for exercise in guide.exercises for text in of_exercise(exercise) if text not in told]
    assert missing(kept, said) == kept


@pytest.mark.parametrize("slug", EVERY)
def test_the_essentials_name_what_they_leave_out(
    world: World, catalog: Catalog, priya: Actor, slug: str
) -> None:
    guide = catalog.guides[slug]
    said = read(page(world, priya, slug))
    assert guide.summary in said
    for lines in ([each.line for each in guide.look_for], list(guide.roles.lead), list(guide.before)):
        left_out = missing(lines, said)
        assert not left_out or count(len(left_out), "more line") in said
    assert not guide.rules.dry_run or "dry run" in said


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("slug", sorted(set(EVERY) - set(EARLIER)))
def test_each_role_gets_its_own_guidance(
    world: World, catalog: Catalog, priya: Actor, slug: str, role: str
) -> None:
    said = read(asked(world, priya, f"/interview prep {slug} {role}", room(slug)))
    guide = catalog.guides[slug]
    own = instructions(Role(role), guide, None, catalog.company)
    assert f"*For you as {role}*" in said
    assert missing([*own.guidance, *own.before], said) == []
    others = {line for each in Role for line in instructions(each, guide, None, catalog.company).before}
    assert [line for line in others - {*own.guidance, *own.before} if f"• {line}" in said] == []
    whole = read(*clicked(priya, shown(priya, room(slug)), "Whole guide", room(slug)))
    assert f"*For you as {role}*" in whole


# --- what took its place -------------------------------------------------------------------------


@pytest.mark.parametrize("slug", EARLIER)
def test_an_earlier_guide_leads_to_its_successor(
    world: World, catalog: Catalog, priya: Actor, slug: str
) -> None:
    guide, later = catalog.guides[slug], now(catalog, slug)
    first = read(asked(world, priya, f"/interview prep {slug}", room(slug)))
    assert first.startswith(f"{guide.title} is now {later.title}")
    assert later.summary in first
    assert guide.summary not in first
    row = ROWS[slug]
    exercise = later.exercise(row.exercise)
    assert exercise is None or f"with the exercise “{exercise.title}”" in first
    assert all(f"`{other}`" in first for other in row.successors[1:])

    (earlier,) = clicked(priya, shown(priya, room(slug)), "Show the earlier guide", room(slug))
    said = read(earlier)
    assert "This is an earlier guide." in said
    assert guide.summary in said
    assert missing([each.line for each in guide.look_for], said) == []
    (again,) = clicked(priya, earlier, "Show what replaced it", room(slug))
    assert later.summary in read(again)


WITH_EXERCISE = [slug for slug in EARLIER if ROWS[slug].exercise]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("slug", WITH_EXERCISE)
def test_an_earlier_guide_leads_to_all_of_its_exercise(
    world: World, catalog: Catalog, rosa: Actor, slug: str, role: str
) -> None:
    """By its own name; for those who interview with it."""
    later = now(catalog, slug)
    exercise = later.exercise(ROWS[slug].exercise)
    assert exercise
    said = read(asked(world, rosa, f"/interview prep {slug} {role}", room(slug)))
    own = instructions(Role(role), later, exercise, catalog.company)
    wanted = [exercise.title, exercise.summary, *own.guidance, *own.before, *of_links(exercise.resources)]
    agenda = [item.what for item in later.agenda_of(exercise.slug)]
    assert missing([*wanted, *agenda, f"{exercise.minutes or later.minutes} minutes"], said) == []
    whole = read(*clicked(rosa, shown(rosa, room(slug)), "Whole guide", room(slug)))
    assert missing([*wanted, *agenda, *exercise.details, *of_guide_alone(later)], whole) == []


def of_guide_alone(guide: Guide) -> list[str]:
    texts = [guide.title, guide.purpose, *guide.details, *of_links(guide.resources)]
    return texts + [text for criterion in guide.look_for for text in of_criterion(criterion)]


@pytest.mark.parametrize("slug", WITH_EXERCISE)
def test_others_get_the_exercises_name_and_the_guides_guidance(
    world: World, catalog: Catalog, priya: Actor, slug: str
) -> None:
    later = now(catalog, slug)
    exercise = later.exercise(ROWS[slug].exercise)
    assert exercise
    said = read(asked(world, priya, f"/interview prep {slug}", room(slug)))
    assert missing([exercise.title, exercise.summary, *later.roles.lead, *later.before], said) == []
    told = of_guide(later, catalog)
    assert [text for text in of_exercise(exercise) if text not in told and flat(text) in said] == []


# --- the candidate's page ------------------------------------------------------------------------


def internal(catalog: Catalog) -> list[str]:
    """Addresses that no candidate may get, of the catalog and of the ledger."""
    resources = [*catalog.company.resources]
    for guide in catalog.guides.values():
        resources += [*guide.resources, *(each for one in guide.exercises for each in one.resources)]
    told = {str(each.link) for each in resources if each.visibility is Visibility.INTERNAL}
    return sorted(told.union(*INTERNAL_LINKS.values()))


def guarded(catalog: Catalog) -> tuple[str, ...]:
    """Texts that are the interviewers' alone."""
    texts: list[str] = []
    for guide in catalog.guides.values():
        texts += [guide.purpose, *guide.details, *of_checklists(guide), *of_roles(guide.roles)]
        for criterion in guide.look_for:
            texts += of_criterion(criterion)
        for exercise in guide.exercises:
            texts += [*exercise.details, *of_checklists(exercise), *of_roles(exercise.roles)]
    return tuple(texts)


@pytest.mark.parametrize("slug", EVERY)
def test_nothing_internal_is_in_a_brief(world: World, catalog: Catalog, rosa: Actor, slug: str) -> None:
    """Asked by somebody who may read everything: the page is the same for everybody."""
    said = read(asked(world, rosa, f"/interview candidate-brief {slug}"))
    by_button = [
        read(each) for each in clicked(rosa, page(world, rosa, slug), "To send to the candidate", room(slug))
    ]
    for brief in (said, *by_button):
        assert [link for link in internal(catalog) if link in brief] == []
        assert [text for text in guarded(catalog) if flat(text) in brief] == []


@pytest.mark.parametrize("slug", EVERY)
def test_a_brief_is_complete(world: World, catalog: Catalog, priya: Actor, slug: str) -> None:
    guide = now(catalog, slug)
    exercise = guide.exercise(ROWS[slug].exercise)
    briefs = [guide.brief, *([exercise.brief] if exercise and exercise.brief else [])]
    said = read(asked(world, priya, f"/interview candidate-brief {slug}"))
    company = catalog.company
    wanted = [*company.about_work, *company.aims, *company.wanted, guide.title, guide.interviewers.who]
    for brief in briefs:
        wanted += [brief.about, *brief.expect, *brief.prepare, brief.attachment or ""]
        wanted += [f"{each.title}: {each.link}" for each in brief.resources]
    assert missing(wanted, said) == []
    assert ("Coding assistants are welcome" in said) == (guide.assistants == "expected")
