"""What a caller of `Database` may rely on: its locks hold, and it says in time when it is away."""

from __future__ import annotations

import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from bot.domain.errors import DatabaseUnavailable
from bot.domain.loops import Candidate
from bot.storage import loops
from bot.storage.database import IN_BUDGET, Database, Waits, normal_url
from bot.storage.schema import candidate
from tests.builders import a_loop
from tests.patience import DATABASE, PATIENCE
from tests.storage.keeping import at_once, kept_loop, loaded, ping

BUDGET = 2.5  # seconds, of one request
HASTY = Waits(pool=0.05, sqlite=0.05, postgres=0.05)
BY_ITSELF = {
    "pool": 30,
    "sqlite": 5,
    "postgres": PATIENCE,
}  # seconds that each would wait if nothing was said


@contextmanager
def gives_up(waiting_for: str) -> Iterator[None]:
    """As it was told to: well before it would by itself. Exact times are no matter of a busy machine."""
    begun = time.monotonic()
    with pytest.raises(DatabaseUnavailable):
        yield
    assert time.monotonic() - begun < BY_ITSELF[waiting_for] * 0.8


def test_each_wait_is_within_a_requests_budget() -> None:
    assert max(astuple(IN_BUDGET)) < BUDGET


def test_answers(database: Database) -> None:
    ping(database)


@pytest.mark.parametrize("given", ["postgres://u:p@host/name?x=1", "postgresql://u:p@host/name?x=1"])
def test_an_address_as_hosts_hand_it_out_is_understood(given: str) -> None:
    assert normal_url(given) == "postgresql+psycopg://u:p@host/name?x=1"


@pytest.mark.parametrize("given", ["sqlite:///interviews.db", "postgresql+psycopg://host/name"])
def test_an_address_in_the_drivers_form_stays(given: str) -> None:
    assert normal_url(given) == given


# --- transactions -----------------------------------------------------------------------------


def add_somebody(database: Database, then: Callable[[], object]) -> None:
    with database.write() as connection:
        connection.execute(insert(candidate).values(name="Maya Lind"))
        then()


def count(database: Database) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(candidate)).scalar_one()


def test_others_see_what_is_written_when_it_is_committed(database: Database, elsewhere: Database) -> None:
    seen: list[int] = []
    add_somebody(database, then=lambda: seen.append(count(elsewhere)))
    assert [*seen, count(elsewhere)] == [0, 1]


def test_what_failed_was_never_written(database: Database, elsewhere: Database) -> None:
    def fail() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        add_somebody(database, then=fail)
    assert count(elsewhere) == 0


def test_a_row_that_refers_to_nothing_is_refused(database: Database) -> None:
    def orphan() -> None:
        with database.write() as connection:
            loops.create(connection, a_loop(candidate=Candidate(10**9, "Nobody")))

    with pytest.raises(IntegrityError):
        orphan()


def test_a_mistake_of_ours_is_not_called_an_outage(database: Database) -> None:
    def mistake() -> None:
        with database.write() as connection:
            connection.execute(insert(candidate).values(name=None))

    with pytest.raises(IntegrityError):
        mistake()


# --- locks ------------------------------------------------------------------------------------


def locked(database: Database, loop_id: int, then: Callable[[], object] = lambda: None) -> None:
    """Takes the loop's row."""
    with database.write() as connection:
        assert loops.load(connection, loop_id, lock=True)
        then()


def test_whoever_changes_a_loop_has_it_alone(
    database: Database, elsewhere: Database, hasty: Database
) -> None:
    made = kept_loop(database, a_loop())

    def try_too() -> None:
        with gives_up("postgres" if hasty.engine.dialect.name == "postgresql" else "sqlite"):
            locked(hasty, made.id)

    locked(database, made.id, then=try_too)
    locked(elsewhere, made.id)


def test_readers_do_not_wait_for_whoever_changes_a_loop(database: Database, elsewhere: Database) -> None:
    made = kept_loop(database, a_loop())

    def read() -> None:
        assert loaded(elsewhere, made.id) == made

    locked(database, made.id, then=read)


def test_postgres_locks_one_loop_and_not_the_others(postgres_url: str) -> None:
    database, elsewhere = (Database(postgres_url, waits=DATABASE) for _ in range(2))
    one, other = kept_loop(database, a_loop()), kept_loop(database, a_loop())
    locked(database, one.id, then=lambda: locked(elsewhere, other.id))
    database.close()
    elsewhere.close()


def test_changes_that_race_are_made_one_after_the_other(database: Database) -> None:
    made = kept_loop(database, a_loop())

    def change() -> None:
        with database.write() as connection:
            loop = loops.load(connection, made.id, lock=True)
            assert loop is not None
            loops.save(connection, loop, replace(loop, revision=loop.revision + 1))

    at_once(*[change] * 6)
    assert loaded(database, made.id).revision == made.revision + 6


# --- away -------------------------------------------------------------------------------------


@pytest.fixture
def hasty(database_url: str) -> Iterator[Database]:
    """The same database by somebody who waits for nothing."""
    database = Database(database_url, pool_size=1, waits=HASTY)
    yield database
    database.close()


def test_sqlite_is_away_while_another_process_writes(sqlite_url: str) -> None:
    database, other = (
        Database(sqlite_url, waits=HASTY),
        sqlite3.connect(sqlite_url.removeprefix("sqlite:///")),
    )
    other.execute("BEGIN IMMEDIATE")
    with gives_up("sqlite"):
        add_somebody(database, then=lambda: None)
    ping(database)  # readers go on
    other.rollback()
    add_somebody(database, then=lambda: None)
    other.close()
    database.close()


def test_sqlite_is_away_where_its_file_cannot_be(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'missing' / 'interviews.db'}")
    with pytest.raises(DatabaseUnavailable):
        ping(database)
    database.close()


def test_postgres_is_away_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    database = Database(f"postgresql://u@127.0.0.1:{port}/name")
    with gives_up("postgres"):
        ping(database)
    database.close()


def test_postgres_is_away_when_it_accepts_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        database = Database(f"postgresql://u@127.0.0.1:{server.getsockname()[1]}/name", waits=HASTY)
        with gives_up("postgres"):
            ping(database)
        database.close()


def test_postgres_is_away_when_an_answer_takes_too_long(postgres_url: str) -> None:
    database = Database(postgres_url, waits=replace(DATABASE, postgres=1))
    with gives_up("postgres"), database.read() as connection:
        connection.execute(text(f"SELECT pg_sleep({PATIENCE})"))
    ping(database)
    database.close()


def test_a_connection_that_the_server_ended_is_replaced(postgres_url: str) -> None:
    database = Database(postgres_url, pool_size=1, waits=DATABASE)
    elsewhere = Database(postgres_url, waits=DATABASE)
    ping(database)
    with elsewhere.write() as connection:
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    ping(database)
    database.close()
    elsewhere.close()


def test_postgres_is_away_when_it_ends_a_connection_in_use(postgres_url: str) -> None:
    database = Database(postgres_url, waits=DATABASE)
    with pytest.raises(DatabaseUnavailable), database.write() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    ping(database)
    database.close()


def test_away_when_every_connection_is_in_use(database_url: str) -> None:
    database = Database(database_url, pool_size=1, waits=replace(DATABASE, pool=0.05))
    with database.read(), gives_up("pool"):
        ping(database)
    ping(database)
    database.close()
