"""What is handed out for a while and taken back: triggers, response_urls, addresses of sockets.

All of it runs on real time, not on the movable clock, as it would at Slack's.
"""

import secrets
import time
from dataclasses import dataclass, field

from bot.sandbox.wire import SlackError


@dataclass(frozen=True)
class Timing:
    """Slack's limits in seconds of real time. Tests may shorten them."""

    ack: float = 3.0
    trigger: float = 3.0
    response_url: float = 1800.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    share: float = 0.05  # how long a completed upload takes until it is in the conversation
    hang: float = 60.0  # how long a call lost on purpose is kept waiting


@dataclass
class Trigger:
    """Leave to open one view for that person; `view_id` is the modal it came from, if any."""

    user_id: str
    view_id: str | None
    channel_id: str | None
    born: float = field(default_factory=time.monotonic)
    used: bool = False


class Triggers:
    """trigger_ids: three seconds, one use."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._known: dict[str, Trigger] = {}

    def issue(self, user_id: str, view_id: str | None = None, channel_id: str | None = None) -> str:
        """A new trigger_id, shaped as Slack's."""
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._known[trigger_id] = Trigger(user_id, view_id, channel_id)
        return trigger_id

    def check(self, trigger_id: str) -> Trigger:
        """The trigger, still unused; whoever uses it sets `used`."""
        trigger = self._known.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.born > self._timing.trigger:
            raise SlackError("expired_trigger_id")
        return trigger


@dataclass
class ResponseUrl:
    """Where a reply to one interaction goes; `source` is the ts of the message that was acted on."""

    user_id: str
    channel_id: str
    source: str | None = None
    thread_ts: str | None = None
    uses: int = 0
    born: float = field(default_factory=time.monotonic)


class ResponseUrls:
    """response_urls: five uses in thirty minutes."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._known: dict[str, ResponseUrl] = {}

    def issue(self, ticket: ResponseUrl) -> str:
        """The id in a new response_url."""
        key = secrets.token_urlsafe(18)
        self._known[key] = ticket
        return key

    def use(self, key: str) -> ResponseUrl:
        """Counts a use; Slack answers the sixth, and any after half an hour, with 404."""
        ticket = self._known.get(key)
        if ticket is None:
            raise SlackError("invalid_url")
        if time.monotonic() - ticket.born > self._timing.response_url:
            raise SlackError("expired_url")
        if ticket.uses >= 5:
            raise SlackError("used_url")
        ticket.uses += 1
        return ticket


class OneTime:
    """Keys good for one use: socket addresses."""

    def __init__(self) -> None:
        self._open: set[str] = set()

    def issue(self) -> str:
        """A new key."""
        key = secrets.token_urlsafe(18)
        self._open.add(key)
        return key

    def use(self, key: str) -> bool:
        """True the first time."""
        if key not in self._open:
            return False
        self._open.discard(key)
        return True
