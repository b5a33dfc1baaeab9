"""A claimed notice, as long as it is this worker's: nothing is begun with too little of the lease left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from bot.delivery.timing import Timing
from bot.domain.notices import Notice
from bot.values.stops import NotYet


@dataclass(frozen=True)
class Lease:
    """`stopping` is set when the process is to end: what is under way then goes on elsewhere."""

    notice: Notice
    timing: Timing
    real_clock: Callable[[], datetime]
    stopping: Event

    def check(self) -> None:
        """Before each call to Slack. Raises `NotYet`: another worker takes the notice when the lease is over,
        and nothing of ours may be under way then.
        """
        until = self.notice.lease_until
        if self.stopping.is_set() or until is None or until - self.real_clock() < self.timing.least_lease:
            raise NotYet

    def absent_at(self) -> datetime:
        """Until when a post that begins now may show in Slack."""
        return self.real_clock() + self.timing.absent_after

    def seconds_until(self, at: datetime | None) -> float:
        return max(0.0, (at - self.real_clock()).total_seconds()) if at else 0.0


def after(real_clock: Callable[[], datetime], seconds: float) -> datetime:
    return real_clock() + timedelta(seconds=seconds)
