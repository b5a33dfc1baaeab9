"""What services and delivery need of the outside, as meanings; Slack's edge implements them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.people import Channel, Person
from bot.values.feedback import DebriefPack, DebriefReady, Posted, Withdrawn
from bot.values.loops import Card, Mine
from bot.values.purposes import Purpose
from bot.values.reminders import Alert, Reminder
from bot.values.stops import Stop

Content = Reminder | Alert | Card | Posted | Withdrawn | DebriefPack | DebriefReady | Mine


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


class Sender(Protocol):
    """Says things in Slack. Each raises a `Stop` where it was not done, and none repeats itself."""

    def spending(self, purpose: Purpose) -> AbstractContextManager[None]:
        """What is called in it is for that: where calls are scarce, what matters less waits."""

    def parts(self, content: Content) -> Sequence[Part]:
        """The messages this content needs, in order; at least one."""

    def open_dm(self, person: str) -> str:
        """The id of the person's conversation with the bot."""

    def send(self, channel: str, thread: str | None, part: Part, message_id: str) -> str:
        """The message's ts."""

    def update(self, channel: str, ts: str, part: Part) -> None: ...

    def delete(self, channel: str, ts: str) -> None: ...

    def find(
        self, channel: str, thread: str | None, message_ids: Collection[str], since: datetime
    ) -> Mapping[str, str]:
        """The ts of those of these messages that Slack shows."""

    def publish_home(self, person: str, content: Mine) -> None: ...


class Directory(Protocol):
    """Who and what is in the workspace, as Slack says now. Raises `Unreachable` when it does not answer."""

    def person(self, person: str) -> Person | None: ...

    def channel(self, channel: str) -> Channel | None:
        """None where the bot cannot see it."""


class Unreachable(Exception):
    """Slack did not answer, or does not accept the bot: `stop` says which."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(str(stop))
        self.stop = stop
