"""Claims what is due and has it delivered, several conversations at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from threading import Event, Lock

from bot.delivery.courier import Courier
from bot.delivery.timing import NORMAL, Timing
from bot.domain.errors import DatabaseUnavailable
from bot.domain.notices import Notice
from bot.services.outbox import Outbox
from bot.values.ports import Sender


class Worker:
    """`real_clock` is the machine's time: leases and pauses do not follow a clock that is moved by hand.

    `name` tells this process's claims from another's.
    """

    def __init__(
        self,
        outbox: Outbox,
        sender: Sender,
        real_clock: Callable[[], datetime],
        *,
        timing: Timing = NORMAL,
        threads: int = 8,
        name: str = "worker",
    ) -> None:
        self._outbox = outbox
        self._real_clock = real_clock
        self._timing = timing
        self._courier = Courier(outbox, sender, real_clock, timing)
        self._name = name
        self._batch = threads * 2
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="delivery")
        self._one_at_a_time = Lock()
        self._stopping = Event()

    def tick(self) -> int:
        """Delivers until nothing due is left; how many were taken up. A second caller waits its turn."""
        taken = 0
        running: set[Future[None]] = set()
        with self._one_at_a_time:
            while True:
                claimed = self._claim(self._batch - len(running))
                taken += len(claimed)
                running |= {self._pool.submit(self._courier.deliver, each) for each in claimed}
                if not running:
                    return taken
                _, running = wait(running, self._timing.look_again, FIRST_COMPLETED)

    def stop(self) -> None:
        """Claims nothing more and returns when what it holds is done."""
        self._stopping.set()
        with self._one_at_a_time:
            self._pool.shutdown()

    def _claim(self, most: int) -> Sequence[Notice]:
        if most <= 0 or self._stopping.is_set():
            return ()
        try:
            return self._outbox.claim(self._name, self._real_clock(), self._timing.lease, most)
        except DatabaseUnavailable:  # which is told when it begins, not with each tick
            return ()
