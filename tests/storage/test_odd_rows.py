"""A loop that this release cannot read: left out of lists, told once, and in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event, text
from structlog.testing import capture_logs

from bot.domain.errors import Missing
from bot.domain.loops import Candidate
from bot.storage import loops
from bot.storage.database import Database
from tests.builders import a_loop, an_interview
from tests.storage.keeping import kept_loop
from tests.storage.test_later_release import unchecked

ODD = {
    "loop": "UPDATE loop SET state = 'asleep' WHERE id = :loop",
    "interview": "UPDATE stage SET name = 'lunch' WHERE loop_id = :loop",
    "panelist": "UPDATE panelist SET role = 'friend' WHERE interview_id IN "
    "(SELECT id FROM interview WHERE loop_id = :loop)",
}


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """Where the rules of its tables can be broken: PostgreSQL keeps them whoever writes."""
    database = Database(sqlite_url)
    event.listen(database.engine, "connect", unchecked)
    yield database
    database.close()


@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
def test_it_stops_nobody_elses(database: Database, change: str) -> None:
    odd = kept_loop(database, a_loop(an_interview()))
    good = kept_loop(
        database,
        replace(a_loop(an_interview()), candidate=Candidate(0, "Noah Berg", email="noah@example.com")),
    )
    with database.write() as connection:
        connection.execute(text(change), {"loop": odd.id})
    with capture_logs() as logs, database.read() as connection:
        for _ in range(3):
            assert [each.id for each in loops.of_position(connection, good.position.id)] == [good.id]
        with pytest.raises(Missing) as unreadable:
            loops.load(connection, odd.id)
    assert "Maya" not in str(unreadable.value)
    assert len(logs) <= 1, "told once in a process"
    assert "Maya" not in str(logs)
