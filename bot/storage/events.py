"""Events Slack has delivered: it repeats one it believes was lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.schema import event

KEPT = timedelta(days=1)  # Slack stops retrying after minutes


def is_new(connection: Connection, event_id: str, now: datetime) -> bool:
    """True the first time an event is seen; older ones are forgotten."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(delete(event).where(event.c.at < now - KEPT))
    seen = dialect.insert(event).values(id=event_id, at=now).on_conflict_do_nothing()
    return bool(connection.execute(seen).rowcount)
