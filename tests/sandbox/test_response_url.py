"""response_url: what it posts, replaces and deletes, and for how long."""

import urllib.error
import urllib.request
from dataclasses import replace

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.sandbox.client import Control, Hand
from bot.sandbox.server import Sandbox
from bot.sandbox.tickets import Timing
from tests.patience import PATIENCE, SLACK
from tests.sandbox.conftest import GENERAL, MINA
from tests.sandbox.desk import Desk
from tests.sandbox.parts import actions, button, place, section


@pytest.fixture
def ts(web: WebClient) -> str:
    return str(web.chat_postMessage(channel=GENERAL, text="old", blocks=[actions(button())])["ts"])


@pytest.fixture
def hook(desk: Desk, mina: Hand, ts: str) -> WebhookClient:
    mina.press(place(GENERAL, ts), "acts", "go")
    return WebhookClient(desk.payload("block_actions")["response_url"])


def test_by_default_a_new_ephemeral(hook: WebhookClient, mina: Hand, tomas: Hand) -> None:
    assert hook.send(text="psst").status_code == 200
    assert [m["text"] for m in mina.messages(GENERAL)] == ["old", "psst"]
    assert [m["text"] for m in tomas.messages(GENERAL)] == ["old"]


def test_replace_and_delete(hook: WebhookClient, mina: Hand, ts: str) -> None:
    hook.send(text="new", replace_original=True)
    assert [(m["ts"], m["text"]) for m in mina.messages(GENERAL)] == [(ts, "new")]
    hook.send(delete_original=True)
    assert mina.messages(GENERAL) == []


def test_an_ephemeral_can_be_replaced(web: WebClient, desk: Desk, mina: Hand) -> None:
    blocks = [actions(button())]
    ts = web.chat_postEphemeral(channel=GENERAL, user=MINA, text="old", blocks=blocks)["message_ts"]
    mina.press(place(GENERAL, ts), "acts", "go")
    hook = WebhookClient(desk.payload("block_actions")["response_url"])
    hook.send(text="new", replace_original=True)
    assert [(m["ts"], m["text"]) for m in mina.messages(GENERAL)] == [(ts, "new")]


def test_five_uses(hook: WebhookClient) -> None:
    codes = [hook.send(text="x").status_code for _ in range(6)]
    assert codes == [200] * 5 + [404]


def test_what_slack_refuses(hook: WebhookClient, control: Control) -> None:
    assert hook.send(text="x", blocks=[section("y" * 3001)]).status_code == 400
    assert control.log()[-1]["error"] == "invalid_blocks"


def test_what_is_no_object_is_refused(desk: Desk, mina: Hand) -> None:
    mina.command(GENERAL, "/interview")
    url = desk.payload()["response_url"]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for body in (b"hello", b"[]"):
        with pytest.raises(urllib.error.HTTPError, match="400"):
            opener.open(urllib.request.Request(url, body), timeout=PATIENCE)


def test_an_unknown_one(sandbox: Sandbox) -> None:
    assert WebhookClient(f"{sandbox.url}/response/none").send(text="x").status_code == 404


def test_a_commands_replaces_nothing(desk: Desk, mina: Hand) -> None:
    mina.command(GENERAL, "/interview")
    hook = WebhookClient(desk.payload()["response_url"])
    hook.send(text="one")
    hook.send(text="two", replace_original=True)
    assert [m["text"] for m in mina.messages(GENERAL)] == ["one", "two"]


class TestLate:
    @pytest.fixture
    def timing(self) -> Timing:
        return replace(SLACK, response_url=0.0)

    def test_after_half_an_hour_it_is_void(self, desk: Desk, mina: Hand) -> None:
        mina.command(GENERAL, "/interview")
        answer = WebhookClient(desk.payload()["response_url"]).send(text="x")
        assert (answer.status_code, "expired_url" in answer.body) == (404, True)
