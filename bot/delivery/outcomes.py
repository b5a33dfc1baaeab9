"""What becomes of a notice that was not delivered: tried again, given up, or waiting for a mended bot."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot.delivery.lease import after
from bot.delivery.pause import Pause
from bot.delivery.timing import Timing
from bot.domain.errors import DatabaseUnavailable
from bot.domain.notices import Notice
from bot.logs.changes import Seldom
from bot.logs.faults import fault, way
from bot.logs.setup import logger
from bot.services.outbox import Outbox
from bot.values.stops import (
    Impossible,
    Limited,
    NotYet,
    OwnFault,
    Pointless,
    Postponed,
    Silent,
    Stop,
    Unforeseen,
)

UNFORESEEN = "The bot failed at it for a day. Whoever runs it finds the reason in its log."

Jitter = Callable[[], float]
"""Something between 0 and 1."""

log = logger(__name__)


class Outcomes:
    def __init__(
        self,
        outbox: Outbox,
        pause: Pause,
        real_clock: Callable[[], datetime],
        timing: Timing,
        jitter: Jitter = random.random,
    ) -> None:
        self._outbox = outbox
        self._pause = pause
        self._real_clock = real_clock
        self._timing = timing
        self._jitter = jitter
        self._silent = Seldom(log, "nobody knows whether a notice was posted")

    def stopped(self, notice: Notice, stop: Stop) -> None:
        match stop:
            case Pointless():
                self._outbox.dropped(notice, stop.reason)
            case Impossible():
                self._outbox.failed(notice, stop.why)
            case Postponed():
                self._outbox.postponed(notice, stop.until)
            case Silent():
                self._silent(notice=notice.id, attempt=notice.attempt, why=stop.why)
                seconds = self._growing(notice)
                # Others there wait until what may have been posted is seen or surely absent, and no longer.
                self._again(notice, seconds, min(seconds, self._timing.absent_after.total_seconds()))
            case OwnFault():
                self._pause.begin(stop.why)
                # The next try is another's: one that alone needs what is missing keeps nobody else waiting.
                self._again(notice, 1.5 * self._timing.try_again)
            case Limited() | NotYet():
                self._again(notice, stop.seconds, stop.seconds)
            case Unforeseen():
                log.error("slack refused", notice=notice.id, kind=notice.kind.value, why=stop.why)
                self._troubled(notice)

    def stumbled(self, notice: Notice, error: Exception) -> None:
        """Never raises: what cannot even be put back comes again when its lease is over."""
        with suppress(Exception):
            if isinstance(error, DatabaseUnavailable):  # told when it begins, not for each notice
                self._again(notice, self._growing(notice))
                return
            about = {"notice": notice.id, "kind": notice.kind.value, "attempt": notice.attempt}
            log.error("notice failed", **about, **fault(error), way=way(error))
            self._troubled(notice)

    def _troubled(self, notice: Notice) -> None:
        """For a day it may be put right by a new release, or pass by itself."""
        now = self._real_clock()
        if now - self._outbox.troubled(notice, now) >= self._timing.give_up:
            self._outbox.failed(notice, UNFORESEEN)
        else:
            self._again(notice, self._growing(notice))

    def _again(self, notice: Notice, seconds: float, held: float = 0) -> None:
        held_until = after(self._real_clock, held) if held else None
        self._outbox.put_back(notice, after(self._real_clock, seconds), held_until)

    def _growing(self, notice: Notice) -> float:
        return growing(notice.attempt, self._timing, self._jitter)


def growing(attempt: int, timing: Timing, jitter: Jitter) -> float:
    """Seconds before the attempt after this one: doubled each time, and spread, so that what failed
    together does not come again together.
    """
    doubled = timing.first_pause * 2.0 ** min(max(attempt, 1) - 1, 10)
    return min(timing.longest_pause, doubled * (1 + jitter() / 2))
