"""What somebody ought to have been told before their interview, and was not: its recruiter hears of that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.about import AboutStart
from bot.domain.loops import Loop, LoopState
from bot.domain.notices import Notice, NoticeKind, NoticeState, Wanted
from bot.domain.owing import is_excused

BEFORE_IT = frozenset({NoticeKind.ASSIGNED, NoticeKind.CHANGED, NoticeKind.PREPARE, NoticeKind.STARTING})


def missed(loop: Loop, dropped: Notice, rows: Iterable[Notice], now: datetime) -> Wanted | None:
    """What its recruiter is owed for a notice that is dropped: None where time alone did not end it.

    `rows`: the loop's. Who was told in time that it starts has missed nothing by not being prepared.
    """
    found = loop.assignment(dropped.panelist_id) if dropped.panelist_id else None
    if found is None or dropped.kind not in BEFORE_IT or loop.state is not LoopState.OPEN:
        return None
    interview, panelist = found
    starts_at, gone = (
        interview.starts_at,
        interview.cancelled or panelist.removed or is_excused(interview, panelist),
    )
    if starts_at is None or gone or dropped.revision != interview.revision:
        return None
    if not dropped.due < starts_at <= now:
        return None
    if dropped.kind is NoticeKind.PREPARE and any(_says_it_starts(row, dropped) for row in rows):
        return None
    return Wanted(
        NoticeKind.MISSED,
        dropped.subject,
        loop.recruiter,
        interview.revision,
        now,
        loop_id=loop.id,
        interview_id=interview.id,
        panelist_id=panelist.id,
        about=AboutStart(starts_at),
    )


def _says_it_starts(row: Notice, other: Notice) -> bool:
    same = (row.subject, row.revision) == (other.subject, other.revision)
    return same and row.kind is NoticeKind.STARTING and row.state is NoticeState.SENT
