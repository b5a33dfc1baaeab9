"""What is said arrives in Slack once, as meant, and is found again by its id."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.domain.about import AlertKind
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.slack.sender import PAGE, SlackSender
from bot.values.ports import Content, Gone, Part, RetryAt, Sent, Unknown
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


def sent(answer: object) -> Sent:
    assert isinstance(answer, Sent), answer
    return answer


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
        sent(sender.send(HIRING, None, part, f"{ID}{number}"))
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
    answer = sent(sender.send(HIRING, None, HELLO, ID))
    (message,) = seen(control)
    assert (answer.channel, answer.ts) == (HIRING, message["ts"])
    assert words(message) == "*hello*"
    history = client.conversations_history(channel=HIRING, include_all_metadata=True)["messages"]
    assert history[0]["metadata"] == {"event_type": "interview_notice", "event_payload": {"id": ID}}
    asked = control.log()[0]["request"]
    assert (asked["unfurl_links"], asked["unfurl_media"]) == (False, False)


def test_a_reply_goes_under_its_message(sender: SlackSender, control: Control) -> None:
    root = sent(sender.send(HIRING, None, HELLO, ID))
    reply = sent(sender.send(HIRING, root.ts, BYE, f"{ID}1"))
    assert [each["ts"] for each in seen(control, root.ts)] == [root.ts, reply.ts]
    assert len(seen(control)) == 1


def test_an_updated_message_keeps_its_id(sender: SlackSender, control: Control, since: datetime) -> None:
    first = sent(sender.send(HIRING, None, HELLO, ID))
    assert sender.update(HIRING, first.ts, BYE) == first
    assert words(seen(control)) == "*bye*"
    assert sender.find(HIRING, None, ID, since) == first


def test_a_deleted_message_is_gone(sender: SlackSender, control: Control) -> None:
    first = sent(sender.send(HIRING, None, HELLO, ID))
    assert sender.delete(HIRING, first.ts) == first
    assert seen(control) == []
    for answer in (sender.delete(HIRING, first.ts), sender.update(HIRING, first.ts, BYE)):
        assert answer == Gone("the message is gone", only_message=True)


def test_everybody_has_one_conversation_with_the_bot(sender: SlackSender, control: Control) -> None:
    channel = sender.open_dm(TOMAS)
    assert isinstance(channel, str)
    assert sender.open_dm(TOMAS) == channel
    sent(sender.send(channel, None, HELLO, ID))
    assert len(control.as_(TOMAS).messages(channel)) == 1


def test_nobody_is_written_to_who_cannot_be(sender: SlackSender, control: Control, sandbox: Sandbox) -> None:
    control.post(f"users/{TOMAS}", deleted=True)
    assert sender.open_dm(TOMAS) == Gone("the account is deactivated")
    assert sender.open_dm("U0NOBODY") == Gone("Slack does not know that person")
    assert sender.open_dm(sandbox.workspace.bot.user_id) == Gone("a bot cannot get messages")


def test_a_home_is_published(sender: SlackSender, control: Control) -> None:
    sent(sender.publish_home(MINA, my_page(coming=(PRIYAS,))))
    assert "System Design" in words(control.as_(MINA).see("home")["view"])


# --- finding ------------------------------------------------------------------------------------


def test_a_message_is_found_by_its_id(sender: SlackSender, since: datetime) -> None:
    sent(sender.send(HIRING, None, BYE, "another"))
    mine = sent(sender.send(HIRING, None, HELLO, ID))
    sent(sender.send(HIRING, None, BYE, "a third"))
    assert sender.find(HIRING, None, ID, since) == mine


def test_a_reply_is_found_in_its_thread_only(sender: SlackSender, since: datetime) -> None:
    root = sent(sender.send(HIRING, None, BYE, "root"))
    reply = sent(sender.send(HIRING, root.ts, HELLO, ID))
    assert sender.find(HIRING, root.ts, ID, since) == reply
    assert sender.find(HIRING, None, ID, since) is None


@pytest.mark.parametrize("in_thread", [True, False])
def test_it_is_found_beyond_the_first_page(sender: SlackSender, since: datetime, in_thread: bool) -> None:
    root = sent(sender.send(HIRING, None, BYE, "root"))
    thread = root.ts if in_thread else None
    ids = [f"message {number}" for number in range(PAGE + 2)]
    posts = [sent(sender.send(HIRING, thread, BYE, each)) for each in ids]
    # history is read from the newest, a thread from the oldest
    assert sender.find(HIRING, thread, ids[0], since) == posts[0]
    assert sender.find(HIRING, thread, ids[-1], since) == posts[-1]


def test_a_clock_a_little_ahead_of_slacks_does_not_hide_it(sender: SlackSender, since: datetime) -> None:
    mine = sent(sender.send(HIRING, None, HELLO, ID))
    assert sender.find(HIRING, None, ID, since + timedelta(seconds=60)) == mine


def test_an_id_in_somebody_elses_metadata_is_not_ours(
    sender: SlackSender, client: WebClient, since: datetime
) -> None:
    foreign = {"event_type": "deployment", "event_payload": {"id": ID}}
    client.chat_postMessage(channel=HIRING, text="done", metadata=foreign)
    assert sender.find(HIRING, None, ID, since) is None


# --- when Slack does not do it ------------------------------------------------------------------

METHODS = {
    "chat.postMessage": lambda sender: sender.send(HIRING, None, HELLO, ID),
    "chat.update": lambda sender: sender.update(HIRING, "1.000000", HELLO),
    "chat.delete": lambda sender: sender.delete(HIRING, "1.000000"),
    "conversations.history": lambda sender: sender.find(HIRING, None, ID, MONDAY_NINE),
    "conversations.replies": lambda sender: sender.find(HIRING, "1.000000", ID, MONDAY_NINE),
    "conversations.open": lambda sender: sender.open_dm(TOMAS),
    "views.publish": lambda sender: sender.publish_home(MINA, my_page(coming=(PRIYAS,))),
}


@pytest.mark.parametrize("method", METHODS)
def test_each_call_says_what_became_of_it(sender: SlackSender, control: Control, method: str) -> None:
    control.post("faults", method=method, kind="ratelimited", retry_after=9)
    assert METHODS[method](sender) == RetryAt(9)
    control.post("faults", method=method, kind="server_error")
    assert isinstance(METHODS[method](sender), Unknown)
    control.post("faults", method=method, kind="refused", error="missing_scope")
    assert METHODS[method](sender) == Gone("the bot lacks a permission in Slack")


def test_a_post_whose_answer_was_lost_was_made_once_and_is_found(
    sender: SlackSender, control: Control, since: datetime
) -> None:
    control.post("faults", method="chat.postMessage", kind="dropped")
    assert isinstance(sender.send(HIRING, None, HELLO, ID), Unknown)
    (message,) = seen(control)
    assert sender.find(HIRING, None, ID, since) == Sent(HIRING, message["ts"])


@short
def test_a_post_that_hung_was_not_made(sender: SlackSender, control: Control, since: datetime) -> None:
    control.post("faults", method="chat.postMessage", kind="timeout")
    assert isinstance(sender.send(HIRING, None, HELLO, ID), Unknown)
    assert sender.find(HIRING, None, ID, since) is None


def test_a_channel_without_the_bot_is_gone(sender: SlackSender, control: Control) -> None:
    control.post(f"channels/{HIRING}", archived=True)
    assert sender.send(HIRING, None, HELLO, ID) == Gone("the conversation is archived")
    assert sender.send("C0SUPPLIER", None, HELLO, ID) == Gone(
        "the conversation is gone, or the bot is not in it"
    )
    assert sender.send("C0RANDOM", None, HELLO, ID) == Gone("the bot is not in the channel")


def test_a_reply_to_nothing_is_gone(sender: SlackSender) -> None:
    answer = sender.send(HIRING, "1.000000", HELLO, ID)
    assert answer == Gone("the message to reply to is gone", only_message=True)
