"""Workers that can be killed: `python -m tests.torture.worker CLOCK`.

It loads the bot once. For each line it is given it forks a worker and answers with its process id, so that a
start costs no second of processor time. The line says how many seconds that machine is off. CLOCK is a
file that holds how many seconds the domain's time is ahead of the machine's.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

from bot import settings as environment
from bot.app import Limits, build, listening, now
from bot.delivery.timing import Timing
from bot.logs.setup import configure
from bot.storage.database import Waits

LATE = 0.5
"""Seconds that Slack may take, beyond the time-out, to accept and to show: the minute of the real times."""
TIMES = Timing(
    lease=timedelta(seconds=3),
    least_lease=timedelta(seconds=1.6),  # one second for Slack, and the database
    absent_after=timedelta(seconds=3),
    first_pause=0.1,
    longest_pause=0.5,
    try_again=0.5,
    thread_soon=0.2,
    look_again=0.1,
)
SOON = Waits(pool=0.5, sqlite=0.5, postgres=0.5)
LIMITS = Limits(1, 1, SOON, SOON)
TICK = 0.1


def work(clock_file: Path, off: timedelta) -> None:
    """Until it is killed."""
    configure("warning")

    def clock() -> datetime:
        return now() + timedelta(seconds=float(clock_file.read_text()))

    settings = environment.read()
    bot = build(settings, clock, LIMITS, timing=TIMES, machine=lambda: now() + off)
    listening(bot, settings)
    pause = threading.Event()
    while not pause.wait(TICK):
        bot.worker.tick()


def fork(clock_file: Path, off: timedelta) -> int:
    """The new worker's process id."""
    if child := os.fork():
        return child
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        work(clock_file, off)
    finally:
        os._exit(1)


def main(clock_file: Path) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # what has ended leaves nothing behind
    for line in sys.stdin:
        sys.stdout.write(f"{fork(clock_file, timedelta(seconds=float(line)))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
