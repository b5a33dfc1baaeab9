"""What to get ready before an interview, as boxes to tick, and the ticks as they come back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from zlib import crc32

from slack_sdk.models.blocks import Block, CheckboxesElement, Option, PlainTextObject

from bot.slack.ids import Action
from bot.slack.views.shape import actions, paragraphs
from bot.slack.views.text import clip, escape, pieces
from bot.values.interviews import AssignmentView

IN_ONE_GROUP = 10  # boxes Slack takes together
IN_ONE_LINE = 75  # characters of a box's text, and of the line under it
BLOCK = "tick"


@dataclass(frozen=True)
class Ticks:
    """One group of boxes as it is now: the marks of all its lines, and of those that are ticked."""

    panelist_id: int
    shown: tuple[int, ...]
    ticked: tuple[int, ...]


def mark(line: str) -> int:
    """What a tick is kept by: another exercise, role or edition of the guide has other lines in its place."""
    return crc32(line.encode())


def to_do(assignment: AssignmentView) -> tuple[str, ...]:
    """The checklist of the panelist's role."""
    return assignment.instructions.before


def checklist(assignment: AssignmentView, ticked: Collection[int] = ()) -> list[Block]:
    """Nothing where there is nothing to do. A line too long for a box is written out above its group."""
    every = list(enumerate(to_do(assignment), 1))
    if not every:
        return []
    blocks = paragraphs(["*Before the interview*: tick what is done"])
    for start in range(0, len(every), IN_ONE_GROUP):
        some = every[start : start + IN_ONE_GROUP]
        blocks += paragraphs([f"{number}. {escape(line)}" for number, line in some if _too_long(line)], "\n")
        marks = ".".join(str(mark(line)) for _, line in some)
        blocks.append(actions(_boxes(some, ticked), block_id=f"{BLOCK}:{assignment.panelist.id}:{marks}"))
    return blocks


def _boxes(some: list[tuple[int, str]], ticked: Collection[int]) -> CheckboxesElement:
    options = {mark(line): _option(number, line) for number, line in some}
    initial = [option for each, option in options.items() if each in ticked]
    return CheckboxesElement(
        action_id=Action.TICK, options=list(options.values()), initial_options=initial or None
    )


def _too_long(line: str) -> bool:
    return len(pieces(line, IN_ONE_LINE)) > 2


def _option(number: int, line: str) -> Option:
    value = str(mark(line))
    if _too_long(line):
        return Option(value=value, text=PlainTextObject(text=clip(f"Line {number}: {line}", IN_ONE_LINE)))
    text, *rest = pieces(line, IN_ONE_LINE)
    under = PlainTextObject(text=rest[0]) if rest else None
    return Option(value=value, text=PlainTextObject(text=text), description=under)


def parse_ticks(block_id: str, selected: Iterable[str]) -> Ticks:
    """The group with this block id and the values of its ticked boxes. Raises ValueError on any other id."""
    kind, panelist_id, marks = block_id.split(":")
    if kind != BLOCK:
        raise ValueError(f"not a checklist: {block_id}")
    shown = tuple(int(each) for each in marks.split("."))
    return Ticks(int(panelist_id), shown, tuple(sorted(int(value) for value in selected)))
