"""conversations.* that read."""

from bot.sandbox.api.args import Args
from bot.sandbox.api.paging import page
from bot.sandbox.api.scopes import require, require_for
from bot.sandbox.conversations import SCOPE_PREFIX, channel_object, joined_by_bot, seen_by_bot
from bot.sandbox.messages import Message
from bot.sandbox.state import State
from bot.sandbox.wire import Json, SlackError
from bot.sandbox.workspace import Channel, Kind

_TYPES: dict[str, Kind] = {"public_channel": "public", "private_channel": "private", "im": "im"}


def info(state: State, args: Args) -> Json:
    """conversations.info."""
    channel = seen_by_bot(state, args.need("channel"))
    require_for(state, channel, "read")
    body = channel_object(state, channel)
    if args.flag("include_num_members"):
        body["num_members"] = len(channel.members)
    return {"ok": True, "channel": body}


def members(state: State, args: Args) -> Json:
    """conversations.members."""
    channel = seen_by_bot(state, args.need("channel"))
    require_for(state, channel, "read")
    shown, paging = page(args, channel.members)
    return {"ok": True, "members": shown, "response_metadata": paging["response_metadata"]}


def listing(state: State, args: Args) -> Json:
    """conversations.list: public channels, and what else the bot is in."""
    found = [c for c in _of_types(state, args) if c.kind == "public" or _member(state, c)]
    return _channels(state, args, found)


def of_user(state: State, args: Args) -> Json:
    """users.conversations: what that person, or the bot, is in; private ones only if the bot is there too."""
    user_id = args.text("user") or state.workspace.bot.user_id
    if state.workspace.person(user_id) is None:
        raise SlackError("user_not_found")
    found = [c for c in _of_types(state, args) if user_id in c.members]
    return _channels(state, args, [c for c in found if c.kind == "public" or _member(state, c)])


def history(state: State, args: Args) -> Json:
    """conversations.history: newest first, no replies but those also sent to the channel."""
    channel = _readable(state, args)
    messages = [m for m in state.messages.of(channel.id) if not m.in_thread_only]
    found = list(reversed([m for m in messages if m.listed and _in_window(args, m)]))
    shown, paging = page(args, found)
    return {"ok": True, "messages": _shown(state, args, shown), "pin_count": 0, **paging}


def replies(state: State, args: Args) -> Json:
    """conversations.replies: the root first, then its replies, oldest first."""
    channel = _readable(state, args)
    root = state.messages.find(channel.id, args.need("ts"))
    if root is None:
        raise SlackError("thread_not_found")
    # The window holds for the replies; Slack sends the root with every first page.
    found = [m for m in state.messages.replies(channel.id, root.ts) if m.listed and _in_window(args, m)]
    shown, paging = page(args, [root, *found])
    return {"ok": True, "messages": _shown(state, args, shown), **paging}


def _readable(state: State, args: Args) -> Channel:
    channel = joined_by_bot(state, args.need("channel"))
    require_for(state, channel, "history")
    return channel


def _in_window(args: Args, message: Message) -> bool:
    ts = float(message.ts)
    oldest, latest = _moment(args, "oldest", 0.0), _moment(args, "latest", float("inf"))
    if args.flag("inclusive"):
        return oldest <= ts <= latest
    return oldest < ts < latest


def _moment(args: Args, name: str, default: float) -> float:
    try:
        return float(args.text(name) or default)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _shown(state: State, args: Args, messages: list[Message]) -> list[Json]:
    with_metadata = args.flag("include_all_metadata")
    return [state.messages.shown(m, state.workspace, with_metadata) for m in messages]


def _member(state: State, channel: Channel) -> bool:
    return state.workspace.bot.user_id in channel.members


def _of_types(state: State, args: Args) -> list[Channel]:
    kinds = [_TYPES[t] for t in args.listing("types") or ["public_channel"] if t in _TYPES]
    if not kinds:
        raise SlackError("invalid_types")
    for kind in kinds:
        require(state, f"{SCOPE_PREFIX[kind]}:read")
    skip = args.flag("exclude_archived")
    return [c for c in state.workspace.channels if c.kind in kinds and not (skip and c.archived)]


def _channels(state: State, args: Args, found: list[Channel]) -> Json:
    shown, paging = page(args, found)
    bodies = [channel_object(state, c) | {"num_members": len(c.members)} for c in shown]
    return {"ok": True, "channels": bodies, "response_metadata": paging["response_metadata"]}
