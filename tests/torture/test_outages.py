"""The database goes away while feedback is submitted: what is acknowledged is there, what is not is said."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest

from bot.starting import DATABASE_UNAVAILABLE
from tests.databases import sqlite_in
from tests.processes import ROOT, run
from tests.torture.crowd import Rush
from tests.torture.outages import Outage, Server, full, locked, outage, small_disk
from tests.torture.rushing import rushed

SEED = 20261129
ONE_LOOP = Rush(over=1, new=0, edits=0, hands=0)
MODES = ("fast", "immediate")

pytestmark = [pytest.mark.torture, pytest.mark.at_length]


@pytest.fixture
def server() -> Iterator[Server]:
    folder = Path(mkdtemp(prefix="interviews-"))  # pytest's own are closed to the server's user
    server = Server(folder / "data")
    yield server
    server.close()
    shutil.rmtree(folder, ignore_errors=True)


def assert_all_is_well(under: Outage, name: str) -> None:
    differences = under.differences()
    reports = ROOT / "build" / "torture"
    reports.mkdir(parents=True, exist_ok=True)
    (reports / f"{name}.txt").write_text(under.counts())
    assert not differences, "\n".join([*differences[:40], under.counts()])


def test_postgresql_is_stopped_and_started(server: Server, tmp_path: Path) -> None:
    dice, pause = Random(SEED), threading.Event()
    with rushed(tmp_path, server.url, ONE_LOOP, SEED, waits="in-time", twice=0) as there:
        under = outage(there)
        with under.at_work():
            for mode in MODES * 15:
                server.stop(mode)
                pause.wait(dice.uniform(0.2, 20))
                if under.away == 0:
                    assert run("worker", **there.variables).returncode == DATABASE_UNAVAILABLE
                server.start()
                under.away += 1
                under.goes_on()
        assert_all_is_well(under, "outages-postgresql")


def test_sqlite_is_locked(sqlite_url: str, tmp_path: Path) -> None:
    pause = threading.Event()
    with rushed(tmp_path, sqlite_url, ONE_LOOP, SEED, waits="in-time", twice=0) as there:
        under = outage(there)
        with under.at_work():
            for seconds in (0.5, 5, 60):
                with locked(sqlite_url):
                    under.away += 1
                    pause.wait(seconds)
                under.goes_on()
        assert_all_is_well(under, "outages-sqlite")


@pytest.mark.skipif(os.geteuid() != 0, reason="a disk of its own: only root may make one")
def test_sqlites_disk_is_full(tmp_path: Path) -> None:
    pause, folder = threading.Event(), tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder):
        url = sqlite_in(folder)
        with rushed(tmp_path, url, ONE_LOOP, SEED, waits="in-time", twice=0) as there:
            under = outage(there)
            with under.at_work():
                for seconds in (1, 20, 60):
                    with full(folder):
                        under.away += 1
                        pause.wait(seconds)
                    under.goes_on()
            assert_all_is_well(under, "outages-full")
