"""`/api/<method>`: reads the call, lets arranged faults happen, answers and logs."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.api.args import Args, read_args
from bot.sandbox.api.methods import call
from bot.sandbox.api.scopes import granted_to
from bot.sandbox.journal import Entry
from bot.sandbox.messages import Message
from bot.sandbox.mishaps import Mishap
from bot.sandbox.state import State
from bot.sandbox.transports import Transports
from bot.sandbox.wire import Json, SlackError, decoded

Do = Callable[[], tuple[Json, int]]


class Dropped(Response):
    """No answer at all: the connection is cut."""

    def __init__(self, transports: Transports) -> None:
        super().__init__()
        self._transports = transports

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  # ASGI's
        """Cuts it, and waits until the server has noticed."""
        self._transports.cut(scope["client"])
        while (await receive())["type"] != "http.disconnect":
            pass


class Hung(Dropped):
    """Nothing for as long as any client waits, or until the server stops; then the connection is cut."""

    def __init__(self, transports: Transports, state: State) -> None:
        super().__init__(transports)
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Keeps the caller waiting."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._state.closing.wait(), self._state.timing.hang)
        await super().__call__(scope, receive, send)


class Slow(Response):
    """Done, and answered, only seconds later, whether or not the caller still waits."""

    def __init__(self, state: State, seconds: float, do: Callable[[], Response]) -> None:
        super().__init__()
        self._state = state
        self._seconds = seconds
        self._do = do

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Waits first."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._state.closing.wait(), self._seconds)
            return
        await self._do()(scope, receive, send)


async def answer_call(state: State, transports: Transports, request: Request) -> Response:
    """One Web API call."""
    name = request.path_params["method"]
    try:
        args = await read_args(request)
    except SlackError as refusal:
        unreadable = refusal.body()
        return logged(state, transports, name, {}, "", lambda: (unreadable, 200))
    channel = args.text("channel")
    asked = {key: _readable(value) for key, value in args.values.items()}
    granted = granted_to(state, args.token)
    return logged(
        state, transports, name, asked, channel, lambda: (answered(state, name, args), 200), granted
    )


def _readable(value: Any) -> Any:
    """What form callers send as JSON text, decoded for the log."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        with contextlib.suppress(ValueError):
            return decoded(value)
    return value


def logged(
    state: State,
    transports: Transports,
    what: str,
    asked: object,
    channel: str,
    do: Do,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Does what was asked, unless a fault was arranged for it, and puts it into the log."""
    entry = state.journal.begin("from_bot", what, asked)
    mishap = state.mishaps.next(what, channel)
    if mishap is None:
        return _done(state, entry, do, headers)
    if mishap.kind == "slow":
        seconds = mishap.seconds
        return Slow(state, seconds, lambda: _done(state, entry, do, headers, seconds))
    if mishap.kind in ("dropped", "late"):
        body, _ = do()
        if mishap.kind == "late":
            _shown_late(state, body, mishap.seconds)
        state.journal.end(entry, None, body, mishap.kind)
        return Dropped(transports)
    response, status, body = spoilt(state, transports, mishap)
    state.journal.end(entry, status, body, mishap.kind)
    return response


def _done(
    state: State, entry: Entry, do: Do, headers: Mapping[str, str] | None, late: float = 0.0
) -> Response:
    body, status = do()
    if late and (message := _new_message(state, body)):
        message.late = late
    state.journal.end(entry, status, body, "slow" if late else body.get("error"))
    return JSONResponse(body, status, headers)


def _shown_late(state: State, body: Json, seconds: float) -> None:
    if message := _new_message(state, body):
        message.late, message.listed_from = seconds, time.monotonic() + seconds


def _new_message(state: State, body: Json) -> Message | None:
    """The message that a call has made."""
    found = state.messages.find(str(body.get("channel")), str(body.get("ts")))
    return found if found and not found.edits else None


def answered(state: State, name: str, args: Args) -> Json:
    """What the method says, a refusal included."""
    try:
        return call(state, name, args)
    except SlackError as refusal:
        return refusal.body()


def spoilt(state: State, transports: Transports, mishap: Mishap) -> tuple[Response, int | None, Json]:
    """What the caller gets instead: nothing was done."""
    if mishap.kind == "timeout":
        return Hung(transports, state), None, {}
    if mishap.kind == "refused":
        body: Json = {"ok": False, "error": mishap.error}
        return JSONResponse(body), 200, body
    status, code = (429, "ratelimited") if mishap.kind == "ratelimited" else (500, "internal_error")
    headers = {"Retry-After": str(mishap.retry_after)} if status == 429 else {}
    body = {"ok": False, "error": code}
    return JSONResponse(body, status, headers), status, body
