"""What Slack puts in angle brackets, shown as people wrote it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime

TOKEN = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
KEPT_AS_SENT = "@#"  # people and channels


def as_typed(raw: str) -> str:
    """As a command gets it: people and channels stay ids, the rest is as it was typed."""
    return html.unescape(TOKEN.sub(lambda found: _written(found, None), raw))


def as_written(raw: str, called: Callable[[str], str]) -> str:
    """As its author saw it. `called` gives the name of a person or channel by id, "" where there is none."""
    return html.unescape(TOKEN.sub(lambda found: _written(found, called), raw))


def _written(found: re.Match[str], called: Callable[[str], str] | None) -> str:
    what, label = found[1], found[2] or ""
    if what[0] in KEPT_AS_SENT:
        return (
            found[0] if called is None else f"{what[0]}{label or html.escape(called(what[1:])) or what[1:]}"
        )
    if what[0] == "!":
        return _special(what, label)
    address = re.sub(r"^(?:mailto|tel):", "", what)
    # A link that Slack made of what looked like one has the words themselves as its label.
    return label if label and label in what else f"{label} ({address})" if label else address


def _special(what: str, label: str) -> str:
    """Dates, groups, and everybody here."""
    kind, *more = what[1:].split("^")
    if kind == "date":
        return label or _in_utc(more)
    if kind == "subteam":
        return f"@{label.removeprefix('@') or 'group'}"
    return f"@{kind}"


def _in_utc(more: list[str]) -> str:
    try:
        return f"{datetime.fromtimestamp(int(more[0]), UTC):%d %b %Y %H:%M} UTC"
    except (IndexError, ValueError, OverflowError, OSError):
        return "a date"
