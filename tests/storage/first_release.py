"""A database of the first release on either engine, and what its rows said by that release's own reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, create_engine, insert, select, text

from bot.domain.interviews import (
    AnswerKind,
    Cause,
    Excuse,
    ExcuseReason,
    Interview,
    LastTold,
    Panelist,
    Role,
    Said,
    Stage,
)
from bot.domain.loops import Candidate, Link, Loop, LoopState, Outcome, Position
from bot.storage.database import normal_url
from bot.storage.migrating import configured

WRITTEN = Path(__file__).with_name("first_release.sql")
FIRST = "a1f0c3d5e702"
ABSENT = "candidate-absent"  # why somebody was excused, until interviews said it themselves
NUMBERED = ("audit", "candidate", "interview", "loop", "notice", "panelist", "position")

Row = Mapping[str, Any]
Rows = dict[str, list[dict[str, Any]]]


def fill(url: str, tmp_path: Path) -> None:
    """An empty database becomes the first release's."""
    file = tmp_path / "first_release.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(WRITTEN.read_text(encoding="utf-8"))
    if url.startswith("sqlite"):
        file.rename(url.removeprefix("sqlite:///"))
        return
    command.upgrade(configured(url=url), FIRST)
    copy(f"sqlite:///{file}", url)


def copy(source: str, target: str) -> None:
    rows = read(source)
    engine = create_engine(normal_url(target))
    with engine.begin() as connection:
        tables = reflected(connection)
        for table in tables.sorted_tables:
            if rows[table.name]:
                connection.execute(insert(table), rows[table.name])
        for name in NUMBERED:
            last = f"(SELECT COALESCE(MAX(id), 1) FROM {name})"
            connection.execute(text(f"SELECT setval('{name}_id_seq', {last})"))
    engine.dispose()


def read(url: str) -> Rows:
    """Every row of every table but Alembic's own, in the order of their keys; times in UTC."""
    engine = create_engine(normal_url(url))
    with engine.connect() as connection:
        found = {
            table.name: [
                {name: _in_utc(value) for name, value in row.items()}
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in reflected(connection).sorted_tables
        }
    engine.dispose()
    return found


def _in_utc(value: Any) -> Any:
    """SQLite keeps no zone."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


REFLECTED: dict[tuple[str, str | None], MetaData] = {}


def reflected(connection: Connection) -> MetaData:
    """The tables there are; they are looked at once for each engine and revision."""
    revision = MigrationContext.configure(connection).get_current_revision()
    known = (connection.dialect.name, revision)
    if known not in REFLECTED:
        tables = MetaData()
        tables.reflect(connection, only=lambda name, _: name != "alembic_version")
        REFLECTED[known] = tables
    return REFLECTED[known]


# --- as the first release read them ---------------------------------------------------------------


def loops_in(rows: Rows) -> list[Loop]:
    candidates = {row["id"]: row for row in rows["candidate"]}
    positions = {row["id"]: row for row in rows["position"]}
    return [
        Loop(
            id=row["id"],
            candidate=_candidate(candidates[row["candidate_id"]], rows),
            position=Position(**positions[row["position_id"]]),
            recruiter=row["recruiter"],
            hiring_manager=row["hiring_manager"],
            channel=row["channel"],
            state=LoopState(row["state"]),
            created_at=row["created_at"],
            template=row["template"],
            links=tuple(Link(**each) for each in row["links"]),
            interviews=tuple(
                _interview(each, rows) for each in _ordered(rows["interview"]) if each["loop_id"] == row["id"]
            ),
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
            closed_at=row["closed_at"],
            revision=row["revision"],
            origin=row["origin"],
        )
        for row in rows["loop"]
    ]


def _ordered(interviews: Sequence[Row]) -> list[Row]:
    return sorted(interviews, key=lambda row: (row["ordinal"], row["id"]))


def _candidate(row: Row, rows: Rows) -> Candidate:
    """New are who entered them, and which of two at one address is found by it: the older one."""
    loops = [each for each in rows["loop"] if each["candidate_id"] == row["id"]]
    older = [each for each in rows["candidate"] if each["id"] < row["id"] and each["email"] == row["email"]]
    return Candidate(**row, created_by=loops[0]["recruiter"], identified=not older)


def _interview(row: Row, rows: Rows) -> Interview:
    panel = [_panelist(each) for each in rows["panelist"] if each["interview_id"] == row["id"]]
    facts = {**row, "stage": Stage(row["stage"]), "answers": _called_off(row, rows)}
    del facts["candidate_absent"]
    return Interview(**facts, everyone=tuple(panel))


def _called_off(row: Row, rows: Rows) -> tuple[Said, ...]:
    """Who said that the candidate did not come, as far as an excuse tells."""
    seats = sorted((each for each in rows["panelist"] if each["interview_id"] == row["id"]), key=_number)
    said = (each["excuse"] for each in seats if each["excuse"] and each["excuse"]["reason"] == ABSENT)
    known = next(said, None)
    if not row["candidate_absent"]:
        return ()
    by, at = (known["by"], _at(known["at"])) if known else ("", row["timed_at"])
    return (Said(AnswerKind.CALLED_OFF, by, at, None, Cause.CANDIDATE),)


def _number(row: Row) -> int:
    return int(row["id"])


def _panelist(row: Row) -> Panelist:
    excuse, told = row["excuse"], row["told"]
    facts = {name: value for name, value in row.items() if name not in ("interview_id", "ticked", "told")}
    return Panelist(
        **facts
        | {
            "role": Role(row["role"]),
            "excuse": None
            if not excuse or excuse["reason"] == ABSENT
            else Excuse(ExcuseReason(excuse["reason"]), excuse["by"], _at(excuse["at"]), excuse["note"]),
            "last_told": told
            and LastTold(
                _at(told["starts_at"]) if told["starts_at"] else None,
                told["place"],
                told["cancelled"],
                Role(told["role"]),
            ),
        }
    )


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written)
