"""Everybody at two web processes at once, many a request sent to both: it is kept once, and told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes import ROOT
from tests.torture.crowd import LONG_RUSH, SHORT_RUSH
from tests.torture.rushing import rushed

SEED = 20261128

pytestmark = pytest.mark.torture


def test_what_is_acknowledged_is_kept_once_and_told_once(
    postgres_url: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    rush = LONG_RUSH if pytestconfig.getoption("torture") else SHORT_RUSH
    with rushed(tmp_path, postgres_url, rush, SEED) as there:
        counts, differences = there.run()
    reports = ROOT / "build" / "torture"
    reports.mkdir(parents=True, exist_ok=True)
    (reports / "webs.txt").write_text(counts)
    assert not differences, "\n".join([*differences[:40], counts])
