"""The files of a catalog, read but not checked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.catalog.documents import Document, read
from bot.catalog.problems import Problem

COMPANY, COMPETENCIES, GUIDES, TEMPLATES = "company.yaml", "competencies.yaml", "guides", "templates"

Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True)
class Folder:
    """What YAML could read of it. `guide_names` counts the broken files too, so that they break no others."""

    company: Document | None
    competencies: Document | None
    guides: tuple[Document, ...]
    templates: tuple[Document, ...]
    guide_names: frozenset[str]


def read_folder(folder: Path) -> tuple[Folder, list[Problem]]:
    problems: list[Problem] = []

    def taken(paths: Iterator[Path]) -> tuple[Document, ...]:
        results = [read(folder, path) for path in paths]
        problems.extend(result for result in results if isinstance(result, Problem))
        return tuple(result for result in results if isinstance(result, Document))

    guide_paths = sorted((folder / GUIDES).glob("*.yaml"))
    if not guide_paths:
        problems.append(
            Problem(GUIDES, 1, "", "there are no guides: add at least one file guides/<slug>.yaml")
        )
    whole = Folder(
        company=next(iter(taken(iter([folder / COMPANY]))), None),
        competencies=next(iter(taken(iter([folder / COMPETENCIES]))), None),
        guides=taken(iter(guide_paths)),
        templates=taken(iter(sorted((folder / TEMPLATES).glob("*.yaml")))),
        guide_names=frozenset(path.stem for path in guide_paths),
    )
    return whole, problems


def stamp(folder: Path) -> Stamp:
    """Differs as soon as a file of the catalog is added, changed or taken away. Reads no file."""
    return tuple(sorted(row for part in ("", GUIDES, TEMPLATES) for row in _rows(folder / part)))


def _rows(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".yaml"):
                    seen = entry.stat()
                    yield entry.path, seen.st_mtime_ns, seen.st_size, seen.st_ino
    except OSError:
        return
