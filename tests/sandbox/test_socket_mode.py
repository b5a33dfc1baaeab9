"""The whole way with a real Bolt app over Socket Mode, and over its HTTP adapter."""

import queue
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.client import Control, Hand
from bot.sandbox.server import Sandbox
from bot.sandbox.tickets import Timing
from tests.patience import PATIENCE, SLACK
from tests.sandbox.conftest import GENERAL, MINA
from tests.sandbox.desk import Desk, Json, Reply
from tests.sandbox.parts import actions, button, field, home, modal, section, typed

Connect = Callable[[], SocketModeHandler]


@pytest.fixture
def bolt(bolt: App) -> App:
    """A little of everything: command → modal → message → button, and a Home."""

    @bolt.command("/interview")
    def command(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(field("notes", typed())))
        ack(f"You said {body['text']}")

    @bolt.view("form")
    def form(ack: Ack, body: Json, client: WebClient) -> None:
        text = body["view"]["state"]["values"]["notes"]["text"]["value"]
        if text == "bad":
            ack(response_action="errors", errors={"notes": "Say more."})
            return
        client.chat_postMessage(channel=body["user"]["id"], text=text, blocks=[actions(button())])
        ack()

    @bolt.action("go")
    def go(ack: Ack, respond: Respond) -> None:
        respond(text="gone", replace_original=True)
        ack()

    @bolt.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=home(section("Welcome")))

    return bolt


def walk(sandbox: Sandbox, mina: Hand) -> None:
    """What Mina does, from the command to the button."""
    assert mina.command(GENERAL, "/interview prep")["ok"]
    assert mina.messages(GENERAL)[-1]["text"] == "You said prep"
    (view,) = mina.modals()
    answer = mina.submit(view["id"], {"notes": {"text": {"value": "bad"}}})
    assert answer["errors"] == {"notes": "Say more."}
    assert mina.submit(view["id"], {"notes": {"text": {"value": "good"}}})["ok"]
    assert mina.modals() == []
    dm = mina.see("state")["bot"]["dm"]
    (message,) = mina.messages(dm)
    assert mina.press({"type": "message", "channel": dm, "ts": message["ts"]}, "acts", "go")["ok"]
    assert [m["text"] for m in mina.messages(dm)] == ["gone"]
    mina.do("home")
    sandbox.settle()
    assert mina.see("home")["view"]["blocks"][0]["text"]["text"] == "Welcome"


def test_over_socket_mode(sandbox: Sandbox, connect: Connect, mina: Hand) -> None:
    connect()
    walk(sandbox, mina)


def test_over_http(sandbox: Sandbox, bolt: App, desk: Desk, mina: Hand) -> None:
    # The desk hands each request to Bolt as its HTTP adapters do, signature checks included.
    def dispatch(_: Json) -> Reply:
        received = desk.next()
        response = bolt.dispatch(BoltRequest(body=received.raw.decode(), headers={**received.headers}))
        kind = response.first_headers().get("content-type", "text/plain")
        return Reply(response.status, (response.body or "").encode(), kind)

    desk.answer = dispatch
    walk(sandbox, mina)


def noting(seen: "queue.Queue[str]", name: str) -> Callable[[str], None]:
    """Notes that this connection was sent a command."""

    def note(message: str) -> None:
        if "slash_commands" in message:
            seen.put(name)

    return note


def test_each_payload_goes_to_one_of_the_connections(bolt: App, connect: Connect, mina: Hand) -> None:
    seen: queue.Queue[str] = queue.Queue()

    @bolt.command("/interview")
    def command(ack: Ack) -> None:
        ack()

    handlers = [connect(), connect()]
    for name, handler in zip("ab", handlers, strict=True):
        handler.client.on_message_listeners.append(noting(seen, name))
    for _ in range(4):
        mina.command(GENERAL, "/interview")
    assert sorted(seen.get(timeout=PATIENCE) for _ in range(4)) == ["a", "a", "b", "b"]
    assert seen.empty()


def test_ten_connections_and_no_more(connect: Connect, sandbox: Sandbox) -> None:
    for _ in range(10):
        connect()
    web = WebClient(token="xapp-local", base_url=sandbox.api_url)
    with pytest.raises(SlackApiError, match="too_many_websockets"):
        web.apps_connections_open(app_token="xapp-local")


def test_a_dropped_connection_is_made_anew(connect: Connect, control: Control, mina: Hand) -> None:
    handler = connect()
    again: queue.Queue[str] = queue.Queue()
    handler.client.on_message_listeners.append(
        lambda message: again.put(message) if '"hello"' in message else None
    )
    control.post("disconnect")
    again.get(timeout=PATIENCE)
    assert mina.command(GENERAL, "/interview")["ok"]


class TestRetries:
    @pytest.fixture
    def timing(self) -> Timing:
        return replace(SLACK, ack=0.3, retries=(0.0,))

    def test_an_event_without_an_ack_comes_again(
        self, bolt: App, sandbox: Sandbox, connect: Connect, mina: Hand
    ) -> None:
        tries: queue.Queue[tuple[Any, Any]] = queue.Queue()

        @bolt.middleware
        def watch(request: BoltRequest, next: Callable[[], None]) -> None:
            names = ("x-slack-retry-num", "x-slack-retry-reason")
            if request.body.get("type") == "event_callback":
                tries.put((request.headers.get(names[0]), request.headers.get(names[1])))
                raise RuntimeError("not now")
            next()

        connect()
        mina.do("home")
        first, second = tries.get(timeout=PATIENCE), tries.get(timeout=PATIENCE)
        assert first[0] in (None, ["0"])
        assert second == (["1"], ["timeout"])
        sandbox.settle()


def test_who_opened_the_home_is_told(connect: Connect, sandbox: Sandbox, mina: Hand) -> None:
    connect()
    mina.do("home")
    sandbox.settle()
    (call,) = [e for e in Control(sandbox.url).log() if e["what"] == "views.publish"]
    assert call["request"]["user_id"] == MINA
