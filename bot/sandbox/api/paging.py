"""Cursors: where the next page starts, in base64 as Slack's."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from bot.sandbox.api.args import Args
from bot.sandbox.wire import Json, SlackError

Item = TypeVar("Item")
MOST = 1000


def page(args: Args, items: Sequence[Item], default: int = 100) -> tuple[list[Item], Json]:
    """The page asked for, and `response_metadata` (with `has_more` beside it) for the answer."""
    start = _start(args.text("cursor"))
    limit = min(args.number("limit", default) or default, MOST)
    if limit < 0:
        raise SlackError("invalid_limit")
    end = start + limit
    more = end < len(items)
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if more else ""
    return list(items[start:end]), {"has_more": more, "response_metadata": {"next_cursor": cursor}}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word == "next":
            return int(number)
    except ValueError:
        pass
    raise SlackError("invalid_cursor")
