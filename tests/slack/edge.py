"""The edge by itself, between a real local Slack and handlers that do what a test says."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.models.views import View
from structlog.testing import capture_logs

from bot.app import manifest_for
from bot.demo.company import PRIYA, workspace
from bot.sandbox.client import Control, Hand
from bot.sandbox.server import Sandbox
from bot.sandbox.tickets import Timing
from bot.settings import CatalogSettings
from bot.slack.answering import Answerer
from bot.slack.bolt import bolt_app
from bot.slack.client import make_client
from bot.slack.commands import Handler, Subcommand
from bot.slack.http_edge import PATH, HttpEdge
from bot.slack.ids import Action, Callback
from bot.slack.request import Answer, Nothing, Open, Request, Say
from bot.slack.router import Router, Routes
from bot.slack.socket_mode import SocketConnection
from bot.slack.views.inputs import input_block, typing
from bot.slack.views.shape import Message, actions, button, modal, section
from tests.acting import words
from tests.patience import PATIENCE, SLACK
from tests.processes import eventually

Json = dict[str, Any]

GENERAL = "C0GENERAL"
ONCE_MORE = replace(SLACK, retries=(0.0,))
"""A local Slack that repeats an event once, at once."""


def message(text: str) -> Message:
    return Message(text, [section(text), actions(button("Press", Action.KEEP), block_id="buttons")])


def form(*, with_input: bool = True) -> View:
    inputs = [input_block("box", "Say it", typing(limit=100))] if with_input else []
    buttons = actions(button("Press", Action.KEEP), block_id="buttons")
    callback = Callback.PLAN if with_input else Callback.CLOSE_LOOP
    return modal(callback, "A form", [section("Fill it"), *inputs, buttons], submit="Send")


@dataclass
class Handlers:
    """What is raised, or answered, by whatever is not there to bring up a message or a form."""

    raises: Exception | None = None
    times: int | None = None  # how often; None: always
    answers: Answer = field(default_factory=Nothing)
    seen: list[Request] = field(default_factory=list)

    def __call__(self, request: Request) -> Answer:
        self.seen.append(request)
        if self.raises and self.times != 0:
            self.times = self.times and self.times - 1
            raise self.raises
        return self.answers

    def routes(self) -> Routes:
        shown: dict[str, Handler] = {
            "do": self,
            "message": lambda _: Say([message("Here")]),
            "form": lambda _: Open(form()),
            "bare": lambda _: Open(form(with_input=False)),
        }
        return Routes(
            commands={name: Subcommand(handler, name, f"It is {name}.") for name, handler in shown.items()},
            actions={Action.KEEP: self},
            submissions={Callback.PLAN: self, Callback.CLOSE_LOOP: self},
            shortcuts={Callback.SHORTCUT_FEEDBACK: self},
            events={"app_home_opened": self, "message": self},
            unknown_command=self,
            help=self,
        )


@dataclass(frozen=True)
class Edge:
    sandbox: Sandbox
    handlers: Handlers
    control: Control
    priya: Hand
    dm: str  # her conversation with the bot

    def types(self, text: str) -> Json:
        """The message that came."""
        before = len(self.said())
        assert self.priya.command(GENERAL, f"/interview {text}")["ok"]
        self.sandbox.settle()
        said = self.said()[before:]
        return said[-1] if said else {}

    def writes(self, text: str) -> Json:
        """What came after it in the bot's own messages."""
        own = self.priya.do("say", channel=self.dm, text=text)["ts"]
        self.sandbox.settle()
        said = self.conversation()[-1]
        return {} if said["ts"] == own else said

    def conversation(self) -> list[Json]:
        return self.priya.messages(self.dm)

    def said(self) -> list[Json]:
        return self.priya.messages(GENERAL)

    def clicks(self, container: Json) -> Json:
        return self.priya.press(container, "buttons", Action.KEEP)

    def on(self, message: Json) -> Json:
        return {"type": "message", "channel": GENERAL, "ts": message["ts"]}

    def top(self) -> Json:
        return self.priya.modals()[-1]

    def submits(self, **typed: str) -> Json:
        inputs = {block["block_id"]: block["element"] for block in self.top()["blocks"] if "element" in block}
        values = {
            name: {inputs[name]["action_id"]: {"type": "plain_text_input", "value": text}}
            for name, text in typed.items()
        }
        return self.priya.submit(self.top()["id"], values)

    def read(self) -> str:
        """All that is in front of her."""
        return "\n".join(words(each) for each in (*self.said(), *self.priya.modals()))

    def fails(self, method: str, **how: Any) -> None:
        self.control.post("faults", method=method, **how)


@contextmanager
def edge(
    *, over_http: bool = False, timing: Timing = ONCE_MORE, slack_timeout: int = PATIENCE
) -> Iterator[Edge]:
    handlers = Handlers()
    company = workspace(manifest_for(CatalogSettings(), None))
    with Sandbox(company, timing=timing) as sandbox:
        client = make_client(company.bot_token, sandbox.api_url, slack_timeout)
        identity = AuthorizeResult(
            enterprise_id=None,
            team_id=company.team_id,
            bot_user_id=company.bot.user_id,
            bot_id=company.bot.bot_id,
            bot_token=company.bot_token,
        )
        app = bolt_app(client, identity, Router(handlers.routes()), Answerer(client, slack_timeout))
        with _connected(sandbox, app, over_http):
            control = Control(sandbox.url)
            dm = control.as_(PRIYA).do("open_dm")["channel"]
            sandbox.settle()
            yield Edge(sandbox, handlers, control, control.as_(PRIYA), dm)


@contextmanager
def _connected(sandbox: Sandbox, app: App, over_http: bool) -> Iterator[None]:
    if over_http:
        front = HttpEdge(app, sandbox.workspace.signing_secret, time.time, tuple)  # noqa: TID251  # signatures keep real time
        server = make_server("127.0.0.1", 0, front, _Threaded, _Quiet)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        sandbox.request_url = f"http://127.0.0.1:{server.server_port}{PATH}"
        yield
        server.shutdown()
        server.server_close()
        return
    connection = SocketConnection(app, sandbox.workspace.app_token, 4)
    with capture_logs() as logs:
        connection.connect()
        eventually(lambda: logs, "Slack's greeting")
    yield
    connection.close()


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """The local Slack keeps a log."""
