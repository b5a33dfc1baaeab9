"""Signed HTTP delivery, as to a request URL."""

import asyncio
import hashlib
import hmac
import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.sandbox.parcels import Answer, Parcel
from bot.sandbox.wire import dumped

_FORM = "application/x-www-form-urlencoded"
_AT_ONCE = 64


@dataclass(frozen=True)
class _Reply:
    status: int
    content_type: str
    no_retry: bool
    body: bytes


class HttpLine:
    """Posts parcels to the app. Blocking requests on threads: the standard library has no other."""

    def __init__(self, signing_secret: str, ack: float) -> None:
        self._secret = signing_secret
        self._ack = ack
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sandbox-http")

    async def send(self, url: str, parcel: Parcel) -> Answer:
        """Posts it; waits for the answer no longer than Slack does."""
        body, headers = self._packed(parcel)
        loop = asyncio.get_running_loop()
        try:
            posting = loop.run_in_executor(self._threads, _post, url, body, headers, self._ack)
            return _answer(await asyncio.wait_for(posting, self._ack))
        except TimeoutError:
            return Answer(error="operation_timeout", reason="http_timeout")
        except (OSError, http.client.HTTPException):
            return Answer(error="operation_timeout", reason="connection_failed")

    def close(self) -> None:
        """Lets the threads end."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _packed(self, parcel: Parcel) -> tuple[bytes, dict[str, str]]:
        body, content_type = _encoded(parcel)
        stamp = str(int(time.time()))  # noqa: TID251  # signatures keep real time
        digest = hmac.new(self._secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": "v0=" + digest.hexdigest(),
        }
        if parcel.retry:
            headers |= {"X-Slack-Retry-Num": str(parcel.retry), "X-Slack-Retry-Reason": parcel.retry_reason}
        return body, headers


def _encoded(parcel: Parcel) -> tuple[bytes, str]:
    if parcel.kind == "events_api":
        return dumped(parcel.payload).encode(), "application/json"
    if parcel.kind == "interactive":
        return urlencode({"payload": dumped(parcel.payload)}).encode(), _FORM
    return urlencode(parcel.payload).encode(), _FORM


def _post(url: str, body: bytes, headers: dict[str, str], timeout: float) -> _Reply:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=timeout)
    try:
        connection.request(
            "POST", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", body, headers
        )
        response = connection.getresponse()
        content_type = response.getheader("Content-Type") or ""
        no_retry = response.getheader("X-Slack-No-Retry") == "1"
        return _Reply(response.status, content_type, no_retry, response.read())
    finally:
        connection.close()


def _answer(reply: _Reply) -> Answer:
    if not 200 <= reply.status < 300:
        text = reply.body.decode(errors="replace")
        return Answer(text, reply.status, "dispatch_failed", "http_error", reply.no_retry)
    return Answer(_parsed(reply), reply.status)


def _parsed(reply: _Reply) -> Any:
    text = reply.body.decode(errors="replace")
    if not text.strip():
        return None
    if "json" not in reply.content_type:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
