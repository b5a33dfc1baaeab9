"""Events Slack has delivered: it repeats one it believes was lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.storage.schema import event
from bot.storage.upsert import insert_into

KEPT = timedelta(days=1)  # Slack stops retrying after minutes


def is_new(connection: Connection, event_id: str, now: datetime) -> bool:
    """True the first time an event is seen; older ones are forgotten."""
    old = select(event.c.id).where(event.c.at < now - KEPT).with_for_update(skip_locked=True)
    connection.execute(delete(event).where(event.c.id.in_(old)))
    new = insert_into(connection, event).values(id=event_id, at=now).on_conflict_do_nothing()
    return connection.execute(new.returning(event.c.id)).first() is not None
