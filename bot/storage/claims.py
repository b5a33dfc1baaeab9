"""Who sends what is due: one worker a notice, one message in flight a conversation, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, case, func, literal, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.notices import Notice, NoticeKind, NoticeState
from bot.storage.notice_rows import notice_of
from bot.storage.notices import PENDING, SENDING, find
from bot.storage.schema import hold, notice
from bot.storage.upsert import insert_into

DEPTH = 4  # of a conversation's next notices, looked at at once: the first may be one that nobody can read
LANE = case(
    (notice.c.kind == NoticeKind.HOME.value, literal("home:") + notice.c.recipient),
    else_=notice.c.recipient,
)
"""Where one goes after another: a conversation, or somebody's Home page, which holds up no message."""


def lane_of(claimed: Notice) -> str:
    return f"home:{claimed.recipient}" if claimed.kind is NoticeKind.HOME else claimed.recipient


def claim(
    connection: Connection, worker: str, now: datetime, real_now: datetime, lease: timedelta, limit: int
) -> list[Notice]:
    """Takes due rows, the first of each lane, for this worker until the lease ends.

    `now` is the domain's time (`due`), `real_now` the machine's (leases and back-off).
    """
    chosen = _first_of_each_lane(connection, now, real_now, limit)
    in_line = sorted(chosen, key=lane_of)  # so that no two workers wait crosswise
    taken = [_take(connection, each, worker, real_now + lease) for each in in_line]
    return sorted((each for each in taken if each), key=lambda each: (each.due, each.id))


def put_on_hold(connection: Connection, lane: str, until: datetime) -> None:
    """Nothing goes there before then, in the machine's time. A longer hold stays."""
    new = insert_into(connection, hold).values(lane=lane, until=until)
    longer = case((hold.c.until > new.excluded.until, hold.c.until), else_=new.excluded.until)
    connection.execute(new.on_conflict_do_update(index_elements=["lane"], set_={"until": longer}))


def _first_of_each_lane(
    connection: Connection, now: datetime, real_now: datetime, limit: int
) -> list[Notice]:
    """However many cannot be read, nobody waits behind them."""
    odd: set[int] = set()
    while True:
        rows = connection.execute(_claimable(now, real_now, odd, limit)).mappings().all()
        found, unread = _readable(rows)
        _let_go(connection, [row["id"] for row in unread if row["state"] == SENDING])
        lanes = {lane_of(each) for each in found}
        behind = [row["id"] for row in unread if row["recipient"] not in lanes]
        if not behind or len(lanes) >= limit:
            return found[:limit]
        odd.update(behind)


def _readable(rows: Sequence[RowMapping]) -> tuple[list[Notice], list[RowMapping]]:
    found: dict[str, Notice] = {}
    unread = []
    for row in rows:
        each = notice_of(row)
        if each is None:
            unread.append(row)
        else:
            found.setdefault(lane_of(each), each)
    return list(found.values()), unread


def _claimable(now: datetime, real_now: datetime, odd: set[int], limit: int) -> Select[Any]:
    """The next few of each lane in which nothing is under way; what was begun there comes first."""
    order = (notice.c.saying.is_(None), notice.c.due, notice.c.id)
    rank = func.row_number().over(partition_by=LANE, order_by=order).label("rank")
    other = notice.alias("other")
    is_home, other_is_home = (each.c.kind == NoticeKind.HOME.value for each in (notice, other))
    in_flight = select(other.c.id).where(
        other.c.state == SENDING, other.c.recipient == notice.c.recipient, is_home == other_is_home
    )
    held = select(hold.c.lane).where(hold.c.lane == LANE, hold.c.until > real_now)
    due = and_(
        notice.c.state == PENDING,
        notice.c.due <= now,
        notice.c.settled_by.is_(None),
        or_(notice.c.not_before.is_(None), notice.c.not_before <= real_now),
    )
    abandoned = and_(notice.c.state == SENDING, notice.c.lease_until < real_now)
    fresh = and_(due, ~in_flight.exists(), ~held.exists())
    ranked = select(notice.c.id, rank).where(or_(fresh, abandoned), notice.c.id.not_in(odd)).subquery()
    first = select(ranked.c.id).where(ranked.c.rank <= DEPTH)
    # Of a row that changes before it is locked, PostgreSQL looks again at these conditions alone.
    still = or_(due, abandoned)
    query = select(notice).where(notice.c.id.in_(first), still).order_by(*order).limit(limit * DEPTH)
    return query.with_for_update(skip_locked=True, of=notice)


def _take(connection: Connection, due: Notice, worker: str, until: datetime) -> Notice | None:
    """None where another worker has something in flight to the same conversation."""
    claimed = {
        "state": SENDING,
        "worker": worker,
        "attempt": due.attempt + 1,
        "lease_until": until,
        "again": False,
    }
    try:
        with connection.begin_nested():
            connection.execute(update(notice).where(notice.c.id == due.id).values(claimed))
    except IntegrityError:
        return None
    return find(connection, due.id)


def _let_go(connection: Connection, abandoned: Sequence[int]) -> None:
    """Left under way, what cannot be read would keep its conversation from others."""
    if abandoned:
        free = {"state": NoticeState.PENDING.value, "lease_until": None}
        connection.execute(update(notice).where(notice.c.id.in_(list(abandoned))).values(free))
