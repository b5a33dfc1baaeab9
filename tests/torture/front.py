"""Stands between Slack and several web processes: each request goes to one of them, some to two."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from types import TracebackType

from bot.slack.http_edge import PATH
from tests.patience import PATIENCE

TWICE = 0.5
"""How many of the requests go to a second process too, byte for byte, at once or a little later."""

Answered = tuple[int, str, bytes]


class Front:
    """`counts`: what was passed on, by status; "twice": how many went to two."""

    def __init__(self, ports: Sequence[int], dice: Random, twice: float = TWICE) -> None:
        self._ports = ports
        self._dice = dice
        self._twice = twice
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(32, thread_name_prefix="front")
        self._late: list[Future[Answered]] = []
        self.counts: Counter[str] = Counter()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}{PATH}"

    def __enter__(self) -> Front:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._pool.shutdown()

    def settle(self) -> None:
        """Every second one is answered too."""
        wait(self._late, PATIENCE)
        for each in self._late:
            each.result()

    def passed_on(self, body: bytes, headers: Mapping[str, str]) -> Answered:
        """The answer of the one that Slack meant."""
        with self._lock:
            first, second = self._dice.sample(self._ports, 2)
            twice = self._dice.random() < self._twice
            later = self._dice.choice((0.0, 0.0, 0.05, 0.5))
            self.counts["twice"] += twice
            if twice:
                self._late.append(self._pool.submit(self._posted, second, body, headers, later))
        return self._posted(first, body, headers)

    def _posted(self, port: int, body: bytes, headers: Mapping[str, str], later: float = 0.0) -> Answered:
        threading.Event().wait(later)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("POST", PATH, body, dict(headers))
            response = connection.getresponse()
            answered = response.status, response.getheader("Content-Type") or "", response.read()
        finally:
            connection.close()
        with self._lock:
            self.counts[str(answered[0])] += 1
        return answered


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def _handler(front: Front) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept = {name: self.headers[name] for name in self.headers if name.lower() not in ("host",)}
            status, kind, said = front.passed_on(body, kept)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            """It is no news."""

    return Handler
