"""Rows of processes, in the database's own time: their machines' clocks need not agree."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, delete, func, select

from bot.domain.processes import GONE_AFTER, AtWork, ProcessKind
from bot.storage.schema import Moment, process
from bot.storage.upsert import insert_into

KEPT = timedelta(days=1)  # of one that ended without a word
NOW = func.now(type_=Moment())


def seen(connection: Connection, name: str, kind: ProcessKind) -> None:
    """It is at work now. Rows of those long gone go."""
    found = {"kind": kind.value, "seen_at": NOW}
    new = insert_into(connection, process).values(name=name, **found)
    connection.execute(new.on_conflict_do_update(index_elements=["name"], set_=found))
    now = connection.execute(select(NOW)).scalar_one()
    old = select(process.c.name).where(process.c.seen_at < now - KEPT).with_for_update(skip_locked=True)
    connection.execute(delete(process).where(process.c.name.in_(old)))


def ended(connection: Connection, name: str) -> None:
    connection.execute(delete(process).where(process.c.name == name))


def at_work(connection: Connection) -> list[AtWork]:
    """Those seen lately, by name."""
    now = connection.execute(select(NOW)).scalar_one()
    rows = connection.execute(
        select(process).where(process.c.seen_at > now - GONE_AFTER).order_by(process.c.name)
    )
    return [AtWork(row.name, row.kind, row.seen_at) for row in rows]
