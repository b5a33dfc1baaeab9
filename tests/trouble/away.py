"""A database that does not answer, and a form submitted meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from bot.storage.schema import metadata
from tests.acting import Actor, Json, World

NOT_SAVED = "not saved yet: the database did not answer. Your text is still here. Try again in a minute."


@contextmanager
def away(world: World) -> Iterator[None]:
    """Somebody else holds everything: SQLite's write lock, or a lock on each of PostgreSQL's tables."""
    url = world.demo.bot.services.database.engine.url
    if url.get_backend_name() == "sqlite":
        file = sqlite3.connect(str(url.database), isolation_level=None)
        file.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            file.close()
        return
    with psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as server:
        names = ", ".join(table.name for table in metadata.sorted_tables)
        server.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE".encode())
        yield
        server.rollback()


@contextmanager
def one_row_locked(world: World, loop_id: int) -> Iterator[None]:
    """As by somebody else's long transaction on the same loop."""
    url = world.demo.bot.services.database.engine.url
    if url.get_backend_name() == "sqlite":
        with away(world):
            yield
        return
    with psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as server:
        server.execute("SELECT id FROM loop WHERE id = %s FOR UPDATE", [loop_id])
        yield
        server.rollback()


def tries(person: Actor, **fields: object) -> Json:
    """Submits without waiting for the worker, which has no database either."""
    answer = person.hand.submit(person.modal()["id"], person.filled(**fields))
    person.world.demo.sandbox.settle()
    return answer


def refused_then_taken(world: World, person: Actor, **fields: object) -> None:
    """The form stays with all that was typed and says so; once the database is back the same submit works."""
    before = person.modal()
    with away(world):
        answer = tries(person, **fields)
        assert len(answer["errors"]) == 1, answer
        assert next(iter(answer["errors"].values())).endswith(NOT_SAVED)
        assert person.modal()["id"] == before["id"]
    assert tries(person) == {"ok": True}, "with nothing typed again"
    world.settle()
