"""Transactions on SQLite or PostgreSQL, within a request's budget of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection as Connection  # for those who pass one on: services know no SQLAlchemy
from sqlalchemy import QueuePool
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.domain.errors import InEachOthersWay
from bot.storage.engines import IN_BUDGET as IN_BUDGET
from bot.storage.engines import UNHURRIED as UNHURRIED
from bot.storage.engines import Waits as Waits
from bot.storage.engines import normal_url as normal_url
from bot.storage.engines import pooled_engine
from bot.storage.trouble import Unusable, in_each_others_way, named, trouble_of
from bot.storage.watch import Watch

DATABASE_UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeoutError)
SNAPSHOT: Mapping[str, Any] = {"isolation_level": "REPEATABLE READ"}
READING: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {},  # each of its transactions reads one state of the database
    "postgresql": {**SNAPSHOT, "postgresql_readonly": True},
}
DISCLOSING: Mapping[str, Mapping[str, Any]] = {"sqlite": {"immediate": True}, "postgresql": SNAPSHOT}
AFTER_COMMIT = "after_commit"


def after_commit(connection: Connection, do: Callable[[], object]) -> None:
    """Done once what is written in this transaction is kept, and not at all where it is not."""
    connection.get_execution_options()[AFTER_COMMIT].append(do)


class Database:
    """Hands out transactions. Each raises `DatabaseUnavailable` when the database does not answer in time.

    Those of one process share a `watch`.
    """

    def __init__(
        self, url: str, pool_size: int = 8, waits: Waits = IN_BUDGET, watch: Watch | None = None
    ) -> None:
        self.engine = pooled_engine(url, pool_size, waits)
        self.watch = watch or Watch(self.engine.url)
        self._reading = self.engine.execution_options(**READING[self.engine.dialect.name])
        self._disclosing = self.engine.execution_options(**DISCLOSING[self.engine.dialect.name])
        self._writing = self.engine.execution_options(immediate=True)

    @property
    def name(self) -> Mapping[str, Any]:
        """Engine, and host and database or file: for the log."""
        return named(self.engine.url)

    @property
    def connections(self) -> tuple[int, int]:
        """In use, and of how many."""
        pool = self.engine.pool
        assert isinstance(pool, QueuePool)
        return pool.checkedout(), pool.size()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """All that is read is of one moment: who may read what is decided by several queries."""
        with self._guarded("read"), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def disclose(self) -> Iterator[Connection]:
        """As `read`, for what is shown of others' feedback: that it was shown is written down with it.

        It adds to the audit log and changes nothing, so no two of them are in each other's way.
        """
        with self._guarded("write"), self._disclosing.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Takes SQLite's write lock at once, so that what is read in it cannot change before it writes.

        On PostgreSQL the row of the loop is locked first, and each statement then reads what is there by now.
        """
        kept: list[Callable[[], object]] = []
        with self._guarded("write"), self._writing.begin() as connection:
            connection.execution_options(**{AFTER_COMMIT: kept})
            yield connection
        for each in kept:
            each()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _guarded(self, kind: str) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, PoolTimeoutError) as error:
            if not isinstance(error, DATABASE_UNAVAILABLE) and not error.connection_invalidated:
                raise
            trouble = trouble_of(error, self.engine.url)
            self.watch.failed(kind, error, trouble)
            if in_each_others_way(error):
                raise InEachOthersWay from error
            raise Unusable(trouble) from error
        self.watch.answered(kind)
