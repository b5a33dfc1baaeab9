"""A request that is turned away is said with its reason, once a minute, and how many there were."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt.authorization import AuthorizeResult
from structlog.testing import capture_logs

from bot.slack.answering import Answerer
from bot.slack.bolt import bolt_app
from bot.slack.client import make_client
from bot.slack.http_edge import PATH, HttpEdge
from bot.slack.router import Router
from tests.slack.edge import Handlers
from tests.slack.web import signature

SECRET = "0123456789abcdef"
TIME = "request refused: its time and this machine's clock differ"
SIGNATURE = "request refused: its signature is not SLACK_SIGNING_SECRET's"
BODY = b"command=/interview&text=Maya+Lind&user_id=U0PRIYA"


class HandClock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Door:
    """The front with a clock that is moved by hand."""

    def __init__(self) -> None:
        self.clock = HandClock()
        client = make_client("xoxb-none", "http://127.0.0.1:9/api/", 1)
        who = AuthorizeResult(enterprise_id=None, team_id="T0LOCAL", bot_user_id="U0BOT")
        app = bolt_app(client, who, Router(Handlers().routes()), Answerer(client, 1))
        self._front = HttpEdge(app, SECRET, self.clock, tuple)

    def knocks(self, *, late: float = 0, secret: str = SECRET, signed: bool = True) -> str:
        """What is answered to a request whose time is `late` seconds ago."""
        stamp = str(int(self.clock.now - late))
        environ: dict[str, Any] = {
            "PATH_INFO": PATH,
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(BODY)),
            "wsgi.input": io.BytesIO(BODY),
        }
        if signed:
            given = signature(secret, stamp, BODY)
            environ |= {"HTTP_X_SLACK_REQUEST_TIMESTAMP": stamp, "HTTP_X_SLACK_SIGNATURE": given}
        answered: list[str] = []
        self._front(environ, lambda status, _headers: answered.append(status))
        return answered[0]


@pytest.fixture
def logs() -> Iterator[list[Any]]:
    with capture_logs() as found:
        yield found


def test_each_reason_once_a_minute_with_its_count(logs: list[Any]) -> None:
    door = Door()
    assert door.knocks() == "200 OK"
    for _ in range(3):
        assert door.knocks(late=301).startswith("401")
        assert door.knocks(secret="another secret of it").startswith("401")
    assert logs == [
        {"event": TIME, "seconds": 301, "suppressed": 0, "log_level": "warning"},
        {"event": SIGNATURE, "signed": True, "suppressed": 0, "log_level": "warning"},
    ]
    door.clock.now += 60
    assert door.knocks(late=-4000).startswith("401")
    assert door.knocks(signed=False).startswith("401")
    assert logs[2:] == [
        {"event": TIME, "seconds": -4000, "suppressed": 2, "log_level": "warning"},
        {"event": SIGNATURE, "signed": False, "suppressed": 2, "log_level": "warning"},
    ]
    assert "Maya" not in str(logs)
