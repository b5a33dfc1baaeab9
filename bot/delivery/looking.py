"""On a restored copy, what may have been said since it was made is looked for in Slack before it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.delivery.lease import Lease
from bot.services.restored import Restored
from bot.values.ports import Sender
from bot.values.stops import Impossible, NotYet


class LookFirst:
    """For any thread. Each raises a `Stop` where Slack cannot be asked: it is then not said either."""

    def __init__(self, restored: Restored, sender: Sender, absent_after: timedelta) -> None:
        self._restored = restored
        self._sender = sender
        self._absent_after = absent_after
        self._absent: set[str] = set()

    def has_heard(self, lease: Lease, conversation: Callable[[], str]) -> bool:
        """Whether the recipient has this notice. The first time, all that they were owed is looked for."""
        notice = lease.notice
        if not self._restored.is_unheard(notice):
            return False
        self._wait(lease)
        channel = conversation()
        ids = self._restored.ids_owed(notice.recipient, channel)
        found = self._find(lease, (channel, None), *ids)
        return notice.id in self._restored.heard(notice.recipient, channel, found)

    def there(self, lease: Lease, subject: str, where: tuple[str, str | None], part: int) -> str | None:
        """The ts of a message that nothing is known of; where it surely is not there, None."""
        message_id = self._restored.may_show(subject, where[0], part)
        if not message_id or message_id in self._absent:
            return None
        self._wait(lease)
        ts = self._find(lease, where, message_id).get(message_id)
        if ts is None:  # nobody else can have posted it from here on without a row
            self._absent.add(message_id)
        return ts

    def _wait(self, lease: Lease) -> None:
        """Until all that was posted before the restore shows."""
        copy = self._restored.copy
        if copy and (seconds := lease.seconds_until(copy.restored_at + self._absent_after)):
            raise NotYet("a post from before the restore may still show", seconds=seconds)

    def _find(self, lease: Lease, where: tuple[str, str | None], *ids: str) -> Mapping[str, str]:
        copy = self._restored.copy
        assert copy, "only a copy does not know what was sent"
        lease.check()
        try:
            return self._sender.find(*where, ids, copy.made_at)
        except Impossible as stop:
            if stop.only_message:  # the thread is gone, with all that was in it
                return {}
            raise
