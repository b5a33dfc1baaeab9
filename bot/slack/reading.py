"""Slack's payloads turned into a `Request`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.typed import has_text
from bot.slack.request import Request, RequestKind
from bot.slack.tokens import as_typed

SPOKEN = (None, "file_share", "me_message", "thread_broadcast")
CHANGES = ("message_changed", "message_deleted")
MENTION = re.compile(r"<@([UW]\w+)(?:\|[^<>]*)?>")


def command(body: Mapping[str, Any]) -> Request:
    """With `should_escape` on, `&`, `<` and `>` arrive escaped; people and channels stay as they are."""
    return Request(
        kind=RequestKind.COMMAND,
        person=body["user_id"],
        text=as_typed(str(body.get("text", ""))).strip(),
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
    """What happened. Of a message that was edited or deleted, author and thread are its own."""
    happened = body["event"]
    told = happened.get("message") or happened.get("previous_message") or {}
    of = told if happened.get("subtype") in CHANGES else happened
    who = of.get("user") or happened.get("user") or ""
    typed = _is_typed(happened)
    words = _addressed(body, happened) if typed else ""
    return Request(
        kind=RequestKind.TYPED if typed else RequestKind.EVENT,
        person=who["id"] if isinstance(who, dict) else str(who),
        text=as_typed(words).strip(),
        channel=str(happened.get("channel") or ""),
        thread_ts=str(of.get("thread_ts") or ""),
        event={**happened, "text": words} if typed else happened,
        event_id=str(body.get("event_id", "")),
    )


def _is_typed(happened: Mapping[str, Any]) -> bool:
    """By a person, to the bot."""
    mine = happened.get("type") == "app_mention" or (
        happened.get("type") == "message" and happened.get("channel_type") == "im"
    )
    by_person = bool(happened.get("user")) and not happened.get("bot_id")
    return mine and by_person and happened.get("subtype") in SPOKEN


def _addressed(body: Mapping[str, Any], happened: Mapping[str, Any]) -> str:
    """What follows the bot's name, where it is there; what stands before it where nothing follows."""
    raw = str(happened.get("text") or "")
    own = {str(each.get("user_id")) for each in body.get("authorizations") or () if each.get("is_bot")}
    for found in MENTION.finditer(raw):
        if found[1] in own:
            after = raw[found.end() :].lstrip(":, ")
            return after if has_text(after) else raw[: found.start()]
    return raw


def _value(acted: Mapping[str, Any]) -> str:
    chosen = acted.get("selected_option") or {}
    return str(acted.get("value") or chosen.get("value") or acted.get("selected_user") or "")
