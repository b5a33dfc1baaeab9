"""Slack's payloads turned into a `Request`."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.slack.request import Request, RequestKind


def command(body: Mapping[str, Any]) -> Request:
    """With `should_escape` on, `&`, `<` and `>` arrive escaped; mentions stay as they are."""
    return Request(
        kind=RequestKind.COMMAND,
        person=body["user_id"],
        text=html.unescape(str(body.get("text", ""))).strip(),
        channel=str(body.get("channel_id", "")),
        trigger_id=str(body.get("trigger_id", "")),
        response_url=str(body.get("response_url", "")),
    )


def action(body: Mapping[str, Any]) -> Request:
    acted = body["actions"][0]
    view = body.get("view") or {}
    return Request(
        kind=RequestKind.ACTION,
        person=body["user"]["id"],
        channel=str((body.get("channel") or {}).get("id", "")),
        trigger_id=str(body.get("trigger_id", "")),
        response_url=str(body.get("response_url", "")),
        action=acted["action_id"],
        block=str(acted.get("block_id", "")),
        value=_value(acted),
        chosen=[option["value"] for option in acted.get("selected_options") or []],
        acted_at=datetime.fromtimestamp(float(acted.get("action_ts") or 0), UTC),
        view=view,
        values=(view.get("state") or body.get("state") or {}).get("values", {}),
    )


def view(body: Mapping[str, Any]) -> Request:
    """A modal submitted or closed."""
    shown = body["view"]
    return Request(
        kind=RequestKind.SUBMISSION if body["type"] == "view_submission" else RequestKind.CLOSED,
        person=body["user"]["id"],
        trigger_id=str(body.get("trigger_id", "")),
        callback=str(shown.get("callback_id", "")),
        view=shown,
        values=(shown.get("state") or {}).get("values", {}),
    )


def shortcut(body: Mapping[str, Any]) -> Request:
    return Request(
        kind=RequestKind.SHORTCUT,
        person=body["user"]["id"],
        trigger_id=str(body.get("trigger_id", "")),
        callback=str(body.get("callback_id", "")),
    )


def event(body: Mapping[str, Any]) -> Request:
    happened = body["event"]
    who = happened.get("user") or ""
    return Request(
        kind=RequestKind.EVENT,
        person=who["id"] if isinstance(who, dict) else str(who),
        text=html.unescape(str(happened.get("text") or "")),
        channel=str(happened.get("channel") or ""),
        thread_ts=str(happened.get("thread_ts") or ""),
        event=happened,
        event_id=str(body.get("event_id", "")),
    )


def _value(acted: Mapping[str, Any]) -> str:
    chosen = acted.get("selected_option") or {}
    return str(acted.get("value") or chosen.get("value") or acted.get("selected_user") or "")
