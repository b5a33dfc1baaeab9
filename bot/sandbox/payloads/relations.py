"""What holds between the blocks of one payload: unique ids, one table, one focus, sizes together.

These rules also see payloads whose shape is wrong, and pass over what they cannot read: its shape has
been reported already.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from bot.sandbox.payloads.elements import Surface
from bot.sandbox.payloads.faults import Fault
from bot.sandbox.payloads.shapes import below

MOST_MARKDOWN = 12_000  # all markdown blocks of a payload together
Placed = tuple[dict[str, Any], str]


def check_relations(blocks: Any, path: str, surface: Surface) -> Iterator[Fault]:
    placed = list(_objects(blocks, path))
    yield from _unique("block_id", placed)
    for block in placed:
        yield from _unique("action_id", _elements(block))
        yield from _response_url(block, surface)
    yield from _one_focus(placed)
    yield from _markdown_together(placed, path)


def check_one_table(lists: list[tuple[Any, str]]) -> Iterator[Fault]:
    """Slack shows one table a message, wherever in it (``only_one_table_allowed``)."""
    placed = [one for blocks, path in lists for one in _objects(blocks, path)]
    tables = [path for block, path in placed if block.get("type") == "table"]
    for path in tables[1:]:
        yield Fault(path, "no more than one table in a message")


def first_input(blocks: Any) -> str | None:
    """The pointer of the first input block, if there is one."""
    inputs = (path for block, path in _objects(blocks, "/blocks") if block.get("type") == "input")
    return next(inputs, None)


def characters(value: Any) -> int:
    """The length of ``value`` as the shortest JSON; what is nested too deeply to be written is endless."""
    text = _written(value)
    return sys.maxsize if text is None else len(text)


def size_in_bytes(value: Any) -> int:
    """The same in bytes of UTF-8."""
    text = _written(value)
    # Half a surrogate pair is legal JSON and has no UTF-8 of its own.
    return sys.maxsize if text is None else len(text.encode(errors="surrogatepass"))


def _written(value: Any) -> str | None:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except RecursionError:
        return None


def _objects(items: Any, path: str) -> Iterator[Placed]:
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield item, below(path, index)


def _elements(placed: Placed) -> list[Placed]:
    block, path = placed
    single = [(block[key], below(path, key)) for key in ("accessory", "element") if key in block]
    found = [(one, where) for one, where in single if isinstance(one, dict)]
    return found + list(_objects(block.get("elements"), below(path, "elements")))


def _unique(key: str, placed: list[Placed]) -> Iterator[Fault]:
    seen: set[str] = set()
    for value, path in placed:
        name = value.get(key)
        if isinstance(name, str):
            if name in seen:
                yield Fault(below(path, key), f"{key} {name!r} is used twice")
            seen.add(name)


def _response_url(placed: Placed, surface: Surface) -> Iterator[Fault]:
    if surface == "modal" and placed[0].get("type") == "input":
        return
    for element, path in _elements(placed):
        if "response_url_enabled" in element:
            yield Fault(below(path, "response_url_enabled"), "only in an input block of a modal")


def _one_focus(blocks: list[Placed]) -> Iterator[Fault]:
    elements = [one for block in blocks for one in _elements(block)]
    focused = [path for element, path in elements if element.get("focus_on_load") is True]
    for path in focused[1:]:
        yield Fault(below(path, "focus_on_load"), "no more than one element may have the focus")


def _markdown_together(blocks: list[Placed], path: str) -> Iterator[Fault]:
    markdown = [block.get("text") for block, _ in blocks if block.get("type") == "markdown"]
    total = sum(len(text) for text in markdown if isinstance(text, str))
    if len(markdown) > 1 and total > MOST_MARKDOWN:
        yield Fault(path, f"markdown blocks have {total} characters together, no more than {MOST_MARKDOWN}")
