"""Ready is: the database answers and is migrated, Slack accepts the bot, delivery goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.operations.readiness import FRESH, Readiness
from bot.storage.database import Database


class World:
    """What each look finds."""

    def __init__(self, database: Database) -> None:
        self.now, self.slack, self.paused, self.asked = 0.0, "", "", 0
        self.ready = Readiness(database, self._slack, lambda: self.paused, lambda: self.now)

    def _slack(self) -> str:
        self.asked += 1
        return self.slack

    def reasons(self) -> list[str]:
        self.now += FRESH
        return list(self.ready())


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


def test_all_is_well(world: World) -> None:
    assert world.reasons() == []


def test_each_reason_has_a_line(world: World) -> None:
    world.slack, world.paused = "token_revoked", "missing_scope"
    assert world.reasons() == [
        "Slack does not accept the bot: token_revoked",
        "Delivery is paused: missing_scope",
    ]
    world.slack = world.paused = ""
    assert world.reasons() == []


def test_slack_is_not_asked_with_every_look(world: World) -> None:
    for _ in range(5):
        assert list(world.ready()) == []
    assert world.asked == 1
    world.now += FRESH
    world.ready()
    assert world.asked == 2


def test_a_database_that_is_not_migrated(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    assert World(database).reasons() == [
        "The database is not ready for this release. Run: python -m bot migrate"
    ]
    database.close()


def test_a_database_that_is_gone(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    world = World(database)
    assert world.reasons() == []
    database.close()
    gone = Database(f"sqlite:///{tmp_path / 'no' / 'such.db'}")
    assert World(gone).reasons() == ["The database does not answer."]
    gone.close()


def test_a_newer_release_has_migrated(world: World, database: Database) -> None:
    with database.write() as connection:
        before = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = 'the_next_one'"))
    try:
        assert world.reasons() == []
    finally:
        with database.write() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{before}'"))
