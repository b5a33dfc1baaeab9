"""How much a worker does at once, how long it holds what it has claimed, and how long it waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Timing:
    """Times as `timedelta`, or in seconds, of the machine."""

    at_once: int = 8
    """Conversations in which something is sent at the same time."""

    lease: timedelta = timedelta(seconds=60)
    """Nobody else takes a claimed notice before it is over."""
    least_lease: timedelta = timedelta(seconds=20)
    """No call to Slack begins with less left: it may take ten seconds, and has to be over with the lease."""
    absent_after: timedelta = timedelta(seconds=80)
    """A post not seen by then, from its beginning, surely is not there: the call may take ten seconds, and
    Slack may show a minute later what it accepted.
    """
    first_pause: float = 10.0
    """Before what failed is tried again; doubled each time, up to the longest."""
    longest_pause: float = 300.0
    give_up: timedelta = timedelta(days=1)
    """How long what fails for a reason nobody foresaw is tried."""
    try_again: float = 30.0
    """Between two tries while Slack does not accept the bot."""
    thread_soon: float = 5.0
    """Until what a reply goes under may have been posted."""
    stop_within: float = 7.0
    """What a call to Slack has to end when the process is to."""
    look_again: float = 1.0
    """Until a worker that waits for slow answers looks what has fallen due meanwhile."""


NORMAL = Timing()
