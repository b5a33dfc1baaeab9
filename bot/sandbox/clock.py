"""The clock that can be moved on, and the timestamps taken from it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

OnMove = Callable[[datetime], object]

_CONTROL_THREAD = "sandbox-control"


class Clock:
    """Runs with real time from where it was set; goes on by `move_to` and `advance`, never back.

    Callbacks run one move at a time in a thread of their own, so that one of them may call the local
    Slack (whose event loop stays free) and may even move the clock again.
    """

    def __init__(self, start_at: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._ahead = (_aware(start_at) - datetime.now(UTC)) if start_at else timedelta(0)
        self._callbacks: list[OnMove] = []
        self._control = ThreadPoolExecutor(1, thread_name_prefix=_CONTROL_THREAD)

    def now(self) -> datetime:
        """The present moment here, aware, in UTC."""
        with self._lock:
            return datetime.now(UTC) + self._ahead

    def on_move(self, callback: OnMove) -> None:
        """`callback(now)` is called after each move, from the control thread."""
        with self._lock:
            self._callbacks.append(callback)

    def move_to(self, when: datetime) -> datetime:
        """Jumps to `when` and returns once every callback has; ValueError if that lies in the past."""
        target = _aware(when)
        return self._in_control(lambda now: target)

    def advance(self, by: timedelta) -> datetime:
        """Jumps ahead by `by`, from where the clock is at that moment."""
        return self._in_control(lambda now: now + by)

    def close(self) -> None:
        """Lets the control thread end."""
        self._control.shutdown(wait=False)

    def _in_control(self, target: Callable[[datetime], datetime]) -> datetime:
        if threading.current_thread().name.startswith(_CONTROL_THREAD):
            return self._move(target)
        return self._control.submit(self._move, target).result()

    def _move(self, target: Callable[[datetime], datetime]) -> datetime:
        with self._lock:
            # The clock runs: what is ahead is known only while nothing else can ask.
            now = datetime.now(UTC) + self._ahead
            when = target(now)
            if when < now:
                raise ValueError(f"the clock is at {now.isoformat()} already and does not go back")
            self._ahead += when - now
            callbacks = list(self._callbacks)
        _call_all(callbacks, when)
        return when


def _call_all(callbacks: list[OnMove], when: datetime) -> None:
    """Every one is called, even after one that failed; then the first failure is raised."""
    failures: list[Exception] = []
    for callback in callbacks:
        try:
            callback(when)
        except Exception as failure:  # noqa: BLE001  # raised below
            failures.append(failure)
    if failures:
        raise failures[0]


class Stamps:
    """Message timestamps: the clock's seconds and microseconds, unique and increasing.

    `off`: by how much they differ from the clock, as Slack's own from that of another machine.
    """

    def __init__(self, clock: Clock, off: timedelta = timedelta(0)) -> None:
        self._clock = clock
        self._off = off
        self._last = 0

    def next(self) -> str:
        """A `ts` no message has had."""
        self._last = max(int(self._now().timestamp() * 1_000_000), self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def seconds(self) -> int:
        """The clock in whole seconds, for `event_time`, `created` and the like."""
        return int(self._now().timestamp())

    def _now(self) -> datetime:
        return self._clock.now() + self._off


def _aware(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise ValueError("a time without a zone says nothing")
    return when.astimezone(UTC)
