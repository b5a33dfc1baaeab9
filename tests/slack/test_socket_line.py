"""Socket Mode's connection: made, renewed, lost and found again is a line each."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from structlog.testing import capture_logs

from bot.sandbox.client import Control
from bot.slack.answering import Answerer
from bot.slack.bolt import bolt_app
from bot.slack.client import make_client
from bot.slack.router import Router
from bot.slack.socket_mode import SocketConnection, _ended
from tests.processes import Running, eventually, free_port
from tests.slack.edge import Handlers

PING_EVERY = 0.5  # seconds

Log = list[Any]


class Slack:
    """The local one as a process of its own, which can stand still or end and come again."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, free_port()
        self.control = Control(f"http://127.0.0.1:{self.port}")
        self.start()

    def start(self) -> None:
        self.process = Running(self._folder, "sandbox", "--port", str(self.port))
        self.process.until(lambda: "Stop it with" in self.process.said, "the start")


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Slack]:
    slack = Slack(tmp_path)
    yield slack
    slack.process.close()


@pytest.fixture
def logs() -> Iterator[Log]:
    with capture_logs() as found:
        yield found


@pytest.fixture
def line(slack: Slack, logs: Log) -> Iterator[SocketConnection]:  # noqa: ARG001  # its first line is caught too
    client = make_client("xoxb-local", f"http://127.0.0.1:{slack.port}/api/", 1)
    who = AuthorizeResult(enterprise_id=None, team_id="T0LOCAL", bot_user_id="U0BOT")
    app = bolt_app(client, who, Router(Handlers().routes()), Answerer(client, 1))
    line = SocketConnection(app, "xapp-local", 4, PING_EVERY)
    yield line
    line.close()


def of_the_line(logs: Log) -> list[str]:
    return [entry["event"] for entry in logs if "Socket Mode" in entry["event"]]


def test_made_renewed_lost_and_found_again(slack: Slack, line: SocketConnection, logs: Log) -> None:
    expected = []

    def says(event: str) -> None:
        expected.append(event)
        eventually(lambda: of_the_line(logs) == expected, event)

    line.connect()
    says("connected over Socket Mode")
    slack.control.post("disconnect")  # Slack asks for a new one
    says("Socket Mode connection renewed")
    slack.process.sent(signal.SIGSTOP)  # nothing comes, and nothing is closed
    says("Socket Mode lost")
    slack.process.sent(signal.SIGCONT)
    says("Socket Mode found again")
    slack.process.close()
    says("Socket Mode lost")
    slack.start()
    says("Socket Mode found again")
    line.close()
    assert of_the_line(logs) == expected, "leaving is no loss"
    assert all(entry["why"] for entry in logs if entry["event"] == "Socket Mode lost")
    assert all(entry["seconds"] > 0 for entry in logs if entry["event"] == "Socket Mode found again")


def test_one_that_cannot_be_made_at_once_is_made_later(
    slack: Slack, line: SocketConnection, logs: Log
) -> None:
    """Slack hands out an address, and its far end is not there yet."""
    slack.control.post("faults", method="apps.connections.open", kind="refused", error="internal_error")
    with pytest.raises(SlackApiError):
        line.connect()
    assert of_the_line(logs) == []
    line.connect()
    eventually(lambda: of_the_line(logs) == ["connected over Socket Mode"], "the connection")


def test_a_silent_end_is_told_from_silence() -> None:
    """The client's sockets wait three seconds for what does not come."""
    ours, slacks = socket.socketpair()
    with ours, slacks:
        ours.settimeout(3)
        assert not _ended(ours)
        slacks.sendall(b"hello")
        assert not _ended(ours)
        assert ours.recv(5) == b"hello", "looked at, and not taken"
        slacks.close()
        assert _ended(ours)
    assert _ended(ours), "closed by the client meanwhile"
    assert not _ended(None), "given up by the client meanwhile"
