"""The three doors of `Database`: what is read is of one moment, and who only reads cannot write."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from threading import Barrier
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import InternalError

from bot.domain.errors import DatabaseUnavailable, InEachOthersWay
from bot.storage import audit, loops
from bot.storage.database import Connection, Database, after_commit
from bot.storage.engines import APPLICATION, migration_engine
from bot.storage.schema import audit as audit_table
from bot.storage.schema import candidate
from tests.builders import MONDAY_NINE, a_loop
from tests.patience import DATABASE, PATIENCE
from tests.processes import eventually
from tests.storage.keeping import at_once, kept_loop

LIMITS = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")


def names(connection: Connection) -> list[str]:
    return list(connection.execute(select(candidate.c.name).order_by(candidate.c.id)).scalars())


def add(database: Database, name: str) -> None:
    with database.write() as connection:
        connection.execute(insert(candidate).values(name=name))


# --- one moment -------------------------------------------------------------------------------


def test_what_is_read_is_of_one_moment(database: Database, elsewhere: Database) -> None:
    add(database, "Maya Lind")
    with database.read() as connection:
        assert names(connection) == ["Maya Lind"]
        add(elsewhere, "Omar Diallo")
        assert names(connection) == ["Maya Lind"]
    with database.read() as connection:
        assert names(connection) == ["Maya Lind", "Omar Diallo"]


def test_what_is_disclosed_is_of_one_moment_and_on_record(postgres_url: str) -> None:
    """On SQLite nobody else writes meanwhile."""
    with closing(Database(postgres_url)) as database, closing(Database(postgres_url)) as elsewhere:
        with database.disclose() as connection:
            assert names(connection) == []
            add(elsewhere, "Omar Diallo")
            assert names(connection) == []
            audit.record(connection, MONDAY_NINE, "read", "UROSA", loop_id=7)
        with elsewhere.read() as connection:
            assert [each["what"] for each in audit.of_loop(connection, 7)] == ["read"]


def test_what_was_not_shown_is_not_on_record(database: Database, elsewhere: Database) -> None:
    def fail() -> None:
        with database.disclose() as connection:
            audit.record(connection, MONDAY_NINE, "read", "UROSA", loop_id=7)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with elsewhere.read() as connection:
        assert audit.of_loop(connection, 7) == []


def test_disclosures_at_once_are_all_on_record(database: Database) -> None:
    loop = kept_loop(database, a_loop())

    def disclose() -> None:
        with database.disclose() as connection:
            assert loops.load(connection, loop.id)
            audit.record(connection, MONDAY_NINE, "read", "UROSA", loop_id=loop.id)

    at_once(*[disclose] * 6)
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(audit_table)).scalar() == 6


def test_who_changes_a_loop_reads_what_is_there_by_then(postgres_url: str) -> None:
    """Not what was there when its transaction began: another one may have had the lock before."""
    with closing(Database(postgres_url)) as database, closing(Database(postgres_url)) as elsewhere:
        made = kept_loop(database, a_loop())
        with database.write() as connection:
            assert names(connection) == ["Maya Lind"]
            with elsewhere.write() as other:
                loops.save(other, made, replace(made, revision=made.revision + 1))
            locked = loops.load(connection, made.id, lock=True)
        assert locked
        assert locked.revision == made.revision + 1


def test_of_two_that_wait_crosswise_one_is_told_to_try_again(postgres_url: str) -> None:
    with closing(Database(postgres_url, waits=DATABASE)) as database:
        first, second = kept_loop(database, a_loop()), kept_loop(database, a_loop())
        both = Barrier(2)

        def lock(*in_order: int) -> bool:
            try:
                with database.write() as connection:
                    loops.load(connection, in_order[0], lock=True)
                    both.wait(PATIENCE)
                    loops.load(connection, in_order[1], lock=True)
            except InEachOthersWay:
                return False
            return True

        ended = at_once(partial(lock, first.id, second.id), partial(lock, second.id, first.id))
        assert sorted(ended) == [False, True]


def test_who_reads_cannot_write(postgres_url: str) -> None:
    def write() -> None:
        with database.read() as connection:
            connection.execute(insert(candidate).values(name="Maya Lind"))

    with closing(Database(postgres_url, pool_size=1)) as database:
        with pytest.raises(InternalError, match="read-only"):
            write()
        add(database, "Omar Diallo")  # the same connection, for somebody who may


# --- PostgreSQL's session ---------------------------------------------------------------------


def with_options(url: str, options: str, **more: str) -> Database:
    """As somebody writes it into the address."""
    given = "&".join(f"{name}={value}" for name, value in more.items())
    return Database(f"{url}{'&' if '?' in url else '?'}options={quote(options)}&{given}")


def session(connection: Connection, *settings: str) -> list[str]:
    return [str(connection.execute(text(f"SHOW {each}")).scalar()) for each in settings]


def test_connections_have_a_name_and_wait_no_longer_than_a_request(postgres_url: str) -> None:
    with closing(Database(postgres_url)) as database:
        for door in (database.read, database.write, database.disclose):
            with door() as connection:
                found = session(connection, *LIMITS, "application_name")
                assert found == ["2s", "2s", "10s", APPLICATION]


def test_a_migration_may_take_its_time(postgres_url: str) -> None:
    engine = migration_engine(postgres_url)
    with engine.connect() as connection:
        assert session(connection, "lock_timeout", "statement_timeout") == ["0", "0"]
    engine.dispose()


def test_what_the_address_sets_stays(postgres_url: str) -> None:
    given = with_options(
        postgres_url, "-c statement_timeout=1500", application_name="ours", connect_timeout="9"
    )
    with closing(given) as database, database.read() as connection:
        assert session(connection, "statement_timeout", "lock_timeout") == ["1500ms", "2s"]
        assert session(connection, "application_name") == ["ours"]
        driver: Any = connection.connection.dbapi_connection
        assert driver.info.get_parameters()["connect_timeout"] == "9"


def test_a_transaction_left_open_ends(postgres_url: str) -> None:
    def leave_open() -> None:
        with database.write() as connection:
            connection.execute(insert(candidate).values(name="Maya Lind"))
            ended(postgres_url, connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
            names(connection)

    hasty = with_options(postgres_url, "-c idle_in_transaction_session_timeout=300")
    with closing(hasty) as database, pytest.raises(DatabaseUnavailable):
        leave_open()
    with closing(Database(postgres_url)) as database, database.read() as connection:
        assert names(connection) == []


def ended(url: str, pid: int) -> None:
    """Waits until the server has let go of that session."""
    left = "SELECT count(*) FROM pg_stat_activity, pg_sleep(0.05) WHERE pid = %s"
    with psycopg.connect(url, autocommit=True) as watching:
        eventually(lambda: watching.execute(left, (pid,)).fetchone() == (0,), "the session's end")


def test_what_ended_a_session_is_set_again_in_the_next(postgres_url: str) -> None:
    """A roll-back takes nothing of it back, either."""
    with closing(Database(postgres_url, pool_size=1)) as database:
        with pytest.raises(DatabaseUnavailable), database.write() as connection:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        with pytest.raises(RuntimeError), database.write():
            raise RuntimeError
        with database.write() as connection:
            assert session(connection, "statement_timeout") == ["2s"]


# --- what waits for the commit ----------------------------------------------------------------


def test_what_waits_for_the_commit_is_done_after_it(database: Database, elsewhere: Database) -> None:
    seen: list[list[str]] = []

    def look() -> None:
        with elsewhere.read() as connection:
            seen.append(names(connection))

    with database.write() as connection:
        connection.execute(insert(candidate).values(name="Maya Lind"))
        after_commit(connection, look)
        assert seen == []
    assert seen == [["Maya Lind"]]


def test_what_is_rolled_back_has_nothing_done_after_it(database: Database) -> None:
    done: list[bool] = []

    def fails() -> None:
        with database.write() as connection:
            after_commit(connection, lambda: done.append(True))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    add(database, "Omar Diallo")
    assert done == []
