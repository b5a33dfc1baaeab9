"""Scope checks: what a method needs, and what the app was given."""

from bot.sandbox.conversations import SCOPE_PREFIX
from bot.sandbox.state import State
from bot.sandbox.wire import SlackError
from bot.sandbox.workspace import Channel

APP_SCOPES = ("connections:write",)


def granted_to(state: State, token: str) -> dict[str, str]:
    """The header in which Slack says what a token may do; none for a token that it does not take."""
    there = state.workspace
    given = {there.bot_token: there.scopes, there.app_token: APP_SCOPES}.get(token)
    return {"x-oauth-scopes": ",".join(given)} if given and there.installed else {}


def require(state: State, *needed: str) -> None:
    """`missing_scope` unless the app has one of them."""
    provided = state.workspace.scopes
    if needed and not any(scope in provided for scope in needed):
        raise SlackError("missing_scope", needed=",".join(needed), provided=",".join(provided))


def require_for(state: State, channel: Channel, what: str) -> None:
    """The scope for that kind of conversation: `groups:history`, `im:read` and so on."""
    require(state, f"{SCOPE_PREFIX[channel.kind]}:{what}")


def require_managing(state: State, channel: Channel) -> None:
    """The scope for changing who is in a conversation."""
    require(state, {"public": "channels:manage", "private": "groups:write", "im": "im:write"}[channel.kind])
