"""Guides as a database holds them that was written before: never made anew when the models change.

To add one of today's, append it: slug, version, and content as `model_dump(mode="json")` gives it.
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

Json = Any
Path = tuple[str | int, ...]


class Row(NamedTuple):
    slug: str
    version: str
    content: dict[str, Json]


def rows() -> list[Row]:
    text = pathlib.Path(__file__).with_name("stored_guides.json").read_text(encoding="utf-8")
    return [Row(**each) for each in json.loads(text)]


def values(content: Json, at: Path = ()) -> Iterator[tuple[Path, Json]]:
    """Everything below the top, with the keys and places that lead to it."""
    inner = content.items() if isinstance(content, dict) else enumerate(content) if is_list(content) else ()
    for key, value in inner:
        yield (*at, key), value
        yield from values(value, (*at, key))


def one_of_each(content: Json) -> dict[Path, Json]:
    """Of list entries that are alike, the first; every kind of place once."""
    by_pattern = {pattern(path): (path, value) for path, value in reversed(list(values(content)))}
    return dict(by_pattern.values())


def is_list(value: Json) -> bool:
    return isinstance(value, list)


def found(content: Json, path: Path) -> Json:
    for key in path:
        content = content[key]
    return content


def without(content: Json, path: Path) -> Json:
    changed = deepcopy(content)
    del found(changed, path[:-1])[path[-1]]
    return changed


def with_value(content: Json, path: Path, value: Json) -> Json:
    changed = deepcopy(content)
    found(changed, path[:-1])[path[-1]] = value
    return changed


def pattern(path: Path) -> str:
    """ "look_for.*.id"."""
    return ".".join("*" if isinstance(key, int) else key for key in path)
