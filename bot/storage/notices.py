"""Rows of the outbox: what is owed, who is sending it, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select, update

from bot.domain.notices import Notice, NoticeKind, NoticeState, Wanted
from bot.storage.about import to_json
from bot.storage.notice_rows import notice_of, readable
from bot.storage.schema import notice
from bot.storage.upsert import insert_into

PENDING, SENDING, SENT = NoticeState.PENDING.value, NoticeState.SENDING.value, NoticeState.SENT.value
A_FEW = 10
BESIDE = 19  # more than twenty things in one message nobody reads, and it is to be composed within its lease
WAITS = and_(notice.c.state == PENDING, notice.c.saying.is_(None), notice.c.settled_by.is_(None))
"""Pending, and nothing of it is under way (`Notice.waits`)."""


def of_loop(connection: Connection, loop_id: int) -> list[Notice]:
    query = select(notice).where(notice.c.loop_id == loop_id).order_by(notice.c.id)
    return readable(connection.execute(query).mappings())


def of_panelist(connection: Connection, one: Notice) -> list[Notice]:
    """All that is owed because of the same panelist, that one too."""
    same = notice.c.loop_id == one.loop_id, notice.c.panelist_id == one.panelist_id
    return readable(connection.execute(select(notice).where(*same).order_by(notice.c.id)).mappings())


def begun_to(connection: Connection, recipient: str) -> list[Notice]:
    """What of theirs nobody is sending, and has been begun."""
    begun = notice.c.recipient == recipient, notice.c.state == PENDING, notice.c.saying.is_not(None)
    return readable(connection.execute(select(notice).where(*begun).order_by(notice.c.id)).mappings())


def find(connection: Connection, notice_id: int) -> Notice | None:
    row = connection.execute(select(notice).where(notice.c.id == notice_id)).mappings().first()
    return notice_of(row) if row else None


def add(connection: Connection, wanted: Iterable[Wanted]) -> None:
    """Each is inserted once: one that is there already, whatever its state, stays as it is."""
    for each in wanted:
        statement = insert_into(connection, notice).values(_values(each))
        connection.execute(statement.on_conflict_do_nothing())


def revive(connection: Connection, notice_id: int, wanted: Wanted) -> None:
    """A dropped one is owed again; one that is under way meanwhile is left to its worker."""
    connection.execute(
        update(notice)
        .where(notice.c.id == notice_id, or_(notice.c.state == NoticeState.DROPPED.value, WAITS))
        .values(state=PENDING, reason="", due=wanted.due, about=to_json(wanted.about))
    )


def drop(connection: Connection, notice_id: int, reason: str) -> bool:
    """False for one of which something is under way."""
    waiting = update(notice).where(notice.c.id == notice_id, WAITS)
    dropped = connection.execute(waiting.values(state=NoticeState.DROPPED.value, reason=reason))
    return bool(dropped.rowcount)


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


def due_beside(
    connection: Connection, claimed: Notice, kinds: Collection[NoticeKind], now: datetime
) -> list[Notice]:
    """Others of these kinds that the same person is owed now: one message can say so many."""
    query = (
        select(notice)
        .where(
            notice.c.kind.in_([each.value for each in kinds]),
            notice.c.recipient == claimed.recipient,
            notice.c.due <= now,
            WAITS,
        )
        .order_by(notice.c.due, notice.c.id)
        .limit(BESIDE)
    )
    return readable(connection.execute(query).mappings())


def next_due(connection: Connection, now: datetime, besides: Collection[NoticeKind] = ()) -> datetime | None:
    """When the next pending notice is due that is not due already, besides those of some kinds."""
    kinds = notice.c.kind.not_in([kind.value for kind in besides])
    coming = notice.c.state == PENDING, notice.c.due > now, kinds
    query = select(notice).where(*coming).order_by(notice.c.due, notice.c.id).limit(A_FEW)
    start = 0
    while True:
        rows = connection.execute(query.offset(start)).mappings().all()
        found = readable(rows)
        if found or len(rows) < A_FEW:
            return found[0].due if found else None
        start += A_FEW


def due_now(connection: Connection, now: datetime) -> dict[str, int]:
    """How many are due and not delivered, by kind: this release's alone."""
    kinds = [kind.value for kind in NoticeKind]
    owed = notice.c.state.in_([PENDING, SENDING]), notice.c.due <= now, notice.c.kind.in_(kinds)
    query = select(notice.c.kind, func.count()).where(*owed).group_by(notice.c.kind)
    return dict.fromkeys(kinds, 0) | dict(connection.execute(query).all())


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
