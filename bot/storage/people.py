"""Rows of people: what Slack said of them last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from bot.domain.notices import NoticeKind, NoticeState
from bot.domain.people import Person, Standing
from bot.storage.odd_rows import readable, reading
from bot.storage.schema import notice, person
from bot.storage.upsert import insert_into


def find(connection: Connection, person_id: str) -> Person | None:
    """None for a row that cannot be read too: Slack is asked again, and it is written anew."""
    row = connection.execute(select(person).where(person.c.id == person_id)).mappings().first()
    return next(readable([row], _person), None) if row else None


def find_all(connection: Connection, ids: Iterable[str]) -> dict[str, Person]:
    rows = connection.execute(select(person).where(person.c.id.in_(list(ids)))).mappings()
    return {known.id: known for known in readable(rows, _person)}


def save(connection: Connection, known: Person, plan_due: datetime | None = None) -> None:
    """Insert or replace what Slack says; what the bot itself keeps of the person stays.

    `plan_due`: their loops are to be planned anew.
    """
    values = {
        "name": known.name,
        "zone": known.zone,
        "standing": known.standing.value,
        "active": known.active,
        "admin": known.admin,
        "fetched_at": known.fetched_at,
    } | ({"plan_due": plan_due} if plan_due else {})
    new = insert_into(connection, person).values(id=known.id, **values)
    connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=values))


def changed(connection: Connection, person_id: str, now: datetime) -> None:
    """Something of theirs that plans depend on: their loops are to be planned anew."""
    connection.execute(update(person).where(person.c.id == person_id).values(plan_due=now))


def everybody_changed(connection: Connection, now: datetime) -> None:
    connection.execute(update(person).values(plan_due=now))


def plan_due_of(connection: Connection, person_id: str) -> datetime | None:
    return connection.execute(select(person.c.plan_due).where(person.c.id == person_id)).scalar()


def plan_due(connection: Connection, limit: int) -> Mapping[str, datetime]:
    """Whose loops are to be planned anew, and since when."""
    query = select(person.c.id, person.c.plan_due).where(person.c.plan_due.is_not(None))
    return {row.id: row.plan_due for row in connection.execute(query.order_by(person.c.id).limit(limit))}


def planned(connection: Connection, person_id: str, since: datetime) -> None:
    """Unless something has changed once more."""
    done = update(person).where(person.c.id == person_id, person.c.plan_due == since)
    connection.execute(done.values(plan_due=None))


def conversation(connection: Connection, person_id: str) -> str | None:
    return connection.execute(select(person.c.conversation).where(person.c.id == person_id)).scalar()


def owed_without_conversation(connection: Connection, most: int, but: Collection[str]) -> list[str]:
    """Known people, with an account, to whom a notice is pending: Home pages need no conversation."""
    owed = select(notice.c.id).where(
        notice.c.recipient == person.c.id,
        notice.c.state == NoticeState.PENDING.value,
        notice.c.kind != NoticeKind.HOME.value,
    )
    nowhere = person.c.conversation.is_(None), person.c.active, person.c.id.not_in(list(but))
    query = select(person.c.id).where(*nowhere, owed.exists()).order_by(person.c.id).limit(most)
    return list(connection.execute(query).scalars())


def keep_conversation(connection: Connection, person_id: str, channel: str) -> None:
    connection.execute(update(person).where(person.c.id == person_id).values(conversation=channel))


def admins(connection: Connection) -> tuple[str, ...]:
    """Who runs the workspace, by id: a few, the same each time."""
    counts = person.c.admin, person.c.active, person.c.standing == Standing.MEMBER.value
    query = select(person.c.id).where(*counts).order_by(person.c.id).limit(3)
    return tuple(connection.execute(query).scalars())


def home_users(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Those among `ids` who have opened their Home tab."""
    query = select(person.c.id).where(person.c.id.in_(list(ids)), person.c.uses_home)
    return list(connection.execute(query.order_by(person.c.id)).scalars())


def uses_home(connection: Connection, person_id: str) -> None:
    connection.execute(update(person).where(person.c.id == person_id).values(uses_home=True))


def _person(row: RowMapping) -> Person:
    with reading("person", row["id"]):
        return Person(
            id=row["id"],
            name=row["name"],
            zone=row["zone"],
            standing=Standing(row["standing"]),
            active=row["active"],
            admin=row["admin"],
            fetched_at=row["fetched_at"],
        )
