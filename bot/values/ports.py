"""What services and delivery need of the outside, as meanings; Slack's edge implements them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.people import Channel, Person
from bot.values.feedback import DebriefPack, Posted
from bot.values.loops import Card, Mine
from bot.values.reminders import Alert, Reminder

Content = Reminder | Alert | Card | Posted | DebriefPack | Mine


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The domain's now: aware, UTC."""


@dataclass(frozen=True)
class Part:
    """One message's worth of content, rendered; only the Slack edge looks inside."""

    text: str
    blocks: tuple[object, ...]

    @property
    def fingerprint(self) -> str:
        """The same for the same content, whichever process renders it."""
        content = json.dumps([self.text, self.blocks], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Sent:
    channel: str
    ts: str


@dataclass(frozen=True)
class RetryAt:
    """Slack asks to wait this many seconds for this channel."""

    seconds: float


@dataclass(frozen=True)
class Gone:
    """It can never be done: the person, the channel or the message is gone. `reason` in plain words.

    `only_message`: the message meant, or the one to reply to, is gone; the conversation is there.
    """

    reason: str
    only_message: bool = False


@dataclass(frozen=True)
class Unknown:
    """Nobody knows whether it was done: a time-out, a dropped connection, Slack's own failure."""

    reason: str


SlackAnswer = Sent | RetryAt | Gone | Unknown


class Sender(Protocol):
    """Says things in Slack. Posts never retry by themselves."""

    def parts(self, content: Content) -> Sequence[Part]:
        """The messages this content needs, in order; at least one."""

    def open_dm(self, person: str) -> str | RetryAt | Gone | Unknown:
        """The id of the person's conversation with the bot."""

    def send(self, channel: str, thread: str | None, part: Part, message_id: str) -> SlackAnswer: ...

    def update(self, channel: str, ts: str, part: Part) -> SlackAnswer: ...

    def delete(self, channel: str, ts: str) -> SlackAnswer: ...

    def find(
        self, channel: str, thread: str | None, message_id: str, since: datetime
    ) -> Sent | RetryAt | Gone | Unknown | None:
        """The message with this id if Slack has it, None if it surely has not."""

    def publish_home(self, person: str, content: Mine) -> SlackAnswer: ...


class Directory(Protocol):
    """Who and what is in the workspace, as Slack says now. Raises `Unreachable` when it does not answer."""

    def person(self, person: str) -> Person | None: ...

    def channel(self, channel: str) -> Channel | None:
        """None where the bot cannot see it."""


class Unreachable(Exception):
    """Slack did not answer."""
