"""Messages: kept per conversation in the order of their ts, ephemerals apart."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.sandbox.wire import Json
from bot.sandbox.workspace import Workspace

TOMBSTONE = "tombstone"


@dataclass
class Message:
    """One message. `seen_by` makes it an ephemeral; `reactions` are name → people.

    `late`: how many seconds after it was asked for the Web API shows it; `listed_from`: when, monotonic.
    """

    ts: str
    channel: str
    user: str
    text: str = ""
    from_bot: bool = False
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    edited: Json | None = None
    seen_by: str | None = None
    subtype: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edits: int = 0
    late: float = 0.0
    listed_from: float = 0.0

    @property
    def listed(self) -> bool:
        """Whether the Web API shows it by now."""
        return self.listed_from <= time.monotonic()

    @property
    def in_thread_only(self) -> bool:
        """A reply that is not shown in the channel itself."""
        return self.thread_ts not in (None, self.ts) and not self.broadcast


class Messages:
    """All conversations' messages."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, Message]] = {}
        self._threads: dict[tuple[str, str], list[Message]] = {}
        self._ephemerals: dict[str, list[Message]] = {}
        self._read: dict[tuple[str, str], str] = {}

    def add(self, message: Message) -> None:
        """Posts it; its ts is the newest there is."""
        if message.seen_by:
            self._ephemerals.setdefault(message.channel, []).append(message)
            return
        self._kept.setdefault(message.channel, {})[message.ts] = message
        if message.thread_ts not in (None, message.ts):
            self._threads.setdefault((message.channel, str(message.thread_ts)), []).append(message)

    def of(self, channel: str) -> list[Message]:
        """Everything posted there, oldest first, replies included."""
        return list(self._kept.get(channel, {}).values())

    def everywhere(self) -> Iterator[Message]:
        """Everything posted, by conversation."""
        return (message for kept in self._kept.values() for message in kept.values())

    def find(self, channel: str, ts: str) -> Message | None:
        """The message everybody there sees under that ts."""
        return self._kept.get(channel, {}).get(ts)

    def find_ephemeral(self, channel: str, ts: str, user: str) -> Message | None:
        """That person's own ephemeral."""
        return next((m for m in self.ephemerals(channel, user) if m.ts == ts), None)

    def ephemerals(self, channel: str, user: str) -> list[Message]:
        """What only that person sees there."""
        return [m for m in self._ephemerals.get(channel, ()) if m.seen_by == user]

    def replies(self, channel: str, root: str) -> list[Message]:
        """The replies under a root, without the root."""
        return list(self._threads.get((channel, root), ()))

    def remove(self, message: Message) -> None:
        """Deletes it; a root with replies leaves Slack's tombstone."""
        if not message.seen_by and self.replies(message.channel, message.ts):
            message.subtype, message.user, message.from_bot = TOMBSTONE, "USLACKBOT", False
            message.text = "This message was deleted."
            message.blocks, message.attachments, message.files, message.metadata = [], [], [], None
            return
        if message.seen_by:
            self._ephemerals[message.channel].remove(message)
            return
        del self._kept[message.channel][message.ts]
        if message.thread_ts not in (None, message.ts):
            self._threads[message.channel, str(message.thread_ts)].remove(message)

    def mark_read(self, channel: str, user: str) -> None:
        """That person has seen everything there."""
        shelf = self._kept.get(channel)
        self._read[channel, user] = next(reversed(shelf)) if shelf else ""

    def unread(self, channel: str, user: str) -> int:
        """How many messages of others are newer than what that person has seen; replies do not count."""
        seen = self._read.get((channel, user), "")
        fresh = (m for m in self._kept.get(channel, {}).values() if float(m.ts) > float(seen or 0))
        return sum(1 for m in fresh if m.user != user and not m.in_thread_only)

    def shown(self, message: Message, workspace: Workspace, with_metadata: bool = False) -> Json:
        """The message as `conversations.history` gives it."""
        body: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
        body["team"] = workspace.team_id
        if message.subtype:
            body["subtype"] = message.subtype
        if message.subtype == TOMBSTONE:
            body["hidden"] = True
        if message.from_bot:
            body |= _bot_fields(workspace)
        for name in ("blocks", "attachments", "files", "edited"):
            if getattr(message, name):
                body[name] = getattr(message, name)
        if with_metadata and message.metadata:
            body["metadata"] = message.metadata
        if message.reactions:
            body["reactions"] = [
                {"name": n, "users": u, "count": len(u)} for n, u in message.reactions.items()
            ]
        return body | self._thread_fields(message)

    def _thread_fields(self, message: Message) -> Json:
        if message.thread_ts and message.thread_ts != message.ts:
            root = self.find(message.channel, message.thread_ts)
            fields: Json = {"thread_ts": message.thread_ts, "parent_user_id": root.user if root else None}
            return fields | ({"subtype": "thread_broadcast"} if message.broadcast else {})
        replies = self.replies(message.channel, message.ts)
        if not replies or message.seen_by:
            return {}
        users = list(dict.fromkeys(m.user for m in replies))
        return {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
            "reply_users": users,
            "is_locked": False,
        }


def _bot_fields(workspace: Workspace) -> Json:
    bot = workspace.bot
    profile = {"id": bot.bot_id, "app_id": bot.app_id, "name": bot.real_name, "team_id": workspace.team_id}
    return {"bot_id": bot.bot_id, "app_id": bot.app_id, "bot_profile": profile | {"deleted": False}}
