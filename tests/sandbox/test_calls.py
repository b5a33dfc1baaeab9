"""How a Web API call is read, allowed or refused, whatever it asks for."""

import json
import urllib.parse
import urllib.request

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import SCOPES, Workspace
from tests.patience import PATIENCE
from tests.sandbox.conftest import GENERAL, HIRING, MINA
from tests.sandbox.parts import Json, error, refusal, section


def post(sandbox: Sandbox, method: str, body: bytes, content_type: str, token: str = "xoxb-local") -> Json:
    headers = {"Content-Type": content_type, "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(sandbox.api_url + method, body, headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=PATIENCE) as response:
        answer: Json = json.load(response)
    return answer


def test_auth_test_says_who_the_bot_is(web: WebClient, workspace: Workspace) -> None:
    answer = web.auth_test()
    assert (answer["user_id"], answer["bot_id"]) == (workspace.bot.user_id, workspace.bot.bot_id)
    assert "chat:write" in answer.headers["x-oauth-scopes"]


@pytest.mark.parametrize(
    ("token", "code"),
    [("", "not_authed"), ("xoxb-else", "invalid_auth"), ("xapp-local", "not_allowed_token_type")],
)
def test_a_wrong_token_is_refused(sandbox: Sandbox, token: str, code: str) -> None:
    answer = post(sandbox, "users.list", b"", "application/x-www-form-urlencoded", token)
    assert answer == {"ok": False, "error": code}


def test_the_app_token_opens_connections_and_nothing_else(sandbox: Sandbox) -> None:
    client = WebClient(token="xapp-local", base_url=sandbox.api_url)
    assert client.apps_connections_open(app_token="xapp-local")["url"].startswith("ws://127.0.0.1:")
    assert error(client.users_list) == "not_allowed_token_type"


def test_a_removed_app_is_inactive(web: WebClient, control: Control) -> None:
    control.post("uninstall")
    assert error(web.auth_test) == "account_inactive"


def test_a_token_is_told_its_own_scopes_and_a_wrong_one_none(sandbox: Sandbox) -> None:
    with pytest.raises(SlackApiError) as refused:
        WebClient(token="xoxb-else", base_url=sandbox.api_url).auth_test()
    assert "x-oauth-scopes" not in refused.value.response.headers
    app = WebClient(token="xapp-local", base_url=sandbox.api_url).auth_test()
    assert app.headers["x-oauth-scopes"] == "connections:write"


def test_an_installation_to_an_organisation_says_so(web: WebClient, workspace: Workspace) -> None:
    assert web.auth_test()["is_enterprise_install"] is False
    workspace.org_wide = True
    answer = web.auth_test()
    assert (answer["is_enterprise_install"], answer["enterprise_id"]) == (True, "E0LOCAL")


def test_an_unknown_method_is_named(web: WebClient) -> None:
    assert refusal(web.api_call, "no.such")["req_method"] == "no.such"


def test_a_form_and_json_say_the_same(sandbox: Sandbox) -> None:
    blocks = [section("hi")]
    as_json = json.dumps({"channel": GENERAL, "text": "t", "blocks": blocks}).encode()
    as_form = urllib.parse.urlencode({"channel": GENERAL, "text": "t", "blocks": json.dumps(blocks)}).encode()
    first = post(sandbox, "chat.postMessage", as_json, "application/json; charset=utf-8")
    second = post(sandbox, "chat.postMessage", as_form, "application/x-www-form-urlencoded")
    third = post(
        sandbox,
        "chat.postMessage",
        json.dumps({"channel": GENERAL, "text": "t", "blocks": json.dumps(blocks)}).encode(),
        "application/json",
    )
    texts = [answer["message"]["blocks"][0]["text"]["text"] for answer in (first, second, third)]
    assert texts == ["hi", "hi", "hi"]


def test_a_token_in_the_form_counts(sandbox: Sandbox) -> None:
    body = b"token=xoxb-local&user=U0MINA"
    request = urllib.request.Request(sandbox.api_url + "users.info", body)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=PATIENCE) as response:
        assert json.load(response)["user"]["id"] == MINA


@pytest.mark.parametrize(("body", "code"), [(b"{", "invalid_json"), (b"[1]", "json_not_object")])
def test_broken_json_is_refused(sandbox: Sandbox, body: bytes, code: str) -> None:
    assert post(sandbox, "chat.postMessage", body, "application/json")["error"] == code


class TestScopes:
    @pytest.fixture
    def workspace(self, workspace: Workspace) -> Workspace:
        workspace.scopes = ("chat:write", "channels:read")
        return workspace

    def test_a_missing_scope_is_named(self, web: WebClient) -> None:
        answer = refusal(web.users_info, user=MINA)
        assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
        assert answer["provided"] == "chat:write,channels:read"

    def test_what_is_needed_depends_on_the_conversation(self, web: WebClient) -> None:
        assert web.conversations_info(channel=GENERAL)["ok"]
        assert refusal(web.conversations_info, channel=HIRING)["needed"] == "groups:read"
        assert refusal(web.conversations_history, channel=GENERAL)["needed"] == "channels:history"
        assert refusal(web.conversations_list, types="public_channel,im")["needed"] == "im:read"

    def test_an_address_is_left_out_without_its_scope(self, workspace: Workspace, web: WebClient) -> None:
        workspace.scopes = ("users:read",)
        assert "email" not in web.users_info(user=MINA)["user"]["profile"]
        workspace.scopes = SCOPES
        assert web.users_info(user=MINA)["user"]["profile"]["email"] == "mina@example.com"


def test_every_call_is_in_the_log(web: WebClient, control: Control) -> None:
    web.chat_postMessage(channel=GENERAL, text="hello", blocks=[section("hi")])
    error(web.chat_postMessage, channel="C0NONE", text="hello")
    done, refused = control.log()
    assert (done["direction"], done["what"], done["status"]) == ("from_bot", "chat.postMessage", 200)
    assert done["request"]["blocks"][0]["type"] == "section"
    assert done["response"]["ok"]
    assert done["ms"] >= 0
    assert refused["error"] == "channel_not_found"
    assert [entry["n"] for entry in control.log(after=done["n"])] == [refused["n"]]
