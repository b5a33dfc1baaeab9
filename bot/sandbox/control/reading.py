"""What a person sees: conversations, messages, views."""

from bot.sandbox.conversations import seen_by_person
from bot.sandbox.elements import state_values
from bot.sandbox.messages import Message
from bot.sandbox.people import shown_on_page
from bot.sandbox.state import State
from bot.sandbox.wire import ControlError, Json
from bot.sandbox.workspace import Channel, Person, visible


def person_of(state: State, user_id: str) -> Person:
    """Who acts: somebody whose account works."""
    person = next((p for p in state.workspace.people if p.id == user_id), None)
    if person is None:
        raise ControlError("user_not_found", 404)
    if person.deleted or person.is_bot:
        raise ControlError("account_inactive", 403)
    return person


def people(state: State) -> Json:
    """Everybody one can be."""
    return {"people": [shown_on_page(p) for p in state.workspace.people if not p.is_bot]}


def overview(state: State, person: Person) -> Json:
    """What the page needs to draw its frame."""
    workspace = state.workspace
    dm = workspace.dm(person.id)
    seen = [c for c in workspace.channels if visible(c, person)]
    commands = [] if person.is_stranger else workspace.commands
    shortcuts = [] if person.is_stranger else workspace.shortcuts
    groups = [] if person.is_stranger else workspace.groups
    return {
        "me": shown_on_page(person),
        "now": state.clock.now().isoformat(),
        "team": {"id": workspace.team_id, "name": workspace.team_name},
        "bot": {
            "user_id": workspace.bot.user_id,
            "name": workspace.bot.real_name,
            "dm": dm.id if dm else None,
        },
        "conversations": [_conversation(state, person, c) for c in seen],
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint} for c in commands
        ],
        "shortcuts": [
            {"name": s.name, "callback_id": s.callback_id, "description": s.description} for s in shortcuts
        ],
        "groups": [{"id": g.id, "handle": g.handle, "name": g.name} for g in groups],
    }


def _conversation(state: State, person: Person, channel: Channel) -> Json:
    joined = person.id in channel.members
    return {
        "id": channel.id,
        "kind": channel.kind,
        "name": state.workspace.bot.real_name if channel.kind == "im" else channel.name,
        "unread": state.messages.unread(channel.id, person.id) if joined else 0,
        "members": channel.members,
        "joined": joined,
        "archived": channel.archived,
        "shared": channel.is_ext_shared,
    }


def messages(state: State, person: Person, channel_id: str, thread: str) -> Json:
    """A conversation or a thread, oldest first, with this person's own ephemerals where they came."""
    channel = seen_by_person(state, channel_id, person)
    found = _thread(state, channel, thread) if thread else _timeline(state, channel)
    mine = [m for m in state.messages.ephemerals(channel.id, person.id) if _belongs(m, thread)]
    shown = sorted([*found, *mine], key=lambda m: float(m.ts))
    return {"messages": [_message(state, person, m) for m in shown]}


def _timeline(state: State, channel: Channel) -> list[Message]:
    return [m for m in state.messages.of(channel.id) if not m.in_thread_only]


def _thread(state: State, channel: Channel, thread: str) -> list[Message]:
    root = state.messages.find(channel.id, thread)
    if root is None:
        raise ControlError("thread_not_found", 404)
    return [root, *state.messages.replies(channel.id, root.ts)]


def _belongs(message: Message, thread: str) -> bool:
    return (message.thread_ts or "") == thread


def _message(state: State, person: Person, message: Message) -> Json:
    body = state.messages.shown(message, state.workspace)
    if message.seen_by:
        body["ephemeral"] = True
    if message.blocks:
        typed = state.typed_in_messages.get((person.id, message.ts), {})
        body["state"] = {"values": state_values(message.blocks, typed)}
    return body


def home(state: State, person: Person) -> Json:
    """The Home as last published."""
    view = state.views.homes.get(person.id)
    return {"view": view.shown(state.workspace) if view else None}


def views(state: State, person: Person) -> Json:
    """The modals on the screen, top last."""
    return {"views": [v.shown(state.workspace) for v in state.views.stack(person.id)]}
