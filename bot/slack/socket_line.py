"""Socket Mode: the connection over which Slack sends what it would otherwise post to an address."""

from __future__ import annotations

import socket
from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler


class SocketLine:
    """`concurrency` is how many requests are answered at once."""

    def __init__(self, app: App, app_token: str, concurrency: int) -> None:
        self._handler = SocketModeHandler(app, app_token, concurrency=concurrency)

    def connect(self) -> None:
        self._handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it without types

    def close(self) -> None:
        """Answers what is under way, then leaves.

        The client by itself would answer nothing more, and wait for seconds for messages that do not come.
        """
        client = self._handler.client
        client.closed, client.auto_reconnect_enabled = True, False
        client.message_workers.shutdown()
        with suppress(OSError):  # Slack has left already
            if client.current_session and client.current_session.sock:
                client.current_session.sock.shutdown(socket.SHUT_RD)
        client.enqueue_message("")
        self._handler.close()  # type: ignore[no-untyped-call]
