"""Where the environment names a proxy: Slack is asked through it, a Slack on this machine is not."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot import settings as environment
from bot.app import manifest_for
from bot.demo.company import PRIYA, workspace
from bot.demo.running import Demo
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.settings import CatalogSettings
from bot.slack.client import make_client, respond
from bot.starting import WRONG
from tests import patience
from tests.acting import World, words
from tests.company_proxy import CompanyProxy
from tests.processes import Running, run, settings_for

NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """What a proxy is asked for. It takes nobody any further."""
    asked: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    for name in NAMES:
        monkeypatch.setenv(name, f"http://127.0.0.1:{listener.getsockname()[1]}")

    def answer() -> None:
        while True:
            visitor, _ = listener.accept()
            with visitor:
                asked.append(visitor.recv(1000).split(b"\r\n")[0])
                if not asked[-1]:
                    return
                visitor.sendall(b"HTTP/1.1 502 Not today\r\nContent-Length: 0\r\n\r\n")

    answering = threading.Thread(target=answer)
    answering.start()
    yield asked
    socket.create_connection(listener.getsockname()).close()
    answering.join()
    listener.close()


@pytest.mark.parametrize("over_http", [False, True], ids=["socket mode", "signed http"])
def test_the_demo_needs_no_proxy(monkeypatch: pytest.MonkeyPatch, over_http: bool) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, NOWHERE)
    with Demo(over_http=over_http, with_loop=False, ticking=False) as demo:
        world = World(demo)
        priya = world.actor(PRIYA)
        answer = priya.types("/interview prep system-design")
        priya.clicks(answer, "To send to the candidate", "C0GENERAL")
        assert "System Design" in words(priya.last("C0GENERAL"))
        assert world.refusals() == []
        assert {"response_url", "auth.test"} <= {entry["what"] for entry in world.control.log()}


def test_slack_is_asked_through_the_proxy(proxy: list[bytes]) -> None:
    url = "https://slack.example.com/api/"
    environment.read(slack_bot_token="xoxb-none", slack_api_url=url).reach_local_slack_directly()
    with pytest.raises(OSError, match="502"):
        make_client("xoxb-none", url, 5).auth_test()
    assert respond("https://hooks.example.com/commands/1", {"text": "x"}, 5) == "URLError"
    assert [each.split()[:2] for each in proxy] == [
        [b"CONNECT", b"slack.example.com:443"],
        [b"CONNECT", b"hooks.example.com:443"],
    ]


@pytest.mark.parametrize("host", ["127.0.0.1:8055", "localhost:8055", "[::1]:8055"])
def test_no_other_variable_is_touched(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    for name in (*NAMES, "NO_PROXY"):
        monkeypatch.setenv(name, NOWHERE)
    variables = os.environ  # noqa: TID251  # what a process that is started would inherit
    before = dict(variables)
    settings = environment.read(slack_bot_token="xoxb-none", slack_api_url=f"http://{host}/api/")
    settings.reach_local_slack_directly()
    assert before.items() - variables.items() == {(name, NOWHERE) for name in NAMES}


# --- a company's proxy, which opens what goes through it -------------------------------------------


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    with Sandbox(workspace(manifest_for(CatalogSettings(), None)), timing=patience.SLACK) as sandbox:
        yield sandbox


@pytest.fixture
def company(slack: Sandbox, tmp_path: Path) -> Iterator[CompanyProxy]:
    with CompanyProxy(tmp_path, int(slack.url.rpartition(":")[2])) as proxy:
        yield proxy


@pytest.fixture
def variables(slack: Sandbox, sqlite_url: str, company: CompanyProxy) -> Mapping[str, str]:
    url = "https://slack.example.com/api/"
    return {**settings_for(slack, sqlite_url), "SLACK_API_URL": url, "HTTPS_PROXY": company.url}


def test_with_its_ca_everything_goes_through_it(
    slack: Sandbox, company: CompanyProxy, variables: Mapping[str, str], tmp_path: Path
) -> None:
    """Web API and Socket Mode, with name and password in the proxy's address."""
    process = Running(tmp_path, **variables, SSL_CERT_FILE=str(company.ca))
    try:
        process.until(lambda: process.logged("connected over Socket Mode"), "the connection")
        hand = Control(slack.url).as_(PRIYA)
        assert process.until(lambda: hand.command("C0GENERAL", "/interview help")["ok"], "the answer")
    finally:
        process.close()
    assert "CONNECT slack.example.com:443" in company.asked
    assert f"CONNECT {slack.url.removeprefix('http://')}" in company.asked, "Socket Mode's"
    assert company.refused == []
    assert "p%40ss" not in process.said


def test_without_its_ca_a_start_says_what_to_set(company: CompanyProxy, variables: Mapping[str, str]) -> None:
    ended = run("worker", **variables)
    assert ended.returncode == WRONG
    assert "SSL_CERT_FILE names a file with its CA" in ended.stderr
    checked = run("check", **variables)
    assert checked.returncode == 1
    assert checked.stdout.count("SSL_CERT_FILE names a file with its CA") == 2, "for either token"
    assert company.refused == []
    assert run("check", **variables, SSL_CERT_FILE=str(company.ca)).returncode == 0
