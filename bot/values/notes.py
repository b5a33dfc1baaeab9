"""What somebody writes to the bot, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Reply:
    """A message in a thread of somebody's conversation with the bot. `ts` is its own, `thread` the root's."""

    by: str
    channel: str
    thread: str
    ts: str
    text: str
    event_id: str


class Noted(StrEnum):
    KEPT = "kept"
    NO_REPLY = "no-reply"  # it answers no reminder
    TOO_LATE = "too-late"  # the feedback is in
