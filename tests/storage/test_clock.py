"""Processes whose machines disagree about the time agree about their database's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.app import now
from bot.domain.errors import DatabaseUnavailable
from bot.storage.clock import SharedClock, time_at
from bot.storage.database import Database
from tests.relay import Relay

A_LITTLE = timedelta(seconds=20)  # far less than the clocks below differ


@pytest.mark.parametrize("off", [timedelta(minutes=3), timedelta(minutes=-3), timedelta(days=400)])
def test_a_clock_that_is_off_is_put_right_by_the_database(database: Database, off: timedelta) -> None:
    shared = SharedClock(database, lambda: now() + off)
    assert abs(shared() - now() - off) < A_LITTLE  # nobody has looked yet
    ahead = shared.compare()
    if database.engine.dialect.name == "postgresql":
        assert abs(ahead + off) < A_LITTLE
        assert abs(shared() - now()) < A_LITTLE
    else:
        assert ahead == timedelta(0)
    assert shared().tzinfo is UTC


def test_a_clock_that_was_put_right_is_believed_again(database: Database) -> None:
    off = [timedelta(minutes=3)]
    shared = SharedClock(database, lambda: now() + off[0])
    shared.compare()
    off[0] = timedelta(0)
    shared.compare()
    assert abs(shared() - now()) < A_LITTLE
    assert isinstance(shared(), datetime)


def test_it_has_to_be_known_once(postgres_url: str) -> None:
    """A process that starts while the database is away does not go by a time of its own."""
    host = make_url(postgres_url).query["host"]
    off = timedelta(minutes=3)
    with Relay(f"{host}/.s.PGSQL.5432") as relay:
        database = Database(f"postgresql://postgres@127.0.0.1:{relay.port}/tests")
        shared = SharedClock(database, lambda: now() + off)
        relay.cut()
        with pytest.raises(DatabaseUnavailable):
            shared.compare()
        relay.mend()
        shared.compare()
        relay.cut()
        assert abs(shared.compare() + off) < A_LITTLE
        assert abs(shared() - now()) < A_LITTLE
        relay.mend()
        database.close()


def test_the_time_there_is_asked_once_and_makes_no_file(postgres_url: str, tmp_path: Path) -> None:
    def off() -> datetime:
        return now() + timedelta(minutes=3)

    assert abs(time_at(postgres_url, off) - now()) < A_LITTLE
    assert abs(time_at(f"sqlite:///{tmp_path / 'none.db'}", off) - off()) < A_LITTLE
    assert list(tmp_path.iterdir()) == []
