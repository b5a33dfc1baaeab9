"""What a test or the demo does to the workspace: people, channels, groups, the installation."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.sandbox.acts import events
from bot.sandbox.state import State
from bot.sandbox.wire import ControlError, Json
from bot.sandbox.workspace import Channel


def change_person(state: State, user_id: str, asked: Json) -> Json:
    """Another zone, an account deactivated or working again, a guest or not."""
    person = next((p for p in state.workspace.people if p.id == user_id), None)
    if person is None:
        raise ControlError("user_not_found", 404)
    person.tz = str(asked.get("tz", person.tz))
    person.deleted = bool(asked.get("deleted", person.deleted))
    person.is_restricted = bool(asked.get("guest", person.is_restricted))
    if asked.get("guest") is False:
        person.is_ultra_restricted = person.is_stranger = False
    events.user_changed(state, person)
    state.feed.tell_all("conversations")
    return {"ok": True}


def change_channel(state: State, channel_id: str, asked: Json) -> Json:
    """Archives, shares with another organisation, changes the kind, or takes somebody out."""
    channel = state.workspace.channel(channel_id)
    if channel is None or channel.kind == "im":
        raise ControlError("channel_not_found", 404)
    if asked.get("archived") is not None:
        _archive(state, channel, bool(asked["archived"]))
    if asked.get("shared") is not None:
        _share(state, channel, bool(asked["shared"]))
    if asked.get("kind") in ("public", "private"):
        channel.kind = asked["kind"]  # Slack sends no event for this
    if asked.get("remove"):
        _remove(state, channel, str(asked["remove"]))
    state.feed.tell_all("conversations")
    return {"ok": True}


def _archive(state: State, channel: Channel, archived: bool) -> None:
    before, channel.archived = channel.archived, archived
    if archived and not before:
        events.archived(state, channel, channel.creator)


def _share(state: State, channel: Channel, shared: bool) -> None:
    before, channel.is_ext_shared = channel.is_ext_shared, shared
    if shared and not before:
        events.channel_shared(state, channel)


def _remove(state: State, channel: Channel, user_id: str) -> None:
    if user_id not in channel.members:
        raise ControlError("not_in_channel")
    channel.members.remove(user_id)
    if user_id == state.workspace.bot.user_id:
        events.bot_removed(state, channel)


def change_group(state: State, group_id: str, asked: Json) -> Json:
    """Who is in a user group."""
    group = next((g for g in state.workspace.groups if g.id == group_id), None)
    if group is None:
        raise ControlError("group_not_found", 404)
    before, group.users = group.users, [str(user) for user in asked.get("users", group.users)]
    events.group_changed(state, group, before)
    return {"ok": True}


def uninstall(state: State) -> Json:
    """Removes the app: its tokens are dead from here on."""
    events.uninstalled(state)
    state.workspace.installed = False
    return {"ok": True}


def move(state: State, asked: Json) -> Json:
    """Moves the clock, by way of all that the app announces until then: so time passes where nothing is down.

    Called on a thread of its own, as callbacks may call this server.
    """
    try:
        if "to" in asked:
            target = datetime.fromisoformat(str(asked["to"]))
        else:
            target = state.clock.now() + timedelta(seconds=float(asked["advance"]))
        for coming in _on_the_way(state, target):
            state.clock.move_to(coming)
        now = state.clock.move_to(max(target, state.clock.now()) if "advance" in asked else target)
    except (ValueError, KeyError, TypeError, OverflowError) as wrong:
        raise ControlError("invalid_time", detail=str(wrong)) from None
    return {"now": now.isoformat()}


def _on_the_way(state: State, target: datetime) -> Iterator[datetime]:
    """What the app will do by itself before then, as often as it says so."""
    tell = state.next_event
    while tell and (coming := tell()) and state.clock.now() < coming < target:
        yield coming
