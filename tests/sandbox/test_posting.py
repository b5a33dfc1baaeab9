"""Posting, changing and deleting: chat.*."""

import pytest
from slack_sdk import WebClient

from bot.sandbox.client import Control, Hand
from bot.sandbox.workspace import Workspace
from tests.sandbox.conftest import AIKO, GENERAL, HIRING, MINA, RAFA, RANDOM, SUPPLIER, TOMAS
from tests.sandbox.parts import actions, button, error, plain, refusal, section

sdk_advises = pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing:UserWarning")


def test_a_post_is_seen_as_slack_shapes_it(web: WebClient, mina: Hand, workspace: Workspace) -> None:
    ts = web.chat_postMessage(channel=GENERAL, text="hello")["ts"]
    (message,) = mina.messages(GENERAL)
    assert (message["ts"], message["text"], message["user"]) == (ts, "hello", workspace.bot.user_id)
    assert message["bot_id"] == workspace.bot.bot_id


def test_stamps_are_unique_and_increase(web: WebClient) -> None:
    stamps = [web.chat_postMessage(channel=GENERAL, text="x")["ts"] for _ in range(20)]
    assert stamps == sorted(set(stamps), key=float)


def test_ids_are_given_where_the_app_gave_none(web: WebClient) -> None:
    nameless = {"type": "button", "text": plain("Go")}
    blocks = [{"type": "actions", "elements": [nameless]}]
    kept = web.chat_postMessage(channel=GENERAL, text="x", blocks=blocks)["message"]["blocks"][0]
    assert kept["block_id"]
    assert kept["elements"][0]["action_id"]


def test_a_persons_id_opens_their_dm(web: WebClient, mina: Hand) -> None:
    channel = web.chat_postMessage(channel=MINA, text="hello")["channel"]
    assert channel.startswith("D")
    assert mina.see("state")["bot"]["dm"] == channel
    assert web.chat_postMessage(channel=MINA, text="again")["channel"] == channel


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ("C0NONE", "channel_not_found"),
        ("", "channel_not_found"),
        (SUPPLIER, "channel_not_found"),
        (RANDOM, "not_in_channel"),
        ("U0NOBODY", "channel_not_found"),
        ("U0BOT", "cannot_dm_bot"),
    ],
)
def test_where_the_bot_cannot_post(web: WebClient, channel: str, code: str) -> None:
    assert error(web.chat_postMessage, channel=channel, text="x") == code


def test_an_archived_channel_takes_nothing(web: WebClient, control: Control) -> None:
    control.post(f"channels/{HIRING}", archived=True)
    assert error(web.chat_postMessage, channel=HIRING, text="x") == "is_archived"


def test_somebody_deactivated_is_not_reached(web: WebClient, control: Control) -> None:
    dm = web.chat_postMessage(channel=AIKO, text="x")["channel"]
    control.post(f"users/{AIKO}", deleted=True)
    assert error(web.chat_postMessage, channel=AIKO, text="x") == "channel_not_found"
    assert error(web.chat_postMessage, channel=dm, text="x") == "is_archived"
    assert error(web.conversations_open, users=AIKO) == "user_disabled"


@sdk_advises
def test_nothing_to_show_is_no_text(web: WebClient) -> None:
    assert error(web.chat_postMessage, channel=GENERAL, text="") == "no_text"


def test_a_fault_in_the_blocks_is_pointed_at(web: WebClient) -> None:
    answer = refusal(
        web.chat_postMessage, channel=GENERAL, text="x", blocks=[section("ok"), section("y" * 3001)]
    )
    assert answer["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/1/text/text]" in answer["response_metadata"]["messages"][0]


def test_blocks_too_large_together(web: WebClient) -> None:
    blocks = [section("y" * 2900) for _ in range(6)]
    assert error(web.chat_postMessage, channel=GENERAL, text="x", blocks=blocks) == "msg_blocks_too_long"


def test_broken_json_arguments(web: WebClient) -> None:
    post = web.chat_postMessage
    assert error(post, channel=GENERAL, text="x", blocks="[{") == "invalid_blocks_format"
    assert error(post, channel=GENERAL, text="x", metadata="{") == "invalid_metadata_format"
    assert error(post, channel=GENERAL, text="x", metadata={"event_type": 3}) == "invalid_metadata_format"


def test_long_text_is_cut_on_posting_and_refused_on_updating(web: WebClient) -> None:
    answer = web.chat_postMessage(channel=GENERAL, text="y" * 40_001)
    assert answer["warning"] == "message_truncated"
    assert len(answer["message"]["text"]) == 40_000
    assert error(web.chat_update, channel=GENERAL, ts=answer["ts"], text="y" * 4001) == "msg_too_long"


class TestThreads:
    def test_a_reply_stands_under_its_root(self, web: WebClient, mina: Hand) -> None:
        root = web.chat_postMessage(channel=GENERAL, text="root")["ts"]
        reply = web.chat_postMessage(channel=GENERAL, text="reply", thread_ts=root)["ts"]
        (shown,) = mina.messages(GENERAL)
        assert (shown["reply_count"], shown["latest_reply"]) == (1, reply)
        assert [m["text"] for m in mina.messages(GENERAL, root)] == ["root", "reply"]

    def test_a_replys_ts_leads_to_the_root(self, web: WebClient) -> None:
        root = web.chat_postMessage(channel=GENERAL, text="root")["ts"]
        reply = web.chat_postMessage(channel=GENERAL, text="reply", thread_ts=root)["ts"]
        deeper = web.chat_postMessage(channel=GENERAL, text="deeper", thread_ts=reply)
        assert deeper["message"]["thread_ts"] == root

    def test_a_broadcast_reply_is_in_the_channel_too(self, web: WebClient, mina: Hand) -> None:
        root = web.chat_postMessage(channel=GENERAL, text="root")["ts"]
        web.chat_postMessage(channel=GENERAL, text="both", thread_ts=root, reply_broadcast=True)
        assert [m.get("subtype") for m in mina.messages(GENERAL)] == [None, "thread_broadcast"]

    def test_an_unknown_thread_is_refused(self, web: WebClient) -> None:
        assert (
            error(web.chat_postMessage, channel=GENERAL, text="x", thread_ts="1.000001") == "thread_not_found"
        )

    def test_a_deleted_root_leaves_a_tombstone(self, web: WebClient, mina: Hand) -> None:
        root = web.chat_postMessage(channel=GENERAL, text="root")["ts"]
        web.chat_postMessage(channel=GENERAL, text="reply", thread_ts=root)
        web.chat_delete(channel=GENERAL, ts=root)
        (shown,) = mina.messages(GENERAL)
        assert shown["subtype"] == "tombstone"
        assert error(web.chat_update, channel=GENERAL, ts=root, text="x") == "message_not_found"


class TestUpdating:
    def test_text_alone_takes_the_blocks_away(self, web: WebClient, mina: Hand) -> None:
        ts = web.chat_postMessage(channel=GENERAL, text="a", blocks=[section("a")])["ts"]
        web.chat_update(channel=GENERAL, ts=ts, text="b")
        (message,) = mina.messages(GENERAL)
        assert "blocks" not in message
        assert message["edited"]["user"] == "U0BOT"

    @sdk_advises
    def test_blocks_alone_keep_the_text_and_set_no_mark(self, web: WebClient, mina: Hand) -> None:
        ts = web.chat_postMessage(channel=GENERAL, text="a")["ts"]
        web.chat_update(channel=GENERAL, ts=ts, blocks=[section("b")])
        (message,) = mina.messages(GENERAL)
        assert (message["text"], message["blocks"][0]["text"]["text"]) == ("a", "b")
        assert "edited" not in message

    def test_metadata_stays_until_replaced(self, web: WebClient) -> None:
        note = {"event_type": "card", "event_payload": {"id": "1"}}
        ts = web.chat_postMessage(channel=HIRING, text="a", metadata=note)["ts"]
        kept = web.chat_update(channel=HIRING, ts=ts, text="b")["message"]
        gone = web.chat_update(channel=HIRING, ts=ts, text="b", metadata={})["message"]
        assert kept["metadata"] == note
        assert "metadata" not in gone

    def test_only_own_messages(self, web: WebClient, mina: Hand) -> None:
        ts = mina.do("say", channel=GENERAL, text="mine")["ts"]
        assert error(web.chat_update, channel=GENERAL, ts=ts, text="x") == "cant_update_message"
        assert error(web.chat_delete, channel=GENERAL, ts=ts) == "cant_delete_message"
        assert error(web.chat_delete, channel=GENERAL, ts="1.000001") == "message_not_found"

    def test_a_deleted_message_is_gone(self, web: WebClient, mina: Hand) -> None:
        ts = web.chat_postMessage(channel=GENERAL, text="a")["ts"]
        web.chat_delete(channel=GENERAL, ts=ts)
        assert mina.messages(GENERAL) == []


class TestEphemerals:
    def test_one_person_sees_it_and_history_does_not(self, web: WebClient, mina: Hand, tomas: Hand) -> None:
        web.chat_postEphemeral(channel=HIRING, user=MINA, text="only you", blocks=[actions(button())])
        assert [(m["text"], m["ephemeral"]) for m in mina.messages(HIRING)] == [("only you", True)]
        assert tomas.messages(HIRING) == []
        assert web.conversations_history(channel=HIRING)["messages"] == []

    def test_the_person_must_be_there(self, web: WebClient) -> None:
        assert error(web.chat_postEphemeral, channel=HIRING, user=RAFA, text="x") == "user_not_in_channel"

    def test_it_cannot_be_updated_or_deleted(self, web: WebClient) -> None:
        ts = web.chat_postEphemeral(channel=HIRING, user=TOMAS, text="x")["message_ts"]
        assert error(web.chat_update, channel=HIRING, ts=ts, text="y") == "message_not_found"
        assert error(web.chat_delete, channel=HIRING, ts=ts) == "message_not_found"


def test_a_permalink_names_channel_and_thread(web: WebClient) -> None:
    root = web.chat_postMessage(channel=GENERAL, text="a")["ts"]
    reply = web.chat_postMessage(channel=GENERAL, text="b", thread_ts=root)["ts"]
    link = web.chat_getPermalink(channel=GENERAL, message_ts=reply)["permalink"]
    assert f"/archives/{GENERAL}/p{reply.replace('.', '')}?thread_ts={root}" in link


def test_a_reaction_once(web: WebClient, mina: Hand) -> None:
    ts = web.chat_postMessage(channel=GENERAL, text="a")["ts"]
    web.reactions_add(channel=GENERAL, timestamp=ts, name="eyes")
    assert mina.messages(GENERAL)[0]["reactions"] == [{"name": "eyes", "users": ["U0BOT"], "count": 1}]
    assert error(web.reactions_add, channel=GENERAL, timestamp=ts, name="eyes") == "already_reacted"
