"""Delivery rests while Slack does not accept the bot itself: everything stays owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from bot.logs.changes import StateChange
from bot.logs.setup import logger

log = logger(__name__)


class Pause:
    """While it lasts, one notice at a time is tried, every `every` seconds. For any thread."""

    def __init__(self, real_clock: Callable[[], datetime], every: float) -> None:
        self._real_clock = real_clock
        self._every = timedelta(seconds=every)
        self._change = StateChange(log, "delivery paused", "delivery goes on")
        self._why = ""
        self._next_try = real_clock()
        self._lock = Lock()

    @property
    def why(self) -> str:
        """Slack's code, "" where delivery goes on."""
        return self._why

    def begin(self, why: str) -> None:
        with self._lock:
            self._why = why
            self._next_try = self._real_clock() + self._every
        self._change.lost(why=why)

    def over(self) -> None:
        """Slack has accepted something."""
        if self._why:
            with self._lock:
                self._why = ""
            self._change.back()

    def room(self, most: int) -> int:
        """How many may be claimed now."""
        with self._lock:
            if not self._why or most <= 0:
                return most
            if self._real_clock() < self._next_try:
                return 0
            self._next_try = self._real_clock() + self._every
            return 1
