"""What a copy of the whole database is: rows of JSON's values, table by table, the same for either engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Date, DateTime

from bot.storage.database import Waits

Cell = str | int | float | bool | None
"""A time or day is kept in ISO 8601, times in UTC; what a JSON column holds, as its text."""
Cells = Sequence[Cell]

BATCH = 500  # rows that are read, and written, at once
COPYING = Waits(pool=10, sqlite=30, postgres=10, unhurried=True)
"""Nobody waits for an answer: rows may take as long to copy as they do."""
NO_DATA = frozenset({"alembic_version", "process"})
"""Tables that no copy holds: its revision is in its header, and who is at work is not."""

Progress = Callable[[int], object]
"""Told of so many rows more."""


@dataclass(frozen=True)
class Header:
    """`revision`: of the schema. `made_at`: nothing later is in it. `numbers`: the highest that rows of each
    table were ever given, gone ones too.
    """

    revision: str
    made_at: datetime
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class TableRows:
    """The rows can be gone through once."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Cells]


@dataclass(frozen=True)
class Copy:
    """`counts`: rows by table. The tables can be gone through once, in an order in which none needs a later
    one.
    """

    header: Header
    counts: Mapping[str, int]
    tables: Iterable[TableRows]


def to_cell(value: Any) -> Cell:
    """Of what the driver gives. A time without a zone is SQLite's, and in UTC."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value  # type: ignore[no-any-return]  # no other columns are there


def from_cell(column: Column[Any], cell: Cell) -> Any:
    """Raises `ValueError` for what `to_cell` did not make of such a column."""
    if isinstance(column.type, DateTime) and isinstance(cell, str):
        return datetime.fromisoformat(cell)
    if isinstance(column.type, Date) and isinstance(cell, str):
        return date.fromisoformat(cell)
    return cell


def is_json(column: Column[Any]) -> bool:
    return isinstance(column.type, JSON)
