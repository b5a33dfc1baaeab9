"""Claims what is due and has it delivered, several conversations at a time."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from threading import Event, Lock

from bot.delivery.deliver import Deliver
from bot.delivery.lease import Lease
from bot.delivery.looking import LookFirst
from bot.delivery.outcomes import Jitter, Outcomes
from bot.delivery.pause import Pause
from bot.delivery.timing import NORMAL, Timing
from bot.domain.errors import DatabaseUnavailable
from bot.domain.notices import Notice
from bot.services.messages import Messages
from bot.services.outbox import Outbox
from bot.values.ports import Sender
from bot.values.stops import Stop


class Worker:
    """`real_clock` is the machine's time: leases and pauses do not follow a clock that is moved by hand.

    `name` tells this process's claims from another's.
    """

    def __init__(
        self,
        outbox: Outbox,
        messages: Messages,
        sender: Sender,
        real_clock: Callable[[], datetime],
        *,
        timing: Timing = NORMAL,
        name: str = "worker",
        jitter: Jitter = random.random,
    ) -> None:
        self._outbox = outbox
        self._messages = messages
        self._sender = sender
        self._real_clock = real_clock
        self._timing = timing
        self._name = name
        self._threads = timing.at_once
        self._pool = ThreadPoolExecutor(timing.at_once, thread_name_prefix="delivery")
        self._one_at_a_time = Lock()
        self._stopping = Event()
        self._first = LookFirst(messages.restored, sender, timing.absent_after)
        self.pause = Pause(real_clock, timing.try_again)
        self._outcomes = Outcomes(outbox, self.pause, real_clock, timing, jitter)

    def tick(self) -> int:
        """Delivers until nothing due is left; how many were taken up. A second caller waits its turn."""
        taken = 0
        running: set[Future[None]] = set()
        with self._one_at_a_time:
            while True:
                # in batches: looking what is due costs more the more there is
                claimed = (
                    self._claim(2 * self._threads - len(running)) if len(running) <= self._threads else ()
                )
                taken += len(claimed)
                running |= {self._pool.submit(self.deliver, each) for each in claimed}
                if not running:
                    return taken
                _, running = wait(running, self._timing.look_again, FIRST_COMPLETED)

    def deliver(self, notice: Notice) -> None:
        """Never raises: one notice must not stop the others."""
        lease = Lease(notice, self._timing, self._real_clock, self._stopping)
        try:
            try:
                Deliver(self._outbox, self._messages, self._sender, lease, self._first)()
                self.pause.over()
            except Stop as stop:
                self._outcomes.stopped(notice, stop)
        except Exception as error:  # noqa: BLE001  # whatever it is, the notice is put back
            self._outcomes.stumbled(notice, error)

    def stop(self) -> bool:
        """Claims nothing more, and has what is under way end after the call to Slack that it is at.

        False where even that takes too long: it goes on elsewhere when its lease is over.
        """
        self._stopping.set()
        ended = self._one_at_a_time.acquire(timeout=self._timing.stop_within)
        if ended:
            self._one_at_a_time.release()
        self._pool.shutdown(wait=ended, cancel_futures=True)
        return ended

    def _claim(self, most: int) -> Sequence[Notice]:
        most = self.pause.room(most)
        if most <= 0 or self._stopping.is_set():
            return ()
        try:
            return self._outbox.claim(self._name, self._real_clock(), self._timing.lease, most)
        except DatabaseUnavailable:  # which is told when it begins, not with each tick
            return ()
