"""What is owed: written once, settled once, and never by somebody whose lease was lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from sqlalchemy import update

from bot.domain.about import AboutFeedback
from bot.domain.notices import Notice, NoticeKind, NoticeState, Saying, Wanted
from bot.storage import claims, notices, outcomes
from bot.storage.database import Database
from bot.storage.schema import notice
from tests.builders import MONDAY_NINE, a_change, a_loop, an_interview
from tests.storage.keeping import a_notice, kept_loop, owe, stored

REAL = MONDAY_NINE + timedelta(days=400)  # the machine's clock, which has nothing to do with the domain's
LEASE = timedelta(seconds=60)
MINUTE = timedelta(minutes=1)


def claimed(database: Database, worker: str = "w1", real_now: object = REAL) -> list[Notice]:
    with database.write() as connection:
        return claims.claim(connection, worker, MONDAY_NINE, real_now, LEASE, 10)  # type: ignore[arg-type]


# --- writing what is owed ---------------------------------------------------------------------


def test_a_notice_comes_back_with_every_field(database: Database, elsewhere: Database) -> None:
    loop = kept_loop(database, a_loop(an_interview()))
    interview = loop.interviews[0]
    wanted = a_notice(
        kind=NoticeKind.CHANGED,
        revision=2**40,
        loop_id=loop.id,
        interview_id=interview.id,
        panelist_id=interview.everyone[0].id,
        about=a_change(old_place="“Room 4”", new_starts_at=None),
    )
    owe(database, wanted)
    found = stored(elsewhere, wanted.subject)
    with elsewhere.read() as connection:
        assert notices.of_loop(connection, loop.id) == [found]
    assert found.key == wanted.key
    assert (found.due, found.due.tzinfo, found.about) == (wanted.due, UTC, wanted.about)
    assert (found.state, found.attempt, found.reason) == (NoticeState.PENDING, 0, "")
    assert (found.interview_id, found.panelist_id) == (wanted.interview_id, wanted.panelist_id)


def test_the_same_notice_is_owed_once(database: Database, elsewhere: Database) -> None:
    owe(database, a_notice(), replace(a_notice(), due=MONDAY_NINE + MINUTE))
    (taken,) = claimed(database)
    finish(database, taken)
    owe(database, a_notice())
    assert stored(elsewhere, "seat:1") == replace(taken, state=NoticeState.SENT, lease_until=None)


@pytest.mark.parametrize(
    "other",
    [
        a_notice(kind=NoticeKind.STARTING),
        a_notice("seat:2"),
        a_notice(recipient="UKENJI"),
        a_notice(revision=2),
    ],
)
def test_kind_subject_recipient_and_revision_tell_notices_apart(database: Database, other: Wanted) -> None:
    loop = kept_loop(database, a_loop())
    owe(database, a_notice(loop_id=loop.id), replace(other, loop_id=loop.id))
    with database.read() as connection:
        assert len(notices.of_loop(connection, loop.id)) == 2


def test_what_was_dropped_says_why_and_can_be_owed_again(database: Database) -> None:
    owe(database, a_notice())
    number = stored(database, "seat:1").id
    with database.write() as connection:
        notices.drop(connection, number, "moved")
    dropped = stored(database, "seat:1")
    assert (dropped.state, dropped.reason) == (NoticeState.DROPPED, "moved")
    assert claimed(database) == []
    later = AboutFeedback(MONDAY_NINE, MONDAY_NINE + MINUTE)
    with database.write() as connection:
        notices.revive(connection, number, a_notice(due=MONDAY_NINE + MINUTE, about=later))
    again = stored(database, "seat:1")
    assert (again.state, again.reason) == (NoticeState.PENDING, "")
    assert (again.due, again.about) == (MONDAY_NINE + MINUTE, later)


def test_the_next_one_due(database: Database) -> None:
    before = MONDAY_NINE - MINUTE
    with database.read() as connection:
        assert notices.next_due(connection, before) is None
    owe(database, a_notice("seat:1", due=MONDAY_NINE + MINUTE), a_notice("seat:2"))
    with database.read() as connection:
        assert notices.next_due(connection, before) == MONDAY_NINE
        assert notices.next_due(connection, MONDAY_NINE) == MONDAY_NINE + MINUTE
    finish(database, claimed(database)[0])
    with database.read() as connection:
        assert notices.next_due(connection, before) == MONDAY_NINE + MINUTE


# --- digests ----------------------------------------------------------------------------------


def test_one_message_may_say_what_else_is_due_to_the_same_person(database: Database) -> None:
    owe(
        database,
        a_notice("seat:1"),
        a_notice("seat:3", due=MONDAY_NINE),
        a_notice("seat:2", due=MONDAY_NINE - MINUTE),
        a_notice("seat:later", due=MONDAY_NINE + MINUTE),
        a_notice("seat:else", "UKENJI"),
        a_notice("seat:kind", kind=NoticeKind.ASSIGNED),
    )
    (mine,) = [each for each in claimed(database) if each.recipient == "UPRIYA"]
    with database.read() as connection:
        beside = notices.due_beside(connection, mine, {mine.kind}, MONDAY_NINE)
    assert mine.subject == "seat:2"
    assert [each.subject for each in beside] == ["seat:1", "seat:3"]
    assert begin(database, mine, *(each.id for each in beside))
    finish(database, mine)
    assert {stored(database, each.subject).state for each in beside} == {NoticeState.SENT}
    assert stored(database, "seat:later").state is NoticeState.PENDING


def test_what_was_dropped_meanwhile_is_not_settled(database: Database) -> None:
    owe(database, a_notice("seat:1"), a_notice("seat:2"))
    (mine,) = claimed(database)
    with database.write() as connection:
        (beside,) = notices.due_beside(connection, mine, {mine.kind}, MONDAY_NINE)
        notices.drop(connection, beside.id, "cancelled")
    assert not begin(database, mine, beside.id)
    finish(database, mine)
    assert stored(database, "seat:2").state is NoticeState.DROPPED


# --- what became of it ------------------------------------------------------------------------


def begin(database: Database, notice: Notice, *beside: int) -> bool:
    with database.write() as connection:
        return outcomes.begin(connection, notice, Saying(1, {}), beside)


def finish(database: Database, notice: Notice) -> None:
    with database.write() as connection:
        assert outcomes.mark_sent(connection, notice, MONDAY_NINE)


def test_what_could_not_be_sent_waits_by_the_machines_clock(database: Database) -> None:
    owe(database, a_notice())
    (mine,) = claimed(database)
    with database.write() as connection:
        assert outcomes.put_back(connection, mine, REAL + MINUTE)
    assert claimed(database, real_now=REAL + MINUTE / 2) == []
    (again,) = claimed(database, real_now=REAL + MINUTE)
    assert again.attempt == 2


def test_a_conversation_that_has_to_wait_waits_whole(database: Database) -> None:
    owe(database, a_notice("seat:1"), a_notice("seat:2"), a_notice("seat:3", "UKENJI"))
    with database.write() as connection:
        claims.put_on_hold(connection, "UPRIYA", REAL + MINUTE)
        claims.put_on_hold(connection, "UPRIYA", REAL)  # does not shorten it
    assert [each.recipient for each in claimed(database)] == ["UKENJI"]
    assert [each.recipient for each in claimed(database, real_now=REAL + MINUTE)] == ["UPRIYA"]


@pytest.mark.parametrize(
    ("mark", "state"),
    [(outcomes.mark_dropped, NoticeState.DROPPED), (outcomes.mark_failed, NoticeState.FAILED)],
)
def test_what_will_never_be_sent_says_why(database: Database, mark: object, state: NoticeState) -> None:
    owe(database, a_notice())
    (mine,) = claimed(database)
    with database.write() as connection:
        assert mark(connection, mine, "the channel is gone")  # type: ignore[operator]
    found = stored(database, "seat:1")
    assert (found.state, found.reason, found.lease_until) == (state, "the channel is gone", None)
    assert claimed(database, real_now=REAL + 2 * LEASE) == []


def test_whoever_lost_the_lease_changes_nothing(database: Database, elsewhere: Database) -> None:
    owe(database, a_notice("seat:1"), a_notice("seat:2"))
    (slow,) = claimed(database, "slow")
    (quick,) = claimed(elsewhere, "quick", REAL + LEASE + MINUTE)
    assert (quick.id, quick.attempt) == (slow.id, 2)
    beside = stored(database, "seat:2")
    with database.write() as connection:
        assert not outcomes.begin(connection, slow, Saying(1, {}), [beside.id])
        assert not outcomes.mark_sent(connection, slow, MONDAY_NINE)
        assert not outcomes.mark_failed(connection, slow, "no")
        assert not outcomes.mark_dropped(connection, slow, "no")
        assert not outcomes.put_back(connection, slow, REAL)
    assert stored(elsewhere, "seat:1") == quick
    assert stored(elsewhere, "seat:2") == beside
    finish(elsewhere, quick)


def test_the_same_worker_in_a_later_attempt_does_not_mark_the_earlier(database: Database) -> None:
    owe(database, a_notice())
    (first,) = claimed(database, "w1")
    (second,) = claimed(database, "w1", REAL + LEASE + MINUTE)
    with database.write() as connection:
        assert not outcomes.mark_sent(connection, first, MONDAY_NINE)
    finish(database, second)


def test_what_is_marked_sent_twice_is_refused_the_second_time(database: Database) -> None:
    owe(database, a_notice())
    (mine,) = claimed(database)
    finish(database, mine)
    with database.write() as connection:
        assert not outcomes.mark_sent(connection, mine, MONDAY_NINE)


def test_what_is_due_now_is_counted(database: Database) -> None:
    owe(database, a_notice("seat:1"), a_notice("seat:2"), a_notice("seat:3", due=MONDAY_NINE + MINUTE))
    owe(database, a_notice("seat:1", kind=NoticeKind.CHANGED))
    with database.write() as connection:
        connection.execute(update(notice).where(notice.c.subject == "seat:2").values(state="dropped"))
    with database.read() as connection:
        counted = notices.due_now(connection, MONDAY_NINE)
    assert set(counted) == {kind.value for kind in NoticeKind}, "of which none is due: 0, not missing"
    assert {kind: number for kind, number in counted.items() if number} == {"feedback": 1, "changed": 1}
