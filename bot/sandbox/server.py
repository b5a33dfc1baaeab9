"""The local Slack as one object: starts, stops, tells its addresses and the time."""

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine, Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, TypeVar

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.sandbox.acts.events import verify_url
from bot.sandbox.clock import Clock
from bot.sandbox.guide import GuideStep, Happening
from bot.sandbox.state import State
from bot.sandbox.tickets import Timing
from bot.sandbox.transports import Transports
from bot.sandbox.web import build_web
from bot.sandbox.workspace import Workspace

_HOST = "127.0.0.1"
_LAST_ANSWERS = 2.0  # seconds
_PATIENCE = 120.0  # seconds, for what is sure to come: a machine may be busy with other things

Result = TypeVar("Result")


class _Server(uvicorn.Server):
    """Says when it serves, and ends as soon as it has answered: all clients are on this machine."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self.ended = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        await self.ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  # uvicorn's
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=_LAST_ANSWERS)


class Sandbox:
    """A local Slack on a loopback port, in a thread of its own.

    `request_url`: deliver there as signed HTTP; without, over Socket Mode. It may be set after the start,
    as the app needs `api_url` before it can have an address of its own. `timing` shortens Slack's limits.
    `next_event` tells when the app will next do something by itself, for the page's clock; it is asked from
    any thread. `guide` is what the page suggests to do first. `off`: how far Slack's own clock, which
    messages and `Date` tell, is from that of the machine.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        port: int = 0,
        start_at: datetime | None = None,
        request_url: str | None = None,
        timing: Timing | None = None,
        next_event: Callable[[], datetime | None] | None = None,
        guide: Iterable[GuideStep] = (),
        off: timedelta = timedelta(0),
    ) -> None:
        self.workspace = workspace
        self.clock = Clock(start_at)
        self._port = port
        self._off = off
        self._state = State(workspace, self.clock, timing or Timing(), request_url, next_event, guide, off)
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.clock.on_move(self._tell_time)

    @property
    def url(self) -> str:
        """The page's address, without a slash at its end."""
        if not self._state.url:
            raise RuntimeError("the local Slack has not been started")
        return self._state.url

    @property
    def api_url(self) -> str:
        """What WebClient takes as base_url."""
        return f"{self.url}/api/"

    @property
    def request_url(self) -> str | None:
        """Where signed HTTP goes; None: Socket Mode."""
        return self._state.delivery.request_url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        self._state.delivery.request_url = url

    def start(self) -> "Sandbox":
        """Returns once it serves."""
        listener = socket.create_server((_HOST, self._port))
        # asyncio does this only for sockets made for TCP by number; without, kept-alive answers take 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._state.url = f"http://{_HOST}:{listener.getsockname()[1]}"
        self._server = server = _Server(_config(self._state, self._off))
        self._thread = threading.Thread(
            target=self._run, args=(server, listener), name="sandbox", daemon=True
        )
        self._thread.start()
        if not server.ready.wait(_PATIENCE):
            raise RuntimeError("the local Slack did not start")
        return self

    def stop(self) -> None:
        """Closes every connection and returns once the thread has ended."""
        if self._loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._close(), self._loop)
        self._thread.join(_PATIENCE)
        self.clock.close()
        self._loop = self._thread = None

    def __enter__(self) -> "Sandbox":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def now(self) -> datetime:
        """The clock here, aware, in UTC."""
        return self.clock.now()

    def move_to(self, when: datetime) -> None:
        """Moves the clock on; returns once all that listens to it is done."""
        self.clock.move_to(when)

    def advance(self, by: timedelta) -> None:
        """Moves the clock on by so much."""
        self.clock.advance(by)

    def settle(self, timeout: float = _PATIENCE) -> None:
        """Waits until nothing sent to the app is unanswered; TimeoutError if that takes too long."""
        if not self._call(self._state.busy.settled(timeout)):
            raise TimeoutError("the app still owes an answer")

    def verify_url(self) -> bool:
        """Slack's check of a request URL."""
        return bool(self._call(verify_url(self._state))["ok"])

    def _call(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Runs something on the server's loop for another thread."""
        if self._loop is None:
            work.close()
            raise RuntimeError("the local Slack has not been started")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _run(self, server: _Server, listener: socket.socket) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            await server.serve([listener])

        asyncio.run(serve())

    async def _close(self) -> None:
        self._state.cancel_all()
        self._state.feed.close()
        self._state.delivery.close()
        if self._server:
            self._server.ended.set()

    def _tell_time(self, now: datetime) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(self._moved, now)

    def _moved(self, now: datetime) -> None:
        self._state.feed.tell_all("clock", now=now.isoformat())
        self._state.happened(Happening("clock"))


class _Dated:
    """Says on each answer what time it is at Slack, in real time."""

    def __init__(self, app: ASGIApp, off: timedelta) -> None:
        self._app = app
        self._off = off

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                now = format_datetime(datetime.now(UTC) + self._off, usegmt=True)  # noqa: TID251  # real time
                message = {**message, "headers": [*message["headers"], (b"date", now.encode())]}
            await send(message)

        await self._app(scope, receive, dated)


def _config(state: State, off: timedelta) -> uvicorn.Config:
    transports = Transports()
    return uvicorn.Config(
        _Dated(build_web(state, transports), off),
        date_header=False,
        http=transports.protocol(),
        ws="websockets-sansio",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
    )
