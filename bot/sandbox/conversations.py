"""Conversations: who sees them, what the bot finds, and how Slack describes them."""

from bot.sandbox.state import State
from bot.sandbox.wire import ControlError, Json, SlackError
from bot.sandbox.workspace import Channel, Person, visible

SCOPE_PREFIX = {"public": "channels", "private": "groups", "im": "im"}


def seen_by_person(state: State, channel_id: str, person: Person) -> Channel:
    """The conversation, for a person; 404 says as little as Slack does."""
    channel = state.workspace.channel(channel_id)
    if channel is None or not visible(channel, person):
        raise ControlError("channel_not_found", 404)
    return channel


def joined_by_person(state: State, channel_id: str, person: Person) -> Channel:
    """A conversation the person is in and can write to."""
    channel = seen_by_person(state, channel_id, person)
    if person.id not in channel.members:
        raise ControlError("not_in_channel", 403)
    if channel.archived:
        raise ControlError("is_archived", 403)
    return channel


def seen_by_bot(state: State, channel_id: str) -> Channel:
    """The conversation, for the bot: private ones and DMs exist only where it is a member."""
    channel = state.workspace.channel(channel_id)
    bot = state.workspace.bot.user_id
    if channel is None or (channel.kind != "public" and bot not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def joined_by_bot(state: State, channel_id: str) -> Channel:
    """A conversation the bot is in."""
    channel = seen_by_bot(state, channel_id)
    if state.workspace.bot.user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def writable_by_bot(state: State, channel_id: str) -> Channel:
    """Where the bot may post; archived ones say so."""
    channel = seen_by_bot(state, channel_id)
    if is_archived(state, channel):
        raise SlackError("is_archived")
    outside = state.workspace.bot.user_id not in channel.members
    if outside and "chat:write.public" not in state.workspace.scopes:
        raise SlackError("not_in_channel")
    return channel


def open_dm(state: State, user_id: str) -> Channel:
    """The DM between a person and the bot, made on first use."""
    existing = state.workspace.dm(user_id)
    if existing is not None:
        return existing
    members = [user_id, state.workspace.bot.user_id]
    channel = Channel(state.new_id("D"), "", "im", members, created=state.stamps.seconds())
    state.workspace.channels.append(channel)
    state.feed.tell([user_id], "conversations")
    return channel


def can_dm(state: State, user_id: str) -> Person:
    """The person the bot may open a DM with."""
    person = state.workspace.person(user_id)
    if person is None:
        raise SlackError("user_not_found")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if person.deleted:
        raise SlackError("user_disabled")
    return person


def channel_object(state: State, channel: Channel) -> Json:
    """A conversation as conversations.info gives it."""
    body: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": is_archived(state, channel),
        "is_im": channel.kind == "im",
        "is_org_shared": False,
        "context_team_id": state.workspace.team_id,
        "updated": channel.created * 1000,
    }
    return body | (_im_fields(state, channel) if channel.kind == "im" else _named_fields(state, channel))


def is_archived(state: State, channel: Channel) -> bool:
    """Nobody can post there any more; so it is with the DM of somebody deactivated."""
    return channel.archived or (channel.kind == "im" and _other(state, channel).deleted)


def _other(state: State, channel: Channel) -> Person:
    """The person at the other end of a DM."""
    return next(p for p in state.workspace.people if p.id in channel.members and not p.is_bot)


def _im_fields(state: State, channel: Channel) -> Json:
    other = _other(state, channel)
    return {"user": other.id, "priority": 0, "is_user_deleted": other.deleted}


def _named_fields(state: State, channel: Channel) -> Json:
    return {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_mpim": False,
        "is_private": channel.kind == "private",
        "is_general": channel.name == "general",
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "unlinked": 0,
        "creator": channel.creator or (channel.members or [""])[0],
        "is_member": state.workspace.bot.user_id in channel.members,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }
