"""One thing sent to the app, and what came back."""

from dataclasses import dataclass
from typing import Any, Literal

from bot.sandbox.wire import Json


@dataclass(frozen=True)
class Parcel:
    """A payload with its kind in Socket Mode's words; `what` is its name in the log."""

    kind: Literal["slash_commands", "interactive", "events_api"]
    what: str
    payload: Json
    retry: int = 0
    retry_reason: str = ""


@dataclass(frozen=True)
class Answer:
    """The app's answer: its body (an object, text, or None), or the error Slack shows instead.

    `error` is `operation_timeout` (nothing came in time, or nobody is connected) or `dispatch_failed`
    (an HTTP status that is not a success). `reason` is what X-Slack-Retry-Reason would say.
    """

    body: Any = None
    status: int | None = None
    error: str | None = None
    reason: str = ""
    no_retry: bool = False
