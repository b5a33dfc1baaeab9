"""Every field of the catalog's models, with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from bot.catalog.frozen import Frozen


def fields(model: type[Frozen], at: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """The model's and those of the models in it, each with its place, like "look_for.*.id"."""
    for name, field in model.model_fields.items():
        yield f"{at}{name}", field
        for inner, step in models_in(field.annotation):
            yield from fields(inner, f"{at}{name}.{step}")


def models_in(kind: Any, step: str = "") -> Iterator[tuple[type[Frozen], str]]:
    if isinstance(kind, type) and issubclass(kind, Frozen):
        yield kind, step
    for part in get_args(kind):
        yield from models_in(part, "*." if get_origin(kind) is tuple else step)
