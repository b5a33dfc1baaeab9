"""Claims what is due and has it delivered, several conversations at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from threading import Event, Lock

from bot.delivery.courier import Courier
from bot.domain.errors import DatabaseUnavailable
from bot.domain.notices import Notice
from bot.services.outbox import Outbox
from bot.values.ports import Sender

LEASE = timedelta(seconds=60)
LOOK_AGAIN = 1.0  # seconds: what falls due while a slow answer is waited for


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
        threads: int = 8,
        name: str = "worker",
    ) -> None:
        self._outbox = outbox
        self._real_clock = real_clock
        self._courier = Courier(outbox, sender, real_clock)
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
                _, running = wait(running, LOOK_AGAIN, FIRST_COMPLETED)

    def stop(self) -> None:
        """Claims nothing more and returns when what it holds is done."""
        self._stopping.set()
        with self._one_at_a_time:
            self._pool.shutdown()

    def _claim(self, most: int) -> Sequence[Notice]:
        if most <= 0 or self._stopping.is_set():
            return ()
        try:
            return self._outbox.claim(self._name, self._real_clock(), LEASE, most)
        except DatabaseUnavailable:  # which is told when it begins, not with each tick
            return ()
