"""Rows of the outbox as the notices they are, as far as this release can tell."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import RowMapping

from bot.domain.notices import Notice, NoticeKind, NoticeState
from bot.storage import odd_rows
from bot.storage.about import from_json
from bot.storage.saying import saying_from_json


def readable(rows: Iterable[RowMapping]) -> list[Notice]:
    """Without those of which this release cannot tell the meaning: they are left as they are."""
    return list(odd_rows.readable(rows, _notice))


def notice_of(row: RowMapping) -> Notice | None:
    return next(odd_rows.readable([row], _notice), None)


def _notice(row: RowMapping) -> Notice:
    with odd_rows.reading("notice", row["id"]):
        return Notice(
            id=row["id"],
            kind=NoticeKind(row["kind"]),
            subject=row["subject"],
            recipient=row["recipient"],
            revision=row["revision"],
            due=row["due"],
            state=NoticeState(row["state"]),
            reason=row["reason"],
            loop_id=row["loop_id"],
            interview_id=row["interview_id"],
            panelist_id=row["panelist_id"],
            about=from_json(row["kind"], row["about"]),
            attempt=row["attempt"],
            worker=row["worker"],
            lease_until=row["lease_until"],
            saying=saying_from_json(row["saying"]),
            settled_by=row["settled_by"],
        )
