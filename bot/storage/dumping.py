"""A copy of a database, running or not: all of it as it was at one moment, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, Text, cast, func, select

from bot.storage.copies import BATCH, NO_DATA, Cells, Copy, Header, TableRows, is_json, to_cell
from bot.storage.database import Database
from bot.storage.migrating import NotMigrated
from bot.storage.numbers import numbers_given


@contextmanager
def copied(database: Database, now: datetime) -> Iterator[Copy]:
    """Its rows are read while they are gone through. Raises `NotMigrated` for a database without tables.

    Whatever its schema: columns are taken as they are there, of whichever release.
    """
    with database.read() as connection:
        tables = reflected(connection)
        header = Header(_revision(connection), now, numbers_given(connection, tables.values()))
        counts = {name: _count(connection, table) for name, table in tables.items()}
        yield Copy(header, counts, _tables(connection, tables))


def reflected(connection: Connection) -> Mapping[str, Table]:
    """The tables that hold data, by name, none before one that it needs."""
    found = MetaData()
    found.reflect(connection)
    return {table.name: table for table in found.sorted_tables if table.name not in NO_DATA}


def _revision(connection: Connection) -> str:
    heads = MigrationContext.configure(connection).get_current_heads()
    if len(heads) != 1:
        raise NotMigrated
    return heads[0]


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _tables(connection: Connection, tables: Mapping[str, Table]) -> Iterator[TableRows]:
    for name, table in tables.items():
        yield TableRows(name, tuple(table.columns.keys()), _rows(connection, table))


def _rows(connection: Connection, table: Table) -> Iterator[Cells]:
    shown = [cast(each, Text).label(each.name) if is_json(each) else each for each in table.columns]
    query = select(*shown).order_by(*table.primary_key).execution_options(yield_per=BATCH)
    for batch in connection.execute(query).partitions():
        yield from (_cells(row) for row in batch)


def _cells(row: Sequence[object]) -> Cells:
    return [to_cell(value) for value in row]
