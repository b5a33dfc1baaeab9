"""Whom a new message would reach on a locked phone or in a desktop notification, and with what."""

import re
from collections.abc import Iterable

from bot.sandbox.messages import Message
from bot.sandbox.wire import Json
from bot.sandbox.workspace import Channel

_BLOCKS = 6


def reached(channel: Channel, message: Message, thread: Iterable[Message]) -> set[str]:
    """Everybody there but its author, as with "all new posts" set; of a reply, those who follow its thread.

    One follows a thread in which one wrote or was named. Ephemerals reach nobody who looks elsewhere.
    """
    if message.seen_by:
        return set()
    others = set(channel.members) - {message.user}
    if message.in_thread_only:
        thread = list(thread)
        others &= {m.user for m in thread} | _named(*(m.text for m in thread), message.text)
    return others


def push_of(message: Message) -> Json:
    """What a phone shows (`text`), and what a desktop shows first (`blocks`)."""
    return {
        "channel": message.channel,
        "ts": message.ts,
        "thread": message.thread_ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks[:_BLOCKS],
    }


def _named(*texts: str) -> set[str]:
    return {found for text in texts for found in re.findall(r"<@(\w+)", text)}
