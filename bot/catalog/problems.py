"""What is wrong with a catalog, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.logs.setup import logger

Loc = tuple[str | int, ...]

log = logger(__name__)


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `file` is relative to the catalog's folder; `line` counts from 1."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place} {self.field}: {self.message}" if self.field else f"{place} {self.message}"


class CatalogError(Exception):
    """The catalog cannot be used. `problems` holds all of them, in the order of the files."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def field_name(loc: Loc) -> str:
    """("look_for", 2, "competencies", 0) as look_for[3].competencies[1]: people count from 1."""
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def log_refused(problems: Sequence[Problem]) -> None:
    """A changed catalog that cannot be used: the last good one stays."""
    for each in problems:
        log.error("catalog refused", file=each.file, line=each.line, field=each.field, why=each.message)
