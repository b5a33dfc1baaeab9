"""A loop that this release cannot read: left out of lists, told once, and in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event, text
from structlog.testing import capture_logs

from bot.domain.errors import Missing
from bot.domain.loops import Candidate
from bot.domain.people import Person
from bot.storage import loops, people
from bot.storage.database import Database
from tests.builders import MONDAY_NINE, a_loop, an_interview
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


def test_somebody_who_cannot_be_read_is_not_known_and_written_anew(database: Database) -> None:
    ada, tom = Person("UADA", "Ada", fetched_at=MONDAY_NINE), Person("UTOM", "Tom", fetched_at=MONDAY_NINE)
    with database.write() as connection:
        for each in (ada, tom):
            people.save(connection, each)
        connection.execute(text("UPDATE person SET standing = 'pet' WHERE id = 'UADA'"))
        assert people.find(connection, "UADA") is None
        assert people.find_all(connection, ["UADA", "UTOM"]) == {"UTOM": tom}
        people.save(connection, ada)
        assert people.find(connection, "UADA") == ada
