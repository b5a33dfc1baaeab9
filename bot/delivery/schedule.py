"""The ticks: APScheduler in memory, as all that must not be forgotten is in the outbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]  # ships none

from bot.delivery.worker import Worker
from bot.metrics.counts import NOTHING, Counts


class Schedule:
    """Every `seconds` runs the worker and, beside it, each of `also`: a look at the catalog's files, say."""

    def __init__(
        self,
        worker: Worker,
        also: Sequence[Callable[[], object]] = (),
        seconds: float = 1.0,
        counts: Counts = NOTHING,
    ) -> None:
        self._worker = worker
        self._counts = counts
        self._scheduler: Any = BackgroundScheduler(
            timezone=UTC,
            # No misfire limit: the default drops in silence what comes a second late.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._scheduler.add_job(self.wake, "interval", seconds=seconds, id="deliver")
        for number, each in enumerate(also):
            self._scheduler.add_job(each, "interval", seconds=seconds, id=f"also {number}")

    def start(self) -> None:
        self._scheduler.start()

    def wake(self) -> None:
        """A tick, at once where the time has been moved: returns when nothing due is left."""
        self._worker.tick()
        self._counts.ticked()

    def stop(self) -> bool:
        """Returns when what was under way is done; False where that takes too long."""
        ended = self._worker.stop()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=ended)
        return ended
