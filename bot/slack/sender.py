"""Says things in Slack: renders what is meant, posts it under an id of its own, and finds it again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.slack.budgets import spending
from bot.slack.client import stopping
from bot.slack.views.alerts import alert
from bot.slack.views.card import card
from bot.slack.views.debrief import debrief
from bot.slack.views.debrief_ready import debrief_ready
from bot.slack.views.handed_in import withdrawn
from bot.slack.views.mine import home_view, mine
from bot.slack.views.posted import posted
from bot.slack.views.reminders import reminder
from bot.slack.views.shape import Message
from bot.values.feedback import DebriefPack, DebriefReady, Posted, Withdrawn
from bot.values.loops import Card, Mine
from bot.values.ports import Content, Part
from bot.values.purposes import Purpose
from bot.values.reminders import Alert, Reminder

EVENT_TYPE = "interview_notice"
PAGE = 200
CLOCKS_DIFFER = timedelta(hours=1)  # more than Slack's clock and ours are ever apart


class SlackSender:
    """The client must not repeat calls by itself: see `make_client`."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def spending(self, purpose: Purpose) -> AbstractContextManager[None]:
        return spending(purpose)

    def parts(self, content: Content) -> Sequence[Part]:
        return [_part(message) for message in _messages(content)]

    def open_dm(self, person: str) -> str:
        with stopping():
            return str(self._client.conversations_open(users=person)["channel"]["id"])

    def send(self, channel: str, thread: str | None, part: Part, message_id: str) -> str:
        # Metadata can be read by everybody in the conversation: the id says nothing.
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"id": message_id}}
        with stopping():
            posted = self._client.chat_postMessage(
                channel=channel,
                thread_ts=thread,
                text=part.text,
                blocks=_blocks(part),
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
            )
        return str(posted["ts"])

    def update(self, channel: str, ts: str, part: Part) -> None:
        """Its metadata stays."""
        with stopping():
            self._client.chat_update(channel=channel, ts=ts, text=part.text, blocks=_blocks(part))

    def delete(self, channel: str, ts: str) -> None:
        with stopping():
            self._client.chat_delete(channel=channel, ts=ts)

    def find(
        self, channel: str, thread: str | None, message_ids: Collection[str], since: datetime
    ) -> Mapping[str, str]:
        """A conversation's history has no replies: those are looked for in their thread."""
        oldest = f"{(since - CLOCKS_DIFFER).timestamp():.6f}"
        wanted, found = set(message_ids), {}
        with stopping():
            for each in self._messages_since(channel, thread, oldest):
                message_id = _id_of(each)
                if message_id in wanted:
                    found[message_id] = str(each["ts"])
                if len(found) == len(wanted):
                    break
        return found

    def publish_home(self, person: str, content: Mine) -> None:
        with stopping():
            self._client.views_publish(user_id=person, view=home_view(content))

    def _messages_since(self, channel: str, thread: str | None, oldest: str) -> Iterator[Mapping[str, Any]]:
        cursor = ""
        while True:
            asked: dict[str, Any] = {
                "channel": channel,
                "oldest": oldest,
                "include_all_metadata": True,
                "limit": PAGE,
            } | ({"cursor": cursor} if cursor else {})
            page = (
                self._client.conversations_replies(ts=thread, **asked)
                if thread
                else self._client.conversations_history(**asked)
            )
            yield from page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return


def _messages(content: Content) -> Sequence[Message]:
    match content:
        case Reminder():
            return reminder(content)
        case Alert():
            return [alert(content)]
        case Card():
            return [card(content)]
        case Posted():
            return posted(content, with_recruiter_note=content.for_recruiter)
        case Withdrawn():
            return withdrawn(content)
        case DebriefPack():
            return debrief(content)
        case DebriefReady():
            return [debrief_ready(content)]
        case Mine():
            return [mine(content)]


def _part(message: Message) -> Part:
    payload = message.payload()
    return Part(payload["text"], tuple(payload["blocks"]))


def _blocks(part: Part) -> list[Any]:
    return list(part.blocks)


def _id_of(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return ""
    return str((metadata.get("event_payload") or {}).get("id"))
