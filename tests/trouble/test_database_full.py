"""SQLite has no room left: as where the database is away, nothing typed is lost, and it is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.demo.company import CHANNEL, PRIYA, ROSA
from tests.acting import World, a_demo, words
from tests.patience import DATABASE_GIVEN_UP
from tests.trouble.away import NOT_SAVED, tries
from tests.trouble.forms import NOON, TUESDAY, a_team_loop, held

LONG = "Chose a queue. " * 180  # twice that does not fit on a page
NO_MORE, ENOUGH = 1, 1_000_000  # pages; what is there stays


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    file = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    file.execute("VACUUM")  # migrations have left pages that nobody uses
    file.close()
    given = {"database_url": sqlite_url, "limits": DATABASE_GIVEN_UP}
    with a_demo(over_http=True, start_at=TUESDAY, **given) as demo:
        yield World(demo)


@contextmanager
def full(world: World) -> Iterator[None]:
    """No connection of the bot's gets another page."""
    pages = [NO_MORE]

    def limit(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={pages[0]}")

    for database in world.demo.bot.databases:
        event.listen(database.engine, "checkout", limit)
    yield
    pages[0] = ENOUGH


def test_a_scorecard_and_what_it_sets_off(world: World) -> None:
    a_team_loop(world)
    world.moves_to(NOON + timedelta(hours=1))
    priya = world.actor(PRIYA)
    priya.types("/interview feedback")
    with full(world):
        answer = tries(priya, notes=LONG, recommendation="yes", reasons=LONG)
        assert [said.endswith(NOT_SAVED) for said in answer["errors"].values()] == [True]
        assert held(priya.modal(), "notes") == LONG
        world.demo.bot.worker.tick()
    assert tries(priya) == {"ok": True}, "with nothing typed again"
    world.settle()
    rosa = world.actor(ROSA)
    card = rosa.messages(CHANNEL)[0]
    assert "1 of 2 in" in words(card)
    assert "Chose a queue" in words(rosa.messages(CHANNEL, card["ts"]))
