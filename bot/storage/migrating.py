"""Bringing a database to this release's schema, and finding out whether it is there."""

from __future__ import annotations

from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from bot import shipped
from bot.storage.database import Database, normal_url


class NotMigrated(Exception):
    """The database lacks tables or columns that this release needs."""

    def __init__(self) -> None:
        super().__init__("The database is not ready for this release. Run: python -m bot migrate")


def migrate(url: str) -> None:
    """Upgrades to the newest schema. Of several that do so at once, one works and the others wait."""
    command.upgrade(configured(url=url), "head")


def is_current(database: Database) -> bool:
    """Whether the database has all this release needs.

    One that a later release has migrated has it too: migrations work with the release before them.
    """
    scripts = ScriptDirectory.from_config(configured())
    known = {script.revision for script in scripts.walk_revisions()}
    with database.read() as connection:
        applied = set(MigrationContext.configure(connection).get_current_heads())
    return applied == set(scripts.get_heads()) or bool(applied - known)


def check_migrated(database: Database) -> None:
    if not is_current(database):
        raise NotMigrated


def configured(**attributes: Any) -> Config:
    """What Alembic needs to upgrade; `url` or `connection` win over the environment.

    pyproject.toml has the rest, for whoever writes a migration: a wheel comes without it.
    """
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.attributes.update(attributes)
    return config


def migration_engine(url: str) -> Engine:
    """One connection without the time-outs of a request, and on SQLite without foreign keys.

    A table that is copied is dropped, and with foreign keys on, dropping it would empty what refers to it.
    """
    engine = create_engine(normal_url(url), poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would leave the tables out of it
    connection.execute("PRAGMA journal_mode=WAL")  # stays with the file: switching later needs it alone
    connection.execute("PRAGMA secure_delete=ON")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
