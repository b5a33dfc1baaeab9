"""A Slack bot that prepares interviewers, reminds them, collects their feedback and shows the loop."""

from __future__ import annotations

from pathlib import Path

VERSION = "0.1.0"  # as in pyproject.toml

_HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `name` that comes with the code: beside `bot/` in a checkout, within it in a wheel."""
    within = _HERE / "shipped" / name
    return within if within.is_dir() else _HERE.parent / name
