"""Rows of loops, read whole: candidate, position, interviews and panelists together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, insert, or_, select, update

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


def load(connection: Connection, loop_id: int, *, lock: bool = False) -> Loop | None:
    """`lock` takes the loop's row until the transaction ends: whoever changes the loop takes it first."""
    query = select(loop.c.id).where(loop.c.id == loop_id)
    if connection.execute(query.with_for_update() if lock else query).first() is None:
        return None
    return _load_where(connection, [loop_id])[0]


def of_interview(connection: Connection, interview_id: int) -> int | None:
    """The id of the loop an interview belongs to."""
    return connection.execute(select(interview.c.loop_id).where(interview.c.id == interview_id)).scalar()


def of_panelist(connection: Connection, panelist_id: int) -> int | None:
    query = select(interview.c.loop_id).join(panelist).where(panelist.c.id == panelist_id)
    return connection.execute(query).scalar()


def involving(
    connection: Connection, person_id: str, states: Sequence[LoopState] = (LoopState.OPEN,)
) -> list[Loop]:
    """Loops the person has a part in: recruiter, hiring manager or on a panel."""
    seated = (
        select(interview.c.loop_id)
        .join(panelist)
        .where(panelist.c.person == person_id, panelist.c.removed.is_(False))
    )
    part = or_(
        loop.c.recruiter == person_id,
        loop.c.hiring_manager == person_id,
        loop.c.id.in_(seated),
    )
    return _matching(connection, and_(loop.c.state.in_([state.value for state in states]), part))


def in_channel(connection: Connection, channel_id: str) -> list[Loop]:
    """Open loops whose channel it is."""
    return _matching(connection, and_(loop.c.channel == channel_id, loop.c.state == LoopState.OPEN.value))


def ties_to_guide(connection: Connection, person_id: str, guides: Iterable[str]) -> tuple[bool, bool]:
    """In open loops: whether they are a candidate to be interviewed with one of these guides, and whether
    they interview with one or lead a loop that has one.
    """
    query = (
        select(candidate.c.account == person_id)
        .join_from(interview, loop, loop.c.id == interview.c.loop_id)
        .join(candidate, candidate.c.id == loop.c.candidate_id)
        .outerjoin(panelist, and_(panelist.c.interview_id == interview.c.id, panelist.c.person == person_id))
        .where(
            interview.c.guide.in_(list(guides)),
            loop.c.state == LoopState.OPEN.value,
            or_(
                candidate.c.account == person_id,
                loop.c.recruiter == person_id,
                loop.c.hiring_manager == person_id,
                and_(panelist.c.person == person_id, panelist.c.removed.is_(False)),
            ),
        )
        .distinct()
    )
    ties = set(connection.execute(query).scalars())
    return True in ties, bool(ties - {True})


def of_origin(connection: Connection, origin: str) -> int | None:
    """The loop made from this form, if it was sent before."""
    return connection.execute(select(loop.c.id).where(loop.c.origin == origin)).scalar()


def of_position(connection: Connection, position_id: int) -> list[Loop]:
    return _matching(connection, loop.c.position_id == position_id)


def busy(
    connection: Connection, people: Iterable[str], start: datetime, end: datetime
) -> list[tuple[str, int, datetime, int]]:
    """(person, interview id, start, minutes) of what these people have in open loops around that time.

    Rows start before `end` and after `start`; the caller widens `start` by the longest interview.
    """
    query = (
        select(panelist.c.person, interview.c.id, interview.c.starts_at, interview.c.minutes)
        .join_from(panelist, interview)
        .join(loop, loop.c.id == interview.c.loop_id)
        .where(
            panelist.c.person.in_(list(people)),
            panelist.c.removed.is_(False),
            interview.c.cancelled.is_(False),
            interview.c.starts_at > start,
            interview.c.starts_at < end,
            loop.c.state != LoopState.CLOSED.value,
        )
    )
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]


def candidates_like(connection: Connection, email: str, ats_url: str) -> list[Candidate]:
    """Known by one of the two that identify somebody, never by name."""
    marks = []
    if email:
        marks.append(candidate.c.email == email)
    if ats_url:
        marks.append(candidate.c.ats_url == ats_url)
    if not marks:
        return []
    rows = connection.execute(select(candidate).where(or_(*marks)).order_by(candidate.c.id)).mappings()
    return [_candidate(row) for row in rows]


def loops_of_candidate(connection: Connection, candidate_id: int) -> list[Loop]:
    return _matching(connection, loop.c.candidate_id == candidate_id)


def add_candidate(connection: Connection, new: Candidate) -> int:
    values = {
        "name": new.name,
        "email": new.email,
        "ats_url": new.ats_url,
        "zone": new.zone,
        "account": new.account,
    }
    return _inserted(connection.execute(insert(candidate).values(values)))


def update_candidate(connection: Connection, known: Candidate) -> None:
    connection.execute(
        update(candidate)
        .where(candidate.c.id == known.id)
        .values(
            name=known.name,
            email=known.email,
            ats_url=known.ats_url,
            zone=known.zone,
            account=known.account,
        )
    )


def position_named(connection: Connection, title: str, level: str, team: str) -> Position:
    """The position of that title, level and team; made when it is new."""
    same = and_(position.c.title == title, position.c.level == level, position.c.team == team)
    row = connection.execute(select(position).where(same)).mappings().first()
    if row:
        return _position(row)
    made = connection.execute(insert(position).values(title=title, level=level, team=team))
    return Position(_inserted(made), title, level, team)


def remember_channel(connection: Connection, position_id: int, channel: str | None) -> None:
    connection.execute(update(position).where(position.c.id == position_id).values(channel=channel))


def create(connection: Connection, new: Loop) -> Loop:
    """Inserts the loop with its interviews and panelists; ids in `new` are ignored but the candidate's."""
    made = connection.execute(insert(loop).values(**_loop_values(new), created_at=new.created_at))
    loop_id = _inserted(made)
    for each in new.interviews:
        _add_interview(connection, loop_id, each)
    return _load_where(connection, [loop_id])[0]


def save(connection: Connection, before: Loop, after: Loop) -> Loop:
    """Writes what differs. Interviews and panelists with id 0 are new; `before` is what `load` gave."""
    if _loop_values(before) != _loop_values(after):
        connection.execute(update(loop).where(loop.c.id == after.id).values(**_loop_values(after)))
    known = {each.id: each for each in before.interviews}
    for each in after.interviews:
        if each.id not in known:
            _add_interview(connection, after.id, each)
        elif each != known[each.id]:
            _save_interview(connection, known[each.id], each)
    return _load_where(connection, [after.id])[0]


def delete_draft(connection: Connection, loop_id: int) -> None:
    interviews = select(interview.c.id).where(interview.c.loop_id == loop_id)
    connection.execute(panelist.delete().where(panelist.c.interview_id.in_(interviews)))
    connection.execute(interview.delete().where(interview.c.loop_id == loop_id))
    connection.execute(loop.delete().where(loop.c.id == loop_id, loop.c.state == LoopState.DRAFT.value))


def ticked(connection: Connection, panelist_id: int) -> list[int]:
    """The checklist's ticked lines, by number."""
    found = connection.execute(select(panelist.c.ticked).where(panelist.c.id == panelist_id)).scalar()
    return list(found or [])


def tick(connection: Connection, panelist_id: int, lines: Sequence[int]) -> None:
    connection.execute(update(panelist).where(panelist.c.id == panelist_id).values(ticked=list(lines)))


# --- rows -------------------------------------------------------------------------------------


def _matching(connection: Connection, condition: Any) -> list[Loop]:
    ids = list(connection.execute(select(loop.c.id).where(condition)).scalars())
    return _load_where(connection, ids)


def _load_where(connection: Connection, ids: Sequence[int]) -> list[Loop]:
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
        candidate=_candidate(_prefixed(row, "candidate__")),
        position=_position(_prefixed(row, "position__")),
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


def _candidate(row: Any) -> Candidate:
    return Candidate(row["id"], row["name"], row["email"], row["ats_url"], row["zone"], row["account"])


def _position(row: Any) -> Position:
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


def _loop_values(value: Loop) -> dict[str, Any]:
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


def _interview_values(value: Interview) -> dict[str, Any]:
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


def _panelist_values(value: Panelist) -> dict[str, Any]:
    excuse, told = value.excuse, value.told
    return {
        "person": value.person,
        "name": value.name,
        "role": value.role.value,
        "added_at": value.added_at,
        "excuse": excuse
        and {
            "reason": excuse.reason.value,
            "by": excuse.by,
            "at": excuse.at.isoformat(),
            "note": excuse.note,
        },
        "extended_until": value.extended_until,
        "removed": value.removed,
        "told": told
        and {
            "starts_at": told.starts_at.isoformat() if told.starts_at else None,
            "place": told.place,
            "cancelled": told.cancelled,
            "role": told.role.value,
        },
    }


def _add_interview(connection: Connection, loop_id: int, new: Interview) -> None:
    made = connection.execute(insert(interview).values(loop_id=loop_id, **_interview_values(new)))
    interview_id = _inserted(made)
    for each in new.everyone:
        connection.execute(insert(panelist).values(interview_id=interview_id, **_panelist_values(each)))


def _save_interview(connection: Connection, before: Interview, after: Interview) -> None:
    if _interview_values(before) != _interview_values(after):
        connection.execute(
            update(interview).where(interview.c.id == after.id).values(**_interview_values(after))
        )
    known = {each.id: each for each in before.everyone}
    for each in after.everyone:
        if each.id not in known:
            connection.execute(insert(panelist).values(interview_id=after.id, **_panelist_values(each)))
        elif each != known[each.id]:
            connection.execute(
                update(panelist).where(panelist.c.id == each.id).values(**_panelist_values(each))
            )


def _inserted(result: Any) -> int:
    return int(result.inserted_primary_key[0])
