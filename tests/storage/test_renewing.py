"""What is owed again and again has one row, and the last change is never lost, whatever is under way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update

from bot.domain.notices import Notice, NoticeKind, NoticeState
from bot.storage import claims, notices, outcomes
from bot.storage.database import Connection, Database
from bot.storage.schema import candidate, notice
from tests.builders import MONDAY_NINE
from tests.storage.keeping import a_notice, at_once, stored

REAL = MONDAY_NINE + timedelta(days=400)
LEASE = timedelta(seconds=60)
MINUTE = timedelta(minutes=1)
HOME = a_notice("home", kind=NoticeKind.HOME)


def renew(database: Database, *people: str, due: datetime = MONDAY_NINE) -> None:
    with database.write() as connection:
        wanted = [replace(HOME, recipient=each, due=due) for each in people or ("UPRIYA",)]
        notices.renew(connection, wanted)


def claim(database: Database, worker: str = "w1", real_now: datetime = REAL) -> Notice | None:
    with database.write() as connection:
        taken = claims.claim(connection, worker, MONDAY_NINE + MINUTE, real_now, LEASE, 1)
    return taken[0] if taken else None


def the_claimed(database: Database, worker: str = "w1", real_now: datetime = REAL) -> Notice:
    taken = claim(database, worker, real_now)
    assert taken
    return taken


def sent(database: Database, taken: Notice) -> bool:
    with database.write() as connection:
        return bool(outcomes.mark_sent(connection, taken, MONDAY_NINE))


def rows(database: Database) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(notice)).scalar_one()


def test_it_has_one_row_a_person_however_much_has_changed(database: Database) -> None:
    for _ in range(3):
        renew(database, "UPRIYA", "UKENJI")
        taken = the_claimed(database)
        renew(database, "UPRIYA", "UKENJI")
        assert sent(database, taken)
    assert rows(database) == 2


def test_nobody_to_renew_for_changes_nothing(database: Database) -> None:
    with database.write() as connection:
        notices.renew(connection, [])
    assert rows(database) == 0


@pytest.mark.parametrize("end", ["sent", "dropped", "failed"])
def test_what_was_settled_is_owed_again(database: Database, end: str) -> None:
    renew(database)
    taken = the_claimed(database)
    with database.write() as connection:
        ENDS[end](connection, taken)
    assert stored(database, "home").state.value == end
    renew(database, due=MONDAY_NINE + MINUTE)
    again = stored(database, "home")
    assert (again.state, again.reason, again.attempt) == (NoticeState.PENDING, "", 0)
    assert (again.id, again.due) == (taken.id, MONDAY_NINE + MINUTE)


def test_what_still_waits_keeps_its_turn(database: Database) -> None:
    """Else somebody whose loops change all the time would never get it."""
    renew(database)
    renew(database, due=MONDAY_NINE + timedelta(days=1))
    assert stored(database, "home").due == MONDAY_NINE


ENDS: dict[str, Callable[[Connection, Notice], bool]] = {
    "sent": lambda connection, taken: bool(outcomes.mark_sent(connection, taken, MONDAY_NINE)),
    "put back": lambda connection, taken: outcomes.put_back(connection, taken, REAL),
    "dropped": lambda connection, taken: outcomes.mark_dropped(connection, taken, "no longer true"),
    "failed": lambda connection, taken: outcomes.mark_failed(connection, taken, "gone"),
}


@pytest.mark.parametrize("end", ENDS)
def test_what_changes_while_it_is_being_sent_goes_out_once_more(database: Database, end: str) -> None:
    renew(database)
    taken = the_claimed(database)
    renew(database)
    assert stored(database, "home") == taken, "it stays with its worker"
    assert claim(database, "w2") is None, "two at once could come in the wrong order"
    with database.write() as connection:
        assert ENDS[end](connection, taken)
    again = stored(database, "home")
    assert (again.state, again.reason, again.attempt) == (NoticeState.PENDING, "", 0)
    assert sent(database, the_claimed(database, "w2"))
    assert stored(database, "home").state is NoticeState.SENT
    assert claim(database) is None


def test_a_lease_that_ran_out_says_it_with_what_is_true_by_then(database: Database) -> None:
    renew(database)
    died = the_claimed(database, "died")
    renew(database)
    second = the_claimed(database, "w2", REAL + LEASE + MINUTE)
    assert not sent(database, died)
    assert sent(database, second)
    assert stored(database, "home").state is NoticeState.SENT


def test_who_lost_the_lease_long_ago_settles_nothing(database: Database) -> None:
    """Attempts are counted anew each time: the same worker's first attempt of today is another one."""
    renew(database)
    slow = the_claimed(database, "w1")
    assert sent(database, the_claimed(database, "w1", REAL + LEASE + MINUTE))
    renew(database)
    today = the_claimed(database, "w1", REAL + 10 * MINUTE)
    assert (today.worker, today.attempt) == (slow.worker, slow.attempt)
    assert not sent(database, slow)
    assert stored(database, "home") == today


def test_changes_that_race_with_the_worker_are_all_seen(database: Database) -> None:
    """Each change counts up and renews in one transaction; the worker reads after its claim."""
    with database.write() as connection:
        connection.execute(insert(candidate).values(name="", zone="0"))
    seen: list[int] = []
    changed = threading.Event()

    def change() -> None:
        for _ in range(8):
            with database.write() as connection:
                connection.execute(update(candidate).values(name=candidate.c.name + "x"))
                notices.renew(connection, [HOME])

    def work() -> None:
        while True:
            last = changed.is_set()
            taken = claim(database)
            if taken:
                with database.read() as connection:
                    seen.append(len(connection.execute(select(candidate.c.name)).scalar_one()))
                assert sent(database, taken)
            elif last:
                return

    def change_all() -> None:
        at_once(change, change, change)
        changed.set()

    at_once(change_all, work)
    assert seen[-1] == 24
    assert stored(database, "home").state is NoticeState.SENT
    assert rows(database) == 1


def test_changes_of_the_same_people_never_wait_crosswise(database: Database) -> None:
    people = [f"U{number}" for number in range(6)]
    at_once(*[lambda: renew(database, *people)] * 6)
    assert rows(database) == len(people)
