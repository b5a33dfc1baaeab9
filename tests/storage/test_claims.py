"""Who sends what: one worker per notice, one message in flight per conversation, the oldest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from bot.domain.notices import Notice
from bot.storage import claims, outcomes
from bot.storage.database import Database
from bot.storage.schema import notice
from tests.builders import MONDAY_NINE
from tests.patience import DATABASE
from tests.storage.keeping import a_notice, at_once, owe, stored

REAL = MONDAY_NINE + timedelta(days=400)
LEASE = timedelta(seconds=60)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def workers(database_url: str) -> Iterator[list[Database]]:
    """Four processes' worth of connections to one database."""
    processes = [Database(database_url, pool_size=2, waits=DATABASE) for _ in range(4)]
    yield processes
    for each in processes:
        each.close()


def claim(database: Database, worker: str = "w1", real_now: datetime = REAL, limit: int = 10) -> list[Notice]:
    with database.write() as connection:
        return claims.claim(connection, worker, MONDAY_NINE, real_now, LEASE, limit)


def finish(database: Database, taken: Notice) -> bool:
    with database.write() as connection:
        return bool(outcomes.mark_sent(connection, taken, MONDAY_NINE))


def subjects(taken: list[Notice]) -> list[str]:
    return [each.subject for each in taken]


def test_a_claim_says_who_sends_it_and_until_when(database: Database, elsewhere: Database) -> None:
    owe(database, a_notice())
    (mine,) = claim(database, "host:1")
    assert (mine.worker, mine.attempt, mine.lease_until) == ("host:1", 1, REAL + LEASE)
    assert stored(elsewhere, "seat:1") == mine


def test_what_is_not_due_by_the_domains_clock_is_left(database: Database) -> None:
    owe(database, a_notice("now"), a_notice("later", "UKENJI", due=MONDAY_NINE + timedelta(microseconds=1)))
    assert subjects(claim(database)) == ["now"]


def test_the_oldest_of_each_conversation_comes_first(database: Database) -> None:
    owe(database, a_notice("b", due=MONDAY_NINE), a_notice("a", due=MONDAY_NINE - MINUTE))
    owe(database, a_notice("c", "UKENJI", due=MONDAY_NINE - 2 * MINUTE), a_notice("d", "UAIKO"))
    assert subjects(claim(database)) == ["c", "a", "d"]


def test_no_more_than_the_limit(database: Database) -> None:
    owe(database, *(a_notice(f"seat:{number}", f"U{number}") for number in range(5)))
    assert len(claim(database, limit=2)) == 2
    assert len(claim(database, limit=10)) == 3


def test_one_is_in_flight_per_conversation(database: Database) -> None:
    owe(database, a_notice("first"), a_notice("second"))
    (first,) = claim(database)
    assert claim(database, "w2") == []
    assert finish(database, first)
    assert subjects(claim(database, "w2")) == ["second"]


def test_the_database_itself_refuses_a_second_in_flight(database: Database) -> None:
    owe(database, a_notice("first"), a_notice("second"))
    claim(database)
    with database.read() as connection:
        row = dict(connection.execute(select(notice).where(notice.c.subject == "first")).mappings().one())

    def force() -> None:
        with database.write() as connection:
            connection.execute(insert(notice).values(row | {"id": 10**9, "subject": "third"}))

    with pytest.raises(IntegrityError):
        force()


def test_a_lease_that_ran_out_frees_the_notice(database: Database) -> None:
    owe(database, a_notice("first"), a_notice("second"))
    claim(database, "died")
    assert claim(database, "w2", REAL + LEASE) == []
    (again,) = claim(database, "w2", REAL + LEASE + timedelta(seconds=1))
    assert (again.subject, again.worker, again.attempt) == ("first", "w2", 2)


def test_a_claim_that_was_not_committed_is_nobodys(database: Database) -> None:
    owe(database, a_notice())

    def die() -> None:
        with database.write() as connection:
            assert claims.claim(connection, "w1", MONDAY_NINE, REAL, LEASE, 10)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        die()
    assert [each.attempt for each in claim(database, "w2")] == [1]


def test_workers_that_race_share_without_overlap(database: Database, workers: list[Database]) -> None:
    owe(database, *(a_notice(f"seat:{number}", f"U{number % 12}") for number in range(36)))
    shares = at_once(*(partial(claim, each, f"w{number}", REAL) for number, each in enumerate(workers)))
    taken = [each for share in shares for each in share]
    assert taken
    assert max(Counter(each.id for each in taken).values()) == 1
    assert max(Counter(each.recipient for each in taken).values()) == 1


def test_workers_that_race_for_one_conversation_have_one_in_flight(
    database: Database, workers: list[Database]
) -> None:
    owe(database, *(a_notice(f"seat:{number}") for number in range(20)))
    for _ in range(5):
        shares = at_once(*(partial(claim, each, f"w{number}", REAL) for number, each in enumerate(workers)))
        (mine,) = [each for share in shares for each in share]
        assert finish(database, mine)


def test_workers_that_race_until_nothing_is_left_send_each_once(
    database: Database, workers: list[Database]
) -> None:
    owe(database, *(a_notice(f"seat:{number}", f"U{number % 7}") for number in range(60)))

    def work(process: Database, name: str) -> list[int]:
        sent: list[int] = []
        while taken := claim(process, name, REAL, limit=3):
            sent += [each.id for each in taken if finish(process, each)]
        return sent

    sent = at_once(*(partial(work, each, f"w{number}") for number, each in enumerate(workers)))
    together = [each for share in sent for each in share]
    assert len(together) == len(set(together)) == 60


def test_an_abandoned_notice_is_taken_over_by_one(database: Database, workers: list[Database]) -> None:
    owe(database, a_notice())
    claim(database, "died")
    late = REAL + LEASE + MINUTE
    shares = at_once(*(partial(claim, each, f"w{number}", late) for number, each in enumerate(workers)))
    (again,) = [each for share in shares for each in share]
    assert again.attempt == 2
