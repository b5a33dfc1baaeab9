"""A process says in the database that it is at work, as long as it is."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.domain.processes import GONE_AFTER, SAYS_SO_EVERY, ProcessKind
from bot.operations.presence import Presence
from bot.sandbox.server import Sandbox
from bot.storage import processes
from bot.storage.database import Database
from bot.storage.schema import process
from tests.delivery.world import workspace
from tests.processes import Running, eventually, free_port, settings_for

SECONDS = iter(range(10**6))


def a_presence(database: Database, name: str = "one") -> Presence:
    """Each call is a second after the one before."""
    return Presence(database, name, ProcessKind.WORKER, lambda: next(SECONDS))


def found(database: Database) -> list[tuple[str, str]]:
    with database.read() as connection:
        return [(each.name, each.kind) for each in processes.at_work(connection)]


def aged(database: Database, ago: timedelta) -> None:
    with database.write() as connection:
        rows = {row.name: row.seen_at for row in connection.execute(process.select())}
        for name, at in rows.items():
            connection.execute(update(process).where(process.c.name == name).values(seen_at=at - ago))


def test_it_is_there_until_it_ends(database: Database, elsewhere: Database) -> None:
    one, two = a_presence(database), a_presence(database, "two")
    assert found(elsewhere) == []
    one()
    two()
    assert found(elsewhere) == [("one", "worker"), ("two", "worker")]
    one.end()
    assert found(elsewhere) == [("two", "worker")]
    one()
    assert found(elsewhere) == [("two", "worker")], "what runs on for a moment does not bring it back"


def test_one_that_says_nothing_any_more_is_gone(database: Database, elsewhere: Database) -> None:
    one = a_presence(database)
    one()
    aged(database, GONE_AFTER - timedelta(seconds=20))
    assert found(elsewhere) == [("one", "worker")]
    aged(database, timedelta(seconds=20))
    assert found(elsewhere) == []


def test_it_is_said_again_now_and_then(database: Database, elsewhere: Database) -> None:
    one = a_presence(database)
    one()
    aged(database, GONE_AFTER)
    one()
    assert found(elsewhere) == [], "not with every call"
    for _ in range(int(SAYS_SO_EVERY)):
        one()
    assert found(elsewhere) == [("one", "worker")]


def test_rows_of_those_long_gone_go(database: Database, elsewhere: Database) -> None:
    a_presence(database, "old")()
    aged(database, timedelta(days=2))
    a_presence(database, "new")()
    with elsewhere.read() as connection:
        assert connection.execute(process.select()).scalars().all() == ["new"]


def test_one_that_never_said_so_leaves_the_database_alone(tmp_path: Path) -> None:
    """It has no tables even."""
    database = Database(f"sqlite:///{tmp_path / 'bare.db'}")
    a_presence(database).end()
    database.close()


@pytest.mark.parametrize(("command", "kind"), [("", "bot"), ("worker", "worker"), ("web", "web")])
def test_each_process_does(postgres_url: str, tmp_path: Path, command: str, kind: str) -> None:
    with Sandbox(workspace()) as slack, closing(Database(postgres_url)) as database:
        variables = settings_for(slack, postgres_url, PORT=str(free_port()))
        running = Running(tmp_path, *([command] if command else []), **variables)
        try:
            ((name, told),) = running.until(lambda: found(database), "its row")
            assert told == kind
            number = int(name.rpartition(":")[2])
            os.kill(number, 0)
            running.sent(signal.SIGTERM)
            eventually(lambda: not running.alive, "its end")
            assert found(database) == [], running.said
        finally:
            running.close()
