"""Puts values of the builders into a database, and takes the ids off what comes back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any, TypeVar

from sqlalchemy import select, text

from bot.domain.loops import Candidate, Loop
from bot.domain.notices import Notice, NoticeKind, Wanted
from bot.storage import candidates, loops, notices
from bot.storage.database import Connection, Database
from bot.storage.schema import notice
from tests.builders import MONDAY_NINE, an_about
from tests.patience import PATIENCE

T = TypeVar("T")


def ping(database: Database) -> None:
    """Raises what a use case would."""
    with database.read() as connection:
        connection.execute(text("SELECT 1"))


def kept_loop(database: Database, new: Loop) -> Loop:
    with database.write() as connection:
        return keep(connection, new)


def keep(connection: Connection, new: Loop) -> Loop:
    """As stored: with the ids the database gave, to candidate and position too."""
    candidate = keep_candidate(connection, new.candidate)
    at = new.position
    position = loops.position_named(connection, at.title, at.level, at.team)
    loops.remember_channel(connection, position.id, at.channel)
    return loops.create(connection, replace(new, candidate=candidate, position=position))


def keep_candidate(connection: Connection, new: Candidate) -> Candidate:
    """Somebody else, where the address or link is another one's already."""
    number = candidates.add(connection, new)
    return replace(new, id=number) if number else keep_candidate(connection, replace(new, identified=False))


def without_ids(loop: Loop) -> Loop:
    interviews = tuple(
        replace(each, id=0, loop_id=0, everyone=tuple(replace(panelist, id=0) for panelist in each.everyone))
        for each in loop.interviews
    )
    return replace(
        loop,
        id=0,
        candidate=replace(loop.candidate, id=0),
        position=replace(loop.position, id=0),
        interviews=interviews,
    )


def loaded(database: Database, loop_id: int) -> Loop:
    with database.read() as connection:
        found = loops.load(connection, loop_id)
    assert found is not None
    return found


def a_notice(subject: str = "seat:1", recipient: str = "UPRIYA", **other: Any) -> Wanted:
    fields: dict[str, Any] = {
        "kind": NoticeKind.FEEDBACK,
        "subject": subject,
        "recipient": recipient,
        "revision": 1,
        "due": MONDAY_NINE,
    }
    wanted = fields | other
    return Wanted(**({"about": an_about(wanted["kind"])} | wanted))


def owe(database: Database, *wanted: Wanted) -> None:
    with database.write() as connection:
        notices.add(connection, wanted)


def stored(database: Database, subject: str) -> Notice:
    """The notice as anybody finds it now, whatever became of it."""
    with database.read() as connection:
        number = connection.execute(select(notice.c.id).where(notice.c.subject == subject)).scalar_one()
        found = notices.find(connection, number)
    assert found is not None
    return found


def at_once(*work: Callable[[], T]) -> list[T]:
    """Runs each in a thread of its own, all beginning together; gives the results in order."""
    start = Barrier(len(work))

    def run(each: Callable[[], T]) -> T:
        start.wait(timeout=PATIENCE)
        return each()

    with ThreadPoolExecutor(len(work)) as threads:
        return list(threads.map(run, work, timeout=PATIENCE))
