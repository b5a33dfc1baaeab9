"""Before anything is said in a conversation, what was begun there and never confirmed is looked for in Slack.

So nothing is posted twice, nothing overtakes what may still show, and what people were told counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from bot.delivery.lease import Lease
from bot.services.messages import Messages, StoredMessage
from bot.values.ports import Sender
from bot.values.stops import Impossible, NotYet


class Reconcile:
    def __init__(self, messages: Messages, sender: Sender, lease: Lease) -> None:
        self._messages = messages
        self._sender = sender
        self._lease = lease

    def __call__(self, channel: str) -> None:
        """Raises `NotYet` while it is too soon to know."""
        begun = self._messages.begun(channel)
        found = {id: ts for thread, rows in _by_thread(begun) for id, ts in self._look(thread, rows).items()}
        wait = 0.0
        for each in begun:
            if each.id in found:
                self._messages.found(each, found[each.id])
            elif seconds := self._lease.seconds_until(each.absent_at):
                wait = max(wait, seconds)
            else:
                self._messages.absent(each)
        if wait:
            raise NotYet("a post may still show", seconds=wait)

    def _look(self, thread: str | None, rows: list[StoredMessage]) -> Mapping[str, str]:
        self._lease.check()
        since = min(each.attempted_at for each in rows)
        try:
            return self._sender.find(rows[0].channel, thread, [each.id for each in rows], since)
        except Impossible as stop:
            if stop.only_message:  # the thread is gone, with all that was in it
                return {}
            raise


def _by_thread(rows: Iterable[StoredMessage]) -> Iterable[tuple[str | None, list[StoredMessage]]]:
    in_order = sorted(rows, key=lambda each: each.thread or "")
    return [(thread, list(those)) for thread, those in groupby(in_order, key=lambda each: each.thread)]
