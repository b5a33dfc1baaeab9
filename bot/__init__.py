"""The interview bot."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `name` that comes with the code: beside `bot/` in a checkout, within it in a wheel."""
    within = _HERE / "shipped" / name
    return within if within.is_dir() else _HERE.parent / name
