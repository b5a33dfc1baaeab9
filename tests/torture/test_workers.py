"""Workers are killed at random moments while Slack fails: nothing is lost, and nobody hears a thing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes import ROOT
from tests.torture.attack import attacked
from tests.torture.company import LONG, SHORT

WORKERS = {"sqlite": 1, "postgresql": 3}
SEED = 20261127

pytestmark = pytest.mark.torture


def test_everything_is_said_once_whatever_is_killed(
    database_url: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    engine = database_url.partition(":")[0]
    size = LONG if pytestconfig.getoption("torture") else SHORT
    with attacked(tmp_path, database_url, size, WORKERS[engine], SEED) as attack:
        counts, differences = attack.run()
        reports = ROOT / "build" / "torture"
        reports.mkdir(parents=True, exist_ok=True)
        (reports / f"{engine}.txt").write_text(counts)
        assert not differences, "\n".join([*differences[:40], counts, attack.workers.log.read_text()[-3000:]])
