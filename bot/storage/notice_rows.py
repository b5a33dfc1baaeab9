"""Rows of the outbox as the notices they are, as far as this release can tell."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import RowMapping

from bot.domain.notices import Notice, NoticeKind, NoticeState
from bot.storage.about import Unreadable, from_json

log = logging.getLogger(__name__)


def readable(rows: Iterable[RowMapping]) -> list[Notice]:
    return [found for row in rows if (found := notice_of(row))]


def notice_of(row: RowMapping) -> Notice | None:
    """None where a later release wrote what this one cannot tell the meaning of: it is left as it is."""
    try:
        about, state = from_json(row["kind"], row["about"]), NoticeState(row["state"])
    except (Unreadable, ValueError):
        _left_alone(row["id"], row["kind"])
        return None
    return Notice(
        id=row["id"],
        kind=NoticeKind(row["kind"]),
        subject=row["subject"],
        recipient=row["recipient"],
        revision=row["revision"],
        due=row["due"],
        state=state,
        reason=row["reason"],
        loop_id=row["loop_id"],
        interview_id=row["interview_id"],
        panelist_id=row["panelist_id"],
        about=about,
        attempt=row["attempt"],
        worker=row["worker"],
        lease_until=row["lease_until"],
    )


@lru_cache(maxsize=1024)  # once for each, however often it is met
def _left_alone(notice_id: int, kind: str) -> None:
    log.warning("notice %s (%s) is not one that this release can read: left alone", notice_id, kind)
