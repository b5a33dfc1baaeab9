"""A wrong address says which part of it is wrong, and whether it is worth trying again; never a password."""

from __future__ import annotations

import os
import socket
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.storage.opening import opened
from bot.storage.trouble import Unusable
from tests.conftest import Postgres

SECRET = "secret-word"


def trouble(url: str) -> tuple[str, str, bool]:
    """Part, problem, and whether it is away."""
    with pytest.raises(Unusable) as caught:
        opened(url)
    found = caught.value.trouble
    assert SECRET not in f"{caught.value} {found}"
    assert caught.value.__suppress_context__, "the driver's own words show more"
    return found.part, found.problem, found.away


# --- PostgreSQL ----------------------------------------------------------------------------------


@pytest.fixture
def folder(postgres: Postgres) -> str:
    """Where the server's socket is."""
    return str(make_url(postgres.url).query["host"])


def test_a_role_that_does_not_exist(folder: str) -> None:
    expected = ("role", "names a user whom the server does not let in with that password", False)
    assert trouble(f"postgresql://nobody_here:{SECRET}@/tests?host={folder}") == expected


@pytest.mark.parametrize("given", [f"guarded:{SECRET}", "guarded"])
def test_a_wrong_password_or_none(postgres: Postgres, folder: str, given: str) -> None:
    postgres.role("guarded", "the right one")
    expected = ("role", "names a user whom the server does not let in with that password", False)
    assert trouble(f"postgresql://{given}@/tests?host={folder}") == expected
    opened(f"postgresql://guarded:the%20right%20one@/tests?host={folder}").close()


def test_a_database_that_does_not_exist(folder: str) -> None:
    expected = ("database", "names a database that does not exist: no_such", False)
    assert trouble(f"postgresql://postgres:{SECRET}@/no_such?host={folder}") == expected


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ("sslmod=require", "has an option that does not exist: sslmod"),
        (f"sslmode={SECRET}", "has an option whose value cannot be used: sslmode"),
        (f"service={SECRET}", "has an option whose value cannot be used: service"),
        ("plugin=no_such", "has an option that cannot be used: plugin"),
    ],
)
def test_a_wrong_option(folder: str, option: str, problem: str) -> None:
    url = f"postgresql://postgres:{SECRET}@/tests?host={folder}&{option}"
    assert trouble(url) == ("option", problem, False)


def test_an_option_that_is_read_late() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"postgresql://u:{SECRET}@127.0.0.1:{server.getsockname()[1]}/name?keepalives={SECRET}"
        assert trouble(url) == ("option", "has an option whose value cannot be used: keepalives", False)


@pytest.mark.usefixtures("folder")
def test_a_host_without_a_database() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
    problem = f"names a host where no database listens: {host}"
    assert trouble(f"postgresql://u:{SECRET}@{host}/name") == ("host", problem, True)
    problem = "names a host where no database listens: /no/such/folder"
    assert trouble(f"postgresql://u:{SECRET}@/name?host=/no/such/folder") == ("host", problem, True)


def test_a_host_that_cannot_be_found() -> None:
    expected = ("host", "names a host that cannot be found: no..host:5432", False)
    assert trouble(f"postgresql://u:{SECRET}@no..host:5432/name") == expected


def test_a_host_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
        expected = ("host", f"leads to a database that does not answer: {host}", True)
        assert trouble(f"postgresql://u:{SECRET}@{host}/name") == expected


@contextmanager
def answering(said: bytes) -> Iterator[str]:
    """Something that answers so to whatever it is asked first; its address."""

    def answer() -> None:
        taken, _ = server.accept()
        with taken:
            taken.recv(100)
            taken.sendall(said)
            taken.recv(100)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"


def test_a_host_that_speaks_something_else() -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as host:
        expected = ("host", f"names a host that does not speak PostgreSQL: {host}", False)
        assert trouble(f"postgresql://u:{SECRET}@{host}/name") == expected


def test_a_server_that_cannot_do_the_sslmode() -> None:
    with answering(b"N") as host:
        expected = ("option", "has an sslmode that the server cannot do", False)
        assert trouble(f"postgresql://u:{SECRET}@{host}/name?sslmode=require") == expected


def refusal(message: bytes) -> bytes:
    """As PostgreSQL refuses a connection: severity, code, message."""
    fields = b"SFATAL\0VFATAL\0C57P03\0M" + message + b"\0\0"
    return b"E" + (len(fields) + 4).to_bytes(4, "big") + fields


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("the database system is starting up", "leads to a server that takes no connections just now: "),
        ("sorry, too many clients already", "leads to a server that takes no connections just now: "),
        ("das weiß nur der Server", "leads to a server that refuses, and whose own log says why: "),
    ],
)
def test_a_server_that_takes_nobody_just_now(said: str, problem: str) -> None:
    with answering(refusal(said.encode())) as host:
        url = f"postgresql://u:{SECRET}@{host}/name?sslmode=disable"
        assert trouble(url) == ("host", f"{problem}{host}", True)


# --- SQLite --------------------------------------------------------------------------------------


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    expected = ("folder", f"names a folder that does not exist: {tmp_path / 'missing'}", False)
    assert trouble(f"sqlite:///{tmp_path / 'missing' / 'interviews.db'}") == expected


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    if os.geteuid() == 0:  # who may write anywhere but there
        closed = Path("/sys")
    problem = f"names a folder that cannot be written to: {closed} (Permission denied)"
    assert trouble(f"sqlite:///{closed / 'interviews.db'}") == ("folder", problem, False)


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    assert trouble(f"sqlite:///{tmp_path}") == (
        "file",
        f"names a folder where a file should be: {tmp_path}",
        False,
    )


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Not a database. " * 100)
    expected = ("file", f"names a file that is no SQLite database: {file}", False)
    assert trouble(f"sqlite:///{file}") == expected


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    sqlite3.connect(file).close()
    expected = ("file", f"names a file that may only be read: {file}", False)
    assert trouble(f"sqlite:///file:{file}?uri=true&mode=ro") == expected


def test_a_file_that_another_program_holds(tmp_path: Path) -> None:
    file = tmp_path / "held.db"
    holder = sqlite3.connect(file)
    holder.execute("BEGIN EXCLUSIVE")
    expected = ("file", f"names a file that another program holds locked: {file}", True)
    assert trouble(f"sqlite:///{file}") == expected
    holder.close()


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ("tiemout=5", "has an option that does not exist: tiemout"),
        (f"timeout={SECRET}", "has an option with a wrong value"),
        ("plugin=no_such", "has an option that cannot be used: plugin"),
    ],
)
def test_a_wrong_option_of_sqlite(tmp_path: Path, option: str, problem: str) -> None:
    assert trouble(f"sqlite:///{tmp_path / 'x.db'}?{option}") == ("option", problem, False)
