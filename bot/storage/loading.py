"""Building a database from a copy: its own schema, its rows, then this release's schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from alembic import command
from sqlalchemy import JSON, Connection, Insert, Table, Text, bindparam, cast, insert, text

from bot.domain.errors import NotCopied
from bot.storage.copies import BATCH, Cells, Copy, Progress, TableRows, from_cell, is_json
from bot.storage.dumping import reflected
from bot.storage.migrating import configured
from bot.storage.numbers import go_on_from, numbers_given

Numbers = Mapping[str, int]
Finish = Callable[[Connection, Numbers], object]
"""What is written last, with the highest number of each table that the copy knows of."""


def build(
    connection: Connection, copy: Copy, gap: int, finish: Finish, before: Numbers, progress: Progress
) -> None:
    """All within the transaction of `connection`, in which there are no tables.

    `before`: the numbers of what was there. `gap`: how many new rows do not get, beyond those, or those that
    the copy knows of.
    """
    config = configured(connection=connection)
    command.upgrade(config, copy.header.revision)
    tables = reflected(connection)
    for each in copy.tables:
        _fill(connection, tables, each, progress)
    go_on_from(connection, copy.header.numbers)
    command.upgrade(config, "head")
    _check_references(connection)
    given = numbers_given(connection, reflected(connection).values())
    known = {name: max(number, copy.header.numbers.get(name, 0)) for name, number in given.items()}
    go_on_from(connection, {name: max(number, before.get(name, 0)) + gap for name, number in known.items()})
    finish(connection, known)


def _fill(
    connection: Connection, tables: Mapping[str, Table], of_copy: TableRows, progress: Progress
) -> None:
    """By the names of its columns."""
    table = tables.get(of_copy.name)
    if table is None or not set(of_copy.columns) <= set(table.columns.keys()):
        raise NotCopied("The copy does not fit its own schema. Nothing was changed. Use another copy.")
    columns = [table.c[name] for name in of_copy.columns]
    statement = _insert(connection, table, of_copy.columns)
    for batch in _batches(of_copy.rows):
        rows = [
            {
                f"v{number}": from_cell(column, cell)
                for number, (column, cell) in enumerate(_pairs(columns, row))
            }
            for row in batch
        ]
        connection.execute(statement, rows)
        progress(len(rows))


def _pairs(columns: list[Any], row: Cells) -> Iterable[tuple[Any, Any]]:
    return zip(columns, row, strict=True)


def _insert(connection: Connection, table: Table, columns: Iterable[str]) -> Insert:
    values: dict[str, Any] = {}
    for number, name in enumerate(columns):
        column = table.c[name]
        given = bindparam(f"v{number}", type_=Text() if is_json(column) else column.type)
        on_postgres = connection.dialect.name == "postgresql"
        values[name] = cast(given, JSON) if is_json(column) and on_postgres else given
    return insert(table).values(values)


def _batches(rows: Iterable[Cells]) -> Iterator[list[Cells]]:
    those = iter(rows)
    while batch := list(islice(those, BATCH)):
        yield batch


def _check_references(connection: Connection) -> None:
    """SQLite, which does not look while tables are rebuilt, is asked; PostgreSQL has refused by now."""
    if connection.dialect.name == "sqlite":
        astray = connection.execute(text("PRAGMA foreign_key_check")).all()
        if astray:
            raise NotCopied(
                f"Rows of the copy refer to what is not in it: {astray[0][0]}. Nothing was changed."
            )
