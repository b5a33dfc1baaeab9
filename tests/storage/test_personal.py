"""Every column that can hold text says whose it is, and is found again from that candidate or person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Connection, String, Table, insert, select

from bot.storage.database import Database
from bot.storage.personal import IMPERSONAL, PERSONAL, REACHED
from bot.storage.schema import metadata
from tests.builders import MONDAY_NINE

WHAT_TO_DO = (
    "say in bot/storage/personal.py whose data it holds, and how its row is reached; or that it is nobody's"
)
TABLES = [*metadata.tables.values()]
SOMEBODY, CANDIDATE = "UMARKED", 41
ROWS: dict[str, dict[str, Any]] = {
    "person": {"id": SOMEBODY, "standing": "member", "fetched_at": MONDAY_NINE},
    "candidate": {"id": CANDIDATE},
    "candidate_join": {"kept_id": 42, "joined_id": CANDIDATE, "at": MONDAY_NINE},
    "legal_hold": {"candidate_id": CANDIDATE, "at": MONDAY_NINE, "lifted_at": MONDAY_NINE},
    "position": {"id": 1, "title": "Engineer"},
    "loop": {
        "id": 1,
        "candidate_id": CANDIDATE,
        "position_id": 1,
        "state": "closed",
        "outcome": "hired",
        "created_at": MONDAY_NINE,
        "closed_at": MONDAY_NINE,
        "revision": 1,
    },
    "loop_role": {"loop_id": 1, "role": "recruiter"},
    "link": {"loop_id": 1, "ordinal": 1},
    "stage": {
        "id": 1,
        "loop_id": 1,
        "name": "team",
        "ordinal": 1,
        "state": "decided",
        "decision": "hire",
        "decided_at": MONDAY_NINE,
    },
    "interview": {
        "id": 1,
        "loop_id": 1,
        "stage_id": 1,
        "ordinal": 1,
        "guide": "values",
        "guide_version": "v1",
        "minutes": 45,
        "timed_at": MONDAY_NINE,
        "revision": 1,
    },
    "panelist": {"id": 1, "interview_id": 1, "role": "lead", "added_at": MONDAY_NINE},
    "answer": {"interview_id": 1, "panelist_id": 1, "what": "done", "at": MONDAY_NINE},
    "excuse": {"panelist_id": 1, "reason": "gone-on-without", "at": MONDAY_NINE},
    "last_told": {"panelist_id": 1, "role": "lead"},
    "scorecard": {
        "panelist_id": 1,
        "interview_id": 1,
        "guide": "values",
        "guide_version": "v1",
        "typed_at": MONDAY_NINE,
        "saved_at": MONDAY_NINE,
        "revision": 0,
    },
    "notice": {
        "id": 1,
        "kind": "word",
        "revision": 1,
        "due": MONDAY_NINE + timedelta(days=1),
        "state": "pending",
        "loop_id": 1,
    },
    "hold": {"lane": SOMEBODY, "until": MONDAY_NINE},
    "message": {"id": "m1", "notice_id": 1, "subject": "notice:1", "part": 0, "attempted_at": MONDAY_NINE},
    "audit": {"at": MONDAY_NINE, "what": "read", "loop_id": 1},
    "setting": {"name": "hours", "person": SOMEBODY},
    "form_draft": {"form": "new-loop", "typed_at": MONDAY_NINE, "person": SOMEBODY},
}
"""What a row needs besides the marked values of its personal columns."""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_text_is_somebodys_or_nobodys(table: Table) -> None:
    holds_text = {each.name for each in table.c if isinstance(each.type, String | JSON)}
    said = {*PERSONAL.get(table.name, ()), *IMPERSONAL.get(table.name, ())}
    assert holds_text - said == set(), f"{table.name}: {WHAT_TO_DO}"
    assert said - set(table.c.keys()) == set(), f"{table.name} has no such columns any more"
    assert not set(PERSONAL.get(table.name, ())) & set(IMPERSONAL.get(table.name, ()))


def test_every_mark_is_found_again(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(metadata.tables["candidate"]).values(id=42, name="Somebody else"))
        for table in metadata.sorted_tables:
            if table.name in ROWS:
                connection.execute(insert(table).values(**marked(table)))
    with database.read() as connection:
        found = {name: reached(connection, metadata.tables[name]) for name in PERSONAL}
    missed = {name for name, rows in found.items() if not rows}
    assert missed == set(), f"{missed}: {WHAT_TO_DO}"
    for name, columns in PERSONAL.items():
        (row,) = found[name]
        empty = {each for each in columns if row[each] in (None, "")}
        assert empty == set(), f"{name}: mark these too: {empty}"


# --- helpers -------------------------------------------------------------------------------------


def marked(table: Table) -> dict[str, Any]:
    given = ROWS[table.name]
    marks = {name: mark(table, name) for name in PERSONAL.get(table.name, ()) if name not in given}
    return given | marks


def mark(table: Table, name: str) -> Any:
    column = table.c[name]
    if isinstance(column.type, JSON):
        return ["MARKED"]
    fits = column.type.length if isinstance(column.type, String) else None
    return SOMEBODY if fits == len("x" * 32) else f"MARKED {table.name}.{name}"[: fits or 100]


def reached(connection: Connection, table: Table) -> list[dict[str, Any]]:
    """The rows of a table that lead to the marked candidate or person."""
    rows = [dict(row) for row in connection.execute(select(table)).mappings()]
    return [row for row in rows if leads(connection, table.name, row)]


def leads(connection: Connection, name: str, row: dict[str, Any]) -> bool:
    if name == "candidate":
        return bool(row["id"] == CANDIDATE)
    if name == "person":
        return bool(row["id"] == SOMEBODY)
    return any(led(connection, row[column], metadata.tables[to]) for column, to in REACHED[name])


def led(connection: Connection, value: Any, to: Table) -> bool:
    (key,) = to.primary_key.columns
    found = connection.execute(select(to).where(key == value)).mappings().first()
    return found is not None and leads(connection, to.name, dict(found))
