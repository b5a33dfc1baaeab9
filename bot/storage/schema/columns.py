"""What columns, keys and rules are made of, on either engine."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC: SQLite has no zones, so they are taken off and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, _: Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


Known = JSON(none_as_null=True)  # None is stored as NULL, not as JSON's null

# SQLite numbers rows by itself only for INTEGER
Id = BigInteger().with_variant(Integer, "sqlite")
SlackId = String(32)  # of a person or a conversation


def numbered(name: str, *parts: SchemaItem) -> Table:
    """A table whose rows have numbers, none used twice: old buttons and the audit log name them."""
    number: Column[int] = Column("id", Id, primary_key=True, autoincrement=True)
    return Table(name, metadata, number, *parts, sqlite_autoincrement=True)


def part_of(column: str, whole: str, **more: Any) -> Column[int]:
    """A row that goes when the row it belongs to goes."""
    return Column(column, Id, ForeignKey(whole, ondelete="CASCADE"), nullable=False, **more)


def needs(column: str, other: str, **more: Any) -> Column[int]:
    """A row without which this one could not be understood: it cannot go before."""
    return Column(column, Id, ForeignKey(other, ondelete="RESTRICT"), nullable=False, **more)


def flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=text("false"))


def words(name: str, kind: type[Text] | String = Text) -> Column[str]:
    return Column(name, kind, nullable=False, server_default="")


def one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """The column holds a value of this enum, or nothing where it may be NULL."""
    values = ", ".join(f"'{each.value}'" for each in kind)
    return CheckConstraint(f"{column} IN ({values})", name=column)


def rule(name: str, condition: str) -> CheckConstraint:
    """What holds for every row."""
    return CheckConstraint(condition, name=name)
