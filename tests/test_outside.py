"""Started with a Python that lacks the packages, or is too old: what to type, and no traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.outside import stop_outside
from tests.patience import PATIENCE
from tests.processes import ROOT


@pytest.mark.parametrize("arguments", [[], ["migrate"], ["demo", "--port", "8055"]])
def test_without_its_packages(arguments: list[str]) -> None:
    without_packages = [sys.executable, "-S", "-m", "bot", *arguments]
    ended = subprocess.run(
        without_packages, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        f"The package typer is not installed for this Python ({sys.executable}).",
        f"Type: make install && .venv/bin/python {' '.join(['-m', 'bot', *arguments])}",
    ]


def test_a_mistake_of_its_own_keeps_its_traceback() -> None:
    with pytest.raises(ModuleNotFoundError):
        stop_outside(ModuleNotFoundError(name="bot.no_such_module"))
    with pytest.raises(ImportError):
        stop_outside(ImportError("cannot import name", name="bot.domain"))


def test_a_python_that_is_too_old(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    with pytest.raises(SystemExit) as ended:
        stop_outside(ImportError("cannot import name 'UTC'", name="datetime"))
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("This is Python 3.10; the bot needs 3.11 or newer.\n")
