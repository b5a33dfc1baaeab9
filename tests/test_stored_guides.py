"""An interview made with a guide that today's models would refuse: every screen of it works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.demo.company import CHANNEL, PRIYA, ROSA, TOM
from bot.demo.running import Demo
from bot.domain.loops import Loop
from bot.storage import guides, loops
from tests.acting import World, words
from tests.catalog.stored import Json, one_of_each, pattern, rows, values, with_value, without
from tests.setting_up import a_created_loop, an_edit, the_loop

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("Europe/Berlin"))
NOON = TUESDAY + timedelta(hours=2)
EARLIER = "0123456789abcdef"
ROW = rows()[0]
GENERAL = "C0GENERAL"


def unknown() -> Json:
    """A field and a word that no model knows, at every level."""
    content = ROW.content | {"format": "hybrid", "track": "people", "criteria": "guessed"}
    for path, value in one_of_each(content).items():
        if isinstance(value, dict):
            content = with_value(content, (*path, "news"), {"since": "later"})
    return content | {"news": [1, None]}


def bare() -> Json:
    """Of everything that has a name, the name alone."""
    content = ROW.content
    named = {
        "slug",
        "look_for",
        "look_for.*",
        "look_for.*.id",
        "exercises",
        "exercises.*",
        "exercises.*.slug",
    }
    for path in reversed([path for path, _ in values(content)]):
        if pattern(path) not in named:
            content = without(content, path)
    return content


def overlong() -> Json:
    """Three times the criteria, and texts far longer than a screen takes."""
    content = ROW.content
    for path, value in values(ROW.content):
        if isinstance(value, str) and " " in value:
            content = with_value(content, path, f"{value}. " * 100)
    criteria = [each | {"id": f"criterion-{number}"} for number, each in enumerate(content["look_for"] * 3)]
    return content | {"look_for": criteria}


CONTENTS = {"unknown": unknown, "bare": bare, "overlong": overlong, "empty": dict}


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    with Demo(database_url=database_url, start_at=TUESDAY, with_loop=False, ticking=False) as demo:
        yield World(demo)


def made_with(world: World, content: Json) -> Loop:
    """Priya leads it and Tom observes; its guide's version is one that was stored before."""
    made = a_created_loop(world, an_edit(NOON, PRIYA, guide=ROW.slug, observers=(TOM,)))
    with world.demo.bot.services.database.write() as connection:
        loop = loops.load(connection, made.id, lock=True)
        assert loop
        guides.keep(connection, [(ROW.slug, EARLIER, content)], TUESDAY)
        (interview,) = loop.interviews
        changed = replace(interview, guide_version=EARLIER)
        loops.save(connection, loop, loop.with_interview(changed))
    return the_loop(world, made.id)


@pytest.mark.parametrize("how", CONTENTS)
def test_every_screen_of_an_old_interview_works(world: World, how: str) -> None:
    loop = made_with(world, CONTENTS[how]())
    priya, rosa = world.actor(PRIYA), world.actor(ROSA)
    for person, line in (
        (priya, "prep"),
        (priya, "mine"),
        (priya, "loop"),
        (rosa, "loop maya"),
        (rosa, "loops"),
        (rosa, "brief maya"),
    ):
        said = words(person.types(f"/interview {line}"))
        assert "Maya Lind" in said, (line, said)
        assert "Something went wrong" not in said, line
    rosa.types("/interview schedule maya")
    rosa.clicks(rosa.modal(), "Edit")
    assert rosa.submits(place="Room 4")["ok"]
    priya.hand.do("home")
    world.moves_to(NOON - timedelta(minutes=15))
    priya.clicks(priya.last(), "Open scorecard")
    assert priya.modal()["callback_id"] == "scorecard"
    world.moves_to(NOON + timedelta(hours=1))
    assert priya.submits(recommendation="no-decision", reasons="The call dropped")["ok"]
    assert "of 2" in words(rosa.messages(CHANNEL)[0])
    assert the_loop(world, loop.id).interviews[0].guide_version == EARLIER
    assert world.refusals() == []
