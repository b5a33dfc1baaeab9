"""Bringing a database to this release's schema, and finding out whether it is there."""

from __future__ import annotations

from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot import shipped
from bot.storage.database import Database


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
