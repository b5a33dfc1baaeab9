"""Rows as loops: candidate, position, people, interviews and panelists together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, select

from bot.domain.interviews import (
    AnswerKind,
    Excuse,
    ExcuseReason,
    Interview,
    LastTold,
    Panelist,
    Role,
    Said,
    Stage,
)
from bot.domain.loops import Candidate, Link, Loop, LoopRole, LoopState, Outcome, Position
from bot.storage.odd_rows import readable, reading
from bot.storage.schema import (
    answer,
    candidate,
    excuse,
    interview,
    last_told,
    link,
    loop,
    loop_role,
    panelist,
    position,
    stage,
)

_Row = RowMapping | Mapping[str, Any]
_Grouped = Mapping[int, Sequence[RowMapping]]


@dataclass(frozen=True)
class _Rows:
    """All rows of one loop. `panels` and `answers` by interview id."""

    head: RowMapping
    people: Sequence[RowMapping]
    links: Sequence[RowMapping]
    interviews: Sequence[RowMapping]
    panels: _Grouped
    answers: _Grouped


def read_loops(connection: Connection, ids: Sequence[int]) -> list[Loop]:
    """In the order of their ids. One that cannot be read is left out, and the log tells which."""
    return list(readable(_rows(connection, ids), _loop))


def read_loop(connection: Connection, loop_id: int) -> Loop:
    """One that is there. Raises `Unreadable`."""
    (rows,) = _rows(connection, [loop_id])
    return _loop(rows)


def _rows(connection: Connection, ids: Sequence[int]) -> list[_Rows]:
    if not ids:
        return []
    heads = connection.execute(_heads().where(loop.c.id.in_(ids)).order_by(loop.c.id)).mappings().all()
    people = _by("loop_id", connection, _of(loop_role, ids).order_by(loop_role.c.person))
    links = _by("loop_id", connection, _of(link, ids).order_by(link.c.ordinal))
    interviews = _by("loop_id", connection, _interviews(ids))
    numbers = [row["id"] for each in interviews.values() for row in each]
    panels = _by("interview_id", connection, _panels(numbers))
    answers = _by("interview_id", connection, _answers(numbers))
    return [
        _Rows(head, people[number], links[number], interviews[number], panels, answers)
        for head in heads
        for number in [head["id"]]
    ]


def _by(key: str, connection: Connection, query: Select[Any]) -> _Grouped:
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row[key]].append(row)
    return found


def _of(table: Table, loops: Sequence[int]) -> Select[Any]:
    return select(table).where(table.c.loop_id.in_(loops))


def _heads() -> Select[Any]:
    query = select(*loop.c, *_labelled(candidate), *_labelled(position))
    return query.join_from(loop, candidate).join(position, position.c.id == loop.c.position_id)


def _interviews(loops: Sequence[int]) -> Select[Any]:
    query = select(*interview.c, *_labelled(stage)).join_from(
        interview, stage, stage.c.id == interview.c.stage_id
    )
    ordered = query.order_by(interview.c.loop_id, interview.c.ordinal, interview.c.id)
    return ordered.where(interview.c.loop_id.in_(loops))


def _panels(interviews: Sequence[int]) -> Select[Any]:
    query = select(*panelist.c, *_labelled(excuse), *_labelled(last_told))
    beside = query.outerjoin_from(panelist, excuse).outerjoin(
        last_told, last_told.c.panelist_id == panelist.c.id
    )
    return beside.where(panelist.c.interview_id.in_(interviews)).order_by(panelist.c.id)


def _answers(interviews: Sequence[int]) -> Select[Any]:
    return select(answer).where(answer.c.interview_id.in_(interviews)).order_by(answer.c.id)


def _labelled(table: Table) -> list[ColumnElement[Any]]:
    return [column.label(f"{table.name}__{column.name}") for column in table.c]


def _part(row: RowMapping, table: Table) -> dict[str, Any]:
    return {column.name: row[f"{table.name}__{column.name}"] for column in table.c}


def _loop(rows: _Rows) -> Loop:
    row = rows.head
    with reading("loop", row["id"]):
        return Loop(
            id=row["id"],
            candidate=candidate_from(_part(row, candidate)),
            position=position_from(_part(row, position)),
            recruiter=_first(rows.people, LoopRole.RECRUITER),
            hiring_manager=_first(rows.people, LoopRole.HIRING_MANAGER),
            channel=row["channel"],
            state=LoopState(row["state"]),
            created_at=row["created_at"],
            template=row["template"],
            links=tuple(Link(each["title"], each["url"]) for each in rows.links),
            interviews=tuple(
                _interview(each, rows.panels[each["id"]], rows.answers[each["id"]])
                for each in rows.interviews
            ),
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
            closed_at=row["closed_at"],
            revision=row["revision"],
            origin=row["origin"],
            coordinators=_in_role(rows.people, LoopRole.COORDINATOR),
        )


def _in_role(people: Sequence[RowMapping], role: LoopRole) -> tuple[str, ...]:
    return tuple(row["person"] for row in people if row["role"] == role)


def _first(people: Sequence[RowMapping], role: LoopRole) -> str:
    return next(iter(_in_role(people, role)), "")


def candidate_from(row: _Row) -> Candidate:
    marked = bool(row["email"] or row["ats_url"])
    return Candidate(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        ats_url=row["ats_url"],
        zone=row["zone"],
        account=row["account"],
        created_by=row["created_by"],
        identified=not marked or bool(row["email_key"] or row["ats_key"]),
    )


def position_from(row: _Row) -> Position:
    return Position(row["id"], row["title"], row["level"], row["team"], row["channel"])


def _interview(row: RowMapping, panel: Sequence[RowMapping], answers: Sequence[RowMapping]) -> Interview:
    with reading("interview", row["id"]):
        return Interview(
            id=row["id"],
            loop_id=row["loop_id"],
            ordinal=row["ordinal"],
            guide=row["guide"],
            guide_version=row["guide_version"],
            stage=Stage(row["stage__name"]),
            starts_at=row["starts_at"],
            minutes=row["minutes"],
            timed_at=row["timed_at"],
            exercise=row["exercise"],
            place=row["place"],
            cancelled=row["cancelled"],
            answers=tuple(_said(each) for each in answers),
            revision=row["revision"],
            everyone=tuple(_panelist(each) for each in panel),
            origin=row["origin"],
        )


def _panelist(row: RowMapping) -> Panelist:
    with reading("panelist", row["id"]):
        return Panelist(
            id=row["id"],
            person=row["person"],
            name=row["name"],
            role=Role(row["role"]),
            added_at=row["added_at"],
            excuse=_excuse(_part(row, excuse)),
            extended_until=row["extended_until"],
            removed=row["removed"],
            last_told=_told(_part(row, last_told)),
            asked_at=row["asked_at"],
        )


def _said(row: RowMapping) -> Said:
    return Said(AnswerKind(row["what"]), row["by_person"], row["at"], row["panelist_id"], row["detail"])


def _excuse(row: Mapping[str, Any]) -> Excuse | None:
    if row["panelist_id"] is None:
        return None
    return Excuse(ExcuseReason(row["reason"]), row["by_person"], row["at"], row["note"])


def _told(row: Mapping[str, Any]) -> LastTold | None:
    if row["panelist_id"] is None:
        return None
    return LastTold(row["starts_at"], row["place"], row["cancelled"], Role(row["role"]))
