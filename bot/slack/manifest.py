"""The Slack app manifest, built from the routes: what is asked of a workspace is what is answered."""

from __future__ import annotations

from typing import Any

from bot.slack.ids import Callback
from bot.slack.router import Routes

SCOPES = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)

EVENTS = {"message": "message.im"}


def manifest(routes: Routes, command: str, url: str | None = None) -> dict[str, Any]:
    """`url` is where Slack reaches this app over HTTP; without it, Socket Mode is asked for."""
    request_url = f"{url.rstrip('/')}/slack/events" if url else None
    where = {"url": request_url} if request_url else {}
    reach = {"request_url": request_url} if request_url else {}
    return {
        "display_information": {
            "name": "Interviews",
            "description": "Prepares interviewers, reminds them, collects feedback and shows the whole loop.",
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Interviews", "always_online": True},
            "shortcuts": [
                {
                    "name": "Interview feedback",
                    "type": "global",
                    "callback_id": Callback.SHORTCUT_FEEDBACK.value,
                    "description": "Write the feedback you owe",
                }
            ],
            "slash_commands": [
                {
                    "command": command,
                    "description": "Interview guides, reminders, feedback and loops",
                    "usage_hint": " | ".join(["help", *routes.commands]),
                    "should_escape": True,
                    **where,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {
                "bot_events": sorted(EVENTS.get(each, each) for each in routes.events),
                **reach,
            },
            "interactivity": {"is_enabled": True, **reach},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }
