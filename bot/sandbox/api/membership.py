"""conversations.* that change who is where."""

import re

from bot.sandbox.acts.events import member_joined
from bot.sandbox.api.args import Args
from bot.sandbox.api.scopes import require, require_managing
from bot.sandbox.conversations import can_dm, channel_object, joined_by_bot, open_dm, seen_by_bot
from bot.sandbox.state import State
from bot.sandbox.wire import Json, SlackError
from bot.sandbox.workspace import Channel, Kind


def open_conversation(state: State, args: Args) -> Json:
    """conversations.open: the DM with one person, or one that is known by its id."""
    if args.text("channel"):
        return {"ok": True, "no_op": True, "channel": {"id": seen_by_bot(state, args.text("channel")).id}}
    users = args.listing("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        require(state, "mpim:write")
        raise SlackError("method_not_supported_for_channel_type")  # group DMs are not played here
    person = can_dm(state, users[0])
    known = state.workspace.dm(person.id) is not None
    channel = open_dm(state, person.id)
    body = channel_object(state, channel) if args.flag("return_im") else {"id": channel.id}
    return {"ok": True, "channel": body} | ({"no_op": True, "already_open": True} if known else {})


def create(state: State, args: Args) -> Json:
    """conversations.create; the bot is its first member."""
    name, private = args.text("name"), args.flag("is_private")
    require(state, "groups:write" if private else "channels:manage")
    if not re.fullmatch(r"[a-z0-9_\-\w]{1,80}", name) or name != name.lower():
        raise SlackError("invalid_name_specials" if name else "invalid_name_required")
    if any(c.name == name for c in state.workspace.channels):
        raise SlackError("name_taken")
    bot, kind = state.workspace.bot.user_id, _kind(private)
    channel = Channel(state.new_id("C"), name, kind, [bot], creator=bot, created=state.stamps.seconds())
    state.workspace.channels.append(channel)
    state.feed.tell_all("conversations")
    return {"ok": True, "channel": channel_object(state, channel)}


def invite(state: State, args: Args) -> Json:
    """conversations.invite: all of them or, with one refused, none."""
    channel = joined_by_bot(state, args.need("channel"))
    require_managing(state, channel)
    users = args.listing("users")
    if not users:
        raise SlackError("no_user")
    refused = {user: why for user in users if (why := _uninvitable(state, channel, user))}
    if refused:
        errors = [{"user": user, "ok": False, "error": why} for user, why in refused.items()]
        raise SlackError(next(iter(refused.values())), errors=errors)
    for user in users:
        add_member(state, channel, user, inviter=state.workspace.bot.user_id)
    return {"ok": True, "channel": channel_object(state, channel)}


def leave(state: State, args: Args) -> Json:
    """conversations.leave."""
    channel = seen_by_bot(state, args.need("channel"))
    require_managing(state, channel)
    bot = state.workspace.bot.user_id
    if bot not in channel.members:
        return {"ok": True, "not_in_channel": True}
    channel.members.remove(bot)
    state.feed.tell_all("conversations")
    return {"ok": True}


def add_member(state: State, channel: Channel, user_id: str, inviter: str = "") -> None:
    """Somebody is in the conversation from now on; the bot hears of it if it is there."""
    channel.members.append(user_id)
    state.feed.tell_all("conversations")
    member_joined(state, channel, user_id, inviter)


def _kind(private: bool) -> Kind:
    return "private" if private else "public"


def _uninvitable(state: State, channel: Channel, user_id: str) -> str | None:
    person = state.workspace.person(user_id)
    if person is None:
        return "user_not_found"
    if user_id == state.workspace.bot.user_id:
        return "cant_invite_self"
    if person.deleted:
        return "user_disabled"
    return "already_in_channel" if user_id in channel.members else None
