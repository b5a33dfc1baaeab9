"""What whoever runs it copies: units, container, alerts and the page are of this release."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from ruamel.yaml import YAML

from bot import __main__ as process
from bot.domain.notices import NoticeKind
from bot.metrics.measured import REASONS, Measured
from bot.starting import WRONG
from tests.patience import PATIENCE
from tests.processes import ROOT, environment
from tests.test_docs import DOCUMENTS

PAGE = ROOT / "docs" / "operating.md"
FILES = ROOT / "docs" / "operating"
UNITS = sorted(FILES.glob("*.service"))
PYTHON = "/opt/interviews/.venv/bin/python"
LABELS = {
    "kind": {kind.value for kind in NoticeKind},
    "result": {"ok", "limited", "refused", "silent"},
    "reason": set(REASONS.values()),
}
ENDINGS = ("_bucket", "_sum", "_count")  # that a histogram's name gets


def measured() -> set[str]:
    """All metrics there are, as Prometheus has them."""
    counts = Measured(lambda: 0.0)
    counts.look_at(lambda: {"requests": (1, 8)}, lambda: {"feedback": 1})
    return set(re.findall(r"^# TYPE (\S+) ", counts.page().decode(), re.M))


def of_table(title: str) -> list[str]:
    """The first column of the page's table that begins so."""
    text = PAGE.read_text(encoding="utf-8")
    table = text[text.index(f"| {title} |") :].partition("\n\n")[0]
    return [row.split("|")[1].strip().strip("`") for row in table.splitlines()[2:]]


def rules() -> list[dict[str, object]]:
    (group,) = YAML(typ="safe").load((FILES / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    return list(group["rules"])


# --- what is watched -----------------------------------------------------------------------------


def test_every_metric_is_on_the_page_and_no_other() -> None:
    assert sorted(of_table("metric")) == sorted(measured())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["alert"]))
def test_an_alert_asks_for_what_is_measured(rule: dict[str, object]) -> None:
    asked = str(rule["expr"])
    names = set(re.findall(r"\binterviews_\w+", asked))
    known = {name + ending for name in measured() for ending in ("", *ENDINGS)}
    assert names
    assert names <= known
    for label, value in re.findall(r"(\w+)=\"([^\"]*)\"", asked):
        assert value in LABELS[label]
    assert asked.count("(") == asked.count(")")
    assert {"alert", "expr", "labels", "annotations"} <= rule.keys()


def test_every_alert_is_explained_in_the_same_order() -> None:
    assert of_table("alert") == [rule["alert"] for rule in rules()]


# --- what is started -----------------------------------------------------------------------------


def commands() -> set[str]:
    return set(typer.main.get_group(process.app).commands)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_that_documents_name_are_there(document: Path) -> None:
    named = set(re.findall(r"python -m bot ([a-z]+)", document.read_text(encoding="utf-8")))
    assert named <= commands()


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_what_is_there_and_is_not_root(unit: Path) -> None:
    said = dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(encoding="utf-8"), re.M))
    assert said["ExecStart"].startswith(f"{PYTHON} -m bot")
    assert set(said["ExecStart"].removeprefix(f"{PYTHON} -m bot").split()) <= commands()
    assert said["ExecStartPre"] == f"-{PYTHON} -m bot migrate"
    assert (said["User"], said["NoNewPrivileges"]) == ("interviews", "yes")
    assert (said["Restart"], int(said["RestartPreventExitStatus"])) == ("always", WRONG)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_understands_a_unit(unit: Path, tmp_path: Path) -> None:
    """With a program that is there, and an account that is."""
    text = unit.read_text(encoding="utf-8").replace(PYTHON, sys.executable)
    here = tmp_path / unit.name
    here.write_text(text.replace("User=interviews", "DynamicUser=yes").replace("=/opt/interviews", "=/opt"))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(here)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (verified.returncode, unit.name in verified.stderr) == (0, False), verified.stderr


def test_what_the_container_copies_is_enough(tmp_path: Path) -> None:
    """Its commands but the installation, in a folder that holds what it copies and nothing else."""
    dockerfile = (FILES / "Dockerfile").read_text(encoding="utf-8")
    for name in re.findall(r"^COPY (\S+) ", dockerfile, re.M):
        source, target = ROOT / name, tmp_path / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target)
    assert re.search(r"^USER interviews$", dockerfile, re.M)
    assert 'ENTRYPOINT ["python", "-m", "bot"]' in dockerfile
    assert "--require-hashes --no-deps -r requirements.txt" in dockerfile
    url = f"sqlite:///{tmp_path / 'interviews.db'}"
    for arguments in (["migrate"], ["manifest"], ["catalog", "check"], ["notices"]):
        ended = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env=environment(DATABASE_URL=url),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
