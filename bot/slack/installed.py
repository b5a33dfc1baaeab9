"""The app as it is installed: what Slack says to its tokens, and what time it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient

from bot.slack.manifest import SCOPES


@dataclass(frozen=True)
class Installed:
    """`scopes`: None where Slack does not say. `at`: Slack's time in whole seconds, begun."""

    team: str
    bot: str
    user: str
    org_wide: bool
    scopes: frozenset[str] | None
    at: datetime | None

    @property
    def missing(self) -> list[str]:
        """Scopes without which something fails, of those of the manifest."""
        return sorted(set(SCOPES) - self.scopes) if self.scopes is not None else []

    @property
    def unused(self) -> list[str]:
        return sorted(self.scopes - set(SCOPES)) if self.scopes is not None else []


def installed(client: WebClient) -> Installed:
    """Raises what a call may raise."""
    found = client.auth_test()
    headers = {str(name).lower(): value for name, value in found.headers.items()}
    return Installed(
        team=str(found.get("team_id") or ""),
        bot=str(found.get("bot_id") or ""),
        user=str(found.get("user_id") or ""),
        org_wide=bool(found.get("is_enterprise_install")),
        scopes=_scopes(headers),
        at=_date(headers),
    )


def open_connection(client: WebClient, app_token: str) -> None:
    """Asks for an address for Socket Mode, and does not use it: Slack takes the token, or raises."""
    client.apps_connections_open(app_token=app_token)


def _scopes(headers: Mapping[str, Any]) -> frozenset[str] | None:
    said = headers.get("x-oauth-scopes")
    return frozenset(each.strip() for each in str(said).split(",") if each.strip()) if said else None


def _date(headers: Mapping[str, Any]) -> datetime | None:
    try:
        return parsedate_to_datetime(str(headers.get("date", "")))
    except ValueError:
        return None
