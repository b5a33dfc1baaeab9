"""Brings the messages of one claimed notice in line with what Slack has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.delivery.stops import Doubt, Limited, Postponed, Undeliverable
from bot.delivery.timing import Timing
from bot.domain.notices import Notice
from bot.logs.setup import logger
from bot.services.outbox import Outbox, StoredMessage
from bot.values.loops import Mine
from bot.values.outgoing import Outgoing
from bot.values.ports import Gone, Part, RetryAt, Sender, Unknown

log = logger(__name__)

Good = TypeVar("Good")


@dataclass(frozen=True)
class Conversation:
    channel: str
    thread: str | None


class Posting:
    """As long as its notice is not sent, each message is kept true: a digest may have grown since the
    attempt before. Raises a `Stop` where the rest has to wait.
    """

    def __init__(
        self,
        outbox: Outbox,
        sender: Sender,
        real_clock: Callable[[], datetime],
        notice: Notice,
        timing: Timing,
    ) -> None:
        self._outbox = outbox
        self._sender = sender
        self._real_clock = real_clock
        self._notice = notice
        self._timing = timing

    def bring(self, outgoing: Outgoing) -> None:
        content = outgoing.content
        if isinstance(content, Mine):
            self._asked(lambda: self._sender.publish_home(self._notice.recipient, content))
            return
        place = self._place(outgoing)
        parts = self._sender.parts(content)
        here: dict[int, StoredMessage] = {}
        for kept in self._outbox.kept(outgoing.subject):
            if _belongs(kept, outgoing, place) and kept.part < len(parts):
                here[kept.part] = kept
            else:
                self._remove(kept, place)
        for number, part in enumerate(parts):
            self._bring_part(outgoing, place, number, part, here.get(number))

    # --- where ------------------------------------------------------------------------------------

    def _place(self, outgoing: Outgoing) -> Conversation:
        channel = outgoing.channel or self._conversation()
        if outgoing.under is None:
            return Conversation(channel, None)
        thread = self._outbox.thread_of(outgoing.under, channel)
        if thread is None and not outgoing.existing_only:
            raise Postponed(self._timing.thread_soon)
        return Conversation(channel, thread)

    def _conversation(self) -> str:
        """The recipient's own, known before the first post: what was lost is looked for there."""
        person = self._notice.recipient
        known = self._outbox.conversation(person)
        if known:
            return known
        channel = self._asked(lambda: self._sender.open_dm(person))
        self._outbox.keep_conversation(person, channel)
        return channel

    # --- one message --------------------------------------------------------------------------------

    def _bring_part(
        self, outgoing: Outgoing, place: Conversation, number: int, part: Part, kept: StoredMessage | None
    ) -> None:
        ts = self._ts(kept) if kept else None
        if kept and ts:
            if kept.shows != part.fingerprint and not self._updated(outgoing, kept, ts, part):
                self._bring_part(outgoing, place, number, part, None)
        elif outgoing.existing_only:
            if kept:
                self._outbox.forget(kept)
        elif kept:
            self._post(outgoing, kept, part)
        else:
            self._post_new(outgoing, place, number, part)

    def _ts(self, kept: StoredMessage) -> str | None:
        """Slack is asked where a post was begun and its answer never came. None: it surely has not got it."""
        if kept.ts:
            return kept.ts
        try:
            found = self._asked(
                lambda: self._sender.find(kept.channel, kept.thread, kept.id, kept.attempted_at)
            )
        except Undeliverable as stop:
            if stop.only_message:  # with its thread
                return None
            raise
        return found.ts if found else None

    def _updated(self, outgoing: Outgoing, kept: StoredMessage, ts: str, part: Part) -> bool:
        """False where somebody has deleted it; then its row is gone too."""
        try:
            self._asked(lambda: self._sender.update(kept.channel, ts, part))
        except Undeliverable as stop:
            if not stop.only_message:
                raise
            self._outbox.forget(kept)
            return False
        self._outbox.confirm(self._notice, outgoing, kept, ts, part.fingerprint)
        return True

    def _post_new(self, outgoing: Outgoing, place: Conversation, number: int, part: Part) -> None:
        self._check_lease()
        begun = self._outbox.begin(self._notice, outgoing, number, place.channel, place.thread)
        try:
            self._post(outgoing, begun, part)
        except (Limited, Undeliverable):
            self._outbox.forget(begun)  # Slack has said that it was not posted: nothing to look for
            raise

    def _post(self, outgoing: Outgoing, kept: StoredMessage, part: Part) -> None:
        """Again under the same id, where an earlier attempt came to nothing."""
        try:
            sent = self._asked(lambda: self._sender.send(kept.channel, kept.thread, part, kept.id))
        except Undeliverable as stop:
            if stop.only_message and outgoing.under:
                self._lose_thread(outgoing.under, kept)
            raise
        self._outbox.confirm(self._notice, outgoing, kept, sent.ts, part.fingerprint)

    def _lose_thread(self, under: str, reply: StoredMessage) -> None:
        """Somebody has deleted the message replied to. It is posted anew, and this under it."""
        for root in self._outbox.kept(under):
            if root.channel == reply.channel:
                self._outbox.forget(root)
        self._outbox.forget(reply)
        raise Postponed(self._timing.thread_soon)

    def _remove(self, kept: StoredMessage, place: Conversation) -> None:
        """What has no place any more. A row stays where Slack would not delete its message: it is still
        there to be read.
        """
        try:
            ts = self._ts(kept)
            if ts:
                self._asked(lambda: self._sender.delete(kept.channel, ts))
        except Undeliverable as stop:
            if kept.channel == place.channel and not stop.only_message:
                raise
            if not stop.only_message:
                log.warning("message not deleted", message=kept.id, why=stop.reason)
                return
        self._outbox.forget(kept)

    # --- Slack ----------------------------------------------------------------------------------------

    def _asked(self, call: Callable[[], Good | RetryAt | Gone | Unknown]) -> Good:
        self._check_lease()
        answer = call()
        match answer:
            case RetryAt(seconds):
                raise Limited(seconds)
            case Gone(reason, only_message):
                raise Undeliverable(reason, only_message=only_message)
            case Unknown(reason):
                raise Doubt(reason)
        return answer

    def _check_lease(self) -> None:
        """Another worker takes the notice when the lease is over: nothing of ours may be under way then."""
        until = self._notice.lease_until
        if until is None or until - self._real_clock() < self._timing.least_lease:
            raise Postponed(0)


def _belongs(kept: StoredMessage, outgoing: Outgoing, place: Conversation) -> bool:
    """Whether it stands where it should: the loop may have moved, its card may have been posted anew."""
    if outgoing.existing_only and place.thread is None:
        return kept.channel == place.channel
    return (kept.channel, kept.thread) == (place.channel, place.thread)
