"""Worker processes to be killed, suspended and started anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.processes import ROOT, environment


class Workers:
    """`count` of them, always. Their log goes into `folder`. The machine of every second one is `off`."""

    def __init__(
        self,
        folder: Path,
        count: int,
        settings: Mapping[str, str],
        dice: Random,
        off: timedelta = timedelta(0),
    ) -> None:
        self._off = off
        self._clock = folder / "ahead"
        self._dice = dice
        self.log = folder / "workers.log"
        self._settings = settings
        self._count = count
        self._pids: list[int] = []
        self._suspended: list[int] = []
        self.killed = self.ended = self._forked = 0

    def start(self) -> None:
        with self.log.open("wb") as log:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "tests.torture.worker", str(self._clock)],
                cwd=ROOT,
                env=environment(**self._settings),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.refill()

    def tell_time(self, ahead: float) -> None:
        new = self._clock.with_suffix(".new")
        new.write_text(str(ahead))
        new.replace(self._clock)

    def refill(self) -> None:
        """Starts those that are missing; one that has ended by itself too, as a host would."""
        there = [pid for pid in self._pids if _lives(pid)]
        self.ended += len(self._pids) - len(there)
        self._pids = there
        while len(self._pids) < self._count:
            self._pids.append(self._fork())

    def gone(self) -> list[int]:
        """Those that have ended by themselves, and were not started again."""
        return [pid for pid in self._pids if not _lives(pid)]

    def kill_one(self) -> None:
        self.refill()
        pid = self._pids.pop(self._dice.randrange(len(self._pids)))
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.killed += 1
        self.refill()

    def suspend_one(self) -> int:
        self.refill()
        pid = self._pids.pop(0)
        os.kill(pid, signal.SIGSTOP)
        self._suspended.append(pid)
        self.refill()
        return pid

    def resume(self, pid: int) -> None:
        """One more than usual, until one is killed."""
        os.kill(pid, signal.SIGCONT)
        self._suspended.remove(pid)
        self._pids.append(pid)

    def stop(self) -> None:
        for pid in (*self._pids, *self._suspended):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self._nursery.stdin:
            self._nursery.stdin.close()
        if self._nursery.stdout:
            self._nursery.stdout.close()
        self._nursery.wait()

    def _fork(self) -> int:
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._forked += 1
        off = self._off if self._forked % 2 else timedelta(0)
        self._nursery.stdin.write(f"{off.total_seconds()}\n")
        self._nursery.stdin.flush()
        return int(self._nursery.stdout.readline())


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
