"""Processes whose machines disagree about the time agree about their database's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import now
from bot.storage.clock import SharedClock, time_at
from bot.storage.database import Database

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


def test_the_time_there_is_asked_once_and_makes_no_file(postgres_url: str, tmp_path: Path) -> None:
    def off() -> datetime:
        return now() + timedelta(minutes=3)

    assert abs(time_at(postgres_url, off) - now()) < A_LITTLE
    assert abs(time_at(f"sqlite:///{tmp_path / 'none.db'}", off) - off()) < A_LITTLE
    assert list(tmp_path.iterdir()) == []
