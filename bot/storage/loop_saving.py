"""Writing loops: all of a new one, and of a known one what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from bot.domain.interviews import Interview, Panelist, Stage
from bot.domain.loops import Loop
from bot.storage.loop_rows import read_loop
from bot.storage.loop_values import (
    answer_values,
    excuse_values,
    interview_values,
    link_values,
    loop_values,
    panelist_values,
    role_values,
    roles,
    stage_values,
    told_values,
)
from bot.storage.schema import answer, excuse, interview, last_told, link, loop, loop_role, panelist, stage
from bot.storage.upsert import insert_into


def create(connection: Connection, new: Loop) -> Loop:
    """Inserts the loop with its interviews and panelists; ids in `new` are ignored but the candidate's."""
    loop_id = _inserted(connection, loop, loop_values(new))
    nobody = replace(new, recruiter="", hiring_manager="", coordinators=(), links=())
    _save_beside(connection, loop_id, nobody, new)
    for each in new.interviews:
        _add_interview(connection, loop_id, each)
    return read_loop(connection, loop_id)


def save(connection: Connection, before: Loop, after: Loop) -> Loop:
    """Writes what differs. Interviews and panelists with id 0 are new; `before` is what `load` gave."""
    if loop_values(before) != loop_values(after):
        connection.execute(update(loop).where(loop.c.id == after.id).values(**loop_values(after)))
    _save_beside(connection, after.id, before, after)
    known = {each.id: each for each in before.interviews}
    for each in after.interviews:
        if each.id not in known:
            _add_interview(connection, after.id, each)
        elif each != known[each.id]:
            _save_interview(connection, after.id, known[each.id], each)
    return read_loop(connection, after.id)


def _save_beside(connection: Connection, loop_id: int, before: Loop, after: Loop) -> None:
    """People and links. Of the people only who differs: others with a part in it stay."""
    for role, person in roles(before) - roles(after):
        same = [loop_role.c[name] == each for name, each in role_values(role, person, loop_id).items()]
        connection.execute(delete(loop_role).where(*same))
    for role, person in sorted(roles(after) - roles(before)):
        new = insert_into(connection, loop_role).values(**role_values(role, person, loop_id))
        connection.execute(new.on_conflict_do_nothing())
    if before.links != after.links:
        connection.execute(delete(link).where(link.c.loop_id == loop_id))
        for number, each in enumerate(after.links, start=1):
            connection.execute(insert(link).values(**link_values(each, loop_id, number)))


def _add_interview(connection: Connection, loop_id: int, new: Interview) -> None:
    stage_id = _stage_id(connection, loop_id, new.stage)
    interview_id = _inserted(connection, interview, interview_values(new, loop_id, stage_id))
    for each in new.everyone:
        _add_panelist(connection, interview_id, each)
    _save_answers(connection, replace(new, answers=()), replace(new, id=interview_id))


def _stage_id(connection: Connection, loop_id: int, meant: Stage) -> int:
    """Made with its first interview."""
    new = insert_into(connection, stage).values(**stage_values(meant, loop_id))
    connection.execute(new.on_conflict_do_nothing())
    query = select(stage.c.id).where(stage.c.loop_id == loop_id, stage.c.name == meant.value)
    return int(connection.execute(query).scalar_one())


def _save_interview(connection: Connection, loop_id: int, before: Interview, after: Interview) -> None:
    _save_answers(connection, before, after)
    if replace(before, everyone=()) != replace(after, everyone=()):
        values = interview_values(after, loop_id, _stage_id(connection, loop_id, after.stage))
        connection.execute(update(interview).where(interview.c.id == after.id).values(**values))
    known = {each.id: each for each in before.everyone}
    for each in after.everyone:
        if each.id not in known:
            _add_panelist(connection, after.id, each)
        elif each != known[each.id]:
            _save_panelist(connection, after.id, known[each.id], each)


def _save_answers(connection: Connection, before: Interview, after: Interview) -> None:
    for each in before.answers:
        if each not in after.answers:
            same = [answer.c[name] == value for name, value in answer_values(each, after.id).items()]
            connection.execute(delete(answer).where(*same))
    for each in after.answers:
        if each not in before.answers:
            connection.execute(insert(answer).values(**answer_values(each, after.id)))


def _add_panelist(connection: Connection, interview_id: int, new: Panelist) -> None:
    panelist_id = _inserted(connection, panelist, panelist_values(new, interview_id))
    _save_about(connection, panelist_id, replace(new, excuse=None, last_told=None), new)


def _save_panelist(connection: Connection, interview_id: int, before: Panelist, after: Panelist) -> None:
    values = panelist_values(after, interview_id)
    if values != panelist_values(before, interview_id):
        connection.execute(update(panelist).where(panelist.c.id == after.id).values(**values))
    _save_about(connection, after.id, before, after)


def _save_about(connection: Connection, panelist_id: int, before: Panelist, after: Panelist) -> None:
    """Why they are excused, and what they were told."""
    for table, values in ((excuse, excuse_values), (last_told, told_values)):
        was, now = values(before, panelist_id), values(after, panelist_id)
        if was and was != now:
            connection.execute(delete(table).where(table.c.panelist_id == panelist_id))
        if now and was != now:
            connection.execute(insert(table).values(**now))


def _inserted(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    made = connection.execute(insert(table).values(**values)).inserted_primary_key
    return int(made[0]) if made else 0
