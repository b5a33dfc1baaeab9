"""What became of a notice: marked where the claim is still the worker's own, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, null, or_, select, update

from bot.domain.notices import Notice, NoticeState, Saying
from bot.storage.notices import PENDING, SENDING, SENT, WAITS
from bot.storage.saying import saying_to_json
from bot.storage.schema import notice

ANEW = {"state": PENDING, "reason": "", "attempt": 0, "not_before": None, "troubled_since": None}
"""Of one that failed."""


def begin(connection: Connection, claimed: Notice, saying: Saying, beside: Sequence[int]) -> bool:
    """Written before a message is posted: what it says, and the notices `beside` that it says too.

    False where the claim, or one of those, is another's by now. The caller then rolls back.
    """
    kept = {"saying": saying_to_json(saying)}
    if not connection.execute(update(notice).where(_is_ours(claimed)).values(kept)).rowcount:
        return False
    if not beside:
        return True
    free = select(notice.c.id).where(notice.c.id.in_(list(beside)), WAITS).order_by(notice.c.id)
    found = connection.execute(free.with_for_update(skip_locked=True)).scalars().all()
    connection.execute(update(notice).where(notice.c.id.in_(found)).values(settled_by=claimed.id))
    return len(found) == len(beside)


def release(connection: Connection, notice_id: int) -> None:
    """Nothing of it is in Slack: it, and what its message was to say too, can be said anew."""
    connection.execute(update(notice).where(notice.c.id == notice_id).values(saying=null()))
    connection.execute(update(notice).where(*_beside(notice_id)).values(settled_by=None))


def mark_sent(connection: Connection, claimed: Notice, now: datetime) -> list[datetime]:
    """With all that its message says: when each was due. None where the lease was lost to another worker."""
    if not _finish(connection, claimed, state=SENT, sent_at=now, troubled_since=None):
        return []
    return [claimed.due, *_mark_beside(connection, claimed.id, now)]


def mark_said(connection: Connection, notice_id: int, now: datetime) -> list[datetime]:
    """As `mark_sent`, for one that nobody has claimed and whose message was found in Slack."""
    found = and_(notice.c.id == notice_id, notice.c.state == PENDING, notice.c.saying.is_not(None))
    sent = {"state": SENT, "sent_at": now, "saying": null()}
    due = connection.execute(update(notice).where(found).values(sent).returning(notice.c.due)).scalar()
    return [due, *_mark_beside(connection, notice_id, now)] if due else []


def put_back(connection: Connection, claimed: Notice, not_before: datetime) -> bool:
    return _finish(connection, claimed, state=PENDING, not_before=not_before, saying=notice.c.saying)


def postpone(connection: Connection, claimed: Notice, until: datetime) -> bool:
    """Due later, in the domain's time."""
    return _finish(connection, claimed, state=PENDING, due=until)


def mark_troubled(connection: Connection, claimed: Notice, real_now: datetime) -> datetime:
    """Since when it has failed for reasons that nobody foresaw, in the machine's time."""
    since = func.coalesce(notice.c.troubled_since, real_now, type_=notice.c.troubled_since.type)
    connection.execute(update(notice).where(_is_ours(claimed)).values(troubled_since=since))
    kept = connection.execute(select(notice.c.troubled_since).where(notice.c.id == claimed.id)).scalar()
    return kept or real_now


def mark_dropped(connection: Connection, claimed: Notice, reason: str) -> bool:
    return _ended(connection, claimed, NoticeState.DROPPED, reason)


def mark_failed(connection: Connection, claimed: Notice, reason: str) -> bool:
    return _ended(connection, claimed, NoticeState.FAILED, reason)


def owe_again(connection: Connection, loop_id: int, recipient: str) -> int:
    """What failed to reach somebody is owed once more; how many notices."""
    failed = and_(
        notice.c.loop_id == loop_id,
        notice.c.recipient == recipient,
        notice.c.state == NoticeState.FAILED.value,
    )
    return connection.execute(update(notice).where(failed).values(ANEW)).rowcount


def owe_one_again(connection: Connection, notice_id: int) -> bool:
    """As `owe_again`, for one. False where it has not failed."""
    failed = and_(notice.c.id == notice_id, notice.c.state == NoticeState.FAILED.value)
    return bool(connection.execute(update(notice).where(failed).values(ANEW)).rowcount)


def drop_by_hand(connection: Connection, notice_id: int, reason: str) -> bool:
    """False unless it failed, or is owed and nothing of it is under way."""
    open_ = or_(WAITS, notice.c.state == NoticeState.FAILED.value)
    dropped = {"state": NoticeState.DROPPED.value, "reason": reason}
    return bool(
        connection.execute(update(notice).where(notice.c.id == notice_id, open_).values(dropped)).rowcount
    )


def _ended(connection: Connection, claimed: Notice, state: NoticeState, reason: str) -> bool:
    ended = _finish(connection, claimed, state=state.value, reason=reason)
    if ended:
        release(connection, claimed.id)
    return ended


def _finish(connection: Connection, claimed: Notice, state: str, reason: str = "", **values: Any) -> bool:
    again = notice.c.again
    ended = {
        "state": case((again, PENDING), else_=state),
        "reason": case((again, ""), else_=reason),
        "attempt": case((again, 0), else_=notice.c.attempt),
        "again": False,
        "lease_until": None,
        "saying": null(),
    }
    changed = connection.execute(update(notice).where(_is_ours(claimed)).values(ended | values))
    return bool(changed.rowcount)


def _is_ours(claimed: Notice) -> ColumnElement[bool]:
    """The lease tells one claim from another: attempts are counted anew each time it is owed again."""
    return and_(
        notice.c.id == claimed.id,
        notice.c.worker == claimed.worker,
        notice.c.attempt == claimed.attempt,
        notice.c.lease_until == claimed.lease_until,
        notice.c.state == SENDING,
    )


def _beside(notice_id: int) -> tuple[ColumnElement[bool], ...]:
    return notice.c.settled_by == notice_id, notice.c.state == PENDING


def _mark_beside(connection: Connection, notice_id: int, now: datetime) -> Sequence[datetime]:
    said = update(notice).where(*_beside(notice_id)).values(state=SENT, sent_at=now)
    return connection.execute(said.returning(notice.c.due)).scalars().all()
