"""That a database is a restored copy: what it does not know to be sent may be in Slack all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.storage.schema import setting

EVERYBODYS = ""
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
    connection.execute(insert(setting).values(person=EVERYBODYS, name=RESTORED, value=value))


def find(connection: Connection) -> RestoredCopy | None:
    """None for a database that was never restored."""
    query = select(setting.c.value).where(setting.c.person == EVERYBODYS, setting.c.name == RESTORED)
    kept = connection.execute(query).scalar()
    if kept is None:
        return None
    made_at, restored_at = (datetime.fromisoformat(kept[name]) for name in ("made_at", "restored_at"))
    return RestoredCopy(made_at, restored_at, kept["numbers"])
