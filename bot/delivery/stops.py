"""Why a delivery stops before its end, and how long it then waits."""

from __future__ import annotations

import random
from collections.abc import Callable

from bot.delivery.timing import Timing

Jitter = Callable[[], float]
"""Something between 0 and 1."""


class Stop(Exception):
    """What is left of the delivery is not done now."""


class Postponed(Stop):
    """Something is not there yet: again in so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Limited(Stop):
    """Slack asks this conversation to wait so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Doubt(Stop):
    """Nobody knows whether it was done."""


class Undeliverable(Stop):
    """It can never be done; the reason is in words. `only_message`: what it refers to is gone."""

    def __init__(self, reason: str, *, only_message: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.only_message = only_message


def pause(attempt: int, timing: Timing, jitter: Jitter = random.random) -> float:
    """Seconds before the attempt after this one: doubled each time, and spread, so that what failed
    together does not come again together.
    """
    growing = timing.first_pause * 2.0 ** min(max(attempt, 1) - 1, 10)
    return min(timing.longest_pause, growing * (1 + jitter() / 2))
