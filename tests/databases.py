"""Databases with all tables: a migration takes longer than most tests."""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bot.storage.migrating import migrate


@cache
def migrated() -> bytes:
    """A SQLite file with all tables and no rows, to be written wherever one is needed."""
    with tempfile.TemporaryDirectory(prefix="interviews-") as folder:
        file = Path(folder) / "migrated.db"
        migrate(f"sqlite:///{file}")
        return file.read_bytes()


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process at a time of those that name this file."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sqlite_in(folder: Path) -> str:
    """The address of a new one there."""
    file = folder / "interviews.db"
    file.write_bytes(migrated())
    return f"sqlite:///{file}"
