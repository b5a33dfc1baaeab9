"""Messages the app gives as an answer: in the body of an ack, or to a response_url."""

from typing import Any

from bot.sandbox.api.chat import new_message, rewrite
from bot.sandbox.api.content import check_content
from bot.sandbox.messages import Message
from bot.sandbox.people import SLACKBOT
from bot.sandbox.state import State
from bot.sandbox.tickets import ResponseUrl
from bot.sandbox.wire import Json, SlackError

_CONTENT = ("text", "blocks", "attachments", "metadata")


def answer_command(state: State, ticket: ResponseUrl, body: Any) -> None:
    """Shows what the ack of a command said: an object or plain text, by default to the one person."""
    answer = {"text": body} if isinstance(body, str) else body
    # An empty answer, or one that says no more than `response_type`, shows nothing.
    if not answer or (isinstance(answer, dict) and not any(answer.get(key) for key in _CONTENT)):
        return
    reply(state, ticket, answer)


def reply(state: State, ticket: ResponseUrl, body: Any) -> None:
    """Posts, replaces or deletes, as the body asks."""
    if not isinstance(body, dict):
        raise SlackError("invalid_payload")
    source = _source(state, ticket)
    if _yes(body.get("delete_original")):
        _delete(state, source)
        return
    content = {key: body[key] for key in _CONTENT if body.get(key) is not None}
    check_content(state, content)
    if _yes(body.get("replace_original")) and source is not None:
        rewrite(state, source, content)
        return
    _post(state, ticket, body, content)


def show_sentence(state: State, user_id: str, channel_id: str, text: str) -> None:
    """Slack's own words to one person."""
    state.post(Message(state.stamps.next(), channel_id, SLACKBOT, text=text, seen_by=user_id))


def _post(state: State, ticket: ResponseUrl, body: Json, content: Json) -> None:
    channel = state.workspace.channel(ticket.channel_id)
    if channel is None or channel.archived:
        raise SlackError("is_archived")
    message = new_message(state, channel, content)
    message.thread_ts = body.get("thread_ts") or ticket.thread_ts
    message.seen_by = None if body.get("response_type") == "in_channel" else ticket.user_id
    state.post(message)


def _source(state: State, ticket: ResponseUrl) -> Message | None:
    """The message that was acted on. A command has none: its earlier answers cannot be replaced."""
    if ticket.source is None:
        return None
    found = state.messages.find(ticket.channel_id, ticket.source)
    return found or state.messages.find_ephemeral(ticket.channel_id, ticket.source, ticket.user_id)


def _delete(state: State, source: Message | None) -> None:
    if source is None:
        raise SlackError("message_not_found")
    state.messages.remove(source)
    state.announce(source)


def _yes(value: Any) -> bool:
    # Slack's own examples give these as text.
    return value is True or value == "true"
