"""Events, signatures and retries over HTTP."""

from dataclasses import replace

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.client import Control, Hand
from bot.sandbox.server import Sandbox
from bot.sandbox.tickets import Timing
from bot.sandbox.workspace import Workspace
from tests.patience import SLACK
from tests.sandbox.conftest import AIKO, GENERAL, HIRING, MINA, RAFA, RANDOM, TOMAS
from tests.sandbox.desk import Desk, Reply
from tests.sandbox.parts import Json, home


def event(desk: Desk, kind: str) -> Json:
    inner: Json = desk.payload(kind)["event"]
    return inner


class TestKinds:
    def test_opening_the_home(self, web: WebClient, desk: Desk, mina: Hand) -> None:
        mina.do("home")
        assert event(desk, "app_home_opened").items() >= {"user": MINA, "tab": "home"}.items()
        web.views_publish(user_id=MINA, view=home())
        mina.do("home")
        assert event(desk, "app_home_opened")["view"]["type"] == "home"

    def test_writing_to_the_bot(self, desk: Desk, mina: Hand) -> None:
        dm = mina.do("open_dm")["channel"]
        ts = mina.do("say", channel=dm, text="hello")["ts"]
        said = event(desk, "message")
        assert said.items() >= {"channel": dm, "channel_type": "im", "text": "hello", "ts": ts}.items()

    def test_joining_where_the_bot_is(self, desk: Desk, control: Control) -> None:
        control.as_(MINA).do("invite", channel=HIRING, user=RAFA)
        joined = event(desk, "member_joined_channel")
        told = {"user": RAFA, "channel": HIRING, "channel_type": "G", "inviter": MINA}
        assert joined.items() >= told.items()

    def test_not_where_the_bot_is_not(self, desk: Desk, sandbox: Sandbox, control: Control) -> None:
        sandbox.workspace.channels[1].members.remove(RAFA)
        control.as_(RAFA).do("join", channel=RANDOM)
        sandbox.settle()
        assert desk.nothing_came()

    def test_the_bot_itself_is_invited(self, desk: Desk, mina: Hand, web: WebClient) -> None:
        mina.do("invite", channel=RANDOM, user="U0BOT")
        assert event(desk, "member_joined_channel")["user"] == "U0BOT"
        assert web.chat_postMessage(channel=RANDOM, text="here")["ok"]

    def test_a_person_changes(self, desk: Desk, control: Control) -> None:
        control.post(f"users/{AIKO}", tz="America/New_York")
        assert event(desk, "user_change")["user"]["tz"] == "America/New_York"
        control.post(f"users/{AIKO}", guest=True)
        assert event(desk, "user_change")["user"]["is_restricted"]

    def test_a_channel_changes(self, desk: Desk, control: Control) -> None:
        control.post(f"channels/{HIRING}", shared=True)
        assert event(desk, "channel_shared")["channel"] == HIRING
        control.post(f"channels/{HIRING}", archived=True)
        assert event(desk, "group_archive")["channel"] == HIRING
        control.post(f"channels/{HIRING}", remove="U0BOT")
        assert event(desk, "group_left")["channel"] == HIRING

    def test_a_group_changes(self, desk: Desk, control: Control) -> None:
        control.post("groups/S0PANEL", users=[AIKO, TOMAS])
        changed = event(desk, "subteam_members_changed")
        assert (changed["added_users"], changed["removed_users"]) == ([TOMAS], [RAFA])

    def test_removing_the_app(self, desk: Desk, control: Control) -> None:
        control.post("uninstall")
        kinds = {desk.payload()["event"]["type"] for _ in range(2)}
        assert kinds == {"app_uninstalled", "tokens_revoked"}


class TestWithheld:
    @pytest.fixture
    def workspace(self, workspace: Workspace) -> Workspace:
        workspace.scopes = tuple(scope for scope in workspace.scopes if scope != "users:read")
        workspace.events = workspace.events - {"app_home_opened"}
        return workspace

    def test_without_scope_or_subscription_nothing_comes(
        self, desk: Desk, sandbox: Sandbox, mina: Hand, control: Control
    ) -> None:
        mina.do("home")
        control.post(f"users/{AIKO}", tz="Etc/UTC")
        sandbox.settle()
        assert desk.nothing_came()


def test_the_wrapping_is_slacks(desk: Desk, mina: Hand) -> None:
    mina.do("home")
    payload = desk.payload()
    assert payload["type"] == "event_callback"
    assert payload["event_id"].startswith("Ev")
    assert payload["authorizations"][0]["user_id"] == "U0BOT"
    assert payload["event"]["event_ts"]


def test_what_comes_is_signed(desk: Desk, mina: Hand) -> None:
    right, wrong = SignatureVerifier("local-signing-secret"), SignatureVerifier("another")
    mina.do("home")
    mina.command(GENERAL, "/interview ü & ö")
    for received in (desk.next(), desk.next()):
        assert right.is_valid_request(received.raw, received.headers)
        assert not wrong.is_valid_request(received.raw, received.headers)


def test_the_address_is_verified_by_a_challenge(desk: Desk, sandbox: Sandbox) -> None:
    desk.answer = lambda payload: {"challenge": payload["challenge"]}
    assert sandbox.verify_url()
    desk.answer = lambda payload: "no"
    assert not sandbox.verify_url()


class TestRetries:
    @pytest.fixture
    def timing(self) -> Timing:
        return replace(SLACK, retries=(0.0, 0.01, 0.02))

    def numbers(self, desk: Desk, count: int) -> list[tuple[str | None, str | None]]:
        received = [desk.next() for _ in range(count)]
        assert len({one.payload["event_id"] for one in received}) == 1
        names = ("x-slack-retry-num", "x-slack-retry-reason")
        return [(one.headers.get(names[0]), one.headers.get(names[1])) for one in received]

    def test_three_more_tries_after_an_error(self, desk: Desk, sandbox: Sandbox, mina: Hand) -> None:
        desk.answer = lambda payload: Reply(500)
        mina.do("home")
        tries = [(None, None), *((str(number), "http_error") for number in (1, 2, 3))]
        assert self.numbers(desk, 4) == tries
        sandbox.settle()
        assert desk.nothing_came()

    class TestLate:
        @pytest.fixture
        def timing(self) -> Timing:
            return replace(SLACK, ack=0.1)

        def test_after_a_time_out_too(self, desk: Desk, mina: Hand) -> None:
            desk.held.clear()
            mina.do("home")
            assert desk.next().headers.get("x-slack-retry-num") is None
            assert desk.next().headers["x-slack-retry-reason"] == "http_timeout"

    def test_an_answer_ends_it(self, desk: Desk, sandbox: Sandbox, mina: Hand) -> None:
        answers = iter([Reply(500), Reply(200)])
        desk.answer = lambda payload: next(answers)
        mina.do("home")
        assert len(self.numbers(desk, 2)) == 2
        sandbox.settle()
        assert desk.nothing_came()

    def test_the_app_may_ask_for_none(self, desk: Desk, sandbox: Sandbox, mina: Hand) -> None:
        desk.answer = lambda payload: Reply(500, headers=(("X-Slack-No-Retry", "1"),))
        mina.do("home")
        assert self.numbers(desk, 1) == [(None, None)]
        sandbox.settle()
        assert desk.nothing_came()


class TestWaitingForALaterRetry:
    @pytest.fixture
    def timing(self) -> Timing:
        return replace(SLACK, retries=(0.0, 3600.0))

    def test_is_not_unanswered(self, desk: Desk, sandbox: Sandbox, mina: Hand) -> None:
        desk.answer = lambda payload: Reply(500)
        mina.do("home")
        assert (desk.next().payload, desk.next().headers["x-slack-retry-num"])[1] == "1"
        sandbox.settle()
