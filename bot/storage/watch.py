"""Whether the database answers: said when it stops and when it does again, not with each transaction."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import URL

from bot.logs.changes import Seldom, StateChange
from bot.logs.faults import fault
from bot.logs.setup import logger
from bot.storage.trouble import Trouble, held_up, named

log = logger(__name__)

BOTH = {"read", "write"}
PROVES = {
    "sqlite": {"read": {"read"}, "write": BOTH},
    "postgresql": {"read": BOTH, "write": BOTH},
}
"""What a transaction that goes well shows. While somebody holds SQLite's file, reading goes on."""


class Watch:
    """For any thread. One that is merely busy is no loss: others get through meanwhile."""

    def __init__(self, url: URL) -> None:
        self._proves = PROVES[url.get_backend_name()]
        self._change = StateChange(log, "database does not answer", "database answers again", **named(url))
        self._busy = Seldom(log, "database busy")
        self._failing: set[str] = set()
        self._lock = Lock()

    def answered(self, kind: str) -> None:
        """`kind`: a transaction to "read" or to "write"."""
        if not self._failing:
            return
        with self._lock:
            self._failing -= self._proves[kind]
            over = not self._failing
        if over:
            self._change.back()

    def failed(self, kind: str, error: Exception, trouble: Trouble) -> None:
        why = held_up(error)
        if why:
            self._busy(why=why)
            return
        with self._lock:
            self._failing.add(kind)
        self._change.lost(part=trouble.part, why=trouble.problem, **fault(error))
