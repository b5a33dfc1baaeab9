"""Delivers one claimed notice, and writes down what became of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from bot.delivery.posting import Posting
from bot.delivery.stops import Doubt, Jitter, Limited, Postponed, Stop, Undeliverable, pause
from bot.delivery.timing import NORMAL, Timing
from bot.domain.errors import DatabaseUnavailable
from bot.domain.notices import Notice
from bot.logs.changes import Seldom
from bot.logs.faults import fault, way
from bot.logs.setup import logger
from bot.services.outbox import Outbox
from bot.values.outgoing import Composed, Delivery, Impossible, NotYet, Pointless
from bot.values.ports import Sender

MOST_FAILURES = 10  # of our own code, one after the other: about half an hour
OUR_FAULT = "The bot failed at it again and again. Whoever runs it finds the reason in its log."

log = logger(__name__)


class Courier:
    def __init__(
        self,
        outbox: Outbox,
        sender: Sender,
        real_clock: Callable[[], datetime],
        timing: Timing = NORMAL,
        jitter: Jitter = random.random,
    ) -> None:
        self._outbox = outbox
        self._sender = sender
        self._real_clock = real_clock
        self._timing = timing
        self._jitter = jitter
        self._doubted = Seldom(log, "nobody knows whether a notice was posted")

    def deliver(self, notice: Notice) -> None:
        """Never raises: what cannot even be put back comes again when its lease is over."""
        try:
            try:
                self._settle(notice, self._outbox.compose(notice))
            except Stop as stop:
                self._stopped(notice, stop)
        except Exception as error:  # noqa: BLE001  # one notice must not stop the others
            self._stumbled(notice, error)

    def _settle(self, notice: Notice, composed: Composed) -> None:
        match composed:
            case Pointless(reason):
                self._outbox.dropped(notice, reason)
            case Impossible(reason):
                self._outbox.failed(notice, reason)
            case NotYet(seconds):
                raise Postponed(seconds)
            case Delivery():
                self._bring(notice, composed)
                if not self._outbox.sent(notice, composed):
                    log.warning("notice is another worker's by now", notice=notice.id)

    def _bring(self, notice: Notice, delivery: Delivery) -> None:
        """In order. Where a channel is only folded, one message that cannot be does not keep others open."""
        posting = Posting(self._outbox, self._sender, self._real_clock, notice, self._timing)
        left: Stop | None = None
        for outgoing in delivery.outgoing:
            try:
                posting.bring(outgoing)
            except (Doubt, Undeliverable) as stop:
                if not outgoing.existing_only:
                    raise
                left = left or stop
        if left:
            raise left

    def _stopped(self, notice: Notice, stop: Stop) -> None:
        match stop:
            case Undeliverable():
                self._outbox.failed(notice, stop.reason)
            case Limited():
                self._outbox.hold(notice, self._after(stop.seconds))
            case Postponed():
                self._outbox.put_back(notice, self._after(stop.seconds))
            case Doubt():
                self._doubted(notice=notice.id, attempt=notice.attempt, why=str(stop))
                self._outbox.put_back(notice, self._after(pause(notice.attempt, self._timing, self._jitter)))

    def _stumbled(self, notice: Notice, error: Exception) -> None:
        if not isinstance(error, DatabaseUnavailable):  # which is told when it begins, not for each notice
            about = {"notice": notice.id, "kind": notice.kind.value, "attempt": notice.attempt}
            log.error("notice failed", **about, **fault(error), way=way(error))
        with suppress(Exception):
            if notice.attempt >= MOST_FAILURES and not isinstance(error, DatabaseUnavailable):
                self._outbox.failed(notice, OUR_FAULT)
            else:
                self._outbox.put_back(notice, self._after(pause(notice.attempt, self._timing, self._jitter)))

    def _after(self, seconds: float) -> datetime:
        return self._real_clock() + timedelta(seconds=seconds)
