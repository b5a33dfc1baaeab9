"""Why a database cannot be used: which part of its address is wrong, or whether it is away."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from sqlalchemy import URL
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.domain.errors import DatabaseUnavailable


@dataclass(frozen=True)
class Trouble:
    """`part`: host, role, database, folder, file or option. `problem` goes on from the variable's name, and
    holds neither user nor password. `away`: the address may be right, and a later try succeed.
    """

    part: str
    problem: str
    away: bool = False


class Unusable(DatabaseUnavailable):
    """`trouble` says why, the text too: "DATABASE_URL" and a blank before it make a sentence."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.problem)
        self.trouble = trouble


Pattern = tuple[str, Trouble]

PLUGIN: Pattern = (r"Can't load plugin", Trouble("option", "has an option that cannot be used: plugin"))

POSTGRESQL: Sequence[Pattern] = (
    PLUGIN,
    (r'invalid connection option "(.+?)"', Trouble("option", "has an option that does not exist: {0}")),
    (r'for connection option "(.+?)"', Trouble("option", "has an option whose value cannot be used: {0}")),
    (r"invalid (\w+) value", Trouble("option", "has an option whose value cannot be used: {0}")),
    (r"definition of service", Trouble("option", "has an option whose value cannot be used: service")),
    (r'configuration parameter "(.+?)"', Trouble("option", "has an option that does not exist: {0}")),
    (r'invalid value for parameter "(.+?)"', Trouble("option", "has an option with a wrong value: {0}")),
    (r"SSL was required", Trouble("option", "has an sslmode that the server cannot do")),
    (r"certificate", Trouble("option", "has ssl options that do not fit the server's certificate")),
    (
        r"authentication failed|no password supplied|role .* does not exist|not permitted to log in",
        Trouble("role", "names a user whom the server does not let in with that password"),
    ),
    (r"pg_hba", Trouble("role", "names a user whom the server lets in from elsewhere, or over SSL, alone")),
    (r"database .* does not exist", Trouble("database", "names a database that does not exist: {database}")),
    (
        r"denied for database|not currently accepting",
        Trouble("database", "names a database that user may not enter: {database}"),
    ),
    (
        r"Temporary failure in name resolution",
        Trouble("host", "names a host not found just now: {host}", True),
    ),
    (
        r"failed to resolve host|could not translate host|codec failed|network address",
        Trouble("host", "names a host that cannot be found: {host}"),
    ),
    (r"invalid port number", Trouble("host", "names a port that cannot be: {host}")),
    (r"invalid response", Trouble("host", "names a host that does not speak PostgreSQL: {host}")),
    (
        r"starting up|shutting down|recovery|too many|remaining connection slots",
        Trouble("host", "leads to a server that takes no connections just now: {host}", True),
    ),
    (
        r"No space left|could not extend",
        Trouble("host", "leads to a server whose disk is full: {host}", True),
    ),
    (
        r"refused|No such file",
        Trouble("host", "names a host where no database listens: {host}", True),
    ),
    (r"FATAL", Trouble("host", "leads to a server that refuses, and whose own log says why: {host}", True)),
    (r"", Trouble("host", "leads to a database that does not answer: {host}", True)),
)
"""What the driver says, as it says it: it tells by its words alone. The first that fits is meant."""

SQLITE: Sequence[Pattern] = (
    PLUGIN,
    (r"argument\(s\) '(.+?)'", Trouble("option", "has an option that does not exist: {0}")),
    (r"no such (?:access|cache) mode|no such vfs", Trouble("option", "has an option with a wrong value")),
    (r"could not convert|invalid literal", Trouble("option", "has an option with a wrong value")),
    (r"not a database", Trouble("file", "names a file that is no SQLite database: {file}")),
    (r"readonly", Trouble("file", "names a file that may only be read: {file}")),
    (r"disk is full", Trouble("file", "names a file on a disk that is full: {file}", True)),
    (r"unable to open", Trouble("file", "names a file that cannot be opened: {file}")),
    (r"locked", Trouble("file", "names a file that another program holds locked: {file}", True)),
    (r"", Trouble("file", "names a file that cannot be used just now: {file}", True)),
)

HELD = {
    "55P03": "somebody holds a lock",
    "40P01": "two transactions held each other up",
    "40001": "two transactions changed the same",
    "57014": "a statement took too long",
}
"""PostgreSQL's own codes for: it is there, and busy."""
CROSSED = frozenset({"40P01", "40001"})
"""It has ended one of two transactions, so that the other can go on."""


def trouble_of(error: BaseException, url: URL) -> Trouble:
    """Of an error while connecting, or while connected."""
    if why := held_up(error):
        return Trouble("host", f"leads to a database that is busy: {why}", True)
    said = str(getattr(error, "orig", None) or error)
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite and "unable to open" in said and (found := _cannot_open(Path(file_of(url)))):
        return found
    for pattern, trouble in SQLITE if sqlite else POSTGRESQL:
        if match := re.search(pattern, said):
            problem = trouble.problem.format(*match.groups(), **_names(url))
            return Trouble(trouble.part, problem, trouble.away)
    raise AssertionError("the last row fits everything")


def in_each_others_way(error: BaseException) -> bool:
    return _sqlstate(error) in CROSSED


def held_up(error: BaseException) -> str:
    """Why a database that is there did not answer in time; "" where it may be away."""
    if isinstance(error, PoolTimeoutError):
        return "every connection is in use"
    return HELD.get(_sqlstate(error), "")


def _sqlstate(error: BaseException) -> str:
    return str(getattr(getattr(error, "orig", None), "sqlstate", ""))


def named(url: URL) -> Mapping[str, Any]:
    """Which database, without user and password."""
    if url.get_backend_name() == "sqlite":
        return {"engine": "sqlite", "file": file_of(url)}
    return {"engine": "postgresql", "host": _names(url)["host"], "database": url.database}


def file_of(url: URL) -> str:
    """Absolute: a relative one depends on where the process was started."""
    return os.path.abspath(str(url.database).removeprefix("file:"))


def _names(url: URL) -> Mapping[str, str]:
    """An address without a host leads to a socket on this machine."""
    host = url.host or url.query.get("host") or "localhost"
    return {
        "host": f"{host if isinstance(host, str) else ', '.join(host)}{f':{url.port}' if url.port else ''}",
        "database": str(url.database),
        "file": file_of(url),
    }


def _cannot_open(file: Path) -> Trouble | None:
    """SQLite says the same of all of these."""
    if file.is_dir():
        return Trouble("file", f"names a folder where a file should be: {file}")
    if not file.parent.is_dir():
        return Trouble("folder", f"names a folder that does not exist: {file.parent}")
    try:
        TemporaryFile(dir=file.parent).close()
    except OSError as error:
        return Trouble(
            "folder", f"names a folder that cannot be written to: {file.parent} ({error.strerror})"
        )
    return None
