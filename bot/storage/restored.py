"""That a database is a restored copy: what it does not know to be sent may be in Slack all the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, null, select, update

from bot.domain.notices import Notice, NoticeKind
from bot.domain.settings import EVERYBODY
from bot.storage.notice_rows import readable
from bot.storage.notices import PENDING, SENDING, SENT
from bot.storage.schema import message, notice, setting
from bot.storage.upsert import insert_into

RESTORED, LOOKED = "restored", "looked after restore"
NAMED = ("notice", "loop", "panelist")  # what messages are about


@dataclass(frozen=True)
class RestoredCopy:
    """`made_at`: what is older is in it. `numbers`: the highest of each table that it knows of."""

    made_at: datetime
    restored_at: datetime
    numbers: Mapping[str, int]


def note(connection: Connection, made_at: datetime, now: datetime, numbers: Mapping[str, int]) -> None:
    """Nothing has been looked for yet. A copy of a restored database goes back as far as that one's copy."""
    before = find(connection)
    since = min(made_at, before.made_at) if before else made_at
    connection.execute(delete(setting).where(setting.c.name.in_((RESTORED, LOOKED))))
    value = {
        "made_at": since.isoformat(),
        "restored_at": now.isoformat(),
        "numbers": {name: numbers.get(name, 0) for name in NAMED},
    }
    connection.execute(insert(setting).values(person=EVERYBODY, name=RESTORED, value=value))


def find(connection: Connection) -> RestoredCopy | None:
    """None for a database that was never restored."""
    query = select(setting.c.value).where(setting.c.person == EVERYBODY, setting.c.name == RESTORED)
    kept = connection.execute(query).scalar()
    if kept is None:
        return None
    made_at, restored_at = (datetime.fromisoformat(kept[name]) for name in ("made_at", "restored_at"))
    return RestoredCopy(made_at, restored_at, kept["numbers"])


def owed(connection: Connection, person: str, highest: int, but: Collection[NoticeKind]) -> list[Notice]:
    """What the copy knows to be owed to them, up to a number, and no message of; in the order it is due."""
    own = select(message.c.id).where(message.c.notice_id == notice.c.id, message.c.subject.like("notice:%"))
    query = select(notice).where(
        notice.c.recipient == person,
        notice.c.id <= highest,
        notice.c.state.in_((PENDING, SENDING)),
        notice.c.kind.not_in([each.value for each in but]),
        ~own.exists(),
    )
    return readable(connection.execute(query.order_by(notice.c.due, notice.c.id)).mappings())


def mark_said(connection: Connection, notice_id: int, at: datetime) -> None:
    """Whoever has it: this worker, or nobody."""
    sent = {"state": SENT, "sent_at": at, "lease_until": None, "saying": null(), "settled_by": None}
    connection.execute(update(notice).where(notice.c.id == notice_id).values(sent | {"again": False}))


def looked(connection: Connection, person: str) -> None:
    """All that was said to them is known by now."""
    new = insert_into(connection, setting).values(person=person, name=LOOKED, value=True)
    connection.execute(new.on_conflict_do_nothing())


def has_looked(connection: Connection, person: str) -> bool:
    query = select(setting.c.name).where(setting.c.person == person, setting.c.name == LOOKED)
    return connection.execute(query).first() is not None
