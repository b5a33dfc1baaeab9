"""auth.test, apps.connections.open, reactions.add."""

from bot.sandbox.api.args import Args
from bot.sandbox.conversations import joined_by_bot
from bot.sandbox.state import State
from bot.sandbox.wire import Json, SlackError


def auth_test(state: State, args: Args) -> Json:
    """auth.test, for either kind of token."""
    workspace = state.workspace
    if args.token == workspace.app_token:
        return {"ok": True, "app_name": workspace.bot.real_name, "app_id": workspace.bot.app_id}
    org = {"enterprise_id": "E0LOCAL"} if workspace.org_wide else {}
    return org | {
        "ok": True,
        "url": f"{state.url}/",
        "team": workspace.team_name,
        "user": workspace.bot.name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot.user_id,
        "bot_id": workspace.bot.bot_id,
        "is_enterprise_install": workspace.org_wide,
    }


def open_connection(state: State, _: Args) -> Json:
    """apps.connections.open: an address for one connection."""
    base = "ws" + state.url.removeprefix("http")
    return {"ok": True, "url": f"{base}/socket/{state.delivery.sockets.address()}"}


def add_reaction(state: State, args: Args) -> Json:
    """reactions.add."""
    channel = joined_by_bot(state, args.text("channel"))
    message = state.messages.find(channel.id, args.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    name = args.text("name").strip(":")
    if not name:
        raise SlackError("no_reaction")
    people = message.reactions.setdefault(name, [])
    if state.workspace.bot.user_id in people:
        raise SlackError("already_reacted")
    people.append(state.workspace.bot.user_id)
    state.announce(message)
    return {"ok": True}
