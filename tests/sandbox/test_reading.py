"""Conversations and people, as the bot reads them."""

import pytest
from slack_sdk import WebClient

from bot.sandbox.client import Control, Hand
from tests.sandbox.conftest import AIKO, ELIF, GENERAL, HIRING, MINA, RAFA, RANDOM, SUPPLIER, TOMAS
from tests.sandbox.parts import Json, error

NOTE = {"event_type": "card", "event_payload": {"id": "7"}}


def texts(messages: list[Json]) -> list[str]:
    return [message["text"] for message in messages]


@pytest.fixture
def stamps(web: WebClient) -> list[str]:
    return [web.chat_postMessage(channel=HIRING, text=str(n), metadata=NOTE)["ts"] for n in range(5)]


class TestHistory:
    def test_newest_first_without_replies(self, web: WebClient, stamps: list[str]) -> None:
        web.chat_postMessage(channel=HIRING, text="reply", thread_ts=stamps[0])
        assert texts(web.conversations_history(channel=HIRING)["messages"]) == ["4", "3", "2", "1", "0"]

    def test_the_window_leaves_its_ends_out_unless_inclusive(self, web: WebClient, stamps: list[str]) -> None:
        window: Json = {"oldest": stamps[1], "latest": stamps[3]}
        assert texts(web.conversations_history(channel=HIRING, **window)["messages"]) == ["2"]
        found = web.conversations_history(channel=HIRING, inclusive=True, **window)["messages"]
        assert texts(found) == ["3", "2", "1"]

    @pytest.mark.usefixtures("stamps")
    def test_metadata_only_when_asked_for(self, web: WebClient) -> None:
        found = web.conversations_history(channel=HIRING, include_all_metadata=True)["messages"]
        assert found[0]["metadata"] == NOTE
        assert "metadata" not in web.conversations_history(channel=HIRING)["messages"][0]

    @pytest.mark.usefixtures("stamps")
    def test_pages(self, web: WebClient) -> None:
        pages = web.conversations_history(channel=HIRING, limit=2)
        found = [(texts(page["messages"]), page["has_more"]) for page in pages]
        assert found == [(["4", "3"], True), (["2", "1"], True), (["0"], False)]

    def test_a_made_up_cursor_is_refused(self, web: WebClient) -> None:
        assert error(web.conversations_history, channel=HIRING, cursor="abc") == "invalid_cursor"

    def test_only_where_the_bot_is(self, web: WebClient) -> None:
        assert error(web.conversations_history, channel=RANDOM) == "not_in_channel"
        assert error(web.conversations_history, channel=SUPPLIER) == "channel_not_found"


class TestReplies:
    def test_the_root_first_then_oldest_first(self, web: WebClient, stamps: list[str]) -> None:
        for text in ("a", "b"):
            web.chat_postMessage(channel=HIRING, text=text, thread_ts=stamps[0], metadata=NOTE)
        answer = web.conversations_replies(channel=HIRING, ts=stamps[0], include_all_metadata=True)
        assert texts(answer["messages"]) == ["0", "a", "b"]
        assert answer["messages"][2]["metadata"] == NOTE

    def test_from_a_moment_on(self, web: WebClient, stamps: list[str]) -> None:
        first = web.chat_postMessage(channel=HIRING, text="a", thread_ts=stamps[0])["ts"]
        web.chat_postMessage(channel=HIRING, text="b", thread_ts=stamps[0])
        answer = web.conversations_replies(channel=HIRING, ts=stamps[0], oldest=first)
        assert texts(answer["messages"]) == ["0", "b"]

    def test_an_unknown_thread(self, web: WebClient) -> None:
        assert error(web.conversations_replies, channel=HIRING, ts="1.000001") == "thread_not_found"


class TestConversations:
    def test_info(self, web: WebClient) -> None:
        channel = web.conversations_info(channel=HIRING, include_num_members=True)["channel"]
        assert (channel["name"], channel["is_private"], channel["num_members"]) == ("hiring-backend", True, 3)
        assert (channel["is_member"], channel["is_ext_shared"]) == (True, False)
        assert error(web.conversations_info, channel=SUPPLIER) == "channel_not_found"

    def test_info_of_a_dm(self, web: WebClient) -> None:
        dm = web.conversations_open(users=MINA)["channel"]["id"]
        assert web.conversations_info(channel=dm)["channel"]["user"] == MINA

    def test_a_private_channel_that_became_public_says_so(self, web: WebClient, control: Control) -> None:
        control.post(f"channels/{HIRING}", kind="public", shared=True)
        channel = web.conversations_info(channel=HIRING)["channel"]
        assert (channel["is_private"], channel["is_ext_shared"]) == (False, True)

    def test_members_in_pages(self, web: WebClient) -> None:
        found = [page["members"] for page in web.conversations_members(channel=HIRING, limit=2)]
        assert found == [[MINA, TOMAS], ["U0BOT"]]

    def test_list_has_public_ones_and_those_the_bot_is_in(self, web: WebClient) -> None:
        answer = web.conversations_list(types="public_channel,private_channel")
        assert [c["id"] for c in answer["channels"]] == [GENERAL, RANDOM, HIRING]
        own = web.users_conversations(types="public_channel,private_channel")
        assert [c["id"] for c in own["channels"]] == [GENERAL, HIRING]

    def test_open_knows_an_open_one(self, web: WebClient) -> None:
        first = web.conversations_open(users=MINA)
        again = web.conversations_open(users=MINA)
        assert first["channel"]["id"] == again["channel"]["id"]
        assert again["already_open"]
        assert web.conversations_open(channel=first["channel"]["id"])["no_op"]

    @pytest.mark.parametrize(
        ("users", "code"),
        [("U0NOBODY", "user_not_found"), ("U0BOT", "cannot_dm_bot"), ("", "users_list_not_supplied")],
    )
    def test_whom_one_cannot_open_a_dm_with(self, web: WebClient, users: str, code: str) -> None:
        assert error(web.api_call, "conversations.open", params={"users": users}) == code

    def test_create_invite_leave(self, web: WebClient, control: Control) -> None:
        channel = web.conversations_create(name="loop-1", is_private=True)["channel"]["id"]
        web.conversations_invite(channel=channel, users=[MINA, AIKO])
        assert channel in [c["id"] for c in control.as_(MINA).see("state")["conversations"]]
        assert error(web.conversations_invite, channel=channel, users=MINA) == "already_in_channel"
        assert error(web.conversations_invite, channel=channel, users="U0NOBODY") == "user_not_found"
        assert error(web.conversations_create, name="loop-1") == "name_taken"
        web.conversations_leave(channel=channel)
        assert error(web.chat_postMessage, channel=channel, text="x") == "channel_not_found"


class TestPeople:
    def test_zone_and_roles(self, web: WebClient) -> None:
        user = web.users_info(user=AIKO)["user"]
        assert (user["tz"], user["tz_offset"]) == ("Asia/Tokyo", 9 * 3600)
        assert web.users_info(user=MINA)["user"]["is_admin"]
        assert web.users_info(user=ELIF)["user"]["is_restricted"]
        assert web.users_info(user="U0BOT")["user"]["is_bot"]
        assert error(web.users_info, user="U0NOBODY") == "user_not_found"

    def test_somebody_deactivated_has_no_zone(self, web: WebClient, control: Control) -> None:
        control.post(f"users/{AIKO}", deleted=True)
        user = web.users_info(user=AIKO)["user"]
        assert user["deleted"]
        assert "tz" not in user
        assert error(web.users_lookupByEmail, email="aiko@example.com") == "users_not_found"

    def test_by_email(self, web: WebClient) -> None:
        assert web.users_lookupByEmail(email="Rafa@example.com")["user"]["id"] == RAFA

    def test_list_in_pages(self, web: WebClient) -> None:
        assert len(web.users_list()["members"]) == 6
        assert [len(page["members"]) for page in web.users_list(limit=4)] == [4, 2]

    def test_groups(self, web: WebClient, control: Control) -> None:
        (group,) = web.usergroups_list(include_users=True, include_count=True)["usergroups"]
        assert (group["handle"], group["user_count"]) == ("interviewers", 2)
        control.post(f"users/{RAFA}", deleted=True)
        assert web.usergroups_users_list(usergroup=group["id"])["users"] == [AIKO]
        assert error(web.usergroups_users_list, usergroup="S0NONE") == "no_such_subteam"

    def test_bot_and_team(self, web: WebClient) -> None:
        assert web.bots_info(bot="B0BOT")["bot"]["app_id"] == "A0BOT"
        assert web.team_info()["team"]["domain"] == "local"


def test_what_people_say_is_read_escaped(web: WebClient, mina: Hand) -> None:
    mina.do("say", channel=HIRING, text="<!channel> & @tomas")
    (message,) = web.conversations_history(channel=HIRING)["messages"]
    assert message["text"] == f"&lt;!channel&gt; &amp; <@{TOMAS}>"
