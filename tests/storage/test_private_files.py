"""SQLite's files are for their owner alone, whatever the umask and whoever made them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.migrating import migrate
from tests.storage.keeping import a_notice, owe, ping


@pytest.fixture
def open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {each.name: oct(stat.S_IMODE(each.stat().st_mode)) for each in folder.iterdir()}


@pytest.mark.usefixtures("open_to_all")
@pytest.mark.parametrize("form", ["sqlite:///{}", "sqlite:///file:{}?uri=true"])
def test_new_files_are_the_owners_alone(tmp_path: Path, form: str) -> None:
    url = form.format(tmp_path / "interviews.db")
    migrate(url)
    with closing(Database(url)) as database:
        owe(database, a_notice())
        found = modes(tmp_path)
    assert found == {f"interviews.db{ending}": "0o600" for ending in ("", "-wal", "-shm")}


@pytest.mark.usefixtures("open_to_all")
@pytest.mark.parametrize("opened_by", ["start", "migrate"])
def test_files_of_before_become_so(tmp_path: Path, opened_by: str) -> None:
    url = f"sqlite:///{tmp_path / 'interviews.db'}"
    migrate(url)
    with closing(Database(url)) as other:
        owe(other, a_notice())
        for each in tmp_path.iterdir():
            each.chmod(0o666)
        if opened_by == "start":
            with closing(Database(url)) as database:
                ping(database)
        else:
            migrate(url)
        assert set(modes(tmp_path).values()) == {"0o600"}


def test_what_is_no_file_keeps_its_mode() -> None:
    before = os.stat(os.devnull).st_mode
    with closing(Database(f"sqlite:///{os.devnull}")) as database:
        with database.engine.connect():
            pass
        assert os.stat(os.devnull).st_mode == before
