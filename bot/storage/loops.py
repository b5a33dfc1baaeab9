"""Finding loops. Each comes whole: candidate, position, interviews and panelists together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, or_, select, update

from bot.domain.interviews import AnswerKind, Role
from bot.domain.loops import Loop, LoopRole, LoopState, Position
from bot.storage.loop_rows import position_from, read_loop, read_loops
from bot.storage.loop_saving import create as create  # the same noun, for those who change loops
from bot.storage.loop_saving import save as save
from bot.storage.schema import (
    answer,
    candidate,
    excuse,
    interview,
    loop,
    loop_role,
    panelist,
    position,
    scorecard,
)
from bot.storage.upsert import insert_into

LEADING = (LoopRole.RECRUITER, LoopRole.HIRING_MANAGER)


def load(connection: Connection, loop_id: int, *, lock: bool = False) -> Loop | None:
    """`lock` takes the loop's row until the transaction ends: whoever changes the loop takes it first.

    Raises `Unreadable`, where a list would leave the loop out.
    """
    query = select(loop.c.id).where(loop.c.id == loop_id)
    if connection.execute(query.with_for_update() if lock else query).first() is None:
        return None
    return read_loop(connection, loop_id)


def of_panelist(connection: Connection, panelist_id: int) -> int | None:
    """The id of the loop a panelist belongs to."""
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
    part = or_(loop.c.id.in_(_led_by(person_id, *LEADING)), loop.c.id.in_(seated))
    return _matching(connection, and_(loop.c.state.in_([state.value for state in states]), part))


def closed_but_owing(connection: Connection, person_id: str) -> list[Loop]:
    """Closed loops in which the person's feedback is still wanted and not in."""
    owing = (
        select(interview.c.loop_id)
        .join_from(panelist, interview)
        .outerjoin(scorecard, scorecard.c.panelist_id == panelist.c.id)
        .outerjoin(excuse, excuse.c.panelist_id == panelist.c.id)
        .where(
            panelist.c.removed.is_(False),
            excuse.c.panelist_id.is_(None),
            panelist.c.role != Role.SHADOW.value,
            interview.c.cancelled.is_(False),
            interview.c.called_off.is_(False),
            scorecard.c.submitted_at.is_(None),
            or_(
                panelist.c.person == person_id,
                and_(panelist.c.person.is_(None), loop.c.id.in_(_led_by(person_id, LoopRole.RECRUITER))),
            ),
            interview.c.loop_id == loop.c.id,
        )
        .correlate(loop)
    )
    return _matching(connection, and_(loop.c.state == LoopState.CLOSED.value, owing.exists()))


def every(connection: Connection, states: Sequence[LoopState]) -> list[Loop]:
    """For admins."""
    return _matching(connection, loop.c.state.in_([state.value for state in states]))


def in_channel(connection: Connection, channel_id: str) -> list[Loop]:
    """Loops whose channel it is; closed ones too: what was posted there is still read."""
    return _matching(connection, and_(loop.c.channel == channel_id, loop.c.state != LoopState.DRAFT.value))


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
                loop.c.id.in_(_led_by(person_id, *LEADING)),
                and_(panelist.c.person == person_id, panelist.c.removed.is_(False)),
            ),
        )
        .distinct()
    )
    ties = set(connection.execute(query).scalars())
    return True in ties, bool(ties - {True})


def of_origin(connection: Connection, origin: str) -> int | None:
    """The loop made from this form, if it was sent before.

    Sent twice at the same moment, one of the two waits here until the other's transaction has ended.
    """
    if connection.dialect.name == "postgresql":  # on SQLite, whoever writes is alone
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(origin))))
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


def on_now(
    connection: Connection, person: str, since: datetime, now: datetime
) -> list[tuple[int, datetime, str, str]]:
    """(interview id, end, guide, guide version) of what somebody is in now, of what started after `since`."""
    is_done = (
        select(answer.c.id)
        .where(answer.c.interview_id == interview.c.id, answer.c.what == AnswerKind.DONE.value)
        .exists()
    )
    query = (
        select(interview)
        .join_from(panelist, interview)
        .join(loop, loop.c.id == interview.c.loop_id)
        .outerjoin(excuse, excuse.c.panelist_id == panelist.c.id)
        .where(
            panelist.c.person == person,
            panelist.c.removed.is_(False),
            excuse.c.panelist_id.is_(None),
            interview.c.cancelled.is_(False),
            interview.c.called_off.is_(False),
            ~is_done,
            interview.c.starts_at > since,
            interview.c.starts_at <= now,
            loop.c.state == LoopState.OPEN.value,
        )
    )
    found = [
        (row.id, row.starts_at + timedelta(minutes=row.minutes), row.guide, row.guide_version)
        for row in connection.execute(query)
    ]
    return [each for each in found if each[1] > now]


def loops_of_candidate(connection: Connection, candidate_id: int) -> list[Loop]:
    return _matching(connection, loop.c.candidate_id == candidate_id)


def position_named(connection: Connection, title: str, level: str, team: str) -> Position:
    """The position of that title, level and team; made when it is new."""
    new = insert_into(connection, position).values(title=title, level=level, team=team)
    connection.execute(new.on_conflict_do_nothing())
    same = and_(position.c.title == title, position.c.level == level, position.c.team == team)
    return position_from(connection.execute(select(position).where(same)).mappings().one())


def remember_channel(connection: Connection, position_id: int, channel: str | None) -> None:
    connection.execute(update(position).where(position.c.id == position_id).values(channel=channel))


def remembered_channel(connection: Connection, title: str, level: str, team: str) -> str | None:
    """The private channel this position's loops used last."""
    same = and_(position.c.title == title, position.c.level == level, position.c.team == team)
    return connection.execute(select(position.c.channel).where(same)).scalar()


def delete_draft(connection: Connection, loop_id: int) -> None:
    """With all that is in it. A loop that was begun stays as it is."""
    connection.execute(delete(loop).where(loop.c.id == loop_id, loop.c.state == LoopState.DRAFT.value))


def ticked(connection: Connection, panelist_id: int) -> list[int]:
    """The marks of the checklist's ticked lines."""
    found = connection.execute(select(panelist.c.ticked).where(panelist.c.id == panelist_id)).scalar()
    return list(found or [])


def tick(connection: Connection, panelist_id: int, lines: Sequence[int]) -> None:
    connection.execute(update(panelist).where(panelist.c.id == panelist_id).values(ticked=list(lines)))


def _led_by(person_id: str, *parts: LoopRole) -> Select[Any]:
    """Ids of loops in which the person has one of these parts."""
    named = loop_role.c.role.in_([each.value for each in parts])
    return select(loop_role.c.loop_id).where(loop_role.c.person == person_id, named)


def _matching(connection: Connection, condition: Any) -> list[Loop]:
    ids = list(connection.execute(select(loop.c.id).where(condition)).scalars())
    return read_loops(connection, ids)
