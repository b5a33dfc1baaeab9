"""Connections and transactions on SQLite or PostgreSQL, with time-outs that fit a request's budget."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection as Connection  # for those who pass one on: services know no SQLAlchemy
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.domain.errors import Away


@dataclass(frozen=True)
class Waits:
    """Seconds until the database counts as away. A request has 2.5 in all."""

    pool: float = 1  # for one of the connections
    sqlite: float = 1  # for the lock of somebody else who writes
    postgres: float = 2  # to connect, for a lock, for an answer


IN_BUDGET = Waits()


class Database:
    """Hands out transactions. `read` and `write` raise `Away` when the database does not answer in time."""

    def __init__(self, url: str, pool_size: int = 8, waits: Waits = IN_BUDGET) -> None:
        self.engine = _engine(url, pool_size, waits)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with _away(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Takes SQLite's write lock at once, so that what is read in it cannot change before it writes."""
        with (
            _away(),
            self.engine.connect().execution_options(immediate=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _away() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError) as error:
        raise Away(type(error).__name__) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Away(type(error).__name__) from error
        raise


def normal_url(url: str) -> str:
    """`postgres://…` as hosts hand it out, made into the driver's own form."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _engine(url: str, pool_size: int, waits: Waits) -> Engine:
    parsed = make_url(normal_url(url))
    is_sqlite = parsed.get_backend_name() == "sqlite"
    engine = create_engine(
        parsed,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=waits.pool,
        pool_pre_ping=not is_sqlite,
        connect_args=_sqlite_arguments(waits) if is_sqlite else _postgres_arguments(waits),
    )
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _sqlite_arguments(waits: Waits) -> dict[str, Any]:
    return {"timeout": waits.sqlite, "check_same_thread": False}


def _postgres_arguments(waits: Waits) -> dict[str, Any]:
    milliseconds = int(waits.postgres * 1000)
    return {
        "connect_timeout": max(1, int(waits.postgres)),  # whole seconds: libpq knows no others
        "tcp_user_timeout": milliseconds,  # a server that is cut off ends nothing by itself
        "options": f"-c lock_timeout={milliseconds} -c statement_timeout={milliseconds}",
    }


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours: the driver's own comes too late for reads
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def ping(database: Database) -> None:
    with database.read() as connection:
        connection.execute(text("SELECT 1"))
