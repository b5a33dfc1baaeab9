"""The HTTP front: path, size, timestamp and signature are checked before anything is parsed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt import App, BoltRequest
from slack_sdk.signature import Clock, SignatureVerifier

from bot.slack.refusals import Refusals

LARGEST_BODY = 1_000_000  # bytes; Slack's own payloads stay far below
FRESH_SECONDS = 300
PATH = "/slack/events"
REFUSED = ("401 Unauthorized", "signature or timestamp refused")
UNREADABLE = ("400 Bad Request", "cannot be read")
LATER = ("503 Service Unavailable", "send it again later")

Start = Callable[[str, list[tuple[str, str]]], object]
Answered = tuple[str, list[tuple[str, str]], bytes]


class HttpEdge:
    """A WSGI app. `clock` is real time in seconds: signatures keep it even where the demo's time moves.

    `ready` gives the reasons why it cannot do its work now.
    """

    def __init__(
        self, app: App, signing_secret: str, clock: Callable[[], float], ready: Callable[[], Sequence[str]]
    ) -> None:
        self._app = app
        self._ready = ready
        self._verifier = SignatureVerifier(signing_secret, _Clock(clock))
        self._refusals = Refusals(clock)

    def __call__(self, environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
        status, headers, body = self._answer(environ)
        start(status, headers)
        return [body]

    def _answer(self, environ: Mapping[str, Any]) -> Answered:  # one check after another
        path, method = environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD", "")
        if path == "/healthz":
            return _plain("200 OK", "ok")
        if path == "/readyz":
            return self._readiness()
        if path != PATH:
            return _plain("404 Not Found", "not found")
        if method == "GET" and "ssl_check=1" in environ.get("QUERY_STRING", ""):
            return _plain("200 OK", "ok")  # Slack looks at the certificate now and then
        if method != "POST":
            return _plain("405 Method Not Allowed", "POST only")
        stamp = self._fresh(environ)
        if stamp is None:
            return _plain(*REFUSED)
        raw = _body(environ)
        if raw is None:
            return _plain("413 Content Too Large", "too large")
        if not self._signed(environ, stamp, raw):
            return _plain(*REFUSED)
        body = parsed(raw, str(environ.get("CONTENT_TYPE", "")))
        if body is None:
            return _plain(*UNREADABLE)
        return self._dispatched(body)

    def _readiness(self) -> Answered:
        reasons = self._ready()
        return _plain("503 Service Unavailable" if reasons else "200 OK", "\n".join(reasons) or "ok")

    def _fresh(self, environ: Mapping[str, Any]) -> str | None:
        """The timestamp as it was sent; None where it is none, or too far from now: its body is not read."""
        stamp = str(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", ""))
        if not re.fullmatch(r"[0-9]{1,12}", stamp):
            self._refusals.signature("")
            return None
        if abs(self._verifier.clock.now() - int(stamp)) > FRESH_SECONDS:
            self._refusals.time(stamp)
            return None
        return stamp

    def _signed(self, environ: Mapping[str, Any], stamp: str, raw: bytes) -> bool:
        """Slack signs text: what is no UTF-8, in the body or in the header, is not signed by Slack."""
        given = str(environ.get("HTTP_X_SLACK_SIGNATURE", ""))
        try:
            signed = given.isascii() and self._verifier.is_valid(raw, stamp, given)
        except UnicodeDecodeError:
            signed = False
        if not signed:
            self._refusals.signature(given)
        return signed

    def _dispatched(self, body: dict[str, Any]) -> Answered:
        """Bolt gets what is verified and parsed, as in Socket Mode: it does neither again, nor otherwise."""
        try:
            request = BoltRequest(mode="socket_mode", body=body)
        except Exception:  # noqa: BLE001  # it takes the shape of what Slack sends for granted
            return _plain(*UNREADABLE)
        answered = self._app.dispatch(request)
        if answered.status != 200:
            return _plain(*(LATER if answered.status == 503 else UNREADABLE))
        content = answered.headers.get("content-type", ["text/plain"])
        return "200 OK", [("Content-Type", content[0])], str(answered.body or "").encode()


class _Clock(Clock):
    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds

    def now(self) -> float:
        return self._seconds()


def parsed(raw: bytes, content_type: str) -> dict[str, Any] | None:
    """The payload, where the body is UTF-8 and holds what its type promises; else None."""
    try:
        text = raw.decode()
        if "json" in content_type:
            found = json.loads(text)
        else:
            found = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
            found = json.loads(found["payload"]) if "payload" in found else found
    except (ValueError, RecursionError):  # a UnicodeDecodeError is a ValueError
        return None
    return found if isinstance(found, dict) and found else None


def _body(environ: Mapping[str, Any]) -> bytes | None:
    """None where it is larger than anything Slack sends."""
    length = environ.get("CONTENT_LENGTH")
    if not length:  # a chunked body, where the server tells its end
        most = LARGEST_BODY + 1 if environ.get("wsgi.input_terminated") else 0
    elif re.fullmatch(r"[0-9]{1,12}", str(length)):
        most = int(length)
        if most > LARGEST_BODY:
            return None
    else:
        return None
    body: bytes = environ["wsgi.input"].read(most)
    return body if len(body) <= LARGEST_BODY else None


def _plain(status: str, text: str) -> Answered:
    return status, [("Content-Type", "text/plain; charset=utf-8")], text.encode()
