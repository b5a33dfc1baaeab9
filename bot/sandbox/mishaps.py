"""Faults on demand: what may go wrong with a call, arranged through the control API."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from bot.sandbox.wire import ControlError, Json

KINDS = ("ratelimited", "server_error", "timeout", "dropped", "refused")
_GIVEN = {"method": str, "kind": str, "times": int, "retry_after": int, "channel": str, "error": str}


@dataclass
class Mishap:
    """The next `times` calls of `method` (`*`: of any, `response_url` too), in that channel if given."""

    method: str
    kind: str
    times: int = 1
    retry_after: int = 1
    channel: str | None = None
    error: str = "internal_error"
    id: int = 0


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
            raise ControlError("invalid_fault", detail="times and retry_after are whole numbers") from None
        if known.get("times", 1) < 1:
            raise ControlError("invalid_fault", detail="times is 1 or more")
        self._count += 1
        self._waiting.append(Mishap(**known, id=self._count))
        self._changed()
        return self._count

    def waiting(self) -> list[Json]:
        """What is armed."""
        return [asdict(mishap) for mishap in self._waiting]

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
        for mishap in self._waiting:
            if mishap.method in (method, "*") and mishap.channel in (None, channel):
                mishap.times -= 1
                if mishap.times <= 0:
                    self._waiting.remove(mishap)
                self._changed()
                return mishap
        return None
