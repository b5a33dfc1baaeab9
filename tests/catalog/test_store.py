"""The store takes up good changes and refuses bad ones."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.catalog.loading import CatalogError, Problem
from bot.catalog.store import LOOK_EVERY, CatalogStore
from tests.catalog.editing import replace


class LastTold:
    """Remembers what was reported."""

    def __init__(self) -> None:
        self.times: list[tuple[Problem, ...]] = []

    def __call__(self, problems: tuple[Problem, ...]) -> None:
        self.times.append(problems)


def owner(store: CatalogStore) -> str:
    return store.current.guides["values"].owner


def test_a_good_change_is_taken_up(folder: Path) -> None:
    store = CatalogStore(folder)
    assert not store.refresh_if_changed()
    replace(folder / "guides/values.yaml", "owner: Recruiting", "owner: Somebody else")
    assert store.refresh_if_changed()
    assert owner(store) == "Somebody else"
    assert not store.refresh_if_changed()


def test_a_bad_change_keeps_the_last_good_one_and_is_told_once(folder: Path) -> None:
    told = LastTold()
    store = CatalogStore(folder, told)
    before = store.current
    replace(folder / "guides/values.yaml", "owner: Recruiting", "oner: Recruiting")
    assert [store.refresh_if_changed() for _ in range(3)] == [False] * 3
    assert store.reload() is False
    assert store.current is before
    assert len(told.times) == 1
    assert {problem.field for problem in told.times[0]} == {"oner", "owner"}
    replace(folder / "guides/values.yaml", "oner: Recruiting", "owner: Recruiters")
    assert store.refresh_if_changed()
    assert owner(store) == "Recruiters"
    assert len(told.times) == 1


def test_each_bad_change_is_told(folder: Path) -> None:
    told = LastTold()
    store = CatalogStore(folder, told)
    replace(folder / "guides/values.yaml", "owner: Recruiting", "oner: Recruiting")
    store.refresh_if_changed()
    replace(folder / "guides/values.yaml", "title: Values", "tilte: Values")
    store.refresh_if_changed()
    assert [len(problems) for problems in told.times] == [2, 4]


def test_new_and_removed_files_are_noticed(folder: Path) -> None:
    store = CatalogStore(folder)
    (folder / "templates/security.yaml").unlink()
    assert store.refresh_if_changed()
    assert "security" not in store.current.templates


def test_reload_reads_even_what_looks_unchanged(folder: Path) -> None:
    store = CatalogStore(folder)
    path = folder / "guides/values.yaml"
    seen = path.stat()
    replace(path, "owner: Recruiting", "owner: Recruitinh")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert store.reload()
    assert owner(store) == "Recruitinh"


def test_the_first_start_needs_a_good_catalog(folder: Path) -> None:
    (folder / "company.yaml").unlink()
    with pytest.raises(CatalogError):
        CatalogStore(folder)


def test_many_threads_read_one_change_once(folder: Path) -> None:
    store = CatalogStore(folder)
    replace(folder / "guides/values.yaml", "owner: Recruiting", "owner: Somebody else")
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: store.refresh_if_changed(), range(64)))
    assert taken.count(True) == 1
    assert owner(store) == "Somebody else"


def test_whoever_asks_gets_a_change_within_seconds(folder: Path) -> None:
    times = [0.0]
    store = CatalogStore(folder, clock=lambda: times[0])
    replace(folder / "guides/values.yaml", "owner: Recruiting", "owner: Somebody else")
    assert owner(store) == "Recruiting"
    times[0] = LOOK_EVERY
    assert owner(store) == "Somebody else"
