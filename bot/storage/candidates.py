"""Rows of candidates: found by what identifies them, and by one recruiter entered once."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.candidates import identity_keys
from bot.domain.loops import Candidate
from bot.storage.loop_rows import candidate_from
from bot.storage.loop_values import candidate_keys, candidate_values
from bot.storage.schema import candidate, candidate_join, legal_hold, loop
from bot.storage.upsert import insert_into

UNUSED = (
    select(loop.c.id).where(loop.c.candidate_id == candidate.c.id),
    select(legal_hold.c.id).where(legal_hold.c.candidate_id == candidate.c.id),
    select(candidate_join.c.id).where(
        or_(candidate_join.c.kept_id == candidate.c.id, candidate_join.c.joined_id == candidate.c.id)
    ),
)


def like(connection: Connection, email: str, ats_url: str) -> list[Candidate]:
    """Known by one of the two that identify somebody, never by name; the oldest first."""
    typed = ((candidate.c.email_key, identity_keys(email)), (candidate.c.ats_key, identity_keys(ats_url)))
    marks = [column.in_(keys) for column, keys in typed if keys]
    if not marks:
        return []
    rows = connection.execute(select(candidate).where(or_(*marks)).order_by(candidate.c.id)).mappings()
    return [candidate_from(row) for row in rows]


def add(connection: Connection, new: Candidate) -> int | None:
    """Its id; None where its recruiter has a record of this address or link already.

    Where another form is just making that record, this one waits until it is there.
    """
    made = insert_into(connection, candidate).values(**candidate_values(new)).on_conflict_do_nothing()
    return connection.execute(made.returning(candidate.c.id)).scalar()


def change(connection: Connection, known: Candidate) -> None:
    """An address or link that finds another record of the same recruiter's goes on finding that one."""
    own = update(candidate).where(candidate.c.id == known.id)
    keys = candidate_keys(known)
    connection.execute(own.values(candidate_values(known) | dict.fromkeys(keys)))
    for column, key in keys.items():
        with suppress(IntegrityError), connection.begin_nested():
            connection.execute(own.values({column: key}))


def forget(connection: Connection, candidate_id: int) -> None:
    """Somebody known from a discarded draft alone leaves no trace."""
    unused = [~each.exists() for each in UNUSED]
    connection.execute(delete(candidate).where(candidate.c.id == candidate_id, *unused))
