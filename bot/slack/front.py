"""The HTTP front: path, size, timestamp and signature are checked before anything is parsed."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

from slack_bolt import App, BoltRequest

LARGEST_BODY = 1_000_000  # bytes; Slack's own payloads stay far below
FRESH_SECONDS = 300
PATH = "/slack/events"

Start = Callable[[str, list[tuple[str, str]]], object]


class Front:
    """A WSGI app. `clock` is real time in seconds: signatures keep it even where the demo's time moves."""

    def __init__(self, app: App, signing_secret: str, clock: Callable[[], float]) -> None:
        self._app = app
        self._secret = signing_secret.encode()
        self._clock = clock

    def __call__(self, environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
        status, headers, body = self._answer(environ)
        start(status, headers)
        return [body]

    def _answer(self, environ: Mapping[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
        path, method = environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD", "")
        if path == "/healthz":
            return _plain("200 OK", "ok")
        if path != PATH:
            return _plain("404 Not Found", "not found")
        if method != "POST":
            return _plain("405 Method Not Allowed", "POST only")
        raw = _body(environ)
        if raw is None:
            return _plain("413 Content Too Large", "too large")
        if not self._signed(environ, raw):
            return _plain("401 Unauthorized", "signature or timestamp refused")
        text = decoded(raw, str(environ.get("CONTENT_TYPE", "")))
        if text is None:
            return _plain("400 Bad Request", "cannot be decoded")
        return self._dispatched(environ, text)

    def _signed(self, environ: Mapping[str, Any], raw: bytes) -> bool:
        stamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
        given = environ.get("HTTP_X_SLACK_SIGNATURE", "")
        if not (stamp.isascii() and stamp.isdigit()):
            return False
        if abs(self._clock() - int(stamp)) > FRESH_SECONDS:
            return False
        base = b"v0:" + stamp.encode() + b":" + raw
        expected = "v0=" + hmac.new(self._secret, base, hashlib.sha256).hexdigest()
        return hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace"))

    def _dispatched(self, environ: Mapping[str, Any], text: str) -> tuple[str, list[tuple[str, str]], bytes]:
        headers: dict[str, str | Sequence[str]] = {"content-type": str(environ.get("CONTENT_TYPE", ""))}
        answered = self._app.dispatch(BoltRequest(body=text, headers=headers))
        content = answered.headers.get("content-type", ["text/plain"])
        return (
            f"{answered.status} {'OK' if answered.status == 200 else 'Error'}",
            [("Content-Type", content[0])],
            str(answered.body or "").encode(),
        )


def decoded(raw: bytes, content_type: str) -> str | None:
    """The body as text, where it is UTF-8 and holds what its type promises; else None."""
    try:
        text = raw.decode()
        if "json" in content_type:
            return text if isinstance(json.loads(text), dict) else None
        fields = parse_qs(text, keep_blank_values=True, strict_parsing=True)
        if "payload" in fields:
            return text if isinstance(json.loads(fields["payload"][0]), dict) else None
    except (UnicodeDecodeError, ValueError):
        return None
    return text


def _body(environ: Mapping[str, Any]) -> bytes | None:
    """None where it is larger than anything Slack sends."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not str(length).isdigit() or int(length) > LARGEST_BODY:
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    return body


def _plain(status: str, text: str) -> tuple[str, list[tuple[str, str]], bytes]:
    return status, [("Content-Type", "text/plain; charset=utf-8")], text.encode()
