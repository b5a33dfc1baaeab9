"""A tiny app behind a real HTTP server: keeps what Slack sends and answers as the test says."""

import json
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from tests.patience import PATIENCE

Json = dict[str, Any]


@dataclass(frozen=True)
class Received:
    """One request: its payload decoded, its headers and raw body."""

    payload: Json
    headers: dict[str, str]
    raw: bytes


@dataclass(frozen=True)
class Reply:
    """An answer in full; a test may also return a dict (JSON), a str (plain text) or None (empty 200)."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain"
    headers: tuple[tuple[str, str], ...] = ()


Answerer = Callable[[Json], "Reply | Json | str | None"]


class Desk:
    """Serves on a loopback port until closed. `held` keeps answers back while it is clear."""

    def __init__(self) -> None:
        self.answer: Answerer = lambda payload: None
        self.held = threading.Event()
        self.held.set()
        self._received: queue.Queue[Received] = queue.Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/slack/events"

    def next(self) -> Received:
        """The next request; fails the test if none comes."""
        return self._received.get(timeout=PATIENCE)

    def payload(self, kind: str = "") -> Json:
        """The payload of the next request; of that type, if given."""
        while True:
            payload = self.next().payload
            if kind in ("", payload.get("type"), payload.get("event", {}).get("type")):
                return payload

    def nothing_came(self) -> bool:
        """Whether all that came was taken."""
        return self._received.empty()

    def close(self) -> None:
        """Lets go of what is held and stops."""
        self.held.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                payload = _payload(self.headers["Content-Type"], raw)
                desk._received.put(Received(payload, {k.lower(): v for k, v in self.headers.items()}, raw))
                desk.held.wait(PATIENCE)
                self._send(_reply(desk.answer(payload)))

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, value in (("Content-Type", reply.content_type), *reply.headers):
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        return Handler


def _payload(content_type: str, raw: bytes) -> Json:
    if content_type == "application/json":
        body: Json = json.loads(raw)
        return body
    form = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    if "payload" in form:
        inner: Json = json.loads(form["payload"])
        return inner
    return dict(form)


def _reply(answer: "Reply | Json | str | None") -> Reply:
    if isinstance(answer, Reply):
        return answer
    if isinstance(answer, dict):
        return Reply(body=json.dumps(answer).encode(), content_type="application/json; charset=utf-8")
    return Reply(body=(answer or "").encode())
