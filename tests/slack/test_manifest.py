"""The app's manifest: it asks a workspace for all that the bot needs, and for nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from bot.app import manifest_for
from bot.demo.company import CHANNEL, PRIYA, ROSA, workspace
from bot.sandbox.api.methods import METHODS
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.settings import CatalogSettings
from bot.slack.client import make_client
from bot.slack.directory import SlackDirectory
from bot.slack.sender import SlackSender
from bot.values.ports import Part, Unreachable
from bot.values.stops import Stop
from tests.patience import PATIENCE, SLACK
from tests.processes import ROOT
from tests.sandbox.desk import Desk

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
MANIFEST = manifest_for(CatalogSettings(), None)
SCOPES = MANIFEST["oauth_config"]["scopes"]["bot"]
EVENTS = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
SILENT = {"commands", "users:read.email"}  # no call is refused without them


def test_slack_takes_the_manifest() -> None:
    shown = MANIFEST["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    for command in MANIFEST["features"]["slash_commands"]:
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
    for shortcut in MANIFEST["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    assert json.loads(json.dumps(MANIFEST)) == MANIFEST


class Installed:
    """The app in the demo company, with these scopes, making every call it makes of Slack."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._client = make_client(sandbox.workspace.bot_token, sandbox.api_url, PATIENCE)
        self._directory, self._sender = SlackDirectory(self._client, "U0BOT"), SlackSender(self._client)
        self._sandbox = sandbox
        self.control = Control(sandbox.url)

    def asks(self) -> None:
        """Of people, of private channels, and of those that have become public."""
        assert self._directory.person(PRIYA) is not None
        for channel in (CHANNEL, "C0GENERAL"):
            found = self._directory.channel(channel)
            assert found is not None
            assert ROSA in found.members

    def says(self) -> None:
        """In DMs and in private channels, and in threads there; looks for it, changes it, takes it back."""
        for channel in (self._sender.open_dm(PRIYA), CHANNEL):
            part = Part("hello", ())
            root = self._sender.send(channel, None, part, "one")
            reply = self._sender.send(channel, root, part, "two")
            assert self._sender.find(channel, None, ["one"], NOW) == {"one": root}
            assert self._sender.find(channel, root, ["two"], NOW) == {"two": reply}
            self._sender.update(channel, root, Part("changed", ()))
            self._sender.delete(channel, reply)
        self._client.chat_postEphemeral(channel=CHANNEL, user=ROSA, text="to one alone")

    def hears(self) -> set[str]:
        """One of each kind of event happens; those that were sent."""
        rosa = self.control.as_(ROSA)
        rosa.do("home")
        rosa.do("say", channel=rosa.do("open_dm")["channel"], text="hello")
        rosa.do("say", channel=CHANNEL, text="@interviews help")
        rosa.do("invite", channel=CHANNEL, user=PRIYA)
        self.control.post(f"users/{PRIYA}", tz="Asia/Tokyo")
        for change in ({"shared": True}, {"archived": True}, {"remove": "U0BOT"}):
            self.control.post(f"channels/{CHANNEL}", **change)
        self.control.post("uninstall")
        self._sandbox.settle()
        happened = (entry["what"] for entry in self.control.log())
        return {what.removeprefix("event ") for what in happened if what.startswith("event ")}


@contextmanager
def installed(without: str = "") -> Iterator[Installed]:
    company = workspace(MANIFEST)
    company.scopes = tuple(scope for scope in SCOPES if scope != without)
    desk = Desk()
    with Sandbox(company, start_at=NOW, timing=SLACK, request_url=desk.url) as sandbox:
        yield Installed(sandbox)
    desk.close()


def test_the_scopes_are_enough() -> None:
    with installed() as app:
        app.asks()
        app.says()
        assert app.hears() == set(EVENTS)
        assert [entry for entry in app.control.log() if entry["error"]] == []
        called = {entry["what"] for entry in app.control.log() if entry["direction"] == "from_bot"}
    assert {method for method in called_in_code() - called if METHODS[method].scopes} == set()
    assert {method for method in called_in_code() - called if not method.startswith("views.")} == {
        "auth.test"
    }


def called_in_code() -> set[str]:
    """The Web API's methods that the bot's code names."""
    files = [ROOT / "bot/app.py", ROOT / "bot/starting.py", *(ROOT / "bot/slack").rglob("*.py")]
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    named = {f"{family}.{name}" for family, name in re.findall(r"client\.([a-z]+)_(\w+)\(", code)}
    return named & set(METHODS)


@pytest.mark.parametrize("scope", sorted(set(SCOPES) - SILENT))
def test_each_scope_is_needed(scope: str) -> None:
    with installed(without=scope) as app:
        try:
            app.asks()
            app.says()
        except (Unreachable, Stop):
            return
        assert app.hears() < set(EVENTS)
