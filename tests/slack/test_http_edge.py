"""The HTTP front as it runs: granian in a process of its own, and requests of every kind to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.app import manifest_for
from bot.demo.company import PRIYA, workspace
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.settings import CatalogSettings
from bot.slack.http_edge import LARGEST_BODY, PATH
from tests.acting import words
from tests.databases import sqlite_in
from tests.patience import SLACK
from tests.processes import Running, free_port, settings_for
from tests.slack.web import FORM, JSON, SIGNATURE, STAMP, Answer, Web

pytestmark = pytest.mark.one_worker

COMMAND = {"command": "/interview", "text": "prep system-design", "user_id": PRIYA, "channel_id": "C0GENERAL"}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    folder = tmp_path_factory.mktemp("web")
    url = sqlite_in(folder)
    port = free_port()
    ops = free_port()
    company = workspace(manifest_for(CatalogSettings(), f"http://127.0.0.1:{port}"))
    with Sandbox(company, timing=SLACK, request_url=f"http://127.0.0.1:{port}{PATH}") as sandbox:
        variables = settings_for(sandbox, url, PORT=str(port), OPS_PORT=str(ops), LOG_LEVEL="debug")
        process = Running(folder, "web", **variables)
        try:
            web = Web(sandbox, process, port, ops)
            process.until(web.healthy, "the start")
            yield web
            assert process.stop() == 0
            assert "Traceback" not in process.said
            assert process.logged("Application callable raised an exception") == []
            assert "Started worker-1" in process.said, "granian is heard"
            assert PRIYA not in process.said, "and nobody is named"
        finally:
            process.close()


def form(**fields: Any) -> bytes:
    return urlencode(fields).encode()


def interaction(payload: object) -> bytes:
    return form(payload=json.dumps(payload))


# --- what Slack sends ----------------------------------------------------------------------------


def test_a_command_is_answered_with_the_guide(web: Web) -> None:
    answer = web.post(form(**COMMAND))
    assert answer.status == 200
    assert answer.json["response_type"] == "ephemeral"
    assert "System Design" in words(answer.json)


def test_slack_itself_gets_its_answers(web: Web) -> None:
    assert web.sandbox.verify_url()
    control = Control(web.sandbox.url)
    assert control.as_(PRIYA).command("C0GENERAL", "/interview prep arch")["ok"]
    control.as_(PRIYA).do("home")
    web.sandbox.settle()
    assert control.as_(PRIYA).see("home")["view"] is not None
    wrong = [entry for entry in control.log() if entry["error"] or (entry["status"] or 200) != 200]
    assert wrong == []


def test_the_challenge_is_given_back(web: Web) -> None:
    asked = {"type": "url_verification", "token": "x", "challenge": "3eZbrw1aB\udc00é"}
    answer = web.post(json.dumps(asked).encode(), JSON)
    assert (answer.status, answer.json) == (200, {"challenge": asked["challenge"]})


def test_the_certificate_check(web: Web) -> None:
    assert web.ask("GET", f"{PATH}?ssl_check=1&token=x").status == 200
    assert web.post(form(ssl_check=1, token="x")).status == 200


@pytest.mark.parametrize("kind", ["message_action", "block_suggestion", "workflow_step_edit", "brand_new"])
def test_what_is_not_known_is_received(web: Web, kind: str) -> None:
    person = {"id": PRIYA, "team_id": "T0LOCAL"}
    payload = {"type": kind, "user": person, "team": {"id": "T0LOCAL"}, "callback_id": "x"}
    assert web.post(interaction(payload)).status == 200
    event = {"type": "event_callback", "event": {"type": kind, "user": PRIYA}, "event_id": "Ev1"}
    assert web.post(json.dumps(event).encode(), JSON).status == 200


# --- who is let in -------------------------------------------------------------------------------


@pytest.mark.parametrize("ago", [0, 250, -250])
def test_a_good_signature(web: Web, ago: int) -> None:
    body = form(**COMMAND)
    assert web.post(body, FORM, web.signed(body, ago)).status == 200


@pytest.mark.parametrize("ago", [302, -360, 10**6, -(10**6)])  # on its way it gets older
def test_a_signature_of_another_time(web: Web, ago: int) -> None:
    body = form(**COMMAND)
    assert web.post(body, FORM, web.signed(body, ago)).status == 401


NOT_SLACKS = [
    (SIGNATURE, "v0=" + "0" * 64), (SIGNATURE, ""), (SIGNATURE, "v0=é"), (STAMP, ""), (STAMP, "now"),
    (STAMP, "²³"), (STAMP, "-1"), (STAMP, "nan"), (STAMP, "1e9"), (STAMP, "9" * 5000),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), NOT_SLACKS)
def test_a_header_that_is_not_slacks(web: Web, name: str, value: str) -> None:
    assert web.post(form(**COMMAND), FORM, {name: value}).status == 401


def test_a_signature_with_another_secret_or_for_another_body(web: Web) -> None:
    body = form(**COMMAND)
    assert web.post(body, FORM, web.signed(body, secret="another-signing-secret")).status == 401
    assert web.post(body, FORM, web.signed(body + b" ")).status == 401


def is_text(body: bytes) -> bool:
    return body.decode(errors="ignore").encode() == body


@pytest.mark.parametrize("content_type", [FORM, JSON])
def test_what_is_no_text_is_not_signed_by_slack(web: Web, content_type: str) -> None:
    for body in (b"\xff\xfe", b"command=%s\xff", form(**COMMAND) + b"\xed\xa0\x80"):
        assert web.post(body, content_type).status == 401


def test_what_is_turned_away_is_logged_and_never_what_it_says(web: Web) -> None:
    """How often: `test_refusals.py`."""
    body = form(**COMMAND, secret="Maya Lind")
    assert web.post(body, FORM, web.signed(body, ago=400)).status == 401
    assert web.post(body, FORM, web.signed(body, secret="another-signing-secret")).status == 401
    time = "request refused: its time and this machine's clock differ"
    signature = "request refused: its signature is not SLACK_SIGNING_SECRET's"
    for event in (time, signature):
        line = web.process.until(partial(web.process.logged, event), event)[0]
        assert (line["level"], line["suppressed"]) == ("warning", 0)
    assert "Maya" not in web.process.said


@pytest.mark.parametrize("given", [STAMP, SIGNATURE, ""])
def test_missing_headers(web: Web, given: str) -> None:
    body = form(**COMMAND)
    headers = {name: value for name, value in web.signed(body).items() if name == given}
    assert web.ask("POST", PATH, body, {"Content-Type": FORM, **headers}).status == 401


ANY_HEADER = some.text(some.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_categories=["Cc"]))


@given(ANY_HEADER, ANY_HEADER, ANY_HEADER, some.binary(max_size=200))
def test_no_header_opens_the_door(web: Web, stamp: str, signature: str, content: str, body: bytes) -> None:
    answer = web.post(body, content, {STAMP: stamp, SIGNATURE: signature})
    assert answer.status == 401


@given(some.binary(max_size=200), some.from_regex(r"v[0-9]=[0-9a-f]{64}", fullmatch=True))
def test_no_guessed_signature_opens_the_door(web: Web, body: bytes, signature: str) -> None:
    assert web.post(body, FORM, {SIGNATURE: signature}).status == 401


# --- what can be read ----------------------------------------------------------------------------


FORMS = [
    b"", b"command", b"command&text", b"payload={", b"payload=", b"payload=[]", b"payload=null",
    b'payload={"type":"shortcut"}&payload={', b'{"command": "/interview"}',
]  # fmt: skip
DOCUMENTS = [b"", b"{", b"[]", b'"text"', b"1", b"[" * 100_000, b'{"a":' * 100_000]
UNREADABLE = [*((body, FORM) for body in FORMS), *((body, JSON) for body in DOCUMENTS)]


@pytest.mark.parametrize(("body", "content_type"), UNREADABLE)
def test_what_cannot_be_read(web: Web, body: bytes, content_type: str) -> None:
    answer = web.post(body, content_type)
    assert (answer.status, answer.body) == (400, b"cannot be read")


SCALARS = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=8)
FIELDS = some.sampled_from([
    "type", "user", "user_id", "team", "event", "actions", "view", "authorizations", "command", "text", "id",
    "enterprise", "channel", "payload", "message", "container", "function_data", "workflow_step",
])  # fmt: skip
KINDS = some.sampled_from([
    "block_actions", "view_submission", "view_closed", "shortcut", "event_callback", "url_verification",
    "workflow_step_edit",
])  # fmt: skip
PAYLOADS = some.recursive(
    SCALARS, lambda part: some.lists(part, max_size=2) | some.dictionaries(FIELDS, part, max_size=4)
)
ALIKE = some.builds(
    lambda rest, kind: {**rest, "type": kind}, some.dictionaries(FIELDS, PAYLOADS, max_size=5), KINDS
)


@given(some.binary(), some.sampled_from([FORM, JSON, "text/plain", ""]))
def test_any_signed_bytes_are_answered(web: Web, body: bytes, content_type: str) -> None:
    assert web.post(body, content_type).status in ((200, 400) if is_text(body) else (401,))


@given(PAYLOADS | ALIKE)
def test_any_signed_payload_is_answered(web: Web, payload: Any) -> None:
    assert web.post(json.dumps(payload).encode(), JSON).status in (200, 400)
    assert web.post(interaction(payload)).status in (200, 400)


# --- everything else -----------------------------------------------------------------------------


def test_other_places_and_methods(web: Web) -> None:
    assert web.ask("GET", "/healthz").status == 200
    assert web.ask("GET", "/").status == 404
    assert web.ask("POST", "/slack/events/", b"x").status == 404
    assert [web.ask(method, PATH).status for method in ("GET", "PUT", "DELETE")] == [405] * 3


def test_ready(web: Web) -> None:
    assert web.ask("GET", "/readyz").status == 200
    assert web.ask("GET", "/metrics").status == 404, "not for everybody"


def test_what_it_counts_stands_on_a_port_of_its_own(web: Web) -> None:
    web.post(form(**COMMAND))
    web.post(form(**{**COMMAND, "text": "nonsense"}))
    there = replace(web, port=web.ops)
    assert [there.ask("GET", path).status for path in ("/healthz", "/readyz", PATH)] == [200, 200, 404]
    page = there.ask("GET", "/metrics").body.decode()
    for route in ("prep", "unknown"):
        assert f'interviews_handler_seconds_count{{kind="command",route="{route}"}}' in page
    assert 'interviews_slack_calls_total{method="auth.test",result="ok"}' in page
    assert 'interviews_database_connections{pool="requests"} 8.0' in page
    assert 'interviews_notices_due{kind="feedback"} 0.0' in page
    assert "nonsense" not in page
    assert PRIYA not in page


def test_slack_no_longer_accepts_the_bot(web: Web) -> None:
    """It is asked again within seconds, and a fault is for one call."""
    control = Control(web.sandbox.url)
    control.post("faults", method="auth.test", kind="refused", error="token_revoked")
    told = web.process.until(lambda: not_ready(web), "the refusal")
    assert told == b"Slack does not accept the bot: token_revoked"
    web.process.until(lambda: web.ask("GET", "/readyz").status == 200, "all well again")
    assert web.ask("GET", "/healthz").status == 200


def not_ready(web: Web) -> bytes:
    answer = web.ask("GET", "/readyz")
    return answer.body if answer.status == 503 else b""


def test_too_large(web: Web) -> None:
    body = form(text="a" * LARGEST_BODY)
    assert web.post(body).status == 413
    assert web.post(body[:LARGEST_BODY]).status == 200


def chunks(body: bytes) -> Iterator[bytes]:
    yield from (body[start : start + 7000] for start in range(0, len(body), 7000))


def test_a_body_without_its_length(web: Web) -> None:
    def post(body: bytes) -> Answer:
        return web.ask("POST", PATH, chunks(body), {"Content-Type": FORM, **web.signed(body)})

    assert "System Design" in words(post(form(**COMMAND)).json)
    assert post(form(text="a" * LARGEST_BODY)).status == 413


def test_nothing_tells_what_is_inside(web: Web) -> None:
    for answer in (web.post(b"\xff"), web.post(b"{", JSON), web.ask("GET", "/etc"), web.post(b"x=1", JSON)):
        assert len(answer.body) < 50
        assert b"Traceback" not in answer.body
