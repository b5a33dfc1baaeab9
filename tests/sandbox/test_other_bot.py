"""A bot of somebody else's making, unchanged: over Socket Mode, Bolt's own server, and its WSGI adapter."""

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from signal import SIGINT
from typing import Any, TypeVar

import pytest
from slack_bolt import App

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Command, Shortcut, Workspace, default_workspace
from tests.patience import PATIENCE
from tests.sandbox.conftest import GENERAL, MINA
from tests.sandbox.other_bot import COMMAND, SHORTCUT, build
from tests.sandbox.reaching import connected, own_server, socket_mode, wsgi

Json = dict[str, Any]
Found = TypeVar("Found")
Line = Callable[[App, Sandbox], AbstractContextManager[None]]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace() -> Workspace:
    workspace = default_workspace()
    workspace.commands = [Command(COMMAND, "Thank somebody")]
    workspace.shortcuts = [Shortcut("Say thanks", SHORTCUT)]
    return workspace


@pytest.fixture
def app(sandbox: Sandbox) -> App:
    there = sandbox.workspace
    return build(there.bot_token, sandbox.api_url, there.signing_secret)


# --- what Mina does ------------------------------------------------------------------------------


class Mina:
    """At her page: what the app does after its ack is looked for again whenever the page is told of news."""

    def __init__(self, url: str) -> None:
        self.hand = Control(url).as_(MINA)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self._news = opener.open(f"{url}/control/as/{MINA}/events", timeout=PATIENCE)
        self._news.readline()

    def until(self, look: Callable[[], Found | None]) -> Found:
        while not (found := look()):
            assert self._news.readline(), "the local Slack has ended"
        return found

    def modal(self, title: str) -> Json:
        """The modal on top, once it is the one of that title."""
        return self.until(lambda: next((v for v in self._top() if v["title"]["text"] == title), None))

    def _top(self) -> list[Json]:
        return self.hand.modals()[-1:]

    def message(self, text: str, channel: str = GENERAL, thread: str = "") -> Json:
        """The last message, once it says that."""

        def look() -> Json | None:
            return next((m for m in self.hand.messages(channel, thread)[-2:] if text in m["text"]), None)

        return self.until(look)

    def presses(self, view: Json, block: str, action: str, value: Json | None = None) -> None:
        assert self.hand.press({"type": "view", "view_id": view["id"]}, block, action, value)["ok"]

    def close(self) -> None:
        self._news.close()


@pytest.fixture
def mina(sandbox: Sandbox) -> Iterator[Mina]:
    mina = Mina(sandbox.url)
    yield mina
    mina.close()


def walk(mina: Mina, command: str = COMMAND, shortcut: str = SHORTCUT) -> None:
    _opens_the_form(mina, command, shortcut)
    form = _chooses_a_badge(mina)
    message = _submits(mina, form)
    _answers(mina, message)
    _writes_to_it(mina, command)


def _opens_the_form(mina: Mina, command: str, shortcut: str) -> None:
    assert mina.hand.do("shortcut", callback_id=shortcut)["ok"]
    by_shortcut = mina.modal("Say thanks")
    assert mina.hand.do("close", view_id=by_shortcut["id"])["ok"]
    assert mina.hand.modals() == []
    assert mina.hand.command(GENERAL, f"{command} The index")["ok"]
    assert mina.modal("Say thanks")["id"] != by_shortcut["id"]


def _chooses_a_badge(mina: Mina) -> Json:
    """Pushed, redrawn as she chooses, refused at its field, and closed again: the form is still below."""
    form = mina.modal("Say thanks")
    mina.presses(form, "buttons", "choose_badge")
    badge = mina.modal("Badge")
    choice = {"type": "radio_buttons", "selected_option": badge["blocks"][0]["element"]["options"][0]}
    mina.presses(badge, "badge", "badge", choice)
    mina.until(lambda: "Holds when it matters" in str(mina.modal("Badge")["blocks"]))
    refused = mina.hand.submit(badge["id"], {"badge": {"badge": choice}})
    assert refused["errors"] == {"badge": "There is one rock a month."}
    choice["selected_option"] = badge["blocks"][0]["element"]["options"][1]
    assert mina.hand.submit(badge["id"], {"badge": {"badge": choice}})["ok"]
    assert mina.modal("Say thanks")["id"] == form["id"]
    return form


def _submits(mina: Mina, form: Json) -> Json:
    container = {"type": "view", "view_id": form["id"]}
    asked = {"container": container, "block_id": "team", "action_id": "team"}
    offered = mina.hand.do("options", value="s", **asked)["options"]
    assert [each["value"] for each in offered] == ["Search", "Storage", "Support"]
    (search,) = mina.hand.do("options", value="sea", **asked)["options"]
    team = {"team": {"team": {"type": "external_select", "selected_option": search}}}
    refused = mina.hand.submit(form["id"], team)
    assert refused["errors"] == {"what": "Say a little more."}
    typed = {"what": {"what": {"type": "plain_text_input", "value": "The index is quick now"}}}
    assert mina.hand.submit(form["id"], team | typed)["ok"]
    assert mina.hand.modals() == []
    return mina.message(f"<@{MINA}> thanks Search: The index is quick now")


def _answers(mina: Mina, message: Json) -> None:
    place = {"type": "message", "channel": GENERAL, "ts": message["ts"]}
    assert mina.hand.press(place, "buttons", "me_too")["ok"]
    assert mina.message("2 people say thanks")["ts"] == message["ts"]
    assert mina.message("You did too.")["ephemeral"]


def _writes_to_it(mina: Mina, command: str) -> None:
    assert mina.hand.do("home")["ok"]
    view = mina.until(lambda: mina.hand.see("home")["view"])
    assert command in view["blocks"][0]["text"]["text"]
    dm = mina.hand.do("open_dm")["channel"]
    ts = mina.hand.do("say", channel=dm, text="hello there")["ts"]
    assert mina.message(f"Hello, <@{MINA}>", dm, ts)["thread_ts"] == ts


# --- and that it works ---------------------------------------------------------------------------


@pytest.mark.parametrize("line", [socket_mode, own_server, wsgi])
def test_somebody_elses_bot_runs_unchanged(sandbox: Sandbox, app: App, mina: Mina, line: Line) -> None:
    with line(app, sandbox):
        walk(mina)
        sandbox.settle()
        failed = [
            each for each in Control(sandbox.url).log() if each["error"] or each["status"] not in (200, None)
        ]
        assert failed == []


@pytest.mark.parametrize("line", [own_server, wsgi])
def test_its_own_signature_check_is_satisfied(sandbox: Sandbox, app: App, mina: Mina, line: Line) -> None:
    with line(app, sandbox):
        assert sandbox.verify_url()
    stranger = build(sandbox.workspace.bot_token, sandbox.api_url, "another-secret")
    with line(stranger, sandbox):
        answer = mina.hand.command(GENERAL, COMMAND)
    assert answer["error"] == "dispatch_failed"
    assert mina.hand.modals() == []


@contextmanager
def started_by_hand(port: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """What it says at its start, and how to stop it."""
    arguments = [sys.executable, "-m", "bot", "sandbox", "--port", str(port)]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None

        def stop() -> None:
            process.send_signal(SIGINT)
            process.wait(PATIENCE)

        try:
            yield "".join(process.stdout.readline() for _ in range(6)), stop
            stop()
        finally:
            process.kill()
    assert process.returncode == 0


def test_started_by_hand_it_serves_any_bot() -> None:
    there, port = default_workspace(), _free_port()
    command, shortcut = there.commands[0].command, there.shortcuts[0].callback_id
    with started_by_hand(port) as (greeting, stop):
        url = f"http://127.0.0.1:{port}"
        assert f"{url}/api/" in greeting
        api_url, secret = f"{url}/api/", there.signing_secret
        app = build(there.bot_token, api_url, secret, command=command, shortcut=shortcut)
        with connected(app, there.app_token, stop):
            mina = Mina(url)
            walk(mina, command, shortcut)
            mina.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
