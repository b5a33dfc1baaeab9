"""What has to happen in the outbox so that it holds what a plan wants, and nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.domain.about import (
    About,
    AboutAlert,
    AboutAssigned,
    AboutChanged,
    AboutChannel,
    AboutCopy,
    AboutDebrief,
    AboutFeedback,
    AboutHome,
    AboutOverdue,
    AboutRequest,
    AboutStart,
)
from bot.domain.giving_up import Dropped
from bot.domain.notices import CHASE, Notice, NoticeKind, NoticeState, Wanted

ASKS = frozenset({NoticeKind.FEEDBACK, *CHASE})
UNDER_WAY = frozenset({NoticeState.PENDING, NoticeState.SENDING})

_Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class Changes:
    """What to write. Notices are named by their id.

    `insert`: new rows. `revive`: dropped rows, never sent, that are wanted again. `reschedule`: pending
    rows that stay, with the due time and the `about` of the wanted one. `drop`: pending rows, each with
    the reason.
    """

    insert: tuple[Wanted, ...] = ()
    revive: tuple[tuple[int, Wanted], ...] = ()
    reschedule: tuple[tuple[int, Wanted], ...] = ()
    drop: tuple[tuple[int, Dropped], ...] = ()


def settled_by_earlier(wanted: Wanted, earlier: Notice) -> bool:
    """Whether the person already has this reminder, for this very time, under another revision; or was not
    to have it, as somebody decided.

    More time for a scorecard begins the chase anew; it does not ask for the scorecard anew.
    """
    occasion = _occasion(wanted.about)
    done = earlier.state is NoticeState.SENT or earlier.dropped_for_good
    if not done or occasion is None:
        return False
    return occasion == _occasion(earlier.about) and _whose(wanted) == _whose(earlier)


def was_asked(rows: Iterable[Notice], panelist_id: int, owes: str, until: datetime | None) -> bool:
    """Whether whoever owes this scorecard was ever asked for it. What is due by `until` is being said now."""
    theirs = [
        row for row in rows if (row.panelist_id, row.recipient) == (panelist_id, owes) and row.kind in ASKS
    ]
    return any(
        row.state is NoticeState.SENT or (row.state in UNDER_WAY and until is not None and row.due <= until)
        for row in theirs
    )


def diff(wanted: Iterable[Wanted], rows: Iterable[Notice]) -> Changes:
    """Compare a plan with the rows of the kinds it plans. Rows under way, sent or failed stay as they are."""
    plan = {each.key: each for each in wanted}
    stored = {row.key: row for row in rows}
    settled = _settled(plan.values(), stored.values())
    open_rows = [(row, plan[row.key]) for row in stored.values() if row.key in plan.keys() - settled]
    pending = [(row, each) for row, each in open_rows if row.waits]
    return Changes(
        insert=tuple(each for key, each in plan.items() if key not in settled and key not in stored),
        revive=tuple(
            (row.id, each)
            for row, each in open_rows
            if row.state is NoticeState.DROPPED and not row.dropped_for_good
        ),
        reschedule=tuple((row.id, each) for row, each in pending if _outdated(row, each)),
        drop=tuple(_dropped(plan, settled, stored.values())),
    )


def _whose(notice: Wanted | Notice) -> tuple[NoticeKind, str, str]:
    return notice.kind, notice.subject, notice.recipient


def _occasion(about: About) -> tuple[datetime | None, ...] | None:
    """The times for which it is said, the start first; None where it is said anew each time."""
    match about:
        case AboutAssigned() | AboutStart() | AboutFeedback():
            return (about.starts_at,)
        case AboutOverdue():
            return (about.starts_at, about.extended_until)
        case AboutChanged() | AboutRequest() | AboutAlert():
            return None
        case AboutChannel() | AboutCopy() | AboutDebrief() | AboutHome():
            return None
        case _:
            assert_never(about)


def _settled(plan: Iterable[Wanted], stored: Iterable[Notice]) -> frozenset[_Key]:
    """Keys of what is wanted but was sent already."""
    done = [row for row in stored if row.state is NoticeState.SENT or row.dropped_for_good]
    return frozenset(each.key for each in plan if any(settled_by_earlier(each, row) for row in done))


def _outdated(row: Notice, wanted: Wanted) -> bool:
    """Whether a pending row was planned from facts that no longer hold: a zone, a setting, more time.

    A due time that delivery moved after an attempt stands. So does that of a change, which is reckoned
    from the moment it was planned.
    """
    if row.about != wanted.about:
        return True
    return row.attempt == 0 and row.kind is not NoticeKind.CHANGED and row.due != wanted.due


def _dropped(
    plan: Mapping[_Key, Wanted], settled: Collection[_Key], stored: Iterable[Notice]
) -> Iterator[tuple[int, Dropped]]:
    successors = {_whose(each): each for each in plan.values()}
    for row in stored:
        if not row.waits or (row.key in plan and row.key not in settled):
            continue
        yield (
            row.id,
            Dropped.SENT_ALREADY if row.key in settled else _reason(row, successors.get(_whose(row))),
        )


def _reason(row: Notice, successor: Wanted | None) -> Dropped:
    if successor is None:
        return Dropped.UNTRUE
    before, after = _occasion(row.about), _occasion(successor.about)
    same = before is None or after is None or before[0] == after[0]
    return Dropped.PLANNED_ANEW if same else Dropped.MOVED
