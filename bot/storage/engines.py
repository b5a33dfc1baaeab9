"""Engines for SQLite and PostgreSQL: how each connection is made, and how long it may wait."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import make_url

from bot.storage.private_files import keep_private

IDLE_MS = 10_000  # no transaction of ours waits for Slack or for a person
APPLICATION = "interview-bot"  # as PostgreSQL's own views name our connections


@dataclass(frozen=True)
class Waits:
    """Seconds until the database counts as away. A request has 2.5 in all."""

    pool: float = 1  # for one of the connections
    sqlite: float = 1  # for the lock of somebody else who writes
    postgres: float = 2  # to connect, for a lock, for an answer
    unhurried: bool = False  # an answer may take as long as it does, and so may what is done between two

    @property
    def postgres_ms(self) -> int:
        return int(self.postgres * 1000)


IN_BUDGET = Waits()
UNHURRIED = Waits(pool=5, sqlite=5, postgres=5)
"""Of what nobody waits for: a worker still ends within ten seconds."""


def normal_url(url: str) -> str:
    """`postgres://…` as hosts hand it out, made into the driver's own form."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def pooled_engine(url: str, pool_size: int, waits: Waits) -> Engine:
    """With time-outs that fit a request's budget."""
    parsed = make_url(normal_url(url))
    pool: dict[str, Any] = {
        "pool_size": pool_size,
        "max_overflow": 0,
        "pool_timeout": waits.pool,
    }
    if parsed.get_backend_name() == "sqlite":
        waiting = {"timeout": waits.sqlite, "check_same_thread": False}
        engine = create_engine(parsed, connect_args=waiting, **pool)
        return _prepared(engine, _begin, "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")
    connecting = _unless_given(parsed, waits)
    engine = create_engine(parsed, pool_pre_ping=True, connect_args=connecting, **pool)
    event.listen(engine, "connect", partial(_set_session, waits))
    return engine


def migration_engine(url: str) -> Engine:
    """One connection without the time-outs of a request, and on SQLite without foreign keys.

    A table that is copied is dropped, and with foreign keys on, dropping it would empty what refers to it.
    """
    engine = create_engine(normal_url(url), poolclass=NullPool)
    if engine.dialect.name == "sqlite":  # its WAL stays with the file: switching later needs it alone
        return _prepared(engine, _begin_to_write, "journal_mode=WAL")
    return engine


def _prepared(engine: Engine, begin: Any, *pragmas: str) -> Engine:
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours: the driver's own comes too late, for tables too
        for pragma in (*pragmas, "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    keep_private(engine)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _unless_given(url: URL, waits: Waits) -> dict[str, Any]:
    """What the address says itself wins."""
    ours = {
        "connect_timeout": max(1, int(waits.postgres)),  # whole seconds: libpq knows no others
        "tcp_user_timeout": waits.postgres_ms,  # a server that is cut off ends nothing by itself
        "fallback_application_name": APPLICATION,
    }
    return {name: value for name, value in ours.items() if name not in url.query}


def _set_session(waits: Waits, connection: Any, _record: Any) -> None:
    """By a statement: PgBouncer refuses such options at start-up.

    What the address, or PGOPTIONS, set there stays: PostgreSQL says of it that it came from the client.
    """
    limits = {
        "lock_timeout": waits.postgres_ms,
        "statement_timeout": 0 if waits.unhurried else waits.postgres_ms,
        "idle_in_transaction_session_timeout": 0 if waits.unhurried else IDLE_MS,
    }
    ours = ", ".join(f"('{name}', '{value}')" for name, value in limits.items())
    connection.execute(
        f"SELECT set_config(name, value, false) FROM (VALUES {ours}) AS ours (name, value) WHERE name NOT IN "
        "(SELECT name FROM pg_settings WHERE source = 'client')"
    )
    connection.commit()  # undone by a roll-back otherwise
