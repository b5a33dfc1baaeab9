"""Databases with rows in every table, and a second one of either engine to bring them to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text, update

from bot.storage.copies import Progress
from bot.storage.database import Database
from bot.storage.migrating import migrate
from bot.storage.schema import candidate_join, form_draft, hold, legal_hold, loop, setting
from tests.patience import DATABASE
from tests.storage import first_release
from tests.storage.first_release import Rows

MADE = datetime(2026, 11, 18, 8, 30, 15, 123456, tzinfo=UTC)
ODD = {"text": 'Zoë 🙂 "quoted" \\ and\nmore', "none": None, "number": 1.5, "list": [True, []]}
NO_DATA = {"process", "alembic_version"}


@contextmanager
def unwatched(_: int) -> Iterator[Progress]:
    yield lambda _: None


def fill(url: str, folder: Path) -> None:
    """What the first release wrote, brought over, and the tables that came later; all of it odd."""
    first_release.fill(url, folder)
    migrate(url)
    database = Database(url, waits=DATABASE)
    with database.write() as connection:
        for table, values in LATER.items():
            connection.execute(insert(table), values)
        connection.execute(update(loop).values(purge_on=date(2027, 2, 28)))
    database.close()


LATER: dict[Any, list[dict[str, Any]]] = {
    candidate_join: [{"kept_id": 1, "joined_id": 2, "by_person": "U0ROSA", "at": MADE, "undone_at": None}],
    legal_hold: [{"candidate_id": 1, "by_person": "U0ROSA", "reason": "a\ttab, Zoë", "at": MADE}],
    hold: [{"lane": "U0PRIYA", "until": MADE + timedelta(microseconds=1)}],
    form_draft: [{"person": "U0PRIYA", "form": "loop", "content": ODD, "typed_at": MADE}],
    setting: [
        {"person": "", "name": name, "value": value}
        for name, value in {
            "five": 5,
            "half": 0.5,
            "yes": True,
            "text": "5",
            "none": None,
            "odd": ODD,
        }.items()
    ],
}


def rows_of(url: str) -> Rows:
    """All that a copy has to hold."""
    return {name: rows for name, rows in first_release.read(url).items() if name not in NO_DATA}


def run(url: str, *statements: str) -> list[Any]:
    """What the last one gives."""
    database = Database(url, waits=DATABASE)
    with database.write() as connection:
        for each in statements:
            result = connection.execute(text(each))
        found = list(result.scalars()) if result.returns_rows else []
    database.close()
    return found
