"""An agenda, and the times its parts have in an interview of any length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from bot.catalog.frozen import Frozen


class AgendaItem(Frozen):
    minutes: int = Field(ge=1, le=480)
    what: Annotated[str, Field(min_length=1, max_length=120)]
    candidate_questions: bool = False  # the part that belongs to the candidate
    derived: bool = False  # assumed, the source gives no minutes


@dataclass(frozen=True)
class TimelinePart:
    """An item of an agenda as booked: minutes from the start. `minutes` 0: nothing is left for it."""

    item: AgendaItem
    begins: int
    minutes: int


def fitted(items: Sequence[AgendaItem], minutes: int) -> tuple[TimelinePart, ...]:
    """Every item in its order, fitted to an interview of so many minutes.

    The longest part gives or takes what the length differs by: what comes before it is counted from the
    start, what comes after it from the end, so that the candidate's questions keep their time.
    """
    elastic = _elastic(items)
    begins = [
        _total(items[:place]) if place <= elastic else max(minutes - _total(items[place:]), 0)
        for place in range(len(items))
    ]
    ends = [min([*begins[place + 1 :], minutes]) for place in range(len(items))]
    return tuple(
        TimelinePart(item, begun, max(end - begun, 0))
        for item, begun, end in zip(items, begins, ends, strict=True)
    )


def _total(items: Sequence[AgendaItem]) -> int:
    return sum(item.minutes for item in items)


def _elastic(items: Sequence[AgendaItem]) -> int:
    """The place of the longest part before the candidate's questions."""
    asked = [place for place, item in enumerate(items) if item.candidate_questions]
    before = range(asked[-1]) if asked and asked[-1] > 0 else range(len(items))
    return max(before, key=lambda place: items[place].minutes, default=0)
