"""The text of each guide that was ever used: a scorecard stays readable as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.storage.schema import guide_version
from bot.storage.upsert import insert_into

Text = tuple[str, str, dict[str, Any]]
"""A guide's slug, its version, and all that it says."""


def keep(connection: Connection, texts: Iterable[Text], now: datetime) -> None:
    """Writes what was not seen before."""
    new = [
        {"slug": slug, "version": version, "content": content, "first_seen": now}
        for slug, version, content in texts
    ]
    if new:
        connection.execute(insert_into(connection, guide_version).on_conflict_do_nothing(), new)


def known(connection: Connection) -> set[tuple[str, str]]:
    query = select(guide_version.c.slug, guide_version.c.version)
    return {(row[0], row[1]) for row in connection.execute(query)}


def content_of(connection: Connection, slug: str, version: str) -> dict[str, Any] | None:
    query = select(guide_version.c.content).where(
        guide_version.c.slug == slug, guide_version.c.version == version
    )
    return connection.execute(query).scalar()
