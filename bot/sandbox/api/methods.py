"""All methods on one page: name → what does it, with which scope and which token."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.sandbox.api import basics, chat, conversations, files, membership, users, views
from bot.sandbox.api.args import Args
from bot.sandbox.api.scopes import require
from bot.sandbox.state import State
from bot.sandbox.wire import Json, SlackError

Run = Callable[[State, Args], Json]
Token = Literal["bot", "app", "any"]


@dataclass(frozen=True)
class Method:
    """One of `scopes` is needed; methods whose scope depends on the conversation check it themselves."""

    run: Run
    scopes: tuple[str, ...] = ()
    token: Token = "bot"


METHODS = {
    "apps.connections.open": Method(basics.open_connection, token="app"),
    "auth.test": Method(basics.auth_test, token="any"),
    "bots.info": Method(users.bot_info, ("users:read",)),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",)),
    "chat.postMessage": Method(chat.post_message, ("chat:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "conversations.create": Method(membership.create),
    "conversations.history": Method(conversations.history),
    "conversations.info": Method(conversations.info),
    "conversations.invite": Method(membership.invite),
    "conversations.leave": Method(membership.leave),
    "conversations.list": Method(conversations.listing),
    "conversations.members": Method(conversations.members),
    "conversations.open": Method(membership.open_conversation, ("im:write",)),
    "conversations.replies": Method(conversations.replies),
    "files.completeUploadExternal": Method(files.complete_upload, ("files:write",)),
    "files.delete": Method(files.delete, ("files:write",)),
    "files.getUploadURLExternal": Method(files.get_upload_url, ("files:write",)),
    "files.info": Method(files.info, ("files:read",)),
    "reactions.add": Method(basics.add_reaction, ("reactions:write",)),
    "team.info": Method(users.team_info, ("team:read",)),
    "usergroups.list": Method(users.groups, ("usergroups:read",)),
    "usergroups.users.list": Method(users.group_members, ("usergroups:read",)),
    "users.conversations": Method(conversations.of_user),
    "users.info": Method(users.info, ("users:read",)),
    "users.list": Method(users.listing, ("users:read",)),
    "users.lookupByEmail": Method(users.by_email, ("users:read.email",)),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}


def call(state: State, name: str, args: Args) -> Json:
    """Checks token and scope, then does it. Every refusal is a SlackError."""
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    check_token(state, args.token, method.token)
    require(state, *method.scopes)
    return method.run(state, args)


def check_token(state: State, token: str, kind: Token) -> None:
    """Refuses a token that is missing, unknown, of the other kind, or of an app that was removed."""
    workspace = state.workspace
    if not token:
        raise SlackError("not_authed")
    if token not in (workspace.bot_token, workspace.app_token):
        raise SlackError("invalid_auth")
    if not workspace.installed:
        raise SlackError("account_inactive")
    wanted = {"bot": workspace.bot_token, "app": workspace.app_token, "any": token}[kind]
    if token != wanted:
        raise SlackError("not_allowed_token_type")
