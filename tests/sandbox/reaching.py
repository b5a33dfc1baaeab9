"""The ways in which Slack reaches a stock Bolt app: Socket Mode, Bolt's own server, its WSGI adapter."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.app.app import SlackAppDevelopmentServer

from bot.sandbox.server import Sandbox
from tests.patience import PATIENCE


@contextmanager
def connected(app: App, app_token: str, stop: Callable[[], object]) -> Iterator[None]:
    """`stop` ends the local Slack: the SDK waits out its receive time-out unless that side closes first."""
    handler = SocketModeHandler(app, app_token)
    handler.connect()  # type: ignore[no-untyped-call]  # the SDK has no types here
    try:
        yield
    finally:
        handler.client.auto_reconnect_enabled = False
        stop()
        leave(handler)


def leave(handler: SocketModeHandler) -> None:
    with suppress(AttributeError):  # the client notices at the same moment, and does the same
        handler.client.disconnect()
    handler.close()  # type: ignore[no-untyped-call]


def socket_mode(app: App, sandbox: Sandbox) -> AbstractContextManager[None]:
    return connected(app, sandbox.workspace.app_token, sandbox.stop)


@contextmanager
def own_server(app: App, sandbox: Sandbox) -> Iterator[None]:
    """What `app.start(port)` runs."""
    serving = SlackAppDevelopmentServer(0, "/slack/events", app, http_server_logger_enabled=False)
    server = serving._server  # it tells neither its port nor how to stop
    thread = threading.Thread(target=serving.start)
    thread.start()
    sandbox.request_url = f"http://127.0.0.1:{server.server_port}/slack/events"
    try:
        yield
    finally:
        server.shutdown()
        thread.join(PATIENCE)


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal."""


@contextmanager
def wsgi(app: App, sandbox: Sandbox) -> Iterator[None]:
    with make_server("127.0.0.1", 0, SlackRequestHandler(app), handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        sandbox.request_url = f"http://127.0.0.1:{server.server_port}/slack/events"
        try:
            yield
        finally:
            server.shutdown()
            thread.join(PATIENCE)
