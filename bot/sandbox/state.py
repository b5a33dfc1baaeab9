"""Everything the local Slack holds. It lives on the server's event loop: no other thread touches it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.sandbox.clock import Clock, Stamps
from bot.sandbox.delivery import Delivery
from bot.sandbox.elements import Values
from bot.sandbox.files import Files
from bot.sandbox.journal import Busy, Feed, Journal
from bot.sandbox.messages import Message, Messages
from bot.sandbox.mishaps import Mishaps
from bot.sandbox.tickets import ResponseUrls, Timing, Triggers
from bot.sandbox.views import Views
from bot.sandbox.workspace import Workspace


class State:
    """The workspace, and what has happened in it since the start."""

    def __init__(self, workspace: Workspace, clock: Clock, timing: Timing, request_url: str | None) -> None:
        self.workspace = workspace
        self.clock = clock
        self.timing = timing
        self.url = ""
        self.stamps = Stamps(clock)
        self.journal = Journal(clock.now)
        self.feed = Feed()
        self.busy = Busy()
        self.mishaps = Mishaps()
        self.messages = Messages()
        self.views = Views()
        self.files = Files()
        self.triggers = Triggers(timing)
        self.response_urls = ResponseUrls(timing)
        self.delivery = Delivery(workspace, self.journal, self.busy, timing, request_url)
        self.typed_in_messages: dict[tuple[str, str], Values] = {}
        self.closing = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = 0

    def new_id(self, prefix: str) -> str:
        """An id nothing else here has."""
        self._count += 1
        return f"{prefix}0L{self._count:07d}"

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Work that goes on beside the request that caused it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def post(self, message: Message) -> Message:
        """Adds a message, oneself having read it, and tells those who may see it."""
        self.messages.add(message)
        if not message.seen_by and not message.from_bot:
            self.messages.mark_read(message.channel, message.user)
        self.announce(message)
        return message

    def announce(self, message: Message) -> None:
        """Tells the pages that show this message that it is new or has changed."""
        channel = self.workspace.channel(message.channel)
        audience = self.workspace.watchers(channel) if channel else []
        self.feed.tell(
            [message.seen_by] if message.seen_by else audience, "messages", channel=message.channel
        )

    def cancel_all(self) -> None:
        """Stops what still goes on."""
        self.closing.set()
        for task in list(self._tasks):
            task.cancel()
