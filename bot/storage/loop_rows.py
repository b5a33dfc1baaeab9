"""Loops as rows, and rows as loops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from bot.domain.loops import (
    Candidate,
    Excuse,
    ExcuseReason,
    Interview,
    Link,
    Loop,
    LoopState,
    Outcome,
    Panelist,
    Position,
    Role,
    Stage,
    Told,
)
from bot.storage.schema import candidate, interview, loop, panelist, position


def read_loops(connection: Connection, ids: Sequence[int]) -> list[Loop]:
    if not ids:
        return []
    heads = connection.execute(_heads().where(loop.c.id.in_(ids)).order_by(loop.c.id)).mappings().all()
    rows = connection.execute(
        select(interview)
        .where(interview.c.loop_id.in_(ids))
        .order_by(interview.c.loop_id, interview.c.ordinal, interview.c.id)
    ).mappings()
    interviews: dict[int, list[RowMapping]] = defaultdict(list)
    for row in rows:
        interviews[row["loop_id"]].append(row)
    seats = _panelists(connection, [row["id"] for each in interviews.values() for row in each])
    return [
        _loop(head, tuple(_interview(row, seats[row["id"]]) for row in interviews[head["id"]]))
        for head in heads
    ]


def _heads() -> Select[Any]:
    columns = [
        *loop.c,
        *(column.label(f"candidate__{column.name}") for column in candidate.c),
        *(column.label(f"position__{column.name}") for column in position.c),
    ]
    return select(*columns).join_from(loop, candidate).join(position, position.c.id == loop.c.position_id)


def _panelists(connection: Connection, interviews: Sequence[int]) -> dict[int, list[RowMapping]]:
    rows = connection.execute(
        select(panelist).where(panelist.c.interview_id.in_(interviews)).order_by(panelist.c.id)
    ).mappings()
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for row in rows:
        found[row["interview_id"]].append(row)
    return found


def _prefixed(row: RowMapping, prefix: str) -> dict[str, Any]:
    return {key.removeprefix(prefix): value for key, value in row.items() if key.startswith(prefix)}


def _loop(row: RowMapping, interviews: tuple[Interview, ...]) -> Loop:
    return Loop(
        id=row["id"],
        candidate=candidate_from(_prefixed(row, "candidate__")),
        position=position_from(_prefixed(row, "position__")),
        recruiter=row["recruiter"],
        hiring_manager=row["hiring_manager"],
        channel=row["channel"],
        state=LoopState(row["state"]),
        created_at=row["created_at"],
        template=row["template"],
        links=tuple(Link(each["title"], each["url"]) for each in row["links"]),
        interviews=interviews,
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        closed_at=row["closed_at"],
        revision=row["revision"],
        origin=row["origin"],
    )


def candidate_from(row: Any) -> Candidate:
    return Candidate(row["id"], row["name"], row["email"], row["ats_url"], row["zone"], row["account"])


def position_from(row: Any) -> Position:
    return Position(row["id"], row["title"], row["level"], row["team"], row["channel"])


def _interview(row: RowMapping, seats: Sequence[RowMapping]) -> Interview:
    return Interview(
        id=row["id"],
        loop_id=row["loop_id"],
        ordinal=row["ordinal"],
        guide=row["guide"],
        guide_version=row["guide_version"],
        stage=Stage(row["stage"]),
        starts_at=row["starts_at"],
        minutes=row["minutes"],
        timed_at=row["timed_at"],
        exercise=row["exercise"],
        place=row["place"],
        cancelled=row["cancelled"],
        candidate_absent=row["candidate_absent"],
        revision=row["revision"],
        everyone=tuple(_panelist(seat) for seat in seats),
        origin=row["origin"],
    )


def _panelist(row: RowMapping) -> Panelist:
    return Panelist(
        id=row["id"],
        person=row["person"],
        name=row["name"],
        role=Role(row["role"]),
        added_at=row["added_at"],
        excuse=_excuse(row["excuse"]),
        extended_until=row["extended_until"],
        removed=row["removed"],
        told=_told(row["told"]),
    )


def _excuse(kept: dict[str, Any] | None) -> Excuse | None:
    if not kept:
        return None
    return Excuse(ExcuseReason(kept["reason"]), kept["by"], datetime.fromisoformat(kept["at"]), kept["note"])


def _told(kept: dict[str, Any] | None) -> Told | None:
    if not kept:
        return None
    starts_at = datetime.fromisoformat(kept["starts_at"]) if kept["starts_at"] else None
    return Told(starts_at, kept["place"], kept["cancelled"], Role(kept["role"]))


def candidate_values(value: Candidate) -> dict[str, Any]:
    return {
        "name": value.name,
        "email": value.email,
        "ats_url": value.ats_url,
        "zone": value.zone,
        "account": value.account,
    }


def loop_values(value: Loop) -> dict[str, Any]:
    return {
        "candidate_id": value.candidate.id,
        "position_id": value.position.id,
        "recruiter": value.recruiter,
        "hiring_manager": value.hiring_manager,
        "channel": value.channel,
        "state": value.state.value,
        "template": value.template,
        "links": [{"title": each.title, "url": each.url} for each in value.links],
        "outcome": value.outcome.value if value.outcome else None,
        "closed_at": value.closed_at,
        "revision": value.revision,
        "origin": value.origin,
    }


def interview_values(value: Interview) -> dict[str, Any]:
    return {
        "ordinal": value.ordinal,
        "guide": value.guide,
        "guide_version": value.guide_version,
        "stage": value.stage.value,
        "starts_at": value.starts_at,
        "minutes": value.minutes,
        "timed_at": value.timed_at,
        "exercise": value.exercise,
        "place": value.place,
        "cancelled": value.cancelled,
        "candidate_absent": value.candidate_absent,
        "revision": value.revision,
        "origin": value.origin,
    }


def panelist_values(value: Panelist) -> dict[str, Any]:
    return {
        "person": value.person,
        "name": value.name,
        "role": value.role.value,
        "added_at": value.added_at,
        "excuse": _excuse_json(value.excuse) if value.excuse else None,
        "extended_until": value.extended_until,
        "removed": value.removed,
        "told": _told_json(value.told) if value.told else None,
    }


def _excuse_json(value: Excuse) -> dict[str, Any]:
    return {"reason": value.reason.value, "by": value.by, "at": _iso(value.at), "note": value.note}


def _told_json(value: Told) -> dict[str, Any]:
    return {
        "starts_at": _iso(value.starts_at) if value.starts_at else None,
        "place": value.place,
        "cancelled": value.cancelled,
        "role": value.role.value,
    }


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
