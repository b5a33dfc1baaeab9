"""Socket Mode: each parcel goes to one of the open connections and is acknowledged by envelope_id."""

import asyncio
import contextlib
import json
import uuid
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.parcels import Answer, Parcel
from bot.sandbox.tickets import OneTime
from bot.sandbox.wire import Json, SlackError, dumped

MOST = 10
_GRACE = 2.0


class SocketLine:
    """The connections of the app, used in turn."""

    def __init__(self, app_id: str, ack: float) -> None:
        self._app_id = app_id
        self._ack = ack
        self._open: list[WebSocket] = []
        self._gone: dict[WebSocket, asyncio.Event] = {}
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._addresses = OneTime()
        self._turn = 0

    def address(self) -> str:
        """The ticket of a new connection, as apps.connections.open hands it out."""
        if len(self._open) >= MOST:
            raise SlackError("too_many_websockets")
        return self._addresses.issue()

    async def serve(self, socket: WebSocket, ticket: str) -> None:
        """Keeps one connection until the app leaves."""
        if not self._addresses.use(ticket) or len(self._open) >= MOST:
            await socket.close(4004)
            return
        await socket.accept()
        self._open.append(socket)
        gone = self._gone[socket] = asyncio.Event()
        try:
            await socket.send_text(dumped(self._hello()))
            while True:
                self._received(await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(socket)
            gone.set()

    async def send(self, parcel: Parcel) -> Answer:
        """Sends to the next connection in turn and waits for its acknowledgement."""
        if not self._open:
            return Answer(error="operation_timeout", reason="connection_failed")
        self._turn += 1
        socket = self._open[self._turn % len(self._open)]
        envelope_id = str(uuid.uuid4())
        acknowledged = self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            await socket.send_text(dumped(_envelope(envelope_id, parcel)))
            return Answer(await asyncio.wait_for(acknowledged, self._ack), 200)
        except TimeoutError:
            return Answer(error="operation_timeout", reason="timeout")
        except (RuntimeError, WebSocketDisconnect):
            return Answer(error="operation_timeout", reason="connection_failed")
        finally:
            self._waiting.pop(envelope_id, None)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Asks every client to connect anew, as Slack does now and then; closes on those that stay."""
        leaving = dict(self._gone)
        self._open.clear()
        for socket in leaving:
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # it left by itself just now
                await socket.send_text(dumped({"type": "disconnect", "reason": reason, "debug_info": _HOST}))
        for socket, gone in leaving.items():
            try:
                await asyncio.wait_for(gone.wait(), _GRACE)
            except TimeoutError:
                await socket.close()

    def _forget(self, socket: WebSocket) -> None:
        self._gone.pop(socket, None)
        if socket in self._open:
            self._open.remove(socket)

    def _hello(self) -> Json:
        info = _HOST | {"build_number": 1, "approximate_connection_time": 18060}
        body: Json = {"type": "hello", "num_connections": len(self._open), "debug_info": info}
        return body | {"connection_info": {"app_id": self._app_id}}

    def _received(self, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        waiting = self._waiting.get(message.get("envelope_id", "")) if isinstance(message, dict) else None
        if waiting is not None and not waiting.done():
            waiting.set_result(message.get("payload"))


_HOST: Json = {"host": "local"}


def _envelope(envelope_id: str, parcel: Parcel) -> Json:
    body: Json = {"envelope_id": envelope_id, "type": parcel.kind, "payload": parcel.payload}
    body["accepts_response_payload"] = parcel.kind != "events_api"
    if parcel.kind == "events_api":
        body |= {"retry_attempt": parcel.retry, "retry_reason": parcel.retry_reason}
    return body
