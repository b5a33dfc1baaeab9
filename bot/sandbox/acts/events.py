"""Events: sent to the app if it subscribed and has the scope, and sent again if it does not answer."""

import asyncio
import secrets

from bot.sandbox.conversations import open_dm
from bot.sandbox.parcels import Parcel
from bot.sandbox.people import team_of, user_object
from bot.sandbox.state import State
from bot.sandbox.wire import Json
from bot.sandbox.workspace import Channel, Person, UserGroup

_SCOPES = {
    "message.im": ("im:history",),
    "app_mention": ("app_mentions:read",),
    "user_change": ("users:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "channel_shared": ("channels:read", "groups:read"),
    "group_archive": ("groups:read",),
    "group_left": ("groups:read",),
    "subteam_members_changed": ("usergroups:read",),
}
_LETTERS = {"public": "C", "private": "G", "im": "D"}


def emit(state: State, event: Json, subscription: str = "") -> None:
    """Sends an event on its way; nobody waits for the answer."""
    name = subscription or event["type"]
    scopes = state.workspace.scopes
    needed = _SCOPES.get(name)
    if name not in state.workspace.events or (needed and not any(s in scopes for s in needed)):
        return
    state.busy.enter()
    state.spawn(_send(state, _wrapped(state, event), name))


async def _send(state: State, payload: Json, name: str) -> None:
    """The first try and the retries: at once, after a minute, after five."""
    reason = ""
    try:
        for number, pause in enumerate((0.0, *state.timing.retries)):
            await _rest(state, pause)
            parcel = Parcel("events_api", f"event {name}", payload, number, reason)
            answer = await state.delivery.deliver(parcel)
            if answer.error is None or answer.no_retry:
                return
            reason = answer.reason
    finally:
        state.busy.leave()


async def _rest(state: State, pause: float) -> None:
    """Waits for a later retry; meanwhile nothing is unanswered."""
    if pause:
        state.busy.leave()
        try:
            await asyncio.sleep(pause)
        finally:
            state.busy.enter()


def _wrapped(state: State, event: Json) -> Json:
    workspace = state.workspace
    authorization = {
        "enterprise_id": None,
        "team_id": workspace.team_id,
        "user_id": workspace.bot.user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": workspace.verification_token,
        "team_id": workspace.team_id,
        "api_app_id": workspace.bot.app_id,
        "event": event | {"event_ts": state.stamps.next()},
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": state.stamps.seconds(),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }


def home_opened(state: State, person: Person, tab: str = "home") -> None:
    """app_home_opened; the Home as last published comes with it."""
    event: Json = {"type": "app_home_opened", "user": person.id, "tab": tab}
    event["channel"] = open_dm(state, person.id).id
    home = state.views.homes.get(person.id)
    emit(state, event | ({"view": home.shown(state.workspace)} if home and tab == "home" else {}))


def said_in_dm(state: State, person: Person, channel: Channel, message: Json) -> None:
    """message.im."""
    event = message | {"channel": channel.id, "channel_type": "im", "team": team_of(person, state.workspace)}
    emit(state, event, "message.im")


def changed_in_dm(state: State, channel: Channel, before: Json, after: Json | None) -> None:
    """A message edited, by whomever, or deleted (`after` None); nothing is told of other conversations."""
    if channel.kind != "im":
        return
    event: Json = {"type": "message", "hidden": True, "channel": channel.id, "channel_type": "im"}
    event |= {"ts": state.stamps.next(), "previous_message": before}
    if after is None:
        event |= {"subtype": "message_deleted", "deleted_ts": before["ts"]}
    else:
        event |= {"subtype": "message_changed", "message": after}
    emit(state, event, "message.im")


def mentioned(state: State, person: Person, channel: Channel, message: Json) -> None:
    """app_mention, in a channel that the bot is in."""
    bot = state.workspace.bot.user_id
    if bot in channel.members and f"<@{bot}>" in message["text"]:
        about = {"type": "app_mention", "channel": channel.id, "team": team_of(person, state.workspace)}
        emit(state, message | about)


def member_joined(state: State, channel: Channel, user_id: str, inviter: str = "") -> None:
    """member_joined_channel, for conversations the bot is in."""
    person = state.workspace.person(user_id)
    if person is None or state.workspace.bot.user_id not in channel.members:
        return
    event: Json = {"type": "member_joined_channel", "user": user_id, "channel": channel.id}
    event |= {"channel_type": _LETTERS[channel.kind], "team": team_of(person, state.workspace)}
    emit(state, event | ({"inviter": inviter} if inviter else {}))


def user_changed(state: State, person: Person) -> None:
    """user_change."""
    user = user_object(person, state.workspace, state.clock.now())
    emit(state, {"type": "user_change", "user": user, "cache_ts": state.stamps.seconds()})


def channel_shared(state: State, channel: Channel) -> None:
    """channel_shared with another organisation."""
    if state.workspace.bot.user_id in channel.members:
        emit(state, {"type": "channel_shared", "connected_team_id": "T0STRANGE", "channel": channel.id})


def archived(state: State, channel: Channel, by: str) -> None:
    """group_archive or channel_archive."""
    if state.workspace.bot.user_id in channel.members:
        kind = "group_archive" if channel.kind == "private" else "channel_archive"
        emit(state, {"type": kind, "channel": channel.id, "user": by})


def bot_removed(state: State, channel: Channel) -> None:
    """group_left or channel_left: the bot was taken out."""
    kind = "group_left" if channel.kind == "private" else "channel_left"
    emit(state, {"type": kind, "channel": channel.id})


def group_changed(state: State, group: UserGroup, before: list[str]) -> None:
    """subteam_members_changed."""
    added = [u for u in group.users if u not in before]
    removed = [u for u in before if u not in group.users]
    event: Json = {
        "type": "subteam_members_changed",
        "subteam_id": group.id,
        "team_id": state.workspace.team_id,
    }
    event |= {"date_previous_update": 0, "date_update": state.stamps.seconds()}
    event |= {"added_users": added, "added_users_count": len(added)}
    emit(state, event | {"removed_users": removed, "removed_users_count": len(removed)})


def uninstalled(state: State) -> None:
    """app_uninstalled and tokens_revoked: the last the app hears."""
    emit(state, {"type": "app_uninstalled"})
    emit(state, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [state.workspace.bot.user_id]}})


async def verify_url(state: State) -> Json:
    """url_verification, as when a request URL is saved: the app must answer with the challenge."""
    challenge = secrets.token_urlsafe(24)
    payload: Json = {"token": state.workspace.verification_token, "type": "url_verification"}
    parcel = Parcel("events_api", "url_verification", payload | {"challenge": challenge})
    answer = await state.delivery.deliver(parcel)
    said = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
    right = answer.error is None and isinstance(said, str) and said.strip() == challenge
    return {"ok": right} | ({} if right else {"error": answer.error or "wrong_challenge"})
