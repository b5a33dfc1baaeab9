"""OPS_PORT: metrics, and whether the process lives and is ready, beside whatever else it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from bot.metrics.measured import CONTENT_TYPE

PLAIN = "text/plain; charset=utf-8"
PATIENCE = 5  # seconds for somebody to say what they ask for

Ready = Callable[[], Sequence[str]]
Page = tuple[int, str, bytes]


class Listening:
    """Answers from the moment it is made until it is closed, in threads that keep nothing from ending."""

    def __init__(self, host: str, port: int, ready: Ready, metrics: Callable[[], bytes]) -> None:
        self._server = _Server((host, port), _handler(ready, metrics))
        Thread(target=self._server.serve_forever, args=(0.1,), name="ops", daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


def _handler(ready: Ready, metrics: Callable[[], bytes]) -> type[BaseHTTPRequestHandler]:
    def page(path: str) -> Page:
        if path == "/metrics":
            return 200, CONTENT_TYPE, metrics()
        if path == "/healthz":
            return 200, PLAIN, b"ok"
        if path == "/readyz":
            reasons = ready()
            return (503 if reasons else 200), PLAIN, told(reasons)
        return 404, PLAIN, b"not found"

    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE

        def do_GET(self) -> None:
            status, kind, body = page(self.path.partition("?")[0])
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Who looks in is no news."""

    return Handler


def told(reasons: Sequence[str]) -> bytes:
    return ("\n".join(reasons) or "ok").encode()
