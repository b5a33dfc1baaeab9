"""Conversations are opened when somebody is first owed something, not when it is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from bot.domain.errors import DatabaseUnavailable
from bot.services.messages import Messages
from bot.values.ports import Sender
from bot.values.purposes import Purpose
from bot.values.stops import Impossible, Stop

EVERY = timedelta(seconds=30)
A_FEW = 20


class OpenAhead:
    """One tick opens a few; what Slack does not do now is left to the first message."""

    def __init__(self, messages: Messages, sender: Sender, real_clock: Callable[[], datetime]) -> None:
        self._messages = messages
        self._sender = sender
        self._real_clock = real_clock
        self._next = real_clock()
        self._refused: set[str] = set()

    def __call__(self) -> None:
        now = self._real_clock()
        if now < self._next:
            return
        self._next = now + EVERY
        with suppress(DatabaseUnavailable):
            self._open(self._messages.without_conversation(A_FEW, self._refused))

    def _open(self, people: Sequence[str]) -> None:
        for person in people:
            try:
                with self._sender.spending(Purpose.AHEAD):
                    channel = self._sender.open_dm(person)
            except Impossible:
                self._refused.add(person)
            except Stop:  # Slack has no time for it now
                return
            else:
                self._messages.keep_conversation(person, channel)
