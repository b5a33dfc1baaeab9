"""Slash commands and global shortcuts."""

import re

from bot.sandbox.acts.common import common, not_a_stranger, response_url, shown_channel_name
from bot.sandbox.acts.replies import answer_command, show_sentence
from bot.sandbox.conversations import joined_by_person, seen_by_person
from bot.sandbox.parcels import Answer, Parcel
from bot.sandbox.state import State
from bot.sandbox.tickets import ResponseUrl
from bot.sandbox.wire import ControlError, Json, SlackError
from bot.sandbox.workspace import Channel, Command, Person, visible

_TOKENS = re.compile(
    r"(?P<url>https?://(?:(?!&[lg]t;)[^\s<>|])+(?<![.,;:!?)]))"
    r"|(?<![\w@/])(?P<address>[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,})"
    r"|(?<![\w@/.-])(?P<bare>(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev)\b(?:/(?:(?!&[lg]t;)[^\s<>|])*(?<![.,;:!?)]))?)"
    r"|(?<![\w@])@(?P<name>[\w.-]*\w)"
    r"|(?<![\w#&])#(?P<channel>[\w-]+)",
    re.IGNORECASE,
)
"""What Slack makes tokens of: addresses as well, and what looks like one."""


async def run_command(state: State, person: Person, channel_id: str, line: str) -> Json:
    """`/command text` typed in a conversation."""
    not_a_stranger(person)
    channel = joined_by_person(state, channel_id, person)
    word, _, text = line.strip().partition(" ")
    command = next((c for c in state.workspace.commands if c.command == word), None)
    if command is None:
        raise ControlError("not_a_command", command=word)
    ticket = ResponseUrl(person.id, channel.id)
    typed = written(state, person, text.strip()) if command.should_escape else text.strip()
    payload = _payload(state, person, channel, command, typed) | {"response_url": response_url(state, ticket)}
    answer = await state.delivery.deliver(Parcel("slash_commands", word, payload))
    return _shown(state, ticket, word, answer)


def _payload(state: State, person: Person, channel: Channel, command: Command, text: str) -> Json:
    workspace = state.workspace
    return {
        "token": workspace.verification_token,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": shown_channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": command.command,
        "text": text,
        "api_app_id": workspace.bot.app_id,
        "is_enterprise_install": "false",
        "trigger_id": state.triggers.issue(person.id, channel_id=channel.id),
    }


def _shown(state: State, ticket: ResponseUrl, word: str, answer: Answer) -> Json:
    error = answer.error
    if error is None:
        try:
            answer_command(state, ticket, answer.body)
        except SlackError as refusal:
            log_refusal(state, word, answer.body, refusal)
            error = refusal.code
    if error is None:
        return {"ok": True}
    show_sentence(state, ticket.user_id, ticket.channel_id, sentence(word, error))
    return {"ok": False, "error": error}


def sentence(word: str, error: str) -> str:
    """What Slack tells the person when a command came to nothing."""
    if error == "operation_timeout":
        return f"{word} failed because the app did not respond"
    return f'{word} failed with the error "{error}"'


def log_refusal(state: State, what: str, body: object, refusal: SlackError) -> None:
    """Puts into the log that an answer of the app was not fit to be shown, and why."""
    entry = state.journal.begin("from_bot", f"answer to {what}", body)
    state.journal.end(entry, None, refusal.body(), refusal.code)


def escaped(text: str) -> str:
    """The three characters Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def written(state: State, person: Person, text: str, with_names: bool = True) -> str:
    """What somebody typed as Slack sends it on: escaped, links marked, @names and #channels as ids."""

    def mention(match: re.Match[str]) -> str:
        name = match["name"]
        group = next((g for g in state.workspace.groups if g.handle == name), None)
        if group is not None:
            return f"<!subteam^{group.id}|@{name}>" if with_names else f"<!subteam^{group.id}>"
        found = next((p for p in state.workspace.everyone() if p.name == name and not p.deleted), None)
        if found is None:
            return match[0]
        return f"<@{found.id}|{name}>" if with_names else f"<@{found.id}>"

    def channel(match: re.Match[str]) -> str:
        named = (c for c in state.workspace.channels if c.name == match["channel"] and visible(c, person))
        found = next(named, None)
        return f"<#{found.id}|{found.name}>" if found else match[0]

    def link(match: re.Match[str]) -> str:
        url, address, bare = match["url"], match["address"], match["bare"]
        if url:
            return f"<{url}>"
        return f"<mailto:{address}|{address}>" if address else f"<http://{bare}|{bare}>"

    def token(match: re.Match[str]) -> str:
        return mention(match) if match["name"] else channel(match) if match["channel"] else link(match)

    return _TOKENS.sub(token, escaped(text))


async def run_shortcut(state: State, person: Person, callback_id: str, where: str | None = None) -> Json:
    """A global shortcut picked from the menu; `where`: the conversation in front of the person.

    The payload does not tell the app, but a view opened from here may start with that conversation.
    """
    not_a_stranger(person)
    channel = seen_by_person(state, where, person) if where else None
    if not any(s.callback_id == callback_id for s in state.workspace.shortcuts):
        raise ControlError("no_such_shortcut", 404)
    payload = common(state, "shortcut", person) | {
        "callback_id": callback_id,
        "action_ts": state.stamps.next(),
        "trigger_id": state.triggers.issue(person.id, channel_id=channel.id if channel else None),
    }
    answer = await state.delivery.deliver(Parcel("interactive", f"shortcut {callback_id}", payload))
    return {"ok": answer.error is None} | ({"error": answer.error} if answer.error else {})
