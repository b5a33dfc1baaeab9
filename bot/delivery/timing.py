"""How long a worker holds what it has claimed, and how long it waits: in the machine's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Timing:
    """`lease`: nobody else takes a claimed notice before it is over. `least_lease`: no call to Slack is begun
    with less of it left; a call may take ten seconds, and has to be over when the lease is.

    `first_pause`, `longest_pause`: seconds before what failed is tried again, doubled each time.
    `thread_soon`: seconds until what a reply goes under may have been posted. `look_again`: seconds until a
    worker that waits for slow answers looks what has fallen due meanwhile.
    """

    lease: timedelta = timedelta(seconds=60)
    least_lease: timedelta = timedelta(seconds=20)
    first_pause: float = 10.0
    longest_pause: float = 300.0
    thread_soon: float = 5.0
    look_again: float = 1.0


NORMAL = Timing()
