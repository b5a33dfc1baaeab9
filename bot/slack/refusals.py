"""What the front turns away is said, at most once a minute: anybody may send it anything."""

from __future__ import annotations

from collections.abc import Callable

from bot.logs.changes import Seldom
from bot.logs.setup import logger

log = logger(__name__)


class Refusals:
    """`clock` in seconds. For any thread."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._time = Seldom(log, "request refused: its time and this machine's clock differ", clock)
        self._signature = Seldom(log, "request refused: its signature is not SLACK_SIGNING_SECRET's", clock)

    def time(self, stamp: str) -> None:
        """Either clock may be off, or an old request was sent again."""
        self._time(seconds=round(self._clock()) - int(stamp))

    def signature(self, given: str) -> None:
        self._signature(signed=bool(given))
