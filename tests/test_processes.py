"""The processes of a deployment, each started and ended as a host does it, against the local Slack."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot import VERSION
from bot import settings as reading
from bot.app import build, manifest_for, now
from bot.demo.company import PRIYA, ROSA, workspace
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.settings import CatalogSettings
from bot.slack.answering import NOT_OPENED
from bot.slack.http_edge import PATH
from bot.storage.migrating import migrate
from tests import patience
from tests.acting import Actor, Json, World, words
from tests.catalog.editing import replace
from tests.conftest import Postgres
from tests.databases import sqlite_in
from tests.processes import ROOT, Running, eventually, free_port, settings_for
from tests.setting_up import FORM, an_edit

pytestmark = pytest.mark.one_worker

GENERAL = "C0GENERAL"
HOST = 30  # seconds that a host gives a process to end
DETAILS = ("timestamp", "level", "logger")


class Outside(World):
    """The workspace of a bot that runs elsewhere: nothing of it can be reached but through Slack."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.control = Control(sandbox.url)

    def settle(self) -> None:
        self.sandbox.settle()


def company() -> Sandbox:
    return Sandbox(workspace(manifest_for(CatalogSettings(), None)), timing=patience.SLACK)


def a_draft(variables: Mapping[str, str]) -> None:
    """Rosa's draft of a loop with an interview in ten minutes, which Priya leads."""
    given = {name.lower(): value for name, value in variables.items()}
    bot = build(reading.read(**given))
    setup = bot.services.setup
    draft = setup.start(ROSA, FORM, "draft").loop
    setup.edit(ROSA, draft.id, an_edit(now() + timedelta(minutes=10), PRIYA), "draft")
    bot.close()


def creates(rosa: Actor) -> None:
    """By the buttons of `/interview loops`."""
    rosa.clicks(rosa.types("/interview loops"), "Continue", GENERAL)
    assert rosa.submits()["ok"]


def ended(process: Running) -> float:
    """Asked to end, it does so by itself, with nothing to complain of; how long it took."""
    began = time.monotonic()
    assert process.stop() == 0, process.said
    assert "Traceback" not in process.said
    return time.monotonic() - began


# --- one process, over Socket Mode ---------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("processes")


@pytest.fixture(scope="module")
def catalog(folder: Path) -> Path:
    return Path(shutil.copytree(ROOT / "catalog", folder / "catalog"))


@pytest.fixture(scope="module")
def slack() -> Iterator[Outside]:
    with company() as sandbox:
        yield Outside(sandbox)


@pytest.fixture(scope="module")
def variables(slack: Outside, folder: Path, catalog: Path) -> Mapping[str, str]:
    url = sqlite_in(folder)
    return settings_for(slack.sandbox, url, CATALOG_DIR=str(catalog))


@pytest.fixture(scope="module")
def one(slack: Outside, variables: Mapping[str, str], folder: Path) -> Iterator[Running]:
    """`python -m bot`"""
    process = Running(folder, **variables, LOG_LEVEL="debug")
    process.until(lambda: connected(slack), "the connection")
    yield process
    process.close()


def connected(slack: Outside) -> bool:
    return slack.actor(PRIYA).hand.command(GENERAL, "/interview help")["ok"] is True


def test_it_says_what_it_is_on(
    one: Running, slack: Outside, variables: Mapping[str, str], catalog: Path
) -> None:
    started = one.until(lambda: one.logged("connected over Socket Mode"), "the line")
    for event in ("connected to Slack", "catalog", "database", "starting"):
        started[:0] = one.logged(event)
    told = [{key: value for key, value in line.items() if key not in DETAILS} for line in started]
    there = slack.sandbox.workspace
    assert told == [
        {"event": "starting", "version": VERSION, "process": "bot and worker", "transport": "Socket Mode"},
        {"event": "database", "engine": "sqlite", "file": variables["DATABASE_URL"].partition("///")[2]},
        {"event": "catalog", "folder": str(catalog), "guides": 31, "templates": 6},
        {"event": "connected to Slack", "team": there.team_id, "bot": there.bot.bot_id},
        {"event": "connected over Socket Mode"},
    ]
    assert {line["level"] for line in started} == {"info"}


@pytest.mark.usefixtures("one")
def test_it_answers_a_command(slack: Outside) -> None:
    assert "System Design" in words(slack.actor(PRIYA).types("/interview prep system-design"))


def test_it_delivers_what_is_due(slack: Outside, one: Running, variables: Mapping[str, str]) -> None:
    a_draft(variables)
    creates(slack.actor(ROSA))
    priya = slack.actor(PRIYA)
    starting = one.until(lambda: with_words(priya, "starts in"), "the reminder")
    assert len(starting) == 1
    assert "System Design" in words(starting)


def with_words(person: Actor, text: str) -> list[Json]:
    return [message for message in person.messages() if text in words(message)]


def guide(slack: Outside) -> str:
    return words(slack.actor(PRIYA).types("/interview prep values"))


def test_it_takes_up_a_changed_catalog(slack: Outside, one: Running, catalog: Path) -> None:
    values = catalog / "guides/values.yaml"
    replace(values, "title: Values", "title: What we stand for")
    one.until(lambda: "What we stand for" in guide(slack), "the change")

    line = replace(values, "format: live", "format: alive")
    (told,) = one.until(lambda: one.logged("catalog refused"), "the complaint")
    assert (told["file"], told["line"], told["field"]) == ("guides/values.yaml", line, "format")
    assert told["why"]
    assert "What we stand for" in guide(slack), "the last good one stays"

    replace(values, "format: alive", "format: live")
    replace(values, "title: What we stand for", "title: What counts")
    one.until(lambda: "What counts" in guide(slack), "the mended one")


def test_it_answers_what_is_under_way_and_ends(slack: Outside, one: Running) -> None:
    """Slack is slow to open a form, and the host asks the bot to end meanwhile."""
    priya = slack.actor(PRIYA)
    slack.control.post("faults", method="views.open", kind="timeout")
    answers: list[Json] = []
    typing = threading.Thread(target=lambda: answers.append(priya.hand.command(GENERAL, "/interview new")))
    typing.start()
    eventually(lambda: not slack.control.get("faults")["faults"], "the call")
    assert ended(one) < HOST
    typing.join()
    assert answers == [{"ok": True}]
    assert words(priya.last(GENERAL)) == NOT_OPENED
    assert one.logged("stopping")


def test_its_log_names_nobody_and_no_token(one: Running, variables: Mapping[str, str]) -> None:
    """At the lowest level, of all that the tests before have done with it."""
    assert "apscheduler" in one.said, "libraries are heard"
    traces = [variables[name] for name in variables if name.startswith("SLACK_") and "URL" not in name]
    traces += [FORM.candidate_name, str(FORM.candidate_email), "Priya", "System Design"]
    assert [trace for trace in traces if trace in one.said] == []


# --- web and workers, on PostgreSQL --------------------------------------------------------------


@pytest.fixture
def postgresql(postgres: Postgres) -> str:
    url = postgres.bare_database("processes")
    migrate(url)
    return url.replace("postgresql://", "postgres://")


def test_workers_deliver_what_web_wrote(postgresql: str, folder: Path) -> None:
    port = free_port()
    with company() as sandbox:
        slack = Outside(sandbox)
        variables = settings_for(sandbox, postgresql, PORT=str(port))
        a_draft(variables)
        sandbox.request_url = f"http://127.0.0.1:{port}{PATH}"
        web = Running(folder, "web", **variables)
        workers = [Running(folder, "worker", **variables) for _ in range(2)]
        try:
            web.until(lambda: connected(slack), "the start")
            began = len(slack.refusals())  # Slack finds nobody there at first
            rosa, priya = slack.actor(ROSA), slack.actor(PRIYA)
            creates(rosa)
            for worker in workers:
                worker.until(lambda: with_words(priya, "starts in"), "the reminder")
            half_sent = socket.create_connection(("127.0.0.1", port))
            half_sent.sendall(half_a_request())
            for process in (*workers, web):
                assert ended(process) < HOST
            half_sent.close()
            assert len(with_words(priya, "starts in")) == 1, "whoever delivers it"
            assert slack.refusals()[began:] == []
        finally:
            for process in (*workers, web):
                process.close()


def half_a_request() -> bytes:
    """Of somebody who does not go on."""
    lines = [
        f"POST {PATH} HTTP/1.1",
        "Host: localhost",
        f"X-Slack-Request-Timestamp: {int(now().timestamp())}",
    ]
    return "\r\n".join([*lines, "Content-Length: 100", "", "half"]).encode()
