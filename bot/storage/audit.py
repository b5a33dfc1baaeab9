"""One row per disclosure of scorecard content, and per excuse, closing and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from bot.storage.schema import audit

READ = "read"
POSTED = "posted"
SENT_AGAIN = "sent-again"
DROPPED = "dropped-by-hand"


def record(
    connection: Connection,
    at: datetime,
    what: str,
    actor: str,
    *,
    loop_id: int | None = None,
    panelist_id: int | None = None,
    channel: str | None = None,
    members: Iterable[str] | None = None,
    detail: str = "",
) -> None:
    connection.execute(
        insert(audit).values(
            at=at,
            what=what,
            actor=actor,
            loop_id=loop_id,
            panelist_id=panelist_id,
            channel=channel,
            members=sorted(members) if members is not None else None,
            detail=detail,
        )
    )


def shown(connection: Connection, loop_id: int, person: str) -> frozenset[int]:
    """Panelist ids whose scorecard this person was ever shown, in whatever part they then had."""
    return frozenset(panelist_id for panelist_id, who in _shown(connection, loop_id) if person in who)


def any_shown(connection: Connection, loop_id: int, authors: Mapping[int, str]) -> bool:
    """Whether a scorecard of these was shown to anybody but who wrote it. `authors`: by panelist id."""
    return any(
        who - {authors[panelist_id]}
        for panelist_id, who in _shown(connection, loop_id)
        if panelist_id in authors
    )


def _shown(connection: Connection, loop_id: int) -> Iterator[tuple[int, frozenset[str]]]:
    """Each disclosure: whose scorecard, by panelist id, and to whom."""
    query = select(audit.c.panelist_id, audit.c.what, audit.c.actor, audit.c.members)
    told = query.where(audit.c.loop_id == loop_id, audit.c.what.in_((READ, POSTED)))
    for row in connection.execute(told):
        if row.panelist_id:
            yield row.panelist_id, frozenset([row.actor] if row.what == READ else row.members or ())


def count(connection: Connection, loop_id: int, what: str) -> int:
    query = select(func.count()).where(audit.c.loop_id == loop_id, audit.c.what == what)
    return int(connection.execute(query).scalar_one())


def of_loop(connection: Connection, loop_id: int) -> list[dict[str, Any]]:
    rows = connection.execute(select(audit).where(audit.c.loop_id == loop_id).order_by(audit.c.id))
    return [dict(row) for row in rows.mappings()]
