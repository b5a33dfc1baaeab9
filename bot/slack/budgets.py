"""How often each method of Slack's may be called, and for what first: a token bucket per method.

Slack's tiers: https://docs.slack.dev/apis/web-api/rate-limits. Figures are calls a minute and workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from slack_sdk.errors import SlackClientError

from bot.values.purposes import Purpose

MINUTE = 60.0
TIER_3, TIER_4 = 50, 100
SLACKS: Mapping[str, int] = {
    "chat.delete": TIER_3,
    "chat.postMessage": 300,  # one a second and conversation, "several hundred" in all
    "chat.update": TIER_3,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.members": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "users.info": TIER_4,
    "views.publish": TIER_4,
}
KEPT_BACK: Mapping[Purpose, float] = {
    Purpose.FOLDING: 0.0,
    Purpose.DUE: 0.1,
    Purpose.CARD: 0.25,
    Purpose.SETTLING: 0.4,
    Purpose.HOME: 0.5,
    Purpose.AHEAD: 0.6,
}
"""The part of a bucket that is left to what matters more."""

_purpose: ContextVar[Purpose] = ContextVar("purpose", default=Purpose.DUE)


class OverBudget(SlackClientError):
    """The call was not made: it may be in so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("over budget")
        self.seconds = seconds


class Budgets:
    """Of one process, for any thread. `clock` in seconds, from anywhere."""

    def __init__(self, clock: Callable[[], float], a_minute: Mapping[str, int] = SLACKS) -> None:
        self._clock = clock
        self._a_minute = a_minute
        self._left = {method: (float(most), clock()) for method, most in a_minute.items()}
        self._lock = Lock()

    def take(self, method: str) -> None:
        """Before each call. Raises `OverBudget` where what is left is kept for what matters more."""
        most = self._a_minute.get(method)
        if most is None:
            return
        with self._lock:
            left = self._filled(method, most)
            missing = KEPT_BACK[_purpose.get()] * most + 1 - left
            if missing > 0:
                raise OverBudget(missing * MINUTE / most)
            self._left[method] = (left - 1, self._clock())

    def limited(self, method: str) -> None:
        """Slack has asked to wait: whoever calls it next waits for the bucket to fill."""
        if method in self._a_minute:
            with self._lock:
                self._left[method] = (0.0, self._clock())

    def _filled(self, method: str, most: int) -> float:
        left, at = self._left[method]
        return min(float(most), left + (self._clock() - at) * most / MINUTE)


@contextmanager
def spending(purpose: Purpose) -> Iterator[None]:
    """What this thread calls in it is for that."""
    before = _purpose.set(purpose)
    try:
        yield
    finally:
        _purpose.reset(before)
