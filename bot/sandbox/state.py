"""Everything the local Slack holds. It lives on the server's event loop: no other thread touches it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.clock import Clock, Stamps
from bot.sandbox.delivery import Delivery
from bot.sandbox.elements import Values
from bot.sandbox.files import Files
from bot.sandbox.guide import Guide, GuideStep, Happening
from bot.sandbox.journal import Busy, Feed, Journal
from bot.sandbox.messages import Message, Messages
from bot.sandbox.mishaps import Mishaps
from bot.sandbox.pushes import push_of, reached
from bot.sandbox.tickets import ResponseUrls, Timing, Triggers
from bot.sandbox.views import Views
from bot.sandbox.workspace import Workspace


class State:
    """The workspace, and what has happened in it since the start."""

    def __init__(
        self,
        workspace: Workspace,
        clock: Clock,
        timing: Timing,
        request_url: str | None,
        next_event: Callable[[], datetime | None] | None = None,
        guide: Iterable[GuideStep] = (),
        off: timedelta = timedelta(0),
    ) -> None:
        self.workspace = workspace
        self.clock = clock
        self.timing = timing
        self.url = ""
        self.stamps = Stamps(clock, off)
        self.next_event = next_event
        self.guide = Guide(guide)
        self.feed = Feed()
        self.journal = Journal(clock.now, lambda: self.feed.tell_all("log"))
        self.busy = Busy()
        self.mishaps = Mishaps(lambda: self.feed.tell_all("faults"))
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
        self._push(message)
        return message

    def announce(self, message: Message) -> None:
        """Tells the pages that show this message that it is new or has changed."""
        channel = self.workspace.channel(message.channel)
        audience = self.workspace.watchers(channel) if channel else []
        self.feed.tell(
            [message.seen_by] if message.seen_by else audience, "messages", channel=message.channel
        )

    def _push(self, message: Message) -> None:
        channel = self.workspace.channel(message.channel)
        if channel is None:
            return
        root = self.messages.find(message.channel, message.thread_ts or message.ts)
        thread = [*([root] if root else []), *self.messages.replies(message.channel, message.thread_ts or "")]
        self.feed.tell(reached(channel, message, thread), "push", **push_of(message))

    def happened(self, happening: Happening) -> None:
        """Something the guide may have waited for."""
        if self.guide.note(happening):
            self.feed.tell_all("guide")

    def cancel_all(self) -> None:
        """Stops what still goes on."""
        self.closing.set()
        for task in list(self._tasks):
            task.cancel()
