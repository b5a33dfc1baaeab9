"""A database that goes away and comes back is two lines, however many transactions meet it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text
from structlog.testing import capture_logs

from bot.domain.errors import DatabaseUnavailable
from bot.storage.database import Database
from tests.conftest import Postgres
from tests.relay import Relay
from tests.storage.keeping import ping

Log = list[Any]


@pytest.fixture
def logs() -> Iterator[Log]:
    with capture_logs() as found:
        yield found


def is_away(database: Database, act: Callable[[Database], object] = ping) -> None:
    with pytest.raises(DatabaseUnavailable):
        act(database)


def writes(database: Database) -> None:
    with database.write():
        pass


def without_place(line: Any) -> dict[str, Any]:
    assert re.fullmatch(r"bot/storage/(database|engines)\.py:\d+", line["at"])
    assert (line["error"], line["cause"]) == ("OperationalError", "OperationalError")
    return {key: value for key, value in line.items() if key not in ("at", "error", "cause")}


@pytest.fixture
def relay(postgres: Postgres) -> Iterator[Relay]:
    """To the server's socket."""
    with Relay(f"{make_url(postgres.url).query['host']}/.s.PGSQL.5432") as relay:
        yield relay


@pytest.mark.usefixtures("postgres_url")
def test_postgresql_lost_and_found_again(relay: Relay, logs: Log) -> None:
    url = f"postgresql://postgres:secret-word@127.0.0.1:{relay.port}/tests"
    database, other = Database(url), Database(url)
    other.watch = database.watch
    ping(database)
    writes(other)
    assert logs == []
    relay.cut()
    for each in (database, other, database):
        is_away(each)
        is_away(each, writes)
    about = {"engine": "postgresql", "host": f"127.0.0.1:{relay.port}", "database": "tests"}
    why = f"names a host where no database listens: 127.0.0.1:{relay.port}"
    assert [without_place(line) for line in logs] == [
        {"event": "database does not answer", **about, "part": "host", "why": why, "log_level": "error"}
    ]
    relay.mend()
    ping(other)
    writes(database)
    (_, found) = logs
    assert found.pop("seconds") >= 0
    assert found == {"event": "database answers again", **about, "log_level": "info"}
    database.close()
    other.close()


def test_sqlite_held_and_let_go(sqlite_url: str, logs: Log) -> None:
    """While another program writes, reading goes on: that is not the end of it."""
    database, file = Database(sqlite_url), sqlite_url.removeprefix("sqlite:///")
    holder = sqlite3.connect(file)
    holder.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        is_away(database, writes)
        ping(database)
    about = {"engine": "sqlite", "file": file}
    why = f"names a file that another program holds locked: {file}"
    assert [without_place(line) for line in logs] == [
        {"event": "database does not answer", **about, "part": "file", "why": why, "log_level": "error"}
    ]
    holder.close()
    writes(database)
    writes(database)
    (_, found) = logs
    assert found.pop("seconds") >= 1
    assert found == {"event": "database answers again", **about, "log_level": "info"}
    database.close()


def test_sqlite_without_its_folder(tmp_path: Path, logs: Log) -> None:
    folder = tmp_path / "folder"
    database = Database(f"sqlite:///{folder}/x.db")
    is_away(database)
    folder.mkdir()
    ping(database)
    assert [line["event"] for line in logs] == ["database does not answer", "database answers again"]
    assert logs[0]["part"] == "folder"
    database.close()


def test_one_that_is_busy_is_not_lost(postgres_url: str, logs: Log) -> None:
    database, elsewhere = Database(postgres_url, pool_size=1), Database(postgres_url)

    def locks(on: Database) -> None:
        with on.write() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
            connection.execute(text("LOCK TABLE person IN ACCESS EXCLUSIVE MODE"))

    with elsewhere.write() as connection:
        connection.execute(text("LOCK TABLE person IN ACCESS EXCLUSIVE MODE"))
        is_away(database, locks)
        ping(database)
        is_away(database, locks)
    with database.read():
        is_away(database)
    busy = {"event": "database busy", "why": "somebody holds a lock", "suppressed": 0, "log_level": "warning"}
    assert logs == [busy], "at most one a minute"
    database.close()
    elsewhere.close()


@pytest.mark.parametrize(
    ("statement", "why"),
    [("SELECT pg_sleep(30)", "a statement took too long"), ("", "every connection is in use")],
)
def test_why_it_is_busy(postgres_url: str, logs: Log, statement: str, why: str) -> None:
    database = Database(postgres_url, pool_size=1)

    def asks(on: Database) -> None:
        with on.read() as connection:
            if statement:
                connection.execute(text("SET LOCAL statement_timeout = '50ms'"))
                connection.execute(text(statement))
            else:
                ping(on)

    is_away(database, asks)
    assert [(line["event"], line["why"]) for line in logs] == [("database busy", why)]
    database.close()
