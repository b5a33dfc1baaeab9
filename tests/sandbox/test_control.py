"""What the page uses: who sees what, the stream of changes, the clock, faults on demand."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient

from bot.sandbox.client import Control, Hand, Refused
from bot.sandbox.server import Sandbox
from tests.patience import PATIENCE
from tests.sandbox.conftest import AIKO, ELIF, GENERAL, HIRING, MINA, RAFA, RANDOM, SUPPLIER
from tests.sandbox.desk import Desk
from tests.sandbox.parts import Json, home


def conversations(hand: Hand) -> dict[str, Json]:
    return {c["id"]: c for c in hand.see("state")["conversations"]}


class TestSight:
    def test_members_only(self, control: Control) -> None:
        assert set(conversations(control.as_(MINA))) == {GENERAL, RANDOM, HIRING, SUPPLIER}
        assert set(conversations(control.as_(RAFA))) == {GENERAL, RANDOM}

    def test_guests_see_what_they_are_in(self, control: Control) -> None:
        elif_ = control.as_(ELIF)
        assert set(conversations(elif_)) == {SUPPLIER}
        for channel in (GENERAL, HIRING):
            with pytest.raises(Refused, match="404 channel_not_found"):
                elif_.messages(channel)
        with pytest.raises(Refused, match="404 channel_not_found"):
            elif_.do("join", channel=GENERAL)

    def test_nobody_reads_anothers_dm(self, web: WebClient, mina: Hand, control: Control) -> None:
        dm = web.chat_postMessage(channel=MINA, text="for you")["channel"]
        assert conversations(mina)[dm]["name"] == "Interview bot"
        with pytest.raises(Refused, match="404 channel_not_found"):
            control.as_(AIKO).messages(dm)
        with pytest.raises(Refused, match="404 channel_not_found"):
            control.as_(AIKO).do("say", channel=dm, text="hello")

    def test_a_public_channel_is_read_before_joining_and_written_after(
        self, sandbox: Sandbox, control: Control
    ) -> None:
        sandbox.workspace.channels[1].members.remove(RAFA)
        rafa = control.as_(RAFA)
        assert conversations(rafa)[RANDOM]["joined"] is False
        assert rafa.messages(RANDOM) == []
        with pytest.raises(Refused, match="403 not_in_channel"):
            rafa.do("say", channel=RANDOM, text="x")
        rafa.do("join", channel=RANDOM)
        assert rafa.do("say", channel=RANDOM, text="x")["ok"]
        rafa.do("leave", channel=RANDOM)
        assert conversations(rafa)[RANDOM]["joined"] is False

    def test_somebody_deactivated_does_nothing(self, control: Control) -> None:
        control.post(f"users/{AIKO}", deleted=True)
        with pytest.raises(Refused, match="403 account_inactive"):
            control.as_(AIKO).see("state")
        with pytest.raises(Refused, match="404 user_not_found"):
            control.as_("U0NOBODY").see("state")
        told = {p["id"]: p["deleted"] for p in control.get("people")["people"]}
        assert (told[AIKO], told[MINA]) == (True, False)

    def test_unread(self, web: WebClient, mina: Hand) -> None:
        root = web.chat_postMessage(channel=GENERAL, text="a")["ts"]
        web.chat_postMessage(channel=GENERAL, text="reply", thread_ts=root)
        assert conversations(mina)[GENERAL]["unread"] == 1
        mina.do("read", channel=GENERAL)
        assert conversations(mina)[GENERAL]["unread"] == 0


@contextmanager
def stream(sandbox: Sandbox, user: str) -> Iterator[Iterator[Json]]:
    """The server-sent events of that person's page."""
    parts = urlsplit(sandbox.url)
    with closing(
        http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    ) as connection:
        connection.request("GET", f"/control/as/{user}/events")
        response = connection.getresponse()
        assert response.readline() == b": here\n"
        lines = iter(response.readline, b"")
        events = (json.loads(line[6:]) for line in lines if line.startswith(b"data: "))
        yield (event for event in events if event["what"] not in ("log", "push"))


class TestStream:
    def test_tells_what_changed_and_only_whom_it_concerns(self, web: WebClient, sandbox: Sandbox) -> None:
        with stream(sandbox, MINA) as told, stream(sandbox, RAFA) as others:
            web.chat_postMessage(channel=HIRING, text="x")
            web.chat_postEphemeral(channel=GENERAL, user=MINA, text="x")
            web.views_publish(user_id=MINA, view=home())
            web.chat_postMessage(channel=GENERAL, text="x")
            assert [next(told) for _ in range(4)] == [
                {"what": "messages", "channel": HIRING},
                {"what": "messages", "channel": GENERAL},
                {"what": "home"},
                {"what": "messages", "channel": GENERAL},
            ]
            assert next(others) == {"what": "messages", "channel": GENERAL}

    def test_tells_the_time(self, sandbox: Sandbox) -> None:
        with stream(sandbox, MINA) as told:
            sandbox.advance(timedelta(hours=1))
            event = next(told)
        assert event["what"] == "clock"
        assert datetime.fromisoformat(event["now"]) <= sandbox.now()

    def test_ends_with_the_server(self, sandbox: Sandbox) -> None:
        with stream(sandbox, MINA) as told:
            sandbox.stop()
            assert list(told) == []


class TestClock:
    def test_moves_on_and_messages_with_it(self, web: WebClient, control: Control, sandbox: Sandbox) -> None:
        later = sandbox.now() + timedelta(days=3)
        assert control.post("clock", to=later.isoformat())["now"] == later.isoformat()
        ts = web.chat_postMessage(channel=GENERAL, text="x")["ts"]
        assert float(ts) >= later.timestamp()

    def test_never_back(self, control: Control, sandbox: Sandbox) -> None:
        before = sandbox.now()
        for body in ({"to": "2001-01-01T00:00:00Z"}, {"advance": -5}, {"to": "soon"}, {}):
            with pytest.raises(Refused, match="400 invalid_time"):
                control.post("clock", **body)
        assert sandbox.now() - before < timedelta(minutes=1)

    def test_listeners_may_call_slack_before_the_move_returns(
        self, web: WebClient, control: Control, sandbox: Sandbox, mina: Hand
    ) -> None:
        sandbox.clock.on_move(lambda now: web.chat_postMessage(channel=GENERAL, text=now.isoformat()))
        now = control.post("clock", advance=60)["now"]
        assert [m["text"] for m in mina.messages(GENERAL)] == [now]


@pytest.mark.parametrize("body", [b"{", b"[1]"])
def test_a_broken_request_is_refused(sandbox: Sandbox, body: bytes) -> None:
    request = urllib.request.Request(f"{sandbox.url}/control/as/{MINA}/say", body, method="POST")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with pytest.raises(urllib.error.HTTPError, match="400"):
        opener.open(request, timeout=PATIENCE)


class TestSettling:
    def test_waits_for_the_app(self, desk: Desk, sandbox: Sandbox, mina: Hand, control: Control) -> None:
        desk.held.clear()
        mina.do("home")
        assert control.get("settled", timeout=0.05) == {"ok": False, "error": "timeout"}
        with pytest.raises(TimeoutError):
            sandbox.settle(timeout=0.05)
        desk.held.set()
        assert control.get("settled") == {"ok": True}


def test_it_starts_where_it_is_told(sandbox: Sandbox) -> None:
    start = datetime(2030, 3, 4, 8, 0, tzinfo=UTC)
    with Sandbox(sandbox.workspace, start_at=start) as other:
        assert timedelta(0) <= other.now() - start < timedelta(seconds=30)
        with pytest.raises(ValueError, match="does not go back"):
            other.move_to(start - timedelta(days=1))


def test_the_page_is_served(sandbox: Sandbox) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(sandbox.url + "/", timeout=PATIENCE) as response:
        assert b"<html" in response.read()
