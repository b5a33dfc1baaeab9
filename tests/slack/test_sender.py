"""What is said arrives in Slack once, as meant, and is found again by its id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.domain.about import AlertKind
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.slack.sender import PAGE, SlackSender
from bot.values.ports import Content, Part
from bot.values.stops import Impossible, Limited, OwnFault, Silent, Stop
from tests.acting import words
from tests.builders import MONDAY_NINE
from tests.patience import short
from tests.screens.alerts import an_alert
from tests.screens.channel import a_card, usual
from tests.screens.debriefs import THE_TEAMS, a_pack
from tests.screens.filled import full, wide
from tests.screens.people import PRIYA
from tests.screens.personal import my_page
from tests.screens.reminder_sweeps import TOLD
from tests.screens.reminders import said
from tests.screens.world import PRIYAS

MINA, TOMAS, HIRING = "U0MINA", "U0TOMAS", "C0HIRING"
ID = "5f0c2a9be1d34477aa01c9e2"
HELLO = Part("hello", ({"type": "section", "text": {"type": "mrkdwn", "text": "*hello*"}},))
BYE = Part("bye", ({"type": "section", "text": {"type": "mrkdwn", "text": "*bye*"}},))


@pytest.fixture
def sender(client: WebClient) -> SlackSender:
    return SlackSender(client)


@pytest.fixture
def since(sandbox: Sandbox) -> datetime:
    return sandbox.now()


def stop(call: Callable[[], object]) -> tuple[type[Stop], str, bool]:
    """What it raised, and why; whether only the message is gone."""
    with pytest.raises(Stop) as raised:
        call()
    return type(raised.value), raised.value.why, getattr(raised.value, "only_message", False)


def seen(control: Control, thread: str = "") -> list[dict[str, Any]]:
    return control.as_(MINA).messages(HIRING, thread)


CONTENTS: list[Content] = [
    *(said(kind, PRIYA, MONDAY_NINE, PRIYAS) for kind in TOLD),
    *(an_alert(kind) for kind in AlertKind),
    a_card({}, 0),
    usual()["opened"],
    wide(full("x")),
    a_pack(THE_TEAMS),
    my_page(coming=(PRIYAS,)),
]


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_slack_takes_whatever_there_is_to_say(
    sender: SlackSender, control: Control, content: Content
) -> None:
    parts = sender.parts(content)
    for number, part in enumerate(parts):
        sender.send(HIRING, None, part, f"{ID}{number}")
    assert [each["text"] for each in seen(control)] == [part.text for part in parts]
    assert [part.fingerprint for part in sender.parts(content)] == [part.fingerprint for part in parts]


def test_the_recruiters_copy_alone_has_the_note_for_them(sender: SlackSender) -> None:
    priyas = usual()["opened"]
    copies = [sender.parts(replace(priyas, for_recruiter=for_recruiter)) for for_recruiter in (True, False)]
    assert ["relocation" in str(parts) for parts in copies] == [True, False]


def test_different_content_has_a_different_fingerprint() -> None:
    assert HELLO.fingerprint != BYE.fingerprint
    assert HELLO.fingerprint != Part(HELLO.text, ()).fingerprint
    assert len(HELLO.fingerprint) == 32


# --- messages ---------------------------------------------------------------------------------


def test_a_message_carries_its_id_where_only_programs_look(
    sender: SlackSender, control: Control, client: WebClient
) -> None:
    ts = sender.send(HIRING, None, HELLO, ID)
    (message,) = seen(control)
    assert ts == message["ts"]
    assert words(message) == "*hello*"
    history = client.conversations_history(channel=HIRING, include_all_metadata=True)["messages"]
    assert history[0]["metadata"] == {"event_type": "interview_notice", "event_payload": {"id": ID}}
    asked = control.log()[0]["request"]
    assert (asked["unfurl_links"], asked["unfurl_media"]) == (False, False)


def test_a_reply_goes_under_its_message(sender: SlackSender, control: Control) -> None:
    root = sender.send(HIRING, None, HELLO, ID)
    reply = sender.send(HIRING, root, BYE, f"{ID}1")
    assert [each["ts"] for each in seen(control, root)] == [root, reply]
    assert len(seen(control)) == 1


def test_an_updated_message_keeps_its_id(sender: SlackSender, control: Control, since: datetime) -> None:
    first = sender.send(HIRING, None, HELLO, ID)
    sender.update(HIRING, first, BYE)
    assert words(seen(control)) == "*bye*"
    assert sender.find(HIRING, None, [ID], since) == {ID: first}


def test_a_deleted_message_is_gone(sender: SlackSender, control: Control) -> None:
    first = sender.send(HIRING, None, HELLO, ID)
    sender.delete(HIRING, first)
    assert seen(control) == []
    for again in (lambda: sender.delete(HIRING, first), lambda: sender.update(HIRING, first, BYE)):
        assert stop(again) == (Impossible, "the message is gone", True)


def test_everybody_has_one_conversation_with_the_bot(sender: SlackSender, control: Control) -> None:
    channel = sender.open_dm(TOMAS)
    assert isinstance(channel, str)
    assert sender.open_dm(TOMAS) == channel
    sender.send(channel, None, HELLO, ID)
    assert len(control.as_(TOMAS).messages(channel)) == 1


def test_nobody_is_written_to_who_cannot_be(sender: SlackSender, control: Control, sandbox: Sandbox) -> None:
    control.post(f"users/{TOMAS}", deleted=True)
    assert stop(lambda: sender.open_dm(TOMAS))[1] == "the account is deactivated"
    assert stop(lambda: sender.open_dm("U0NOBODY"))[1] == "Slack does not know that person"
    assert stop(lambda: sender.open_dm(sandbox.workspace.bot.user_id))[1] == "a bot cannot get messages"


def test_a_home_is_published(sender: SlackSender, control: Control) -> None:
    sender.publish_home(MINA, my_page(coming=(PRIYAS,)))
    assert "System Design" in words(control.as_(MINA).see("home")["view"])


# --- finding ------------------------------------------------------------------------------------


def test_a_message_is_found_by_its_id(sender: SlackSender, since: datetime) -> None:
    sender.send(HIRING, None, BYE, "another")
    mine = sender.send(HIRING, None, HELLO, ID)
    sender.send(HIRING, None, BYE, "a third")
    assert sender.find(HIRING, None, [ID], since) == {ID: mine}


def test_a_reply_is_found_in_its_thread_only(sender: SlackSender, since: datetime) -> None:
    root = sender.send(HIRING, None, BYE, "root")
    reply = sender.send(HIRING, root, HELLO, ID)
    assert sender.find(HIRING, root, [ID], since) == {ID: reply}
    assert sender.find(HIRING, None, [ID], since) == {}


@pytest.mark.parametrize("in_thread", [True, False])
def test_it_is_found_beyond_the_first_page(sender: SlackSender, since: datetime, in_thread: bool) -> None:
    root = sender.send(HIRING, None, BYE, "root")
    thread = root if in_thread else None
    ids = [f"message {number}" for number in range(PAGE + 2)]
    posts = {each: sender.send(HIRING, thread, BYE, each) for each in ids}
    # history is read from the newest, a thread from the oldest
    for wanted in ([ids[0]], [ids[-1]], [ids[0], ids[-1]], ids):
        assert sender.find(HIRING, thread, wanted, since) == {each: posts[each] for each in wanted}
    assert sender.find(HIRING, thread, [ids[0], "another"], since) == {ids[0]: posts[ids[0]]}


def test_a_clock_a_little_ahead_of_slacks_does_not_hide_it(sender: SlackSender, since: datetime) -> None:
    mine = sender.send(HIRING, None, HELLO, ID)
    assert sender.find(HIRING, None, [ID], since + timedelta(minutes=59)) == {ID: mine}


def test_an_id_in_somebody_elses_metadata_is_not_ours(
    sender: SlackSender, client: WebClient, since: datetime
) -> None:
    foreign = {"event_type": "deployment", "event_payload": {"id": ID}}
    client.chat_postMessage(channel=HIRING, text="done", metadata=foreign)
    assert sender.find(HIRING, None, [ID], since) == {}


# --- when Slack does not do it ------------------------------------------------------------------

METHODS = {
    "chat.postMessage": lambda sender: sender.send(HIRING, None, HELLO, ID),
    "chat.update": lambda sender: sender.update(HIRING, "1.000000", HELLO),
    "chat.delete": lambda sender: sender.delete(HIRING, "1.000000"),
    "conversations.history": lambda sender: sender.find(HIRING, None, [ID], MONDAY_NINE),
    "conversations.replies": lambda sender: sender.find(HIRING, "1.000000", [ID], MONDAY_NINE),
    "conversations.open": lambda sender: sender.open_dm(TOMAS),
    "views.publish": lambda sender: sender.publish_home(MINA, my_page(coming=(PRIYAS,))),
}


@pytest.mark.parametrize("method", METHODS)
def test_each_call_says_what_became_of_it(sender: SlackSender, control: Control, method: str) -> None:
    control.post("faults", method=method, kind="ratelimited", retry_after=9)
    with pytest.raises(Limited) as limited:
        METHODS[method](sender)
    assert limited.value.seconds == 9
    control.post("faults", method=method, kind="server_error")
    assert stop(lambda: METHODS[method](sender))[0] is Silent
    control.post("faults", method=method, kind="refused", error="missing_scope")
    assert stop(lambda: METHODS[method](sender))[:2] == (OwnFault, "missing_scope")


def test_a_post_whose_answer_was_lost_was_made_once_and_is_found(
    sender: SlackSender, control: Control, since: datetime
) -> None:
    control.post("faults", method="chat.postMessage", kind="dropped")
    assert stop(lambda: sender.send(HIRING, None, HELLO, ID))[0] is Silent
    (message,) = seen(control)
    assert sender.find(HIRING, None, [ID], since) == {ID: message["ts"]}


@short
def test_a_post_that_hung_was_not_made(sender: SlackSender, control: Control, since: datetime) -> None:
    control.post("faults", method="chat.postMessage", kind="timeout")
    assert stop(lambda: sender.send(HIRING, None, HELLO, ID))[0] is Silent
    assert sender.find(HIRING, None, [ID], since) == {}


def test_a_channel_without_the_bot_is_gone(sender: SlackSender, control: Control) -> None:
    control.post(f"channels/{HIRING}", archived=True)
    assert stop(lambda: sender.send(HIRING, None, HELLO, ID))[1] == "the conversation is archived"
    assert (
        stop(lambda: sender.send("C0SUPPLIER", None, HELLO, ID))[1]
        == "the conversation is gone, or the bot is not in it"
    )
    assert stop(lambda: sender.send("C0RANDOM", None, HELLO, ID))[1] == "the bot is not in the channel"


def test_a_reply_to_nothing_is_gone(sender: SlackSender) -> None:
    assert stop(lambda: sender.send(HIRING, "1.000000", HELLO, ID)) == (
        Impossible,
        "the message to reply to is gone",
        True,
    )
