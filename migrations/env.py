"""What Alembic runs, for `alembic …` as for `python -m bot migrate`. It needs DATABASE_URL alone."""

from __future__ import annotations

import re
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection, DefaultClause, text

from bot.settings import read_database
from bot.storage.engines import migration_engine, normal_url
from bot.storage.migrating import ONE_AT_A_TIME
from bot.storage.schema import Id, Moment, metadata


def run() -> None:
    """With `connection` or `url` from the configuration's attributes, else what the environment says."""
    given = context.config.attributes
    if given.get("connection") is not None:
        migrate_over(given["connection"])
        return
    url = given.get("url") or read_database().database_url
    if context.is_offline_mode():
        print_for(url)
        return
    engine = migration_engine(url)
    with engine.connect() as connection:
        migrate_over(connection)
    engine.dispose()


def migrate_over(connection: Connection) -> None:
    configure(connection=connection, transactional_ddl=True)
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":  # SQLite's transaction has begun with its lock
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
        context.run_migrations()


def print_for(url: str) -> None:
    """`alembic upgrade head --sql`: the statements instead of their effect."""
    configure(url=normal_url(url), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def configure(**more: Any) -> None:
    context.configure(
        target_metadata=metadata,
        render_as_batch=True,  # SQLite cannot alter a table: Alembic makes a new one and copies
        render_item=written_plainly,
        compare_type=True,
        compare_server_default=same_default,
        **more,
    )


def written_plainly(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """A migration says what the database holds, so that it stays true when our own types change."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        return "sa.JSON()"
    if kind == "type" and item is Id:
        return "ID"  # which the template defines
    if kind == "server_default" and isinstance(item, DefaultClause):
        return f'sa.text("{item.arg}")' if not isinstance(item.arg, str) else repr(item.arg)
    return False


def same_default(
    _context: object,
    _in_database: object,
    _wanted: object,
    found: str | None,
    _clause: object,
    asked: str | None,
) -> bool | None:
    """False where they differ in how they are written alone; None leaves it to Alembic."""
    return False if bare(found) == bare(asked) else None


def bare(default: str | None) -> str | None:
    """The value within brackets, quotes and PostgreSQL's cast: "''::text" is nothing, as "" is."""
    return re.sub(r"::[\w ]+$", "", default).strip("()'") if default is not None else None


run()
