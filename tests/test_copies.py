"""`backup`, `restore` and `move`, as somebody types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.conftest import Postgres
from tests.databases import sqlite_in
from tests.delivery.world import workspace
from tests.processes import Running, run, settings_for
from tests.storage.copying import run as sql


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = sqlite_in(tmp_path)
    sql(url, "INSERT INTO event (id, at) VALUES ('Ev1', '2026-11-18')")
    return url


def events(url: str) -> list[str]:
    return sql(url, "SELECT id FROM event")


def test_there_and_back(url: str, postgres: Postgres, tmp_path: Path) -> None:
    copy, other = tmp_path / "copy.gz", postgres.bare_database("typed")
    done = run("backup", str(copy), DATABASE_URL=url)
    assert (done.returncode, done.stdout) == (
        0,
        f"{copy} holds all 1 rows. It is as confidential as the database: keep it as safe.\n",
    )
    done = run("restore", str(copy), DATABASE_URL=other)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"The database holds the 1 rows of {copy}.\nStart the bot:")
    assert events(other) == ["Ev1"]
    back = f"sqlite:///{tmp_path / 'back.db'}"
    done = run("move", "--to", back, DATABASE_URL=other)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "All 2 rows are in the new database. The old one is as it was.",
        "Set DATABASE_URL to the new address, start the bot, and remove the old database once it runs.",
    ]
    assert events(back) == ["Ev1"]


def test_what_is_in_the_way_is_a_line_and_the_second_exit_code(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gz"
    assert run("backup", str(copy), DATABASE_URL=url).returncode == 0
    done = run("restore", str(copy), DATABASE_URL=url)
    assert done.returncode == 2
    assert "The database holds rows already. Nothing was changed." in done.stderr
    assert "Traceback" not in done.stderr
    assert run("restore", str(copy), "--replace", DATABASE_URL=url).returncode == 0
    done = run("move", "--to", "nowhere", DATABASE_URL=url)
    assert done.returncode == 2
    assert events(url) == ["Ev1"]


def test_a_worker_says_that_it_is_on_a_copy_and_keeps_another_from_its_place(
    url: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.gz"
    assert run("backup", str(copy), DATABASE_URL=url).returncode == 0
    assert run("restore", str(copy), "--replace", DATABASE_URL=url).returncode == 0
    with Sandbox(workspace()) as slack:
        worker = Running(tmp_path, "worker", **settings_for(slack, url))
        try:
            (line,) = worker.until(lambda: worker.logged("the database is a restored copy"), "the line")
            assert line["made_at"] < line["restored_at"]
            refused = run("restore", str(copy), "--replace", DATABASE_URL=url)
            assert refused.returncode == 2
            assert "The database is in use by: worker " in refused.stderr
            assert worker.stop() == 0
        finally:
            worker.close()
    assert run("restore", str(copy), "--replace", DATABASE_URL=url).returncode == 0
