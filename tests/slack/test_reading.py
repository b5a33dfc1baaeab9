"""Which events are words of a person to the bot, and what they say."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.reading import event
from bot.slack.request import Request, RequestKind

PERSON = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U0ROSA", "ts": "1.2"}
MENTION = {"type": "app_mention", "channel": "G1", "user": "U0ROSA", "ts": "1.2"}


def read(happened: dict[str, Any]) -> Request:
    own = {"user_id": "U0BOT", "is_bot": True}
    return event({"event": happened, "event_id": "Ev1", "authorizations": [own]})


@pytest.mark.parametrize(
    "happened",
    [
        PERSON,
        PERSON | {"subtype": "file_share", "files": [{}]},
        PERSON | {"subtype": "me_message"},
        PERSON | {"subtype": "thread_broadcast", "thread_ts": "1.1"},
        MENTION,
        MENTION | {"thread_ts": "1.1"},
    ],
)
def test_words_of_a_person(happened: dict[str, Any]) -> None:
    request = read(happened | {"text": "prep"})
    assert (request.kind, request.person, request.text) == (RequestKind.TYPED, "U0ROSA", "prep")


@pytest.mark.parametrize(
    "happened",
    [
        PERSON | {"bot_id": "B0OTHER"},
        PERSON | {"subtype": "bot_message", "bot_id": "B0OTHER"},
        {**PERSON, "user": None, "subtype": "bot_message"},
        PERSON | {"subtype": "channel_topic"},
        PERSON | {"subtype": "reminder_add"},
        PERSON | {"channel_type": "channel"},
        MENTION | {"bot_id": "B0OTHER"},
        {"type": "app_home_opened", "user": "U0ROSA"},
    ],
)
def test_what_nobody_said_to_the_bot(happened: dict[str, Any]) -> None:
    assert read(happened | {"text": "prep"}).kind is RequestKind.EVENT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U0BOT> prep", "prep"),
        ("<@U0BOT|interviews>: prep", "prep"),
        ("<@U0BOT>prep", "prep"),
        ("hey <@U0BOT>, prep", "prep"),
        ("prep <@U0BOT>", "prep"),
        ("<@U0TOM> said prep", "<@U0TOM> said prep"),
        ("<@U0BOT> loop <@U0TOM>", "loop <@U0TOM>"),
        ("<@U0BOT>", ""),
        ("", ""),
    ],
)
def test_what_follows_its_name(text: str, words: str) -> None:
    assert read(MENTION | {"text": text}).text == words
    assert read(PERSON | {"text": text}).text == words


def test_an_edit_is_its_authors_in_its_thread() -> None:
    said = {"user": "U0ROSA", "ts": "1.2", "thread_ts": "1.1", "text": "two"}
    about = {"type": "message", "channel": "D1", "channel_type": "im", "ts": "1.9"}
    changed = read(about | {"subtype": "message_changed", "message": said, "previous_message": said})
    gone = read(about | {"subtype": "message_deleted", "previous_message": said})
    for request in (changed, gone):
        assert (request.kind, request.person, request.thread_ts) == (RequestKind.EVENT, "U0ROSA", "1.1")
