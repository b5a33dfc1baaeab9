"""That this process is at work is kept in the database: a copy takes its place only while nobody is."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from bot.domain.errors import DatabaseUnavailable
from bot.domain.processes import SAYS_SO_EVERY, ProcessKind
from bot.storage import processes
from bot.storage.database import Database


def this_process() -> str:
    """Tells its rows from another's."""
    return f"{socket.gethostname()}:{os.getpid()}"[:60]


class Presence:
    """`clock` in seconds, from anywhere. For any thread. While the database is away it is tried again."""

    def __init__(self, database: Database, name: str, kind: ProcessKind, clock: Callable[[], float]) -> None:
        self._database = database
        self._name = name
        self._kind = kind
        self._clock = clock
        self._next: float | None = None  # None: it has not said so yet
        self._over = threading.Event()
        self._one_at_a_time = threading.Lock()

    def __call__(self) -> None:
        """Says so, where it is time to: it may be called as often as one likes."""
        with self._one_at_a_time, suppress(DatabaseUnavailable):
            now = self._clock()
            if self._over.is_set() or (self._next is not None and now < self._next):
                return
            with self._database.write() as connection:
                processes.seen(connection, self._name, self._kind)
            self._next = now + SAYS_SO_EVERY

    def keep(self) -> None:
        """In a thread of its own, for a process without a schedule."""
        threading.Thread(target=self._keep, name="presence", daemon=True).start()

    def end(self) -> None:
        """At a clean stop. One that never said so leaves the database alone."""
        self._over.set()
        with self._one_at_a_time, suppress(DatabaseUnavailable):
            if self._next is not None:
                with self._database.write() as connection:
                    processes.ended(connection, self._name)

    def _keep(self) -> None:
        self()
        while not self._over.wait(1.0):
            self()
