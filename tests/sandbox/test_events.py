"""Events, signatures and retries over HTTP."""

from dataclasses import replace

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.client import Control, Hand, Refused
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

    def test_the_ways_to_write_to_it(self, desk: Desk, mina: Hand) -> None:
        dm = mina.do("open_dm")["channel"]
        mina.do("say", channel=dm, text="waves", me=True)
        assert event(desk, "message").items() >= {"subtype": "me_message", "text": "waves"}.items()
        mina.do("say", channel=dm, text="look at example.com", pictures=["board.png"])
        said = event(desk, "message")
        assert (said["subtype"], said["files"][0]["name"]) == ("file_share", "board.png")
        assert said["text"] == "look at <http://example.com|example.com>"
        assert "hidden" not in said

    def test_changing_what_one_wrote(self, desk: Desk, mina: Hand) -> None:
        dm = mina.do("open_dm")["channel"]
        ts = mina.do("say", channel=dm, text="one")["ts"]
        event(desk, "message")
        mina.do("edit", channel=dm, ts=ts, text="two")
        changed = event(desk, "message")
        assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
        assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("one", "two")
        assert changed["message"]["edited"]["user"] == MINA
        mina.do("take_back", channel=dm, ts=ts)
        gone = event(desk, "message")
        assert (gone["subtype"], gone["deleted_ts"]) == ("message_deleted", ts)
        assert gone["previous_message"]["text"] == "two"

    def test_a_root_that_is_deleted_leaves_a_tombstone(self, desk: Desk, mina: Hand) -> None:
        dm = mina.do("open_dm")["channel"]
        root = mina.do("say", channel=dm, text="root")["ts"]
        mina.do("say", channel=dm, text="reply", thread_ts=root)
        mina.do("take_back", channel=dm, ts=root)
        assert [event(desk, "message").get("subtype") for _ in range(3)] == [None, None, "message_changed"]

    def test_nobody_changes_what_others_wrote(self, mina: Hand, control: Control) -> None:
        ts = mina.do("say", channel=GENERAL, text="mine")["ts"]
        for what, more in (("edit", {"text": "yours"}), ("take_back", {})):
            with pytest.raises(Refused, match="message_not_found"):
                control.as_(AIKO).do(what, channel=GENERAL, ts=ts, **more)
        with pytest.raises(Refused, match="no_text"):
            mina.do("edit", channel=GENERAL, ts=ts, text=" ")

    def test_the_bots_own_changes_come_back_to_it(self, desk: Desk, mina: Hand, web: WebClient) -> None:
        dm = mina.do("open_dm")["channel"]
        ts = web.chat_postMessage(channel=dm, text="one")["ts"]
        web.chat_update(channel=dm, ts=ts, text="two")
        changed = event(desk, "message")
        assert changed["message"].items() >= {"text": "two", "bot_id": "B0BOT"}.items()
        web.chat_delete(channel=dm, ts=ts)
        assert event(desk, "message")["previous_message"]["bot_id"] == "B0BOT"

    def test_its_name_in_a_channel(self, desk: Desk, sandbox: Sandbox, mina: Hand) -> None:
        mina.do("say", channel=HIRING, text="@interview help")
        told = event(desk, "app_mention")
        assert told.items() >= {"user": MINA, "channel": HIRING, "text": "<@U0BOT> help"}.items()
        assert "channel_type" not in told
        mina.do("say", channel=RANDOM, text="@interview help")
        mina.do("say", channel=HIRING, text="no name")
        sandbox.settle()
        assert desk.nothing_came()

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
