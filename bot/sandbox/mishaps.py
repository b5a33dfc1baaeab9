"""Faults on demand: what may go wrong with a call, arranged through the control API."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, fields

from bot.sandbox.wire import ControlError, Json

KINDS = ("ratelimited", "server_error", "timeout", "dropped", "refused", "slow", "late")
_GIVEN = {
    "method": str,
    "kind": str,
    "times": int,
    "retry_after": int,
    "channel": str,
    "error": str,
    "seconds": float,
    "rate": float,
    "seed": int,
}


@dataclass
class Mishap:
    """The next `times` calls of `method` (`*`: of any, `response_url` too), in that channel if given.

    With a `rate`, from 0 to 1: so many of all calls, until it is taken back; which ones, `seed` decides.
    `seconds`: how long `slow` and `late` take.
    """

    method: str
    kind: str
    times: int = 1
    retry_after: int = 1
    channel: str | None = None
    error: str = "internal_error"
    seconds: float = 1.0
    rate: float | None = None
    seed: int = 0
    id: int = 0
    dice: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.dice.seed(self.seed)

    def befalls(self, method: str, channel: str) -> bool:
        """Whether this call is one of those; by chance, where it has a rate."""
        if self.method not in (method, "*") or self.channel not in (None, channel):
            return False
        return self.rate is None or self.dice.random() < self.rate

    def shown(self) -> Json:
        """What the control API tells of it."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "dice"}


class Mishaps:
    """The faults still to come, oldest first; `changed()` is called when that list is another."""

    def __init__(self, changed: Callable[[], object]) -> None:
        self._waiting: list[Mishap] = []
        self._count = 0
        self._changed = changed

    def arrange(self, asked: Json) -> int:
        """Adds what `/control/faults` was asked for; gives its id, by which it can be taken back."""
        if asked.get("kind") not in KINDS or not asked.get("method"):
            raise ControlError("invalid_fault", kinds=list(KINDS))
        try:
            known = {key: kind(asked[key]) for key, kind in _GIVEN.items() if asked.get(key) is not None}
        except (TypeError, ValueError):
            raise ControlError("invalid_fault", detail="times, retry_after, seconds are numbers") from None
        if known.get("times", 1) < 1:
            raise ControlError("invalid_fault", detail="times is 1 or more")
        if not 0 <= known.get("rate", 0) <= 1 or known.get("seconds", 0) < 0:
            raise ControlError("invalid_fault", detail="rate is from 0 to 1, seconds 0 or more")
        self._count += 1
        self._waiting.append(Mishap(**known, id=self._count))
        self._changed()
        return self._count

    def waiting(self) -> list[Json]:
        """What is armed."""
        return [mishap.shown() for mishap in self._waiting]

    def take_back(self, mishap_id: str) -> None:
        """That one shall not happen; 404 where it is over already."""
        found = next((m for m in self._waiting if str(m.id) == mishap_id), None)
        if found is None:
            raise ControlError("no_such_fault", 404)
        self._waiting.remove(found)
        self._changed()

    def clear(self) -> None:
        """Forgets all that has not happened yet."""
        self._waiting.clear()
        self._changed()

    def next(self, method: str, channel: str) -> Mishap | None:
        """The mishap that befalls this call, counted down."""
        mishap = next((m for m in self._waiting if m.befalls(method, channel)), None)
        if mishap and mishap.rate is None:
            mishap.times -= 1
            if mishap.times <= 0:
                self._waiting.remove(mishap)
            self._changed()
        return mishap
