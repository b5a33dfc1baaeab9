"""Plain text for people to copy: candidates' briefs, and whatever else leaves Slack by hand."""

from __future__ import annotations

from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    RichTextBlock,
    RichTextElementParts,
    RichTextPreformattedElement,
)

from bot.catalog.brief import briefs_text
from bot.catalog.catalog import Catalog
from bot.domain.worktime import zone_of
from bot.slack.views.shape import Message, messages, section
from bot.slack.views.text import escape, pieces
from bot.values.interviews import CandidateBrief

IN_ONE_BLOCK = 5500  # characters: one tap copies all of a usual brief, and a message holds the longest


def brief_messages(title: str, text: str, note: str = "") -> list[Message]:
    """The text in full, as it will be pasted: nothing is escaped, formatted or cut.

    `title` is a guide's, or says what the text is; `note` is a sentence for whoever sends it.
    """
    heading = f"*To send to the candidate: {escape(title)}*"
    what_to_do = f"Copy the text below. {escape(note) or 'It holds nothing internal.'}"
    blocks: list[Block] = [section(f"{heading}\n{what_to_do}"), *copyable(text)]
    return messages(f"To send to the candidate: {escape(title)}", blocks, escape(title))


def candidate_brief(brief: CandidateBrief, catalog: Catalog, note: str) -> list[Message]:
    """All interviews of a candidate in one text, at times of their own zone."""
    zone = brief.candidate.zone or "UTC"
    parts = [(guide, each.exercise, _when(each.starts_at, zone)) for guide, each in brief.interviews]
    return brief_messages(brief.candidate.name, briefs_text(catalog, parts), note)


def _when(starts_at: datetime | None, zone: str) -> str:
    if starts_at is None:
        return "To be scheduled"
    local = starts_at.astimezone(zone_of(zone))
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M} ({zone.replace('_', ' ')})"


def copyable(text: str) -> list[Block]:
    """Preformatted blocks that hold the text and nothing else; further ones begin at a line if they can."""
    return [
        RichTextBlock(elements=[RichTextPreformattedElement(elements=[RichTextElementParts.Text(text=part)])])
        for part in _parted(text.strip("\n"))
    ]


def _parted(text: str) -> list[str]:
    found: list[str] = []
    held = ""
    for line in text.splitlines():
        for piece in pieces(line, IN_ONE_BLOCK) if len(line) > IN_ONE_BLOCK else [line]:
            joined = f"{held}\n{piece}" if held else piece
            if len(joined) > IN_ONE_BLOCK:
                found.append(held)
                joined = piece
            held = joined
    return [*found, held] if held else found
