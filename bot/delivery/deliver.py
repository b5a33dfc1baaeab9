"""Delivers one claimed notice: what Slack has of it is brought in line with what it says today."""

from __future__ import annotations

from bot.delivery.lease import Lease
from bot.delivery.looking import LookFirst
from bot.delivery.reconcile import Reconcile
from bot.domain.notices import Notice, NoticeKind
from bot.logs.setup import logger
from bot.services.messages import Messages, StoredMessage
from bot.services.outbox import Outbox
from bot.values.loops import Card, Mine
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Part, Sender
from bot.values.purposes import Purpose
from bot.values.stops import Impossible, Limited, NotYet, OwnFault, Silent, Stop, Unforeseen

NOT_POSTED = (Limited, Impossible, Unforeseen, OwnFault)
"""Slack has said no: there is nothing to look for."""

log = logger(__name__)


class Deliver:
    """Raises a `Stop` where the rest has to wait, or is not done at all."""

    def __init__(
        self, outbox: Outbox, messages: Messages, sender: Sender, lease: Lease, first: LookFirst
    ) -> None:
        self._outbox = outbox
        self._messages = messages
        self._sender = sender
        self._lease = lease
        self._first = first
        self._notice = lease.notice
        self._reconcile = Reconcile(messages, sender, lease)

    def __call__(self) -> None:
        if self._first.has_heard(self._lease, self._conversation):
            return
        if conversation := self._known_conversation():
            self._reconcile(conversation)
            self._messages.settle_arrived(self._notice.recipient)
        if self._messages.said_already(self._notice):
            return
        delivery = self._outbox.compose(self._notice)
        self._bring_all(delivery)
        if not self._outbox.sent(self._notice, delivery):
            log.warning("notice is another worker's by now", notice=self._notice.id)

    def _bring_all(self, delivery: Delivery) -> None:
        """In order. Where a channel is only folded, one message that cannot be does not keep others open."""
        left: Stop | None = None
        for outgoing in delivery.outgoing:
            try:
                with self._sender.spending(_purpose(self._notice, outgoing)):
                    self._bring(delivery, outgoing)
            except (Silent, Impossible) as stop:
                if not outgoing.existing_only:
                    raise
                left = left or stop
        if left:
            raise left

    def _bring(self, delivery: Delivery, outgoing: Outgoing) -> None:
        content = outgoing.content
        if isinstance(content, Mine):
            self._lease.check()
            self._sender.publish_home(self._notice.recipient, content)
            return
        channel, thread = self._place(outgoing)
        parts = self._sender.parts(content)
        here: dict[int, StoredMessage] = {}
        for kept in self._kept(outgoing, channel):
            if _belongs(kept, outgoing, channel, thread) and kept.part < len(parts):
                here[kept.part] = kept
            else:
                self._remove(kept, channel)
        for number, part in enumerate(parts):
            there = here.get(number)
            if there is not None and self._is_current(outgoing, there, part):
                continue
            lost = self._first.there(self._lease, outgoing.subject, (channel, thread), number)
            if lost or not outgoing.existing_only:
                self._post(delivery, outgoing, (number, len(parts)), (channel, thread), part, lost)

    # --- where ------------------------------------------------------------------------------------

    def _known_conversation(self) -> str | None:
        if self._notice.kind is NoticeKind.HOME:
            return None
        if self._notice.kind is NoticeKind.CHANNEL:
            return self._notice.recipient
        return self._messages.conversation(self._notice.recipient)

    def _place(self, outgoing: Outgoing) -> tuple[str, str | None]:
        """Channel and thread."""
        channel = outgoing.channel or self._conversation()
        thread = self._messages.thread_of(outgoing.under, channel) if outgoing.under else None
        if outgoing.under and thread is None and not outgoing.existing_only:
            raise NotYet("its thread is not there", seconds=self._lease.timing.thread_soon)
        return channel, thread

    def _conversation(self) -> str:
        """The recipient's own, known before the first post: what was lost is looked for there."""
        person = self._notice.recipient
        known = self._messages.conversation(person)
        if known:
            return known
        self._lease.check()
        channel = self._sender.open_dm(person)
        self._messages.keep_conversation(person, channel)
        return channel

    def _kept(self, outgoing: Outgoing, channel: str) -> list[StoredMessage]:
        """What was begun elsewhere, before its loop moved, is looked for first."""
        kept = self._messages.kept(outgoing.subject)
        elsewhere = {each.channel for each in kept if each.ts is None and each.channel != channel}
        for each in sorted(elsewhere):
            try:
                self._reconcile(each)
            except Impossible as stop:
                log.warning("conversation cannot be looked at", why=stop.why)
        return self._messages.kept(outgoing.subject) if elsewhere else kept

    # --- one message --------------------------------------------------------------------------------

    def _is_current(self, outgoing: Outgoing, kept: StoredMessage, part: Part) -> bool:
        """Shows what it should, now if not before. False where somebody has deleted it."""
        if kept.ts is None or kept.shows == part.fingerprint:
            return True
        self._lease.check()
        try:
            with self._sender.spending(_purpose(self._notice, outgoing, there=True)):
                self._sender.update(kept.channel, kept.ts, part)
        except Impossible as stop:
            if not stop.only_message:
                raise
            self._messages.forget(kept)
            return False
        self._messages.confirm(self._notice, outgoing, kept, kept.ts, part.fingerprint)
        return True

    def _post(
        self,
        delivery: Delivery,
        outgoing: Outgoing,
        number: tuple[int, int],
        where: tuple[str, str | None],
        part: Part,
        lost: str | None,
    ) -> None:
        """`lost`: the ts of one that Slack has and nothing was known of; it is brought up to date."""
        self._lease.check()
        absent_at = self._lease.absent_at()
        begun = self._messages.begin(self._notice, delivery, outgoing, number, where, absent_at)
        try:
            if lost:
                self._sender.update(begun.channel, lost, part)
            ts = lost or self._sender.send(begun.channel, begun.thread, part, begun.id)
        except NOT_POSTED as stop:
            self._messages.absent(begun)
            if isinstance(stop, Impossible) and stop.only_message and outgoing.under:
                self._lose_thread(outgoing.under, begun.channel)
            raise
        self._messages.confirm(self._notice, outgoing, begun, ts, part.fingerprint)

    def _lose_thread(self, under: str, channel: str) -> None:
        """Somebody has deleted the message replied to. It is posted anew, and this under it."""
        for root in self._messages.kept(under):
            if root.channel == channel:
                self._messages.forget(root)
        raise NotYet("its thread is gone", seconds=self._lease.timing.thread_soon)

    def _remove(self, kept: StoredMessage, channel: str) -> None:
        """What has no place any more. A row stays where Slack would not delete its message: it is still
        there to be read.
        """
        if kept.ts is None:  # nobody can look whether it arrived
            return
        self._lease.check()
        try:
            self._sender.delete(kept.channel, kept.ts)
        except Impossible as stop:
            if kept.channel == channel and not stop.only_message:
                raise
            if not stop.only_message:
                log.warning("message not deleted", message=kept.id, why=stop.why)
                return
        self._messages.forget(kept)


def _purpose(notice: Notice, outgoing: Outgoing, *, there: bool = False) -> Purpose:
    if notice.kind is NoticeKind.HOME:
        return Purpose.HOME
    if outgoing.existing_only:
        return Purpose.FOLDING
    if isinstance(outgoing.content, Card):
        return Purpose.CARD
    return Purpose.SETTLING if there else Purpose.DUE


def _belongs(kept: StoredMessage, outgoing: Outgoing, channel: str, thread: str | None) -> bool:
    """Whether it stands where it should: the loop may have moved, its card may have been posted anew."""
    if outgoing.existing_only and thread is None:
        return kept.channel == channel
    return (kept.channel, kept.thread) == (channel, thread)
