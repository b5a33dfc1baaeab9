"""Reads a catalog's folder into frozen values, or tells everything that is wrong with it at once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.catalog.brief_checks import check_briefs
from bot.catalog.catalog import Catalog, assemble
from bot.catalog.checks import check_guides
from bot.catalog.documents import Document
from bot.catalog.folder import Folder, read_folder
from bot.catalog.models import Company, Competency, Guide, Template
from bot.catalog.problems import CatalogError, Loc, Problem
from bot.catalog.references import check_references
from bot.catalog.wording import problems_of

__all__ = ["Catalog", "CatalogError", "Problem", "load"]

Model = TypeVar("Model", bound=BaseModel)


def load(folder: Path) -> Catalog:
    """The catalog in the folder. Raises CatalogError with every problem if there is one."""
    files, unread = read_folder(folder)
    catalog, wrong = _understood(files)
    problems = [*unread, *wrong]
    if problems or catalog is None:
        raise CatalogError(tuple(sorted(set(_without_echoes(problems)))))
    return catalog


@lru_cache(maxsize=2)
def _understood(files: Folder) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Kept: whoever reads the same files again, in the same process, gets the same values."""
    reader = _Reader()
    guides = [guide for each in files.guides if (guide := reader.part(each, Guide))]
    templates = [template for each in files.templates if (template := reader.part(each, Template))]
    competencies = reader.competencies(files.competencies)
    company = reader.part(files.company, Company) if files.company else None
    problems = (*reader.problems, *_checked(files))
    if problems or company is None:
        return None, problems
    return assemble(guides, competencies, templates, company), ()


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """A model's complaint about a whole file only repeats what a check has told about a field."""
    told = {problem.file for problem in problems if problem.field}
    return [problem for problem in problems if problem.field or problem.file not in told]


def _checked(files: Folder) -> list[Problem]:
    return [*check_guides(files.guides), *check_references(files), *check_briefs(files)]


class _Reader:
    """Turns documents into models and keeps what it finds wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def part(self, document: Document, model: type[Model], at: Loc = ()) -> Model | None:
        data = document.data
        for step in at:
            data = data[step]
        if not isinstance(data, dict):
            self.problems.append(document.problem(at, "write fields here, each as `name: value`"))
            return None
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self.problems.extend(problems_of(document, error, model, at))
            return None

    def competencies(self, document: Document | None) -> list[Competency]:
        if document is None:
            return []
        if not isinstance(document.data, list):
            self.problems.append(document.problem((), "write a list here, each entry as `- slug: name`"))
            return []
        places = range(len(document.data))
        return [each for place in places if (each := self.part(document, Competency, (place,)))]
