"""Rows of the outbox: what is owed, who is sending it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, case, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.notices import Notice, NoticeKind, NoticeState, Wanted
from bot.storage.about import to_json
from bot.storage.notice_rows import notice_of, readable
from bot.storage.schema import notice
from bot.storage.upsert import insert_into

PENDING, SENDING, SENT = NoticeState.PENDING.value, NoticeState.SENDING.value, NoticeState.SENT.value
A_FEW = 10


def of_loop(connection: Connection, loop_id: int) -> list[Notice]:
    query = select(notice).where(notice.c.loop_id == loop_id).order_by(notice.c.id)
    return readable(connection.execute(query).mappings())


def find(connection: Connection, notice_id: int) -> Notice | None:
    row = connection.execute(select(notice).where(notice.c.id == notice_id)).mappings().first()
    return notice_of(row) if row else None


def add(connection: Connection, wanted: Iterable[Wanted]) -> None:
    """Each is inserted once: one that is there already, whatever its state, stays as it is."""
    for each in wanted:
        statement = insert_into(connection, notice).values(_values(each))
        connection.execute(statement.on_conflict_do_nothing())


def revive(connection: Connection, notice_id: int, wanted: Wanted) -> None:
    """A dropped one is owed again; one a worker has taken meanwhile is left to it."""
    connection.execute(
        update(notice)
        .where(notice.c.id == notice_id, notice.c.state.in_([PENDING, NoticeState.DROPPED.value]))
        .values(state=PENDING, reason="", due=wanted.due, about=to_json(wanted.about))
    )


def drop(connection: Connection, notice_ids: Sequence[int], reason: str) -> None:
    """Those still pending: one a worker has taken meanwhile is left to it."""
    connection.execute(
        update(notice)
        .where(notice.c.id.in_(list(notice_ids)), notice.c.state == PENDING)
        .values(state=NoticeState.DROPPED.value, reason=reason)
    )


def renew(connection: Connection, wanted: Sequence[Wanted]) -> None:
    """Each is owed once more from now on, in the one row that it has.

    One that is being sent just now may have been composed before this change. It stays with its worker, so
    that no two are under way at once and the older one cannot come last, and goes out again after that.
    """
    if not wanted:
        return
    rows = insert_into(connection, notice).values([_values(each) for each in wanted])
    sending = notice.c.state == SENDING
    waiting = notice.c.state.in_([PENDING, SENDING])
    owed_again = {
        "state": case((sending, SENDING), else_=PENDING),
        "again": sending,
        "due": case((waiting, notice.c.due), else_=rows.excluded.due),
        "attempt": case((waiting, notice.c.attempt), else_=0),
        "reason": "",
    }
    key = ("kind", "subject", "recipient", "revision")
    connection.execute(rows.on_conflict_do_update(index_elements=key, set_=owed_again))


def claim(
    connection: Connection, worker: str, now: datetime, real_now: datetime, lease: timedelta, limit: int
) -> list[Notice]:
    """Takes due rows, the oldest of each conversation, for this worker until the lease ends.

    `now` is the domain's time (`due`), `real_now` the machine's (leases and back-off).
    """
    chosen: dict[str, Notice] = {}
    for each in _first_readable(connection, _claimable(now, real_now), limit * 4):
        chosen.setdefault(each.recipient, each)
    in_line = sorted(list(chosen.values())[:limit], key=lambda each: each.recipient)
    taken = [_take(connection, each, worker, real_now + lease) for each in in_line]  # no two wait crosswise
    return sorted((each for each in taken if each), key=lambda each: (each.due, each.id))


def _claimable(now: datetime, real_now: datetime) -> Select[Any]:
    other = notice.alias("other")
    in_flight = (
        select(other.c.id).where(other.c.recipient == notice.c.recipient, other.c.state == SENDING)
    ).exists()
    fresh = and_(
        notice.c.state == PENDING,
        notice.c.due <= now,
        or_(notice.c.not_before.is_(None), notice.c.not_before <= real_now),
        ~in_flight,
    )
    abandoned = and_(notice.c.state == SENDING, notice.c.lease_until < real_now)
    query = select(notice).where(or_(fresh, abandoned)).order_by(notice.c.due, notice.c.id)
    return query.with_for_update(skip_locked=True, of=notice)


def _take(connection: Connection, due: Notice, worker: str, until: datetime) -> Notice | None:
    """None where another worker has something in flight to the same conversation."""
    try:
        with connection.begin_nested():
            _set(
                connection,
                [due.id],
                state=SENDING,
                worker=worker,
                attempt=due.attempt + 1,
                lease_until=until,
                again=False,
            )
    except IntegrityError:
        return None
    return find(connection, due.id)


def due_beside(connection: Connection, claimed: Notice, now: datetime) -> list[Notice]:
    """Others of the same kind that the same person is owed now: one message can say them all."""
    query = (
        select(notice)
        .where(
            notice.c.kind == claimed.kind.value,
            notice.c.recipient == claimed.recipient,
            notice.c.state == PENDING,
            notice.c.due <= now,
        )
        .order_by(notice.c.due, notice.c.id)
    )
    return readable(connection.execute(query).mappings())


def mark_sent(connection: Connection, claimed: Notice, settles: Sequence[int], now: datetime) -> bool:
    """False where the lease was lost to another worker. `settles` are said by the same message."""
    if not _finish(connection, claimed, state=SENT, sent_at=now):
        return False
    if settles:
        connection.execute(
            update(notice)
            .where(notice.c.id.in_(list(settles)), notice.c.state == PENDING)
            .values(state=SENT, sent_at=now, settled_by=claimed.id)
        )
    return True


def put_back(connection: Connection, claimed: Notice, not_before: datetime) -> bool:
    return _finish(connection, claimed, state=PENDING, not_before=not_before)


def hold(connection: Connection, recipient: str, not_before: datetime) -> None:
    """Nothing goes to this conversation before then, in the machine's time."""
    connection.execute(
        update(notice)
        .where(
            notice.c.recipient == recipient,
            notice.c.state == PENDING,
            or_(notice.c.not_before.is_(None), notice.c.not_before < not_before),
        )
        .values(not_before=not_before)
    )


def mark_dropped(connection: Connection, claimed: Notice, reason: str) -> bool:
    return _finish(connection, claimed, state=NoticeState.DROPPED.value, reason=reason)


def mark_failed(connection: Connection, claimed: Notice, reason: str) -> bool:
    return _finish(connection, claimed, state=NoticeState.FAILED.value, reason=reason)


def next_due(connection: Connection, now: datetime, besides: Sequence[NoticeKind] = ()) -> datetime | None:
    """When the next pending notice is due that is not due already, besides those of some kinds."""
    kinds = notice.c.kind.not_in([kind.value for kind in besides])
    coming = notice.c.state == PENDING, notice.c.due > now, kinds
    query = select(notice).where(*coming).order_by(notice.c.due, notice.c.id)
    found = _first_readable(connection, query, A_FEW)
    return found[0].due if found else None


def _values(wanted: Wanted) -> dict[str, Any]:
    return {
        "kind": wanted.kind.value,
        "subject": wanted.subject,
        "recipient": wanted.recipient,
        "revision": wanted.revision,
        "due": wanted.due,
        "state": PENDING,
        "loop_id": wanted.loop_id,
        "interview_id": wanted.interview_id,
        "panelist_id": wanted.panelist_id,
        "about": to_json(wanted.about),
    }


def _finish(connection: Connection, claimed: Notice, state: str, reason: str = "", **values: Any) -> bool:
    """The lease tells one claim from another: attempts are counted anew each time it is owed again."""
    again = notice.c.again
    changed = connection.execute(
        update(notice)
        .where(
            notice.c.id == claimed.id,
            notice.c.worker == claimed.worker,
            notice.c.attempt == claimed.attempt,
            notice.c.lease_until == claimed.lease_until,
            notice.c.state == SENDING,
        )
        .values(
            state=case((again, PENDING), else_=state),
            reason=case((again, ""), else_=reason),
            attempt=case((again, 0), else_=notice.c.attempt),
            again=False,
            lease_until=None,
            **values,
        )
    )
    return bool(changed.rowcount)


def _set(connection: Connection, notice_ids: Sequence[int], **values: Any) -> None:
    connection.execute(update(notice).where(notice.c.id.in_(list(notice_ids))).values(**values))


def _first_readable(connection: Connection, query: Select[Any], page: int) -> list[Notice]:
    """Of the first page that has any: however many cannot be read, nobody waits behind them."""
    start = 0
    while True:
        rows = connection.execute(query.limit(page).offset(start)).mappings().all()
        found = readable(rows)
        _let_go(connection, [row["id"] for row in rows if row["state"] == SENDING and not notice_of(row)])
        if found or len(rows) < page:
            return found
        start += page


def _let_go(connection: Connection, abandoned: Sequence[int]) -> None:
    """Left under way, what cannot be read would keep its conversation from others."""
    if abandoned:
        _set(connection, abandoned, state=PENDING, lease_until=None)
