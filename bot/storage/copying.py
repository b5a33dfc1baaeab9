"""Backup, restore and move: a copy of one moment, put where nobody is at work."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, make_url

from bot.domain.errors import NotCopied
from bot.storage import restored
from bot.storage.copies import COPYING, Copy, Progress
from bot.storage.copy_files import read, write
from bot.storage.database import Database, normal_url
from bot.storage.dumping import copied
from bot.storage.loading import Finish, Numbers, build
from bot.storage.migrating import knows
from bot.storage.numbers import GAP
from bot.storage.opening import opened
from bot.storage.replacing import check_free, put
from bot.storage.trouble import Trouble, Unusable, file_of

Watched = Callable[[int], AbstractContextManager[Progress]]
"""Given how many rows there are; the progress is told of each batch."""


def backup(url: str, file: Path, now: datetime, watched: Watched) -> int:
    """How many rows. `now`: at the latest when it begins."""
    with closing(_there(url)) as database, copied(database, now) as copy:
        rows = sum(copy.counts.values())
        with watched(rows) as progress:
            write(file, copy, progress)
    return rows


def restore(url: str, file: Path, now: datetime, replace: bool, watched: Watched) -> int:
    """How many rows. What was sent after the copy was made is looked for in Slack by whoever delivers."""
    with read(file) as copy:
        _put(url, copy, GAP, _noting(copy, now), replace, watched)
    return sum(copy.counts.values())


def move(url: str, to: str, now: datetime, watched: Watched) -> int:
    """How many rows. Nobody may be at work on either."""
    if _same(url, to):
        raise NotCopied("Both are the same database. Nothing was changed.")
    with closing(_there(url)) as database:
        with database.read() as connection:
            check_free(connection, "The database that is to be moved")
        with copied(database, now) as copy:
            _put(to, copy, 0, lambda *_: None, False, watched)
    return sum(copy.counts.values())


def _noting(copy: Copy, now: datetime) -> Finish:
    def note(connection: Connection, numbers: Numbers) -> None:
        restored.note(connection, copy.header.made_at, now, numbers)

    return note


def _put(url: str, copy: Copy, gap: int, finish: Finish, replace: bool, watched: Watched) -> None:
    if not knows(copy.header.revision):
        raise NotCopied("The copy is of a later release. Nothing was changed. Use that release.")
    with watched(sum(copy.counts.values())) as progress:
        put(url, replace, lambda connection, before: build(connection, copy, gap, finish, before, progress))


def _there(url: str) -> Database:
    """One to be copied is not made by looking at it."""
    parsed = make_url(normal_url(url))
    if parsed.get_backend_name() == "sqlite" and not Path(found := file_of(parsed)).exists():
        raise Unusable(Trouble("file", f"names a file that does not exist: {found}"))
    return opened(url, 1, COPYING)


def _same(url: str, to: str) -> bool:
    one, other = make_url(normal_url(url)), make_url(normal_url(to))
    if one.get_backend_name() == other.get_backend_name() == "sqlite":
        return Path(file_of(one)).resolve() == Path(file_of(other)).resolve()
    return one == other
