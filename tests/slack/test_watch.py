"""Slack going away, coming back and refusing a token is a line each time it changes, not with each call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from structlog.testing import capture_logs

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.slack.client import CALL_FAILED, make_client
from bot.slack.watch import TOKEN_REFUSED
from tests.patience import short
from tests.relay import Relay

Log = list[Any]


@pytest.fixture
def logs() -> Iterator[Log]:
    with capture_logs() as found:
        yield found


def fails(client: WebClient, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(CALL_FAILED):
            client.chat_postMessage(channel="C0HIRING", text="Maya Lind")


def test_lost_and_found_again(sandbox: Sandbox, logs: Log) -> None:
    address = urlsplit(sandbox.url)
    with Relay((str(address.hostname), address.port or 0)) as relay:
        url = f"http://127.0.0.1:{relay.port}/api/"
        client = make_client(sandbox.workspace.bot_token, url, 1)
        client.auth_test()
        relay.cut()
        fails(client, times=3)
        lost = {"event": "Slack does not answer", "url": url, "log_level": "error"}
        assert logs == [lost | {"why": "ConnectionRefusedError"}]
        relay.mend()
        client.auth_test()
        client.auth_test()
    (_, found) = logs
    assert found.pop("seconds") >= 0
    assert found == {"event": "Slack answers again", "url": url, "log_level": "info"}


@short
@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("server_error", "HTTP 500"),
        ("timeout", "TimeoutError"),
        ("dropped", "RemoteDisconnected"),
    ],
)
def test_why_it_counts_as_lost(client: WebClient, control: Control, logs: Log, kind: str, why: str) -> None:
    client.auth_test()
    control.post("faults", method="chat.postMessage", kind=kind, times=2)
    fails(client, times=2)
    assert [(line["event"], line["why"]) for line in logs] == [("Slack does not answer", why)]


@pytest.mark.parametrize("fault", [{"kind": "ratelimited"}, {"kind": "refused", "error": "is_archived"}])
def test_a_refusal_is_an_answer(
    client: WebClient, control: Control, logs: Log, fault: dict[str, str]
) -> None:
    client.auth_test()
    control.post("faults", method="chat.postMessage", **fault)
    fails(client)
    assert logs == []


@pytest.mark.parametrize("code", sorted(TOKEN_REFUSED))
def test_a_bot_token_that_is_accepted_no_more(
    client: WebClient, control: Control, logs: Log, code: str
) -> None:
    client.auth_test()
    control.post("faults", method="chat.postMessage", kind="refused", error=code, times=2)
    fails(client, times=2)
    client.auth_test()
    name = {"name": "SLACK_BOT_TOKEN"}
    lost, found = logs
    assert lost == {"event": "bot token not accepted", **name, "why": code, "log_level": "error"}
    assert found.pop("seconds") >= 0
    assert found == {"event": "bot token accepted again", **name, "log_level": "info"}


@pytest.mark.usefixtures("control")
def test_an_app_token_that_is_accepted_no_more(client: WebClient, sandbox: Sandbox, logs: Log) -> None:
    token = sandbox.workspace.app_token
    client.apps_connections_open(app_token=token)
    for _ in range(2):
        with pytest.raises(CALL_FAILED):
            client.apps_connections_open(app_token="xapp-another")
        client.auth_test()
    client.apps_connections_open(app_token=token)
    told = [(line["event"], line["name"], line.get("why")) for line in logs]
    assert told == [
        ("app token not accepted", "SLACK_APP_TOKEN", "invalid_auth"),
        ("app token accepted again", "SLACK_APP_TOKEN", None),
    ]
    assert "xapp-another" not in str(logs)


def test_what_was_never_there_is_not_lost(sandbox: Sandbox, logs: Log) -> None:
    """A start says it by itself."""
    for token, url in (("xoxb-another", sandbox.api_url), ("xoxb-none", "http://127.0.0.1:9/api/")):
        fails(make_client(token, url, 1))
    assert logs == []
