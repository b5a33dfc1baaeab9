"""Everything the database holds, as another connection reads it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.schema import metadata
from tests.acting import World
from tests.patience import DATABASE

BESIDE = {"person", "event", "guide_version"}  # what looking around may add to


def everything(world: World) -> dict[str, list[Any]]:
    """Rows by table, but those of people and of what was delivered."""
    url = world.demo.bot.services.database.engine.url.render_as_string(hide_password=False)
    database = Database(url, waits=DATABASE)
    try:
        with database.read() as connection:
            return {
                table.name: sorted(map(str, connection.execute(select(table)).all()))
                for table in metadata.sorted_tables
                if table.name not in BESIDE
            }
    finally:
        database.close()
