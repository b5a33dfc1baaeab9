"""Words on screen: escaping, mentions, times in the reader's zone, and text that fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import regex

from bot.domain.words import names as names

WHOLE_CHARACTER = regex.compile(r"\X")
"""What people see as one: a flag, a family or an accented letter is made of several code points."""


def escape(text: str) -> str:
    """Typed text made harmless: a candidate called `<!channel>` is a name.

    Slack's own formatting marks stay: an asterisk in a name is shown as bold at worst.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(person: str) -> str:
    return f"<@{person}>"


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 interview", "3 interviews"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def clock_time(at: datetime, zone: str) -> str:
    """ "14:00" in that zone."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def day(at: datetime, zone: str, now: datetime) -> str:
    """ "today", "tomorrow", "Thu" within the week, else "Mon 16 Nov"; with its year if that is another."""
    local, today = at.astimezone(ZoneInfo(zone)).date(), now.astimezone(ZoneInfo(zone)).date()
    away = (local - today).days
    if away in (0, 1, -1):
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[away]
    if 1 < away < 7:
        return f"{local:%a}"
    year = f" {local.year}" if local.year != today.year else ""
    return f"{local:%a} {local.day} {local:%b}{year}"


def date(at: datetime, zone: str) -> str:
    """ "3 Nov 2026"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b %Y}"


def dated(at: datetime, zone: str) -> str:
    """ "Tue 17 Nov 14:00": for what may be read on another day."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b} {local:%H:%M}"


def moment(at: datetime, zone: str, now: datetime) -> str:
    """ "today 14:00"."""
    return f"{day(at, zone, now)} {clock_time(at, zone)}"


def span(at: datetime, minutes: int, zone: str, now: datetime) -> str:
    """ "today 14:00–14:45"."""
    return f"{moment(at, zone, now)}–{clock_time(at + timedelta(minutes=minutes), zone)}"


def everyones_moment(at: datetime) -> str:
    """For channels: each reader sees it in their own zone; mrkdwn only."""
    there = f"{at.astimezone(UTC):%a %d %b %H:%M} UTC"
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{there}>"


def until(at: datetime, now: datetime) -> str:
    """ "starts in 4 minutes", "started 2 minutes ago"; "" where it is more than a day away."""
    minutes = round((at - now).total_seconds() / 60)
    if abs(minutes) > 24 * 60:
        return ""
    amount = count(abs(minutes), "minute") if abs(minutes) < 90 else count(round(abs(minutes) / 60), "hour")
    if minutes == 0:
        return "starts now"
    return f"starts in {amount}" if minutes > 0 else f"started {amount} ago"


def start_of(text: str, limit: int) -> str:
    """Its first whole characters, `limit` code points at most; one that is longer by itself is cut."""
    if len(text) <= limit:
        return text
    ends = _ends(text, limit)
    return text[: ends[-1] if ends else limit]


def clip(text: str, limit: int) -> str:
    """Cut at a word with an ellipsis; for labels, where Slack allows no more."""
    if len(text) <= limit:
        return text
    shorter = start_of(text, limit - 1)
    head, space, _ = shorter.rpartition(" ")
    return (head if space and len(head) > limit // 2 else shorter).rstrip() + "…"


def pieces(text: str, limit: int) -> list[str]:
    """The whole text in pieces of at most `limit`, parted at a line, else a sentence, else a word."""
    rest, found = _without_leading_blanks(text).rstrip(), []
    while len(rest) > limit:
        at = _break_before(rest, limit)
        found.append(rest[:at].rstrip())
        rest = _without_leading_blanks(rest[at:])
    return [*found, rest] if rest else found


def _break_before(text: str, limit: int) -> int:
    ends = _ends(text, limit)
    for pattern in (r"\n", r"(?<=[.!?…]) ", r" "):
        spots = {found.end() for found in re.finditer(pattern, text[:limit])}
        fitting = [end for end in ends if end in spots and end > limit // 3]
        if fitting:
            return fitting[-1]
    cut = ends[-1] if ends else limit
    entity = _entity_around(text, cut)
    return max((end for end in ends if end <= entity), default=cut)


def _ends(text: str, limit: int) -> list[int]:
    """Where each whole character within the first `limit` code points ends."""
    ends = (found.end() for found in WHOLE_CHARACTER.finditer(text[: limit + 1]))
    return [end for end in ends if end <= limit]


def _entity_around(text: str, at: int) -> int:
    """Where what begins like &amp; and is not over at `at` starts; `at` where nothing does."""
    start = text.rfind("&", max(0, at - 5), at)
    return start if start >= 0 and ";" not in text[start:at] else at


def _without_leading_blanks(text: str) -> str:
    """A blank that carries an accent is none."""
    characters = WHOLE_CHARACTER.finditer(text)
    return next((text[each.start() :] for each in characters if not each.group().isspace()), "")


def quote(text: str) -> str:
    """Escaped and set off, line by line."""
    return "\n".join(f"> {line}" for line in escape(text).splitlines())


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"• {line}" for line in lines)


def is_address(text: str) -> bool:
    """Whether a button or link may lead there."""
    return len(text) <= 3000 and re.fullmatch(r"https?://[^\s]+", text) is not None


def link(title: str, url: str) -> str:
    """A titled link; an address Slack could not open is shown as it was typed."""
    if not is_address(url):
        return f"{escape(title)}: {escape(url)}"
    return f"<{escape(url).replace('|', '%7C')}|{escape(title)}>"


def fitting(lines: Iterable[str], limit: int) -> tuple[list[str], int]:
    """The whole lines that fit into `limit` characters together, and how many are left out."""
    every, kept, used = list(lines), [], 0
    for line in every:
        used += len(line) + 3  # a line break, or what parts it from the next
        if used > limit:
            break
        kept.append(line)
    return kept, len(every) - len(kept)


def duration(minutes: int) -> str:
    """ "45 minutes", "60 minutes", "1 hour 30 minutes", "24 hours"."""
    hours, rest = divmod(minutes, 60)
    if hours == 0 or (hours == 1 and rest == 0):
        return count(minutes, "minute")
    return " ".join(part for part in (count(hours, "hour"), count(rest, "minute") if rest else "") if part)


def sentence(text: str) -> str:
    """With a capital first; mentions and marks are left alone."""
    return text[:1].upper() + text[1:]


def quoted(text: str, limit: int) -> list[str]:
    """The whole text escaped and set off, in pieces of at most `limit`."""
    return [
        piece if piece.startswith(">") else f"> {piece}" for piece in pieces(quote(text.strip()), limit - 2)
    ]
