"""Reads one YAML file and knows the line of everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from bot.catalog.problems import Loc, Problem, field_name


@dataclass(frozen=True)
class Document:
    """A file that YAML could read. `data` is plain dicts and lists, not checked yet."""

    file: str
    text: str
    data: Any = field(compare=False)  # what the text says

    @property
    def stem(self) -> str:
        return Path(self.file).stem

    @cached_property
    def root(self) -> Node | None:
        node: Node | None = YAML(typ="safe", pure=True).compose(self.text)
        return node

    def line(self, loc: Loc) -> int:
        """The line of the field at `loc`, or of the nearest one around it that exists."""
        node, line = self.root, 1
        for part in loc:
            step = _step(node, part)
            if step is None:
                break
            node, line = step
        return line

    def problem(self, loc: Loc, message: str) -> Problem:
        return Problem(self.file, self.line(loc), field_name(loc), message)


def _step(node: Node | None, part: str | int) -> tuple[Node, int] | None:
    if isinstance(node, MappingNode):
        pairs = [(key, value) for key, value in node.value if key.value == str(part)]
        return (pairs[-1][1], pairs[-1][0].start_mark.line + 1) if pairs else None
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return item, item.start_mark.line + 1
    return None


def read(folder: Path, path: Path) -> Document | Problem:
    """The file as a document, or the one problem that keeps YAML from reading it."""
    file = path.relative_to(folder).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
        return Document(file, text, _parsed(text))
    except FileNotFoundError:
        return Problem(file, 1, "", "this file is missing: add it, README.md says what it holds")
    except UnicodeDecodeError:
        return Problem(file, 1, "", "this is not text: save the file as UTF-8")
    except OSError as error:
        return Problem(file, 1, "", f"this file cannot be read: {error.strerror}")
    except MarkedYAMLError as error:
        return Problem(file, _marked(error), "", _syntax(error))
    except (YAMLError, ValueError) as error:
        return Problem(file, 1, "", f"YAML cannot read this file: {str(error).splitlines()[0]}")


@lru_cache(maxsize=512)
def _parsed(text: str) -> Any:
    """Kept, so that a reload parses what has changed and nothing else. Nobody changes the result."""
    return YAML(typ="safe", pure=True).load(text)


def _marked(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return int(mark.line) + 1 if mark else 1


def _syntax(error: MarkedYAMLError) -> str:
    said = str(error.problem or "this is not YAML")
    if said.startswith("found duplicate key"):
        name = said.split('"')[1] if '"' in said else "a field"
        return f"{name} is written twice: keep one of them"
    return (
        f"YAML cannot read this ({said}): indent with spaces, "
        "and put text that holds a colon or starts with a sign in quotes"
    )


def each(data: Any, pattern: str) -> Iterator[tuple[Loc, Any]]:
    """Every value at a place like "look_for.*.id". What is missing or of another shape is passed over."""
    found: list[tuple[Loc, Any]] = [((), data)]
    for part in pattern.split("."):
        found = [((*loc, key), inner) for loc, value in found for key, inner in _inside(value, part)]
    return iter(found)


def _inside(value: Any, part: str) -> list[tuple[str | int, Any]]:
    if part == "*":
        return list(enumerate(value)) if isinstance(value, list) else []
    return [(part, value[part])] if isinstance(value, dict) and part in value else []


def texts(data: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text at or below a place."""
    if isinstance(data, str):
        yield loc, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*loc, str(key)))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from texts(value, (*loc, number))
