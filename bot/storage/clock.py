"""The time that all processes of a deployment share: that of their database's machine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta

from sqlalchemy import func, make_url, select

from bot.domain.errors import DatabaseUnavailable
from bot.storage.database import Database, normal_url
from bot.storage.opening import opened

Moments = Callable[[], datetime]


class SharedClock:
    """`machine` corrected by what the database's clock shows: leases of one process are read by another.

    SQLite's is this machine's own.
    """

    def __init__(self, database: Database, machine: Moments) -> None:
        self._database = database
        self._machine = machine
        self._ahead = timedelta(0)
        self._known = False

    def __call__(self) -> datetime:
        return self._machine() + self._ahead

    def compare(self) -> timedelta:
        """Looks anew, where the database answers; how far it is ahead of this machine.

        Raises `DatabaseUnavailable` where it has never answered: by a time that nobody else has, leases of
        others would be over.
        """
        if self._database.engine.dialect.name == "postgresql":
            try:
                self._ahead = self._looked()
                self._known = True
            except DatabaseUnavailable:
                if not self._known:
                    raise
        return self._ahead

    def _looked(self) -> timedelta:
        with self._database.read() as connection:
            before = self._machine()
            there: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
            return there - (before + (self._machine() - before) / 2)


def time_at(url: str, machine: Moments) -> datetime:
    """As the processes of that database have it. Raises `Unusable`; a file that is missing stays so."""
    if make_url(normal_url(url)).get_backend_name() == "sqlite":
        return machine()
    with closing(opened(url, 1)) as database:
        shared = SharedClock(database, machine)
        shared.compare()
        return shared()
