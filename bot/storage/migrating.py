"""Bringing a database to this release's schema, and finding out whether it is there."""

from __future__ import annotations

from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot import shipped
from bot.storage.database import Connection, Database
from bot.storage.engines import migration_engine

ONE_AT_A_TIME = 7_164_302
"""PostgreSQL's lock of whoever changes the tables: any number, as long as nobody else locks it."""


class NotMigrated(Exception):
    """The database lacks tables or columns that this release needs."""

    def __init__(self) -> None:
        super().__init__("The database is not ready for this release. Run: python -m bot migrate")


def migrate(url: str) -> bool:
    """Upgrades to the newest schema. Of several that do so at once, one works and the others wait.

    False where a later release has upgraded it already: it then stays as it is.
    """
    engine = migration_engine(url)
    try:
        with engine.connect() as connection:
            if _is_newer(_applied(connection)):
                return False
    finally:
        engine.dispose()
    command.upgrade(configured(url=url), "head")
    return True


def is_current(database: Database) -> bool:
    """Whether the database has all this release needs.

    One that a later release has migrated has it too: migrations work with the release before them.
    """
    with database.read() as connection:
        applied = _applied(connection)
    return applied == set(_scripts().get_heads()) or _is_newer(applied)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configured())


def _applied(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _is_newer(applied: set[str]) -> bool:
    return bool(applied - {script.revision for script in _scripts().walk_revisions()})


def knows(revision: str) -> bool:
    """Whether this release can build a schema as it was then."""
    return not _is_newer({revision})


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
