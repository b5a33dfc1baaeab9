"""The wheel alone: installed into an empty environment, used in an empty folder, without the checkout."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import sysconfig
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tests.processes import ROOT, environment, eventually, free_port

pytestmark = pytest.mark.one_worker

GIVEN = "INTERVIEW_BOT"  # the command of an environment that has the wheel and its packages already


@pytest.fixture(scope="module")
def interview_bot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command that the wheel installs. Its packages are this environment's: no index is asked."""
    if given := os.environ.get(GIVEN):  # noqa: TID251  # no setting of the bot
        return Path(given)
    folder = tmp_path_factory.mktemp("wheel")
    own_pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    called([*own_pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)])
    called([sys.executable, "-m", "venv", "--without-pip", str(folder / "empty")])
    python = folder / "empty" / "bin" / "python"
    called([*own_pip, "--python", str(python), "install", "--no-deps", *map(str, folder.glob("*.whl"))])
    (site_packages(python) / "packages.pth").write_text(sysconfig.get_path("purelib"))
    return python.with_name("interview-bot")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Empty: what is found from here comes from the wheel."""
    return tmp_path


def test_migrate_writes_where_it_is_called(interview_bot: Path, folder: Path) -> None:
    assert said(interview_bot, folder, "migrate") == "The database is ready.\n"
    with sqlite3.connect(folder / "interviews.db") as database:
        assert database.execute("SELECT count(*) FROM loop").fetchone() == (0,)
    installed = site_packages(interview_bot.with_name("python")) / "bot"
    assert not [*installed.rglob("*.db*")]


def test_it_has_the_catalog(interview_bot: Path, folder: Path) -> None:
    assert said(interview_bot, folder, "catalog", "check").startswith("The catalog is fine: ")
    assert "System Design" in said(interview_bot, folder, "catalog", "list")


def test_it_knows_the_manifest(interview_bot: Path, folder: Path) -> None:
    assert said(interview_bot, folder, "manifest") == (ROOT / "slack-manifest.json").read_text()


def test_the_demo(interview_bot: Path, folder: Path) -> None:
    with demo(interview_bot, folder) as url:
        page = fetched(url)
        assert "<title>" in page
        script = re.search(r"src=\"([^\"]+main.js)\"", page)
        assert script
        assert fetched(url + script[1])


def test_the_demo_without_its_packages(interview_bot: Path, folder: Path) -> None:
    """Running the bot needs less than showing it: what is missing is said, with what to type."""
    refused = started(interview_bot, folder, "demo", python_path=without(folder, "starlette"))
    assert refused.returncode == 2
    assert refused.stderr.endswith("Slack alone)\n")
    assert "The package starlette is not installed" in refused.stderr
    assert "Type: pip install 'interview-bot[demo]'" in refused.stderr


# --- helpers -------------------------------------------------------------------------------------


def called(command: list[str]) -> str:
    return subprocess.run(command, cwd="/", check=True, capture_output=True, text=True).stdout


def site_packages(python: Path) -> Path:
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(called([str(python), "-c", asked]).strip())


def started(
    command: Path, folder: Path, *arguments: str, python_path: str = ""
) -> subprocess.CompletedProcess[str]:
    variables = environment(PYTHONPATH=python_path)
    return subprocess.run(
        [str(command), *arguments],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def said(command: Path, folder: Path, *arguments: str) -> str:
    ended = started(command, folder, *arguments)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@contextmanager
def demo(command: Path, folder: Path) -> Iterator[str]:
    """Its address, once it answers."""
    port = free_port()
    running = subprocess.Popen(
        [str(command), "demo", "--port", str(port)],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        eventually(lambda: running.poll() is not None or answers(url), "the demo's page")
        assert running.poll() is None, running.stdout and running.stdout.read()
        yield url
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=PATIENCE)


def answers(url: str) -> bool:
    try:
        return bool(fetched(url))
    except OSError:
        return False


def fetched(url: str) -> str:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(url, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def without(folder: Path, package: str) -> str:
    """A folder in which Python finds a package that is not there when it is imported."""
    (folder / f"{package}.py").write_text(f"raise ModuleNotFoundError(name={package!r})")
    return str(folder)
