"""The connection to Slack: no call is repeated, no name is logged."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from structlog.testing import capture_logs

from bot.sandbox.client import Control
from bot.slack.client import CALL_FAILED, GONE, make_client, meaning
from bot.values.ports import Gone, RetryAt, Unknown
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
    assert meaning(failure(client)) == RetryAt(17)


@short
@pytest.mark.parametrize("kind", ["server_error", "timeout", "dropped"])
def test_nobody_knows_what_became_of_a_call_without_an_answer(
    client: WebClient, control: Control, kind: str
) -> None:
    control.post("faults", method="chat.postMessage", kind=kind)
    assert isinstance(meaning(failure(client)), Unknown)


def test_a_slack_that_is_not_there_is_unknown_too() -> None:
    assert isinstance(meaning(failure(make_client("xoxb-none", f"{NOWHERE}/api/", 1))), Unknown)


@pytest.mark.parametrize("code", GONE)
def test_what_can_never_be_done_says_why_in_words(client: WebClient, control: Control, code: str) -> None:
    control.post("faults", method="chat.postMessage", kind="refused", error=code)
    answer = meaning(failure(client))
    assert answer == Gone(GONE[code], only_message=code in ("message_not_found", "thread_not_found"))
    assert "_" not in GONE[code]


def test_a_refusal_nobody_has_heard_of_is_unknown(client: WebClient, control: Control) -> None:
    control.post("faults", method="chat.postMessage", kind="refused", error="brand_new_reason")
    assert meaning(failure(client)) == Unknown("brand_new_reason")


def test_what_an_unreadable_answer_says_is_kept_out_of_the_reason() -> None:
    response = {"ok": False, "error": "Received a response in a non-JSON format: <html>Maya Lind</html>"}

    class Answer(dict[str, object]):
        status_code = 200

    error = SlackApiError("failed", Answer(response))  # type: ignore[no-untyped-call]  # in the SDK
    assert meaning(error) == Unknown("HTTP 200")


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
