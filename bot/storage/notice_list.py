"""The outbox as whoever runs the bot reads it: whom, what, when and why, and nothing that a message says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from bot.domain.notices import NoticeKind, NoticeState
from bot.storage.schema import notice

OWED = (NoticeState.PENDING.value, NoticeState.SENDING.value)
UNSENT = (*OWED, NoticeState.FAILED.value, NoticeState.DROPPED.value)
COLUMNS = (
    notice.c.id,
    notice.c.kind,
    notice.c.recipient,
    notice.c.loop_id,
    notice.c.due,
    notice.c.state,
    notice.c.reason,
)


@dataclass(frozen=True)
class ListedNotice:
    """A row, also one of a later release: words as they stand there."""

    id: int
    kind: str
    recipient: str
    loop_id: int | None
    due: datetime
    state: str
    reason: str


@dataclass(frozen=True)
class NoticeFilter:
    """Which rows. Without more: what is owed, and what failed or was dropped and was due since `lately`.

    `since`: due then or later, whatever its state.
    """

    lately: datetime
    states: Sequence[str] = ()
    kinds: Sequence[str] = ()
    person: str = ""
    loop_id: int | None = None
    since: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Stuck:
    """How many notices are owed and late, and since when; cannot be sent; have failed."""

    late: int
    late_since: datetime | None
    troubled: int
    failed: int


def stuck(connection: Connection, due_before: datetime, lately: datetime) -> Stuck:
    """Late: due before then. Failed: due since `lately`. A later release's kinds are its own to send."""
    owed = notice.c.state.in_(OWED), notice.c.kind.in_([kind.value for kind in NoticeKind])
    late = select(func.count(), func.min(notice.c.due)).where(*owed, notice.c.due < due_before)
    troubled = select(func.count()).where(*owed, notice.c.troubled_since.is_not(None))
    failed = select(func.count()).where(notice.c.state == NoticeState.FAILED.value, notice.c.due >= lately)
    number, since = connection.execute(late).one()
    return Stuck(
        late=number,
        late_since=since,
        troubled=connection.execute(troubled).scalar_one(),
        failed=connection.execute(failed).scalar_one(),
    )


def listed(connection: Connection, wanted: NoticeFilter, most: int) -> tuple[list[ListedNotice], int]:
    """Up to `most`, by when they are due; and how many there are."""
    which = _which(wanted)
    number = connection.execute(select(func.count()).select_from(notice).where(which)).scalar_one()
    rows = connection.execute(select(*COLUMNS).where(which).order_by(notice.c.due, notice.c.id).limit(most))
    return [ListedNotice(*row) for row in rows], number


def _which(wanted: NoticeFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [notice.c.state.in_(list(wanted.states or UNSENT))]
    if wanted.since:
        conditions.append(notice.c.due >= wanted.since)
    else:
        conditions.append(or_(notice.c.state.in_(OWED), notice.c.due >= wanted.lately))
    if wanted.kinds:
        conditions.append(notice.c.kind.in_(list(wanted.kinds)))
    if wanted.person:
        conditions.append(notice.c.recipient == wanted.person)
    if wanted.loop_id is not None:
        conditions.append(notice.c.loop_id == wanted.loop_id)
    if wanted.reason:
        conditions.append(notice.c.reason == wanted.reason)
    return and_(*conditions)
