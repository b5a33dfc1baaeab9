"""Faults on demand: what may go wrong with a call, arranged through the control API."""

from dataclasses import dataclass

from bot.sandbox.wire import ControlError, Json

KINDS = ("ratelimited", "server_error", "timeout", "dropped", "refused")


@dataclass
class Mishap:
    """The next `times` calls of `method` (`*`: of any, `response_url` too), in that channel if given."""

    method: str
    kind: str
    times: int = 1
    retry_after: int = 1
    channel: str | None = None
    error: str = "internal_error"


class Mishaps:
    """The faults still to come, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Mishap] = []

    def arrange(self, asked: Json) -> None:
        """Adds what `/control/faults` was asked for."""
        if asked.get("kind") not in KINDS or not asked.get("method"):
            raise ControlError("invalid_fault", kinds=list(KINDS))
        known = {key: asked[key] for key in Mishap.__dataclass_fields__ if asked.get(key) is not None}
        self._waiting.append(Mishap(**known))

    def clear(self) -> None:
        """Forgets all that has not happened yet."""
        self._waiting.clear()

    def next(self, method: str, channel: str) -> Mishap | None:
        """The mishap that befalls this call, counted down."""
        for mishap in self._waiting:
            if mishap.method in (method, "*") and mishap.channel in (None, channel):
                mishap.times -= 1
                if mishap.times <= 0:
                    self._waiting.remove(mishap)
                return mishap
        return None
