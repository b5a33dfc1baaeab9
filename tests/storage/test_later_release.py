"""What a later release has written, once this one is back: left as it is, and in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, delete, event, insert, select, text
from structlog.testing import capture_logs

from bot.domain.notices import Notice
from bot.storage import claims, notices
from bot.storage.database import Database
from bot.storage.schema import message, notice
from tests.builders import MONDAY_NINE, a_loop
from tests.storage.keeping import a_notice, kept_loop, owe

REAL = MONDAY_NINE + timedelta(days=400)
LEASE = timedelta(seconds=60)
MINUTE = timedelta(minutes=1)

NUMBERS = count(1)

LATER = {
    "a new kind": {"kind": "decide"},
    "new facts": {"kind": "assigned", "about": {"debrief": 7}},
    "no facts": {"kind": "starting", "about": {}},
    "a new state": {"kind": "home", "state": "asleep"},
}


@pytest.fixture(autouse=True)
def its_checks(database: Database) -> Iterator[None]:
    with of_a_later_release(database):
        yield


@contextmanager
def of_a_later_release(database: Database) -> Iterator[None]:
    """Its tables know more states. This release's are put back, for the tests that follow."""
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", unchecked)
        database.close()  # so that each connection is a new one
        yield
        return
    name = "ck_notice_state"
    (check,) = [
        each.sqltext
        for each in notice.constraints
        if isinstance(each, CheckConstraint) and str(each.name) in ("state", name)
    ]
    with database.write() as connection:
        connection.execute(text(f"ALTER TABLE notice DROP CONSTRAINT {name}"))
    yield
    with database.write() as connection:
        connection.execute(delete(message))
        connection.execute(delete(notice))
        connection.execute(text(f"ALTER TABLE notice ADD CONSTRAINT {name} CHECK ({check})"))


def unchecked(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA ignore_check_constraints = ON")


def keep(database: Database, **other: Any) -> dict[str, Any]:
    """The row of a notice as its columns are, whatever this release makes of it."""
    fields: dict[str, Any] = {
        "subject": "stage:1",
        "recipient": "UPRIYA",
        "revision": 1,
        "due": MONDAY_NINE - MINUTE,
        "state": "pending",
        "about": {},
    }
    with database.write() as connection:
        added = connection.execute(insert(notice).values(**(fields | other)).returning(notice.c.id))
        return row(database, added.scalar_one(), connection)


def row(database: Database, number: int, inside: Any = None) -> dict[str, Any]:
    query = select(notice).where(notice.c.id == number)
    if inside is not None:
        return dict(inside.execute(query).mappings().one())
    with database.read() as connection:
        return dict(connection.execute(query).mappings().one())


def claimed(database: Database, limit: int = 10, real_now: Any = REAL) -> list[Notice]:
    with database.write() as connection:
        return claims.claim(connection, "w1", MONDAY_NINE, real_now, LEASE, limit)


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_nobody_waits_for_it_and_it_stays_as_it_is(database: Database, later: dict[str, Any]) -> None:
    loop = kept_loop(database, a_loop())
    kept = keep(database, loop_id=loop.id, **later)
    owe(database, a_notice(loop_id=loop.id))
    (mine,) = claimed(database)
    assert mine.subject == "seat:1"
    with database.read() as connection:
        assert notices.of_loop(connection, loop.id) == [mine]
        assert notices.find(connection, kept["id"]) is None
    assert row(database, kept["id"]) == kept


def test_not_even_behind_many_of_them(database: Database) -> None:
    for number in range(13):
        keep(database, kind="decide", revision=number)
    owe(database, a_notice())
    assert [each.subject for each in claimed(database, limit=1)] == ["seat:1"]


def test_one_under_way_when_it_was_left_frees_its_conversation(database: Database) -> None:
    kept = keep(
        database, kind="decide", state="sending", worker="later", attempt=3, lease_until=REAL - MINUTE
    )
    owe(database, a_notice())
    assert claimed(database, real_now=REAL - 2 * MINUTE) == []  # it may still be at it
    assert [each.subject for each in claimed(database)] == ["seat:1"]
    assert row(database, kept["id"]) == kept | {"state": "pending", "lease_until": None}


def test_the_next_one_due_is_one_that_will_be_said(database: Database) -> None:
    for number in range(21):
        keep(database, kind="decide", revision=number, due=MONDAY_NINE + MINUTE)
    owe(database, a_notice(due=MONDAY_NINE + 2 * MINUTE))
    with database.read() as connection:
        assert notices.next_due(connection, MONDAY_NINE) == MONDAY_NINE + 2 * MINUTE
        assert notices.next_due(connection, MONDAY_NINE + 2 * MINUTE) is None


def test_it_goes_into_no_digest(database: Database) -> None:
    keep(database, kind="feedback", about={"starts_at": 7})
    owe(database, a_notice("seat:1"), a_notice("seat:2"))
    (mine,) = claimed(database)
    with database.read() as connection:
        assert [each.subject for each in notices.due_beside(connection, mine, {mine.kind}, MONDAY_NINE)] == [
            "seat:2"
        ]


def test_the_log_names_it_once_and_nothing_of_what_it_holds(database: Database) -> None:
    about = {"what": "Maya Lind has decided"}
    kept = keep(database, id=10_000 + next(NUMBERS), kind="decide", about=about)
    with capture_logs() as logs:
        for _ in range(3):
            claimed(database)
    told = [each for each in logs if each.get("row") == kept["id"]]
    assert [(each["event"], each["table"]) for each in told] == [
        ("row left alone: this release cannot read it", "notice")
    ]
    assert "Maya" not in str(logs)
