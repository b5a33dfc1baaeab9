"""What is counted by looking, at the moment somebody asks for the metrics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.errors import DatabaseUnavailable
from bot.services.outbox import Outbox
from bot.storage.database import Database

NAMES = ("requests", "delivery")


def in_use(databases: Sequence[Database]) -> dict[str, tuple[int, int]]:
    """Connections, and of how many, by what they are for."""
    return {name: database.connections for name, database in zip(NAMES, databases, strict=True)}


def due_now(outbox: Outbox) -> Mapping[str, int] | None:
    """None while the database is away."""
    try:
        return outbox.due_now()
    except DatabaseUnavailable:
        return None
