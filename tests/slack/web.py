"""Requests to the bot's web process, signed as Slack signs them or otherwise."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.sandbox.server import Sandbox
from bot.slack.http_edge import PATH
from tests.patience import PATIENCE
from tests.processes import Running

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"

Headers = Mapping[str, str]
NONE: Headers = {}


def signature(secret: str, stamp: str, body: bytes) -> str:
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return f"v0={digest}"


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    content_type: str

    @property
    def json(self) -> Any:
        assert self.content_type.startswith("application/json")
        return json.loads(self.body)


@dataclass(frozen=True)
class Web:
    """The running process, and somebody who may know the secret."""

    sandbox: Sandbox
    process: Running
    port: int
    ops: int

    def ask(self, method: str, path: str, body: Any = None, headers: Headers = NONE) -> Answer:
        """An iterable as `body` goes in chunks, with no length told."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # it answers before it has heard all
                connection.request(method, path, body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.read(), response.getheader("Content-Type") or "")
        finally:
            connection.close()

    def post(self, body: bytes, content_type: str = FORM, changed: Headers = NONE) -> Answer:
        """Signed as Slack signs; `changed` headers win."""
        return self.ask("POST", PATH, body, {"Content-Type": content_type, **self.signed(body), **changed})

    def signed(self, body: bytes, ago: float = 0, secret: str = "") -> Headers:
        stamp = str(int(time.time() - ago))  # noqa: TID251  # signatures keep real time
        key = secret or self.sandbox.workspace.signing_secret
        return {STAMP: stamp, SIGNATURE: signature(key, stamp, body)}

    def healthy(self) -> bool:
        try:
            return self.ask("GET", "/healthz").status == 200
        except OSError:
            return False
