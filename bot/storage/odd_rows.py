"""Rows that this release cannot read: one of them must not keep the others from being read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TypeVar

from bot.domain.errors import Unreadable
from bot.logs.setup import logger

log = logger(__name__)

Row = TypeVar("Row")
Value = TypeVar("Value")


@contextmanager
def reading(table: str, row: object) -> Iterator[None]:
    """What no row of this release holds becomes `Unreadable`; the error's own text would quote the row."""
    try:
        yield
    except (ValueError, KeyError, TypeError):
        raise Unreadable(table, row) from None


def readable(rows: Iterable[Row], read: Callable[[Row], Value]) -> Iterator[Value]:
    """Those that can be read; of the others the log tells table and id."""
    for row in rows:
        try:
            yield read(row)
        except Unreadable as odd:
            tell_once(odd.table, odd.row)


@lru_cache(maxsize=10_000)
def tell_once(table: str, row: object) -> None:
    """Once in a process: the same rows are read again and again."""
    log.error("row left alone: this release cannot read it", table=table, row=row)
