"""What a person does, besides interacting with the app."""

from bot.sandbox.acts.commands import written
from bot.sandbox.acts.events import changed_in_dm, home_opened, mentioned, said_in_dm
from bot.sandbox.api.chat import take_away
from bot.sandbox.api.membership import add_member
from bot.sandbox.conversations import joined_by_person, open_dm, seen_by_person
from bot.sandbox.messages import Message
from bot.sandbox.state import State
from bot.sandbox.wire import ControlError, Json
from bot.sandbox.workspace import Channel, Person


def say(state: State, person: Person, asked: Json) -> Json:
    """Writes a message."""
    channel = joined_by_person(state, str(asked.get("channel")), person)
    text, pictures = str(asked.get("text") or "").strip(), list(asked.get("pictures") or ())
    if not (text or pictures):
        raise ControlError("no_text")
    thread = _root(state, channel.id, str(asked.get("thread_ts") or ""))
    said = written(state, person, text, with_names=False)
    message = Message(state.stamps.next(), channel.id, person.id, text=said, thread_ts=thread)
    message.files = [_picture(state, person, str(name)) for name in pictures]
    message.subtype = "file_share" if pictures else "me_message" if asked.get("me") else None
    state.post(message)
    shown = state.messages.shown(message, state.workspace)
    if channel.kind == "im":
        said_in_dm(state, person, channel, shown)
    else:
        mentioned(state, person, channel, shown)
    return {"ok": True, "ts": message.ts}


def edit(state: State, person: Person, asked: Json) -> Json:
    """Changes one's own message."""
    channel, message = _own(state, person, asked)
    text = str(asked.get("text") or "").strip()
    if not text:
        raise ControlError("no_text")
    before = state.messages.shown(message, state.workspace)
    message.text = written(state, person, text, with_names=False)
    message.edited = {"user": person.id, "ts": state.stamps.next()}
    message.edits += 1
    state.announce(message)
    changed_in_dm(state, channel, before, state.messages.shown(message, state.workspace))
    return {"ok": True}


def take_back(state: State, person: Person, asked: Json) -> Json:
    """Deletes one's own message."""
    channel, message = _own(state, person, asked)
    take_away(state, channel, message)
    return {"ok": True}


def _own(state: State, person: Person, asked: Json) -> tuple[Channel, Message]:
    channel = joined_by_person(state, str(asked.get("channel")), person)
    message = state.messages.find(channel.id, str(asked.get("ts")))
    if message is None or message.user != person.id:
        raise ControlError("message_not_found", 404)
    return channel, message


def _picture(state: State, person: Person, name: str) -> Json:
    """A file as messages show it: enough to be told from words, without its bytes."""
    return {"id": state.new_id("F"), "name": name, "title": name, "mimetype": "image/png", "user": person.id}


def _root(state: State, channel_id: str, thread_ts: str) -> str | None:
    if not thread_ts:
        return None
    root = state.messages.find(channel_id, thread_ts)
    if root is None:
        raise ControlError("thread_not_found", 404)
    return root.thread_ts or root.ts


def open_home(state: State, person: Person) -> Json:
    """Opens the Home tab."""
    if person.is_stranger:
        raise ControlError("not_allowed_for_external_users", 403)
    home_opened(state, person)
    return {"ok": True}


def open_bot_dm(state: State, person: Person) -> Json:
    """Opens the DM with the bot."""
    channel = open_dm(state, person.id)
    home_opened(state, person, "messages")
    return {"ok": True, "channel": channel.id}


def read(state: State, person: Person, asked: Json) -> Json:
    """Has seen everything there."""
    channel = seen_by_person(state, str(asked.get("channel")), person)
    state.messages.mark_read(channel.id, person.id)
    state.feed.tell([person.id], "conversations")
    return {"ok": True}


def join(state: State, person: Person, asked: Json) -> Json:
    """Joins a public channel; into a private one somebody must invite."""
    channel = seen_by_person(state, str(asked.get("channel")), person)
    if channel.archived:
        raise ControlError("is_archived", 403)
    if person.id not in channel.members:
        add_member(state, channel, person.id)
    return {"ok": True}


def leave(state: State, person: Person, asked: Json) -> Json:
    """Leaves a channel."""
    channel = seen_by_person(state, str(asked.get("channel")), person)
    if channel.kind == "im":
        raise ControlError("cant_leave_im", 403)
    if person.id in channel.members:
        channel.members.remove(person.id)
        state.feed.tell_all("conversations")
    return {"ok": True}


def invite(state: State, person: Person, asked: Json) -> Json:
    """Brings somebody else, or the bot, into a channel one is in."""
    channel = joined_by_person(state, str(asked.get("channel")), person)
    user_id = str(asked.get("user"))
    invited = state.workspace.person(user_id)
    if channel.kind == "im" or invited is None or invited.deleted:
        raise ControlError("user_not_found" if channel.kind != "im" else "cant_invite_to_im", 404)
    if person.guest:
        raise ControlError("guests_cannot_invite", 403)
    if user_id not in channel.members:
        add_member(state, channel, user_id, inviter=person.id)
    return {"ok": True}
