"""A web process in the test's own time: `python -m tests.torture.web CLOCK WAITS`.

CLOCK is a worker's file. It serves as `python -m bot web` does. WAITS: "patient", as long as a busy machine
takes, or "in-time", no longer than in production.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from bot import settings as environment
from bot.app import build, front, now
from bot.connections import IN_TIME, POOL
from bot.logs.setup import catch_all, configure, standard
from bot.slack.http_edge import HttpEdge
from tests.patience import BOT

LIMITS = {"patient": BOT, "in-time": IN_TIME}


def wsgi() -> HttpEdge:
    """What granian's process calls; it has this one's arguments."""
    configure("warning")
    catch_all()
    settings = environment.read()
    clock_file = Path(sys.argv[1])

    def clock() -> datetime:
        return now() + timedelta(seconds=float(clock_file.read_text()))

    return front(build(settings, clock, LIMITS[sys.argv[2]]), settings)


if __name__ == "__main__":
    Server(
        "tests.torture.web:wsgi",
        factory=True,
        interface=Interfaces.WSGI,
        websockets=False,
        address="127.0.0.1",
        port=environment.read().port,
        blocking_threads=POOL,
        log_level=LogLevels.warning,
        log_dictconfig=standard("warning"),
        workers_kill_timeout=5,
    ).serve()
