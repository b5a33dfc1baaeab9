"""The connection to Slack: no call is repeated, no name is logged."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from structlog.testing import capture_logs

from bot.sandbox.client import Control
from bot.slack.client import CALL_FAILED, GONE, OWN_FAULTS, make_client, meaning
from bot.values.stops import Impossible, Limited, OwnFault, Silent, Unforeseen
from tests.patience import short

NOWHERE = "http://127.0.0.1:9"


def failure(client: WebClient) -> Exception:
    with pytest.raises(CALL_FAILED) as caught:
        client.chat_postMessage(channel="C0HIRING", text="hello")
    return caught.value


def test_a_call_that_failed_is_not_repeated(client: WebClient, control: Control) -> None:
    control.post("faults", method="chat.postMessage", kind="dropped")
    failure(client)
    assert [entry["what"] for entry in control.log()] == ["chat.postMessage"]


def test_a_call_is_made_once_and_has_ten_seconds() -> None:
    client = make_client("xoxb-none", "https://slack.com/api/")
    assert client.retry_handlers == []
    assert client.timeout == 10


def test_being_asked_to_wait_says_how_long(client: WebClient, control: Control) -> None:
    control.post("faults", method="chat.postMessage", kind="ratelimited", retry_after=17)
    found = meaning(failure(client))
    assert (type(found), found.seconds) == (Limited, 17)


@pytest.mark.parametrize(("asked", "believed"), [(0, 1), (600, 600), (10**9, 600)])
def test_a_wait_is_believed_up_to_ten_minutes(
    client: WebClient, control: Control, asked: int, believed: int
) -> None:
    control.post("faults", method="chat.postMessage", kind="ratelimited", retry_after=asked)
    assert meaning(failure(client)).seconds == believed


@short
@pytest.mark.parametrize("kind", ["server_error", "timeout", "dropped"])
def test_nobody_knows_what_became_of_a_call_without_an_answer(
    client: WebClient, control: Control, kind: str
) -> None:
    control.post("faults", method="chat.postMessage", kind=kind)
    assert isinstance(meaning(failure(client)), Silent)


def test_a_slack_that_is_not_there_is_silent_too() -> None:
    assert isinstance(meaning(failure(make_client("xoxb-none", f"{NOWHERE}/api/", 1))), Silent)


@pytest.mark.parametrize("code", GONE)
def test_what_can_never_be_done_says_why_in_words(client: WebClient, control: Control, code: str) -> None:
    control.post("faults", method="chat.postMessage", kind="refused", error=code)
    found = meaning(failure(client))
    assert isinstance(found, Impossible)
    assert (found.why, found.only_message) == (GONE[code], code in ("message_not_found", "thread_not_found"))
    assert "_" not in GONE[code]


@pytest.mark.parametrize("code", sorted(OWN_FAULTS))
def test_what_is_wrong_with_the_bot_is_nobody_elses_fault(
    client: WebClient, control: Control, code: str
) -> None:
    control.post("faults", method="chat.postMessage", kind="refused", error=code)
    found = meaning(failure(client))
    assert (type(found), found.why) == (OwnFault, code)
    assert code not in GONE


def test_a_refusal_nobody_has_heard_of_is_unforeseen(client: WebClient, control: Control) -> None:
    control.post("faults", method="chat.postMessage", kind="refused", error="brand_new_reason")
    found = meaning(failure(client))
    assert (type(found), found.why) == (Unforeseen, "brand_new_reason")


def test_what_an_unreadable_answer_says_is_kept_out_of_the_reason() -> None:
    response = {"ok": False, "error": "Received a response in a non-JSON format: <html>Maya Lind</html>"}

    class Answer(dict[str, object]):
        status_code = 200

    error = SlackApiError("failed", Answer(response))  # type: ignore[no-untyped-call]  # in the SDK
    assert (type(meaning(error)), meaning(error).why) == (Silent, "HTTP 200")


def test_no_message_is_written_to_the_log(
    client: WebClient, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as ours:
        client.chat_postMessage(channel="C0HIRING", text="Maya Lind")
        control.post("faults", method="chat.postMessage", kind="dropped")
        failure(client)
    assert caplog.text == ""
    assert [(entry["event"], entry["why"]) for entry in ours] == [
        ("Slack does not answer", "RemoteDisconnected")
    ]
