"""Putting a new database in the place of what is there: whole, or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, MetaData, inspect, make_url, select, text
from sqlalchemy.exc import DBAPIError

from bot.domain.errors import NotCopied
from bot.storage.copies import NO_DATA
from bot.storage.engines import migration_engine, normal_url
from bot.storage.migrating import ONE_AT_A_TIME
from bot.storage.numbers import numbers_given
from bot.storage.private_files import BESIDE
from bot.storage.processes import at_work
from bot.storage.trouble import Unusable, file_of, trouble_of

OURS = "alembic_version"  # a database with this table was made by the bot
MAY_NOT = "42501"  # PostgreSQL's code
LOCKS = "30s"  # for what somebody else is at
IN_USE = "{file} is open in another program. Nothing was changed. Stop every process of the bot first."
UNUSABLE = "{file} cannot be replaced: {why}. Nothing was changed."

Build = Callable[[Connection, Mapping[str, int]], object]
"""Given a connection to an empty database, and the numbers that rows there before had."""


def put(url: str, replace: bool, build: Build) -> None:
    """Raises `NotCopied` where something is in the way; what was there is then as it was."""
    parsed = make_url(normal_url(url))
    try:
        if parsed.get_backend_name() == "sqlite":
            _put_file(Path(os.path.realpath(file_of(parsed))), replace, build)
        else:
            _put_tables(url, replace, build)
    except DBAPIError as error:
        raise _told(error, parsed) from error


def _told(error: DBAPIError, url: URL) -> Exception:
    """A row that this engine refuses is the copy's fault, all else the database's."""
    if isinstance(error.orig, sqlite3.IntegrityError) or type(error).__name__ in (
        "IntegrityError",
        "DataError",
    ):
        return NotCopied("The database refuses a row of the copy. Nothing was changed.")
    if getattr(error.orig, "sqlstate", "") == MAY_NOT:
        return NotCopied("DATABASE_URL names a user who may not make tables there. Nothing was changed.")
    return Unusable(trouble_of(error, url))


# --- PostgreSQL: one transaction ------------------------------------------------------------------


def _put_tables(url: str, replace: bool, build: Build) -> None:
    engine = migration_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCKS}'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
            before = _cleared(connection, replace)
            for name in inspect(connection).get_table_names():
                quoted = connection.dialect.identifier_preparer.quote(name)
                connection.execute(text(f"DROP TABLE {quoted} CASCADE"))
            build(connection, before)
    finally:
        engine.dispose()


def check_free(connection: Connection, what: str) -> None:
    """Raises `NotCopied` while somebody is at work there."""
    if "process" not in inspect(connection).get_table_names():
        return
    found = [
        f"{each.kind} {each.name}, last seen {each.seen_at:%H:%M:%S} UTC" for each in at_work(connection)
    ]
    if found:
        raise NotCopied(
            f"{what} is in use by: {'; '.join(found)}. Nothing was changed. "
            "Stop them first; what was killed counts as there for 90 seconds."
        )


def _cleared(connection: Connection, replace: bool) -> Mapping[str, int]:
    """The numbers in use there. Raises `NotCopied` for what is not ours to remove."""
    names = inspect(connection).get_table_names()
    if names and OURS not in names:
        raise NotCopied("The database holds tables that are not the bot's. Nothing was changed. Use another.")
    check_free(connection, "The database")
    found = MetaData()
    found.reflect(connection)
    rows = [each for each in found.sorted_tables if each.name not in NO_DATA]
    if not replace and any(connection.execute(select(each).limit(1)).first() for each in rows):
        raise NotCopied(
            "The database holds rows already. Nothing was changed. "
            "With --replace they go, and the copy takes their place."
        )
    return numbers_given(connection, rows)


# --- SQLite: a new file ---------------------------------------------------------------------------


def _put_file(file: Path, replace: bool, build: Build) -> None:
    new = file.with_name(f"{file.name}.new")
    before = _looked_at(file, replace)
    with _nobody_in(file):
        try:
            _remove(new)
            engine = migration_engine(f"sqlite:///{new}")
            with engine.begin() as connection:
                build(connection, before)
            engine.dispose()
            _fold(new, file)
            _take_its_place(new, file)
        except PermissionError as error:
            raise NotCopied(UNUSABLE.format(file=file, why=error.strerror)) from None
        finally:
            _remove(new)


def _looked_at(file: Path, replace: bool) -> Mapping[str, int]:
    """One that cannot be read any more can be replaced, and nothing else."""
    if not file.exists() or not file.stat().st_size:
        return {}
    engine = migration_engine(f"sqlite:///{file}")
    try:
        with engine.begin() as connection:
            return _cleared(connection, replace)
    except DBAPIError as error:
        if not replace or isinstance(error.orig, sqlite3.OperationalError):
            raise
        return {}
    finally:
        engine.dispose()


@contextmanager
def _nobody_in(file: Path) -> Iterator[None]:
    """SQLite gives up its log only where no other process has the file open; then nobody gets in."""
    if not file.exists():
        yield
        return
    with closing(sqlite3.connect(file, timeout=2, isolation_level=None)) as old:
        try:
            old.execute("PRAGMA journal_mode=DELETE")
            old.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            why = IN_USE if "locked" in str(error) else UNUSABLE
            raise NotCopied(why.format(file=file, why=error)) from None
        except sqlite3.DatabaseError:  # damaged: nobody can be at work with it
            pass
        yield


def _fold(new: Path, file: Path) -> None:
    """All of it into the one file: a log left beside it, for want of room, would not go along with it.

    Closing a database folds its log too, and says nothing where that fails.
    """
    with closing(sqlite3.connect(new, timeout=2, isolation_level=None)) as built:
        try:
            (busy, _, _) = built.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            raise NotCopied(UNUSABLE.format(file=file, why=error)) from None
    if busy:
        raise NotCopied(IN_USE.format(file=new))


def _take_its_place(new: Path, file: Path) -> None:
    with suppress(FileNotFoundError, PermissionError):
        owner = file.stat()
        os.chown(new, owner.st_uid, owner.st_gid)  # who restores may be somebody else than who runs the bot
    for ending in BESIDE[1:]:  # of another database, they would be taken for the new one's
        with suppress(FileNotFoundError):
            os.unlink(f"{file}{ending}")
    with open(new, "rb") as written:
        os.fsync(written.fileno())
    os.replace(new, file)


def _remove(new: Path) -> None:
    for ending in BESIDE:
        with suppress(FileNotFoundError):
            os.unlink(f"{new}{ending}")
