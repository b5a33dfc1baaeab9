"""Connections and transactions on SQLite or PostgreSQL, with time-outs that fit a request's budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection as Connection  # for those who pass one on: services know no SQLAlchemy
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.storage.trouble import Unusable, named, trouble_of
from bot.storage.watch import Watch

POOL_WAIT_SECONDS = 1
SQLITE_BUSY_SECONDS = 1
POSTGRES_TIMEOUT_MS = 2000
AWAY = (OperationalError, InterfaceError, PoolTimeoutError)


class Database:
    """Hands out transactions. `read` and `write` raise `Away` when the database does not answer in time.

    Those of one process share a `watch`.
    """

    def __init__(self, url: str, pool_size: int = 8, watch: Watch | None = None) -> None:
        self.engine = _engine(url, pool_size)
        self.watch = watch or Watch(self.engine.url)

    @property
    def name(self) -> Mapping[str, Any]:
        """Engine, and host and database or file: for the log."""
        return named(self.engine.url)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._guarded("read"), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Takes SQLite's write lock at once, so that what is read in it cannot change before it writes."""
        with (
            self._guarded("write"),
            self.engine.connect().execution_options(immediate=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _guarded(self, kind: str) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, PoolTimeoutError) as error:
            if not isinstance(error, AWAY) and not error.connection_invalidated:
                raise
            trouble = trouble_of(error, self.engine.url)
            self.watch.failed(kind, error, trouble)
            raise Unusable(trouble) from error
        self.watch.answered(kind)


def normal_url(url: str) -> str:
    """`postgres://…` as hosts hand it out, made into the driver's own form."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _engine(url: str, pool_size: int) -> Engine:
    parsed = make_url(normal_url(url))
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(
            parsed,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=POOL_WAIT_SECONDS,
            connect_args={"timeout": SQLITE_BUSY_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        parsed,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": POSTGRES_TIMEOUT_MS // 1000,
            "tcp_user_timeout": POSTGRES_TIMEOUT_MS,  # a server that is cut off ends nothing by itself
            "options": f"-c lock_timeout={POSTGRES_TIMEOUT_MS} -c statement_timeout={POSTGRES_TIMEOUT_MS}",
        },
    )


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
