"""What went wrong, as a log may tell it: type and place. What an error says may hold somebody's name."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import Any

OURS = f"{Path(__file__).resolve().parents[1]}{os.sep}"


def fault(error: BaseException) -> dict[str, Any]:
    """`at`: the innermost place in our own code, "bot/services/lines.py:40", not in a library below it."""
    path = way(error)
    ours = [place for place in path if place.startswith("bot/")]
    told = {"error": type(error).__name__, "at": (ours or path or [""])[-1]}
    return told | ({"cause": type(error.__cause__).__name__} if error.__cause__ else {})


def way(error: BaseException) -> list[str]:
    """Every place the error has come through, outermost first."""
    frames = traceback.walk_tb(error.__traceback__)
    return [f"{file_of(frame.f_code.co_filename)}:{line}" for frame, line in frames]


def file_of(path: str) -> str:
    """Ours from `bot/` on, a library's by its name alone."""
    return f"bot/{path.removeprefix(OURS)}" if path.startswith(OURS) else os.path.basename(path)
