"""Whether this process can do its work now, and if not, why: a line for each reason, without secrets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Lock

from bot.domain.errors import DatabaseUnavailable
from bot.storage.database import Database
from bot.storage.migrating import NotMigrated, check_migrated

FRESH = 2.0  # seconds that an answer is believed: whoever asks often does not burden Slack
ASKED_FIRST = "It has just started."

Refusal = Callable[[], str]
"""Why Slack does not take the token, "" where it does."""


class Readiness:
    """`clock` in seconds, from anywhere. For any thread: one looks, others meanwhile get the last answer."""

    def __init__(
        self, database: Database, slack: Refusal, paused: Refusal, clock: Callable[[], float]
    ) -> None:
        self._database = database
        self._slack = slack
        self._paused = paused
        self._clock = clock
        self._looking = Lock()
        self._known: Sequence[str] = (ASKED_FIRST,)
        self._until: float | None = None

    def __call__(self) -> Sequence[str]:
        """The reasons; none: it is ready."""
        if self._looking.acquire(blocking=False):
            try:
                if self._until is None or self._clock() >= self._until:
                    self._known = tuple(self._reasons())
                    self._until = self._clock() + FRESH
            finally:
                self._looking.release()
        return self._known

    def _reasons(self) -> Iterator[str]:
        try:
            check_migrated(self._database)
        except DatabaseUnavailable:
            yield "The database does not answer."
        except NotMigrated as error:
            yield str(error)
        if why := self._slack():
            yield f"Slack does not accept the bot: {why}"
        if why := self._paused():
            yield f"Delivery is paused: {why}"
