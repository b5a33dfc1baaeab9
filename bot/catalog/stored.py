"""Reads a guide as it was stored with an interview, however the models have changed since.

A file of the catalog is refused for the smallest mistake; what people were interviewed with has to stay
readable. So nothing is refused here. A field the models do not know is passed over; one that is missing,
or of a kind they do not know, has its default; a text is cut where it is longer than today's screens take.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from bot.catalog.frozen import Frozen
from bot.catalog.models import Guide

Renamed = Mapping[str, str]

RENAMED: Renamed = {}
"""Today's name of a renamed field to its earlier one: {"Criterion.question": "asks"}."""

UNSAID = "–"
PLAIN: Mapping[type, Any] = {str: UNSAID, bool: False, date: date.min}
"""What stands for a missing field of that type, where the model has no default."""


class _Unreadable(Exception):
    """Nothing of that type can be made of it."""


def stored_guide(slug: str, content: object, renamed: Renamed = RENAMED) -> Guide:
    """The guide of that slug with this content, plain data as `model_dump` gives it."""
    given = content if isinstance(content, dict) else {}
    guide: Guide = _Reader(renamed).model(Guide, {"title": slug, **given, "slug": slug})
    return guide


class _Reader:
    def __init__(self, renamed: Renamed) -> None:
        self._renamed = renamed

    def model(self, model: type[Frozen], given: Any) -> Any:
        if not isinstance(given, dict):
            raise _Unreadable
        fields = model.model_fields
        return model.model_construct(**{name: self._field(model, name, given) for name in fields})

    def _field(self, model: type[Frozen], name: str, given: Mapping[str, Any]) -> Any:
        field = model.model_fields[name]
        earlier = self._renamed.get(f"{model.__name__}.{name}", name)
        try:
            return self._value(field, given.get(name, given.get(earlier)))
        except _Unreadable:
            return self._unsaid(field) if field.is_required() else field.get_default()

    def _value(self, field: FieldInfo, given: Any) -> Any:
        kind: Any = field.annotation
        inner = get_args(kind)
        if get_origin(kind) in (Union, UnionType):
            return None if given is None else self._value(_field_of(_other_than_none(inner)), given)
        if get_origin(kind) is tuple:
            return self._entries(_field_of(inner[0]), given)
        if _is_model(kind):
            return self.model(kind, given)
        return _cut(_single(kind, given), field)

    def _entries(self, field: FieldInfo, given: Any) -> tuple[Any, ...]:
        """Those that can be read."""
        if not isinstance(given, list | tuple):
            raise _Unreadable
        found = []
        for each in given:
            try:
                found.append(self._value(field, each))
            except _Unreadable:
                continue
        return tuple(found)

    def _unsaid(self, field: FieldInfo) -> Any:
        """The least a field can say. Nothing stands for a name: what lacks its own is unreadable."""
        kind: Any = field.annotation
        if _is_model(kind):
            return self.model(kind, {})
        if get_origin(kind) is tuple:
            return ()
        if kind is int:
            return _mark(field, "ge") or 0
        words = _words(kind)
        if words:
            return words[0]
        if kind not in PLAIN or _mark(field, "pattern"):
            raise _Unreadable
        return PLAIN[kind]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Frozen)


def _other_than_none(kinds: tuple[Any, ...]) -> Any:
    return next(each for each in kinds if each is not NoneType)


def _field_of(kind: Any) -> FieldInfo:
    return FieldInfo.from_annotation(kind)


def _words(kind: Any) -> tuple[Any, ...]:
    """Those an enum or a literal allows."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()


def _single(kind: Any, given: Any) -> Any:
    """A value without its limits. An address of a form not allowed any more stays the text it is."""
    try:
        return _adapter(kind).validate_python(given)
    except ValidationError:
        if isinstance(given, str) and given and kind not in (int, *PLAIN) and not _words(kind):
            return given
        raise _Unreadable from None


@lru_cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _cut(value: Any, field: FieldInfo) -> Any:
    if not isinstance(value, str) or _words(field.annotation):
        return value
    limit = _mark(field, "max_length") or len(value)
    if not value.strip():
        raise _Unreadable
    return value if len(value) <= limit else f"{value[: limit - 1].rstrip()}…"


def _mark(field: FieldInfo, name: str) -> Any:
    """A limit of the field, None where it has none of that name."""
    return next((found for each in field.metadata if (found := getattr(each, name, None)) is not None), None)
