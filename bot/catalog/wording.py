"""Says in plain words what pydantic found wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from bot.catalog.documents import Document
from bot.catalog.near import nearest
from bot.catalog.problems import Loc, Problem

HINTS = {
    "agenda": "the parts of the interview, each with `minutes` and `what`",
    "brief": "the candidate's page, with at least `about`",
    "competencies": "1 to 3 slugs from competencies.yaml",
    "criteria": "`stated` if the company wrote them down, `derived` if you worked them out",
    "interviewers": "`min`, `max` and `who`",
    "look_for": "1 to 8 criteria, each with `id`, `short`, `line`, `question` and `competencies`",
    "minutes": "`min` and `max`",
    "owner": "who answers suggestions",
    "purpose": "what happens and what it is for",
    "reviewed_on": "a date like 2024-10-04",
    "roles": "what the `lead` does, and the `observer` and `shadow` if there are any",
    "slug": "the file's name without .yaml",
    "summary": "one sentence, at most 200 characters",
    "title": "the name people see",
    "track": "general, engineering, operations, security, ai-ml or leadership",
}

Context = Mapping[str, Any]

SAYINGS: dict[str, Callable[[Context], str]] = {
    "string_too_long": lambda c: f"is too long: at most {c['max_length']} characters",
    "string_too_short": lambda c: "is empty: write something or take the line away",
    "too_short": lambda c: f"is too short: write at least {c['min_length']}",
    "too_long": lambda c: f"has too many: keep at most {c['max_length']}",
    "enum": lambda c: f"is not one of the words allowed here: write {c['expected']}",
    "literal_error": lambda c: f"is not one of the words allowed here: write {c['expected']}",
    "greater_than_equal": lambda c: f"is too small: write {c['ge']} or more",
    "less_than_equal": lambda c: f"is too large: write {c['le']} or less",
    "string_pattern_mismatch": lambda c: (
        "write small letters and digits joined by hyphens, like system-design"
    ),
    "string_type": lambda c: (
        "is empty or not text: write text, in quotes if it looks like a number or a date"
    ),
    "tuple_type": lambda c: "is not a list: write each entry on its own line after a hyphen",
    "value_error": lambda c: str(c["error"]),
}

FAMILIES = {
    "bool": "write true or false",
    "date": "write a date like 2024-10-04",
    "int": "write a whole number",
    "invalid": "is not a name a field can have: write a word, with a colon after it",
    "model": "write its fields below it, indented by two spaces",
    "url": "write the whole address, starting with https://",
}


def problems_of(document: Document, error: ValidationError, model: type[BaseModel], at: Loc) -> list[Problem]:
    """One problem for each thing wrong in the part of the document at `at`."""
    found = []
    for detail in error.errors(include_url=False):
        context = dict(detail.get("ctx", {}))
        said = _said(detail["type"], detail["msg"], context, model, detail["loc"])
        found.append(document.problem(at + detail["loc"], said))
    return found


def _said(kind: str, message: str, context: Context, model: type[BaseModel], loc: Loc) -> str:
    name = str(loc[-1]) if loc else ""
    if kind == "missing":
        return (
            f"is missing: add `{name}:` with {HINTS[name]}" if name in HINTS else f"is missing: add `{name}:`"
        )
    if kind == "extra_forbidden":
        return _unknown(name, fields_at(model, loc[:-1]))
    if kind in SAYINGS:
        return SAYINGS[kind](context)
    return FAMILIES.get(kind.partition("_")[0], message)


def _unknown(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    write = f"write `{near[0]}:`" if near else f"the fields here are {', '.join(known)}"
    return f"there is no field of this name: {write}, or take the line away"


def fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The names of the fields that may stand at `loc` inside the model."""
    for part in loc:
        field = model.model_fields.get(str(part))
        inner = _model_in(field.annotation) if field else None
        model = inner or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
