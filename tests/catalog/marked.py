"""A catalog in which every text of every field is a mark of its own, an address no candidate may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from bot.catalog.catalog import Catalog
from bot.catalog.documents import Document
from bot.catalog.folder import Folder
from bot.catalog.frozen import Frozen
from bot.catalog.models import Company, Competency, Guide, Template
from bot.catalog.stored import stored_guide

Json = Any
TURNS = 4  # no choice in the models has more alternatives that a brief could make a difference of


@dataclass
class Marks:
    """`turn` decides which of several words, and whether yes or no, stands where there is a choice."""

    turn: int
    places: dict[str, str] = field(default_factory=dict)  # mark to place

    def model(self, model: type[Frozen], at: str) -> dict[str, Json]:
        fields = model.model_fields.items()
        return {name: self._value(each.annotation, f"{at}.{name}") for name, each in fields}

    def in_(self, text: str) -> set[str]:
        """The places whose marks stand in a text."""
        return {place for mark, place in self.places.items() if mark in text}

    def _value(self, kind: Any, place: str) -> Json:
        origin, inner = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return self._value(next(each for each in inner if each is not NoneType), place)
        if origin is tuple:
            return [self._value(inner[0], place)]
        if isinstance(kind, type) and issubclass(kind, Frozen):
            return self.model(kind, place)
        if hasattr(kind, "__metadata__"):
            return self._value(kind.__origin__, place)
        return self._single(kind, place)

    def _single(self, kind: Any, place: str) -> Json:
        words = get_args(kind) if get_origin(kind) is Literal else ()
        if isinstance(kind, type) and issubclass(kind, Enum):
            words = tuple(kind)
        if words:
            return str(words[self.turn % len(words)])
        if kind is bool:
            return self.turn % 2 == 0
        if kind is int:
            return 45
        return self._mark(place)

    def _mark(self, place: str) -> str:
        mark = f"http://10.0.0.7/{len(self.places):03}"
        self.places[mark] = place
        return mark


@dataclass(frozen=True)
class Marked:
    """The same guide and company as values, and as files to check."""

    marks: Marks
    catalog: Catalog
    guide: Guide
    files: Folder


def marked(turn: int) -> Marked:
    marks = Marks(turn)
    guide, company = marks.model(Guide, "Guide"), marks.model(Company, "Company")
    competency, template = marks.model(Competency, "Competency"), marks.model(Template, "Template")
    read = stored_guide(guide["slug"], guide)
    named = {slug: Competency.model_construct(**competency) for slug in competencies(read)}
    catalog = Catalog(
        guides=MappingProxyType({read.slug: read}),
        competencies=MappingProxyType(named),
        templates=MappingProxyType({template["slug"]: Template.model_construct(**template)}),
        company=Company.model_validate(company),
    )
    return Marked(marks, catalog, read, _files(guide, company))


def competencies(guide: Guide) -> set[str]:
    looked_for = {slug for criterion in guide.look_for for slug in criterion.competencies}
    return looked_for | {slug for exercise in guide.exercises for slug in exercise.competencies}


def _files(guide: Mapping[str, Json], company: Mapping[str, Json]) -> Folder:
    return Folder(
        company=Document("company.yaml", "", company),
        competencies=None,
        guides=(Document("guides/marked.yaml", "", guide),),
        templates=(),
        guide_names=frozenset({"marked"}),
    )
