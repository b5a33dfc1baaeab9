"""Socket Mode: the connection over which Slack sends what it would otherwise post to an address."""

from __future__ import annotations

import json
import re
import select
import socket
from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode.interval_runner import IntervalRunner

from bot.logs.changes import StateChange
from bot.logs.setup import logger

LOOK_EVERY = 1.0  # seconds
SIGN = re.compile('"(hello|disconnect)"')  # what people send is not read for these

log = logger(__name__)


class SocketConnection:
    """`concurrency` is how many requests are answered at once. Each `ping_every` seconds Slack is asked for a
    sign of life, and a lost connection is made anew; one without a sign for four of them counts as lost.
    """

    def __init__(self, app: App, app_token: str, concurrency: int, ping_every: float = 10) -> None:
        self._handler = SocketModeHandler(app, app_token, concurrency=concurrency, ping_interval=ping_every)
        self._change = StateChange(log, "Socket Mode lost", "Socket Mode found again")
        self._greeted = self._renewing = False
        self._closing = False
        client = self._handler.client
        client.on_message_listeners.append(self._heard)
        client.on_close_listeners.append(self._closed)
        client.on_error_listeners.append(self._failed)
        # A connection that went silent is given up by the client without a word to its listeners.
        self._looking = IntervalRunner(self._look, LOOK_EVERY)

    def connect(self) -> None:
        """Where it does not connect at once, or is lost later, the client goes on trying by itself."""
        self._handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it without types
        self._looking.start()

    def close(self) -> None:
        """Answers what is under way, then leaves.

        The client by itself would answer nothing more, and wait for seconds for messages that do not come.
        """
        self._closing = True
        self._looking.shutdown()  # type: ignore[no-untyped-call]
        client = self._handler.client
        client.closed, client.auto_reconnect_enabled = True, False
        client.message_workers.shutdown()
        with suppress(OSError):  # Slack has left already
            if client.current_session and client.current_session.sock:
                client.current_session.sock.shutdown(socket.SHUT_RD)
        client.enqueue_message("")
        self._give_up()
        self._handler.close()  # type: ignore[no-untyped-call]

    def _heard(self, text: str) -> None:
        """Slack greets on each new connection. Now and then it asks for a new one: nothing is lost then."""
        kind = json.loads(text).get("type") if SIGN.search(text) else ""
        if kind == "disconnect":
            self._renewing = True
        elif kind == "hello":
            if not self._change.back():
                log.info("Socket Mode connection renewed" if self._greeted else "connected over Socket Mode")
            self._greeted, self._renewing = True, False

    def _look(self) -> None:
        client = self._handler.client
        if client.current_session and _ended(client.current_session.sock):
            self._give_up()
        if not client.is_connected():
            self._lost("no connection")

    def _give_up(self) -> None:
        with suppress(AttributeError):  # the client does so at the same moment
            self._handler.client.disconnect()

    def _closed(self, code: int, _reason: str | None) -> None:
        if not self._renewing:
            self._lost(f"closed by Slack ({code})")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, OSError) and not self._renewing:  # of anything else the connection goes on
            self._lost(type(error).__name__)

    def _lost(self, why: str) -> None:
        if not self._closing:
            self._change.lost(why=why)


def _ended(sock: socket.socket | None) -> bool:
    """Whether Slack left without a word. The client would read nothing, without a pause, for four pings."""
    try:
        if sock is None or not _readable(sock):
            return False
        # Beneath TLS, whose own method cannot look ahead: the end looks the same there.
        return socket.socket.recv(sock, 1, socket.MSG_PEEK) == b""
    except TimeoutError:
        return False  # the client has read it meanwhile
    except (OSError, ValueError):
        return True  # reset, or closed just now


def _readable(sock: socket.socket) -> bool:
    at_once = select.poll()
    at_once.register(sock, select.POLLIN)
    return bool(at_once.poll(0))
