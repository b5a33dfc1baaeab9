"""OPS_PORT over a real socket."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator

import pytest

from bot.operations.listening import Listening
from tests.patience import PATIENCE

REASONS: list[str] = []


@pytest.fixture
def listening() -> Iterator[Listening]:
    REASONS.clear()
    listening = Listening("127.0.0.1", 0, lambda: REASONS, lambda: b"counted 1\n")
    yield listening
    listening.close()


def ask(listening: Listening, path: str, method: str = "GET") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", listening.port, timeout=PATIENCE)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_pages(listening: Listening) -> None:
    assert ask(listening, "/healthz") == (200, "ok")
    assert ask(listening, "/readyz?x=1") == (200, "ok")
    assert ask(listening, "/metrics") == (200, "counted 1\n")
    assert ask(listening, "/") == (404, "not found")
    assert ask(listening, "/metrics", "POST")[0] == 501


def test_not_ready(listening: Listening) -> None:
    REASONS.extend(["One.", "Two."])
    assert ask(listening, "/readyz") == (503, "One.\nTwo.")
    assert ask(listening, "/healthz") == (200, "ok")


def test_somebody_who_says_nothing_is_in_nobodys_way(listening: Listening) -> None:
    with socket.create_connection(("127.0.0.1", listening.port)):
        assert ask(listening, "/healthz") == (200, "ok")


def test_closed() -> None:
    other = Listening("127.0.0.1", 0, tuple, bytes)
    other.close()
    with pytest.raises(OSError):  # noqa: PT011  # whatever the system calls it
        ask(other, "/healthz")
