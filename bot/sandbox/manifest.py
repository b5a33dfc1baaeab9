"""An app as its Slack app manifest describes it, installed in a workspace here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.sandbox.workspace import Command, Shortcut, Workspace


def install(workspace: Workspace, manifest: Mapping[str, Any]) -> Workspace:
    """The workspace with that app in it: what the manifest does not ask for is refused here too.

    Raises KeyError or TypeError where the manifest is none.
    """
    features, settings = manifest.get("features") or {}, manifest.get("settings") or {}
    name = _name(manifest, features)
    return replace(
        workspace,
        bot=replace(workspace.bot, name=name.lower().replace(" ", "-"), real_name=name),
        commands=[_command(each) for each in features.get("slash_commands") or ()],
        shortcuts=[
            Shortcut(each["name"], each["callback_id"], each.get("description", ""))
            for each in features.get("shortcuts") or ()
            if each.get("type") == "global"
        ],
        scopes=tuple((manifest["oauth_config"].get("scopes") or {}).get("bot") or ()),
        events=frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or ()),
    )


def request_url(manifest: Mapping[str, Any]) -> str | None:
    """Where the app wants to be reached; None in Socket Mode. One address serves everything here."""
    settings = manifest.get("settings") or {}
    if settings.get("socket_mode_enabled"):
        return None
    found = (settings.get("interactivity") or {}).get("request_url")
    return found or (settings.get("event_subscriptions") or {}).get("request_url")


def _name(manifest: Mapping[str, Any], features: Mapping[str, Any]) -> str:
    shown = (features.get("bot_user") or {}).get("display_name")
    return str(shown or manifest["display_information"]["name"])


def _command(given: Mapping[str, Any]) -> Command:
    return Command(
        given["command"],
        given.get("description", ""),
        given.get("usage_hint", ""),
        bool(given.get("should_escape", False)),
    )
