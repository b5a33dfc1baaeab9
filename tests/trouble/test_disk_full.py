"""SQLite's disk is full: it is said like any other loss of the database, and passes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select

from bot.demo.company import CHANNEL, PRIYA, ROSA
from bot.storage.database import Database
from bot.storage.schema import guide_version
from bot.storage.trouble import Unusable
from tests.acting import World, a_demo, words
from tests.builders import MONDAY_NINE
from tests.trouble.away import NOT_SAVED, tries
from tests.trouble.forms import NOON, TUESDAY, a_team_loop

LONG = "It went on and on. " * 130


@contextmanager
def full(database: Database) -> Iterator[None]:
    """The file may not grow any more."""

    def limited(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # less than there is: as much as there is

    event.listen(database.engine, "checkout", limited)
    try:
        yield
    finally:
        event.remove(database.engine, "checkout", limited)
        database.engine.dispose()


def fill(database: Database, number: int) -> None:
    """More than any page that is free can take."""
    row = {
        "slug": f"slug-{number}",
        "version": "v1",
        "content": {"text": LONG * 20},
        "first_seen": MONDAY_NINE,
    }
    with database.write() as connection:
        connection.execute(insert(guide_version), row)


def test_what_is_said_of_it_and_that_it_passes(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    fill(database, 1)
    with full(database):
        with pytest.raises(Unusable) as caught:
            fill(database, 2)
        with database.read() as connection:
            assert connection.execute(select(func.count()).select_from(guide_version)).scalar() == 1
    found = caught.value.trouble
    assert found.away
    assert found.problem == f"names a file on a disk that is full: {sqlite_url.removeprefix('sqlite:///')}"
    fill(database, 2)
    database.close()


@pytest.fixture
def world() -> Iterator[World]:
    with a_demo(start_at=TUESDAY) as demo:
        yield World(demo)


def test_a_form_stays_open_and_is_taken_once_there_is_room(world: World) -> None:
    a_team_loop(world)
    world.moves_to(NOON + timedelta(hours=1))
    priya = world.actor(PRIYA)
    priya.types("/interview feedback")
    fields = {"notes": LONG, "recommendation": "yes", "reasons": LONG}
    with ExitStack() as stack:
        for each in world.demo.bot.databases:
            stack.enter_context(full(each))
        answer = tries(priya, **fields)
        assert next(iter(answer["errors"].values())).endswith(NOT_SAVED)
    assert tries(priya) == {"ok": True}
    world.settle()
    assert "1 of 2 in" in words(world.actor(ROSA).messages(CHANNEL)[0])
