"""Lines that come once: when something is lost or back; or now and then, for what anybody can repeat."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Any

from bot.logs.setup import Logger

MINUTE = 60.0  # seconds


class StateChange:
    """Something that is there or lost. Says each change once, however often it is told. For any thread."""

    def __init__(
        self, log: Logger, lost: str, back: str, clock: Callable[[], float] = time.monotonic, **about: object
    ) -> None:
        self._log = log
        self._lost = lost
        self._back = back
        self._clock = clock
        self._about = about
        self._since: float | None = None
        self._lock = Lock()

    def lost(self, **why: Any) -> None:
        with self._lock:
            if self._since is not None:
                return
            self._since = self._clock()
        self._log.error(self._lost, **self._about, **why)

    def back(self, **more: Any) -> bool:
        """Whether it had been lost."""
        if self._since is None:  # each call that goes well comes here: no lock
            return False
        with self._lock:
            since, self._since = self._since, None
        if since is not None:
            self._log.info(self._back, **self._about, **more, seconds=round(self._clock() - since, 1))
        return since is not None


class Seldom:
    """At most one line a minute of a kind. For any thread."""

    def __init__(self, log: Logger, event: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._log = log
        self._event = event
        self._clock = clock
        self._next: float | None = None
        self._suppressed = 0
        self._lock = Lock()

    def __call__(self, **fields: Any) -> None:
        """`suppressed`: how many there were since the line before."""
        with self._lock:
            now = self._clock()
            if self._next is not None and now < self._next:
                self._suppressed += 1
                return
            self._next, suppressed, self._suppressed = now + MINUTE, self._suppressed, 0
        self._log.warning(self._event, **fields, suppressed=suppressed)
