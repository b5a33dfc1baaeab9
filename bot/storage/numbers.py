"""The numbers of rows: none is used twice, as old buttons and the audit log name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Integer, Table, func, inspect, select, text

GAP = 1_000_000
"""What rows made after a copy had got, more than anybody makes between two copies."""


def numbers_given(connection: Connection, tables: Iterable[Table]) -> dict[str, int]:
    """The highest number that each numbered table ever gave."""
    ever = _sequences(connection)
    found = {}
    for table in filter(_is_numbered, tables):
        there = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        found[table.name] = max(int(there), ever.get(table.name, 0))
    return found


def go_on_from(connection: Connection, numbers: Mapping[str, int]) -> None:
    """The next row of each table has a higher one. Tables that do not keep their numbers are passed over."""
    ever = _sequences(connection)
    for name in ever.keys() & {name for name, number in numbers.items() if number}:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            insert = "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)"
        else:
            insert = "SELECT setval(pg_get_serial_sequence(quote_ident(:name), 'id'), :number)"
        connection.execute(text(insert), {"name": name, "number": numbers[name]})


def _is_numbered(table: Table) -> bool:
    return [each.name for each in table.primary_key] == ["id"] and isinstance(table.c.id.type, Integer)


def _sequences(connection: Connection) -> dict[str, int]:
    """By table, where the engine keeps count; 0: no row yet."""
    if connection.dialect.name == "sqlite":
        counted = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
        tables = connection.execute(text(counted)).scalars().all()
        given = connection.execute(text("SELECT name, seq FROM sqlite_sequence")).all() if tables else []
        return dict.fromkeys(tables, 0) | {name: int(number) for name, number in given}
    found = {}
    for name in inspect(connection).get_table_names():
        sequence = connection.execute(text(OWN_SEQUENCE), {"name": name}).scalar()
        if sequence:
            last, used = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()
            found[name] = int(last) if used else 0
    return found


OWN_SEQUENCE = """
SELECT pg_get_serial_sequence(quote_ident(:name), 'id') FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = :name AND column_name = 'id'
"""
