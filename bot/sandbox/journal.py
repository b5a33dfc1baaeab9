"""What went between bot and Slack, and who is told on the page when something changes."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Literal

from bot.sandbox.wire import Json

Direction = Literal["to_bot", "from_bot"]
_KEPT = 5000


@dataclass
class Entry:
    """One request. `error` says why its answer was refused, where the status does not."""

    direction: Direction
    what: str
    request: Any
    started: float
    response: Any = None
    status: int | None = None
    error: str | None = None
    at: str = ""
    n: int = 0
    ms: float = 0.0


class Journal:
    """The log of requests, newest last; old entries are forgotten. `grown()` is called for each new one."""

    def __init__(self, now: Callable[[], datetime], grown: Callable[[], object]) -> None:
        self._now = now
        self._grown = grown
        self._entries: deque[Entry] = deque(maxlen=_KEPT)
        self._count = 0
        self.calls: Counter[tuple[str, str]] = Counter()
        """How often the app called, by method and what became of it: "" or the error or fault."""

    def begin(self, direction: Direction, what: str, request: Any) -> Entry:
        """A request has started; it is in the log once `end` says how it went."""
        return Entry(direction, what, request, time.perf_counter(), at=self._now().isoformat())

    def end(self, entry: Entry, status: int | None, response: Any = None, error: str | None = None) -> Entry:
        """Puts the request in the log."""
        self._count += 1
        entry.n, entry.status, entry.response, entry.error = self._count, status, response, error
        entry.ms = round((time.perf_counter() - entry.started) * 1000, 2)
        self._entries.append(entry)
        if entry.direction == "from_bot":
            self.calls[entry.what, error or ""] += 1
        self._grown()
        return entry

    @property
    def last(self) -> int:
        """The newest entry's number."""
        return self._count

    def after(self, n: int, limit: int | None = None) -> list[Json]:
        """The entries later than number `n`; of many, the first `limit`."""
        return [_shown(entry) for entry in islice((e for e in self._entries if e.n > n), limit)]


def _shown(entry: Entry) -> Json:
    names = ("n", "at", "direction", "what", "request", "response", "status", "ms", "error")
    return {name: getattr(entry, name) for name in names}


class Feed:
    """Server-sent events, one queue a listening page; None ends it."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[Json | None]]] = {}

    def listen(self, user_id: str) -> asyncio.Queue[Json | None]:
        """A queue of what happens for that person from now on."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._queues.setdefault(user_id, set()).add(queue)
        return queue

    def leave(self, user_id: str, queue: asyncio.Queue[Json | None]) -> None:
        """The page went away."""
        self._queues.get(user_id, set()).discard(queue)

    def tell(self, user_ids: Iterable[str], what: str, **more: Any) -> None:
        """Something changed for these people."""
        for user_id in set(user_ids):
            for queue in self._queues.get(user_id, ()):
                queue.put_nowait({"what": what, **more})

    def tell_all(self, what: str, **more: Any) -> None:
        """Something changed for everybody."""
        self.tell(list(self._queues), what, **more)

    def close(self) -> None:
        """Ends all streams."""
        for queues in self._queues.values():
            for queue in queues:
                queue.put_nowait(None)


class Busy:
    """Counts what was sent to the app and is not answered yet."""

    def __init__(self) -> None:
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def enter(self) -> None:
        """One more."""
        self._count += 1
        self._idle.clear()

    def leave(self) -> None:
        """One less."""
        self._count -= 1
        if not self._count:
            self._idle.set()

    async def settled(self, timeout: float) -> bool:
        """True once nothing is unanswered; False if that took longer than `timeout` seconds."""
        try:
            await asyncio.wait_for(self._idle.wait(), timeout)
        except TimeoutError:
            return False
        return True
