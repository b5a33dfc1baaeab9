"""SQLite's files are for the account that runs the bot alone, whatever its umask."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine, event

from bot.logs.setup import logger

OWNER_ALONE = 0o600
BESIDE = ("", "-wal", "-shm", "-journal")  # the database, and what SQLite keeps next to it

log = logger(__name__)


def keep_private(engine: Engine) -> None:
    """New files are made so, and those that are there become so, before anything is read or written."""
    event.listen(engine, "do_connect", _make)
    event.listen(engine, "connect", _restrict)


def _make(_dialect: Any, _record: Any, arguments: list[Any], _more: dict[str, Any]) -> None:
    """Before SQLite does, with the umask's mode. What it makes beside a database takes on that one's mode."""
    name = str(arguments[0])
    if name and not name.startswith(("file:", ":")) and not os.path.exists(name):
        with suppress(OSError), open(name, "xb", opener=owners_alone):
            pass  # where the folder is missing, SQLite says so


def owners_alone(name: str, flags: int) -> int:
    """For `open`: a new file, made so."""
    made = os.open(name, flags, OWNER_ALONE)
    os.fchmod(made, OWNER_ALONE)  # a umask may have taken the owner's part away, too
    return made


def _restrict(connection: Any, _record: Any) -> None:
    for _, _, name in connection.execute("PRAGMA database_list"):
        for ending in BESIDE if name else ():
            _restrict_file(f"{name}{ending}")


def _restrict_file(name: str) -> None:
    with suppress(FileNotFoundError):
        mode = os.stat(name).st_mode
        if stat.S_ISREG(mode) and stat.S_IMODE(mode) != OWNER_ALONE:
            try:
                os.chmod(name, OWNER_ALONE)
            except PermissionError:
                log.warning("file open to more than its owner, who is somebody else", file=name)
