"""Faults on demand, one by one and by chance, and what is counted while they happen."""

import http.client
import socket
import urllib.error
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.client import Control, Hand, Refused
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace
from tests.patience import PATIENCE, SHORT
from tests.processes import eventually
from tests.sandbox.conftest import GENERAL, HIRING


class TestFaults:
    def test_too_many_requests(self, web: WebClient, control: Control) -> None:
        control.post("faults", method="chat.postMessage", kind="ratelimited", times=1, retry_after=7)
        with pytest.raises(SlackApiError) as caught:
            web.chat_postMessage(channel=GENERAL, text="x")
        answer = caught.value.response
        assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (
            429,
            "ratelimited",
            "7",
        )
        assert web.chat_postMessage(channel=GENERAL, text="x")["ok"]

    def test_only_there_and_so_often(self, web: WebClient, control: Control, mina: Hand) -> None:
        fault = {"method": "chat.postMessage", "kind": "refused", "error": "fatal_error", "times": 2}
        control.post("faults", **fault, channel=HIRING)
        assert web.chat_postMessage(channel=GENERAL, text="x")["ok"]
        for _ in range(2):
            with pytest.raises(SlackApiError, match="fatal_error"):
                web.chat_postMessage(channel=HIRING, text="x")
        assert web.chat_postMessage(channel=HIRING, text="x")["ok"]
        assert len(mina.messages(HIRING)) == 1

    def test_a_server_error_does_nothing(self, web: WebClient, control: Control, mina: Hand) -> None:
        control.post("faults", method="*", kind="server_error", times=1)
        with pytest.raises(SlackApiError) as caught:
            web.chat_postMessage(channel=GENERAL, text="x")
        assert caught.value.response.status_code == 500
        assert mina.messages(GENERAL) == []

    def test_dropped_is_done_but_unanswered(self, web: WebClient, control: Control, mina: Hand) -> None:
        control.post("faults", method="chat.postMessage", kind="dropped", times=1)
        with pytest.raises((OSError, http.client.HTTPException)):
            web.chat_postMessage(channel=GENERAL, text="x")
        assert [m["text"] for m in mina.messages(GENERAL)] == ["x"]
        entry = control.log()[-1]
        assert (entry["status"], entry["error"], entry["response"]["ok"]) == (None, "dropped", True)

    def test_a_time_out_does_nothing(self, sandbox: Sandbox, control: Control, mina: Hand) -> None:
        control.post("faults", method="chat.postMessage", kind="timeout", times=1)
        web = WebClient(token="xoxb-local", base_url=sandbox.api_url, timeout=SHORT, retry_handlers=[])
        with pytest.raises((TimeoutError, urllib.error.URLError, socket.timeout)):
            web.chat_postMessage(channel=GENERAL, text="x")
        assert mina.messages(GENERAL) == []
        assert control.log()[-1]["error"] == "timeout"

    def test_slow_is_done_after_the_caller_gave_up(self, sandbox: Sandbox, control: Control) -> None:
        control.post("faults", method="chat.postMessage", kind="slow", seconds=SHORT + 0.3)
        with pytest.raises((TimeoutError, urllib.error.URLError)):
            impatient(sandbox).chat_postMessage(channel=GENERAL, text="x")
        assert control.get("posted")["messages"] == []
        (message,) = eventually(lambda: control.get("posted")["messages"], "the message")
        assert message["late"] == SHORT + 0.3
        assert control.log()[-1]["error"] == "slow"

    def test_slow_answers_whoever_waits(self, web: WebClient, control: Control) -> None:
        control.post("faults", method="chat.postMessage", kind="slow", seconds=0.1)
        assert web.chat_postMessage(channel=GENERAL, text="x")["ok"]

    @pytest.mark.parametrize("in_thread", [False, True])
    def test_late_is_there_and_not_shown_yet(self, web: WebClient, control: Control, in_thread: bool) -> None:
        root = web.chat_postMessage(channel=HIRING, text="root")["ts"]
        control.post("faults", method="chat.postMessage", kind="late", seconds=SHORT)
        with pytest.raises((OSError, http.client.HTTPException)):
            web.chat_postMessage(channel=HIRING, text="x", thread_ts=root if in_thread else None)

        def shown() -> bool:
            looked = (
                web.conversations_replies(channel=HIRING, ts=root)
                if in_thread
                else web.conversations_history(channel=HIRING)
            )
            return "x" in [each["text"] for each in looked["messages"]]

        assert len(control.get("posted")["messages"]) == 2
        assert not shown()
        assert eventually(shown, "the message")

    def test_a_late_change_hides_nothing(self, web: WebClient, control: Control) -> None:
        ts = web.chat_postMessage(channel=HIRING, text="x")["ts"]
        control.post("faults", method="chat.update", kind="late", seconds=PATIENCE)
        with pytest.raises((OSError, http.client.HTTPException)):
            web.chat_update(channel=HIRING, ts=ts, text="y")
        assert [each["text"] for each in web.conversations_history(channel=HIRING)["messages"]] == ["y"]

    def test_by_chance_and_again_the_same(self, web: WebClient, control: Control) -> None:
        def failing() -> list[bool]:
            fault = {"method": "auth.test", "kind": "refused", "rate": 0.5, "seed": 3}
            armed = control.post("faults", **fault)["id"]
            found = [_refused(web) for _ in range(20)]
            control.delete(f"faults/{armed}")
            return found

        once = failing()
        assert {True, False} == set(once)
        assert failing() == once
        assert not _refused(web)

    @pytest.mark.parametrize("wrong", [{"rate": 2}, {"rate": -1}, {"rate": "often"}, {"seconds": -1}])
    def test_chances_that_are_none(self, control: Control, wrong: dict[str, Any]) -> None:
        with pytest.raises(Refused, match="invalid_fault"):
            control.post("faults", method="*", kind="late", **wrong)

    def test_forgotten_or_wrong(self, web: WebClient, control: Control) -> None:
        control.post("faults", method="*", kind="refused", times=9)
        control.delete("faults")
        assert web.auth_test()["ok"]
        with pytest.raises(Refused, match="invalid_fault"):
            control.post("faults", method="*", kind="explodes")


def impatient(sandbox: Sandbox) -> WebClient:
    return WebClient(token="xoxb-local", base_url=sandbox.api_url, timeout=SHORT, retry_handlers=[])


def _refused(web: WebClient) -> bool:
    try:
        web.auth_test()
    except SlackApiError:
        return True
    return False


class TestCounts:
    def test_calls_by_what_became_of_them(self, web: WebClient, control: Control) -> None:
        web.auth_test()
        assert not _refused(web)
        control.post("faults", method="auth.test", kind="refused", error="fatal_error")
        assert _refused(web)
        assert control.get("calls")["calls"] == {"auth.test": {"ok": 2, "refused": 1}}

    def test_what_was_posted_by_what_it_was_for(self, web: WebClient, control: Control, mina: Hand) -> None:
        metadata = {"event_type": "told", "event_payload": {"id": "7"}}
        root = web.chat_postMessage(channel=GENERAL, text="x", metadata=metadata)["ts"]
        reply = web.chat_postMessage(channel=GENERAL, text="y", thread_ts=root)["ts"]
        gone = web.chat_postMessage(channel=GENERAL, text="z")["ts"]
        mina.do("say", channel=GENERAL, text="not the bot's")
        web.chat_update(channel=GENERAL, ts=root, text="other")
        web.chat_delete(channel=GENERAL, ts=gone)
        there = {"channel": GENERAL, "late": 0.0}
        assert control.get("posted")["messages"] == [
            {**there, "ts": root, "thread_ts": None, "metadata": metadata, "edits": 1},
            {**there, "ts": reply, "thread_ts": root, "metadata": None, "edits": 0},
        ]


@pytest.mark.parametrize("minutes", [-3, 3])
def test_slacks_own_clock_may_be_off(workspace: Workspace, minutes: int) -> None:
    off = timedelta(minutes=minutes)
    with Sandbox(workspace, off=off) as sandbox:
        web = WebClient(token="xoxb-local", base_url=sandbox.api_url, timeout=PATIENCE)
        answer = web.chat_postMessage(channel=GENERAL, text="x")
        told = (float(answer["ts"]), parsedate_to_datetime(answer.headers["date"]).timestamp())
        now = sandbox.now().timestamp()
    assert all(abs(each - now - off.total_seconds()) < 60 for each in told)
