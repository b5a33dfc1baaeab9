"""The words the tables of limits are written in.

A ``Check`` takes a value and its JSON pointer and yields what is wrong with it. Checks are put together
from smaller ones, so that a block's whole shape reads as one table. A ``Rule`` looks at the keys of one
object together; it runs only when each key is right by itself, and may then rely on their types.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.sandbox.payloads.faults import Fault

Check = Callable[[Any, str], Iterator[Fault]]
Rule = Callable[[dict[str, Any], str], Iterator[Fault]]
Keys = Mapping[str, Check]

NO_KEYS: Keys = {}


def below(path: str, key: str | int) -> str:
    """The pointer of a key or index inside ``path`` (RFC 6901)."""
    return f"{path}/{str(key).replace('~', '~0').replace('/', '~1')}"


def string(least: int = 0, most: int | None = None, form: str | None = None, called: str = "") -> Check:
    """A string of so many characters, matching ``form`` as a whole; ``called`` names that form."""
    pattern = re.compile(form, re.IGNORECASE) if form else None

    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(path, "must be a string")
            return
        yield from _within(len(value), least, most, "characters", path)
        if value and pattern and not pattern.fullmatch(value):
            yield Fault(path, f"must be {called}")

    return check


def web_address() -> Check:
    """Where a picture or video is fetched from."""
    return string(1, 3000, r"https?://\S+", "an http or https address")


def link() -> Check:
    """Where a click leads; other schemes than the web's are allowed."""
    return string(1, 3000, r"[a-z][a-z0-9+.-]*:\S+", "an address with its scheme")


def integer(least: int, most: int | None = None) -> Check:
    """A whole number between two others, both allowed."""

    def check(value: Any, path: str) -> Iterator[Fault]:
        # True is an int in Python, and is none in JSON.
        if not isinstance(value, int) or isinstance(value, bool):
            yield Fault(path, "must be a whole number")
        elif value < least or (most is not None and value > most):
            yield Fault(path, f"must be {_span(least, most)}, is {value}")

    return check


def boolean(value: Any, path: str) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault(path, "must be true or false")


def number(value: Any, path: str) -> Iterator[Fault]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield Fault(path, "must be a number")


def or_null(check: Check) -> Check:
    def lenient(value: Any, path: str) -> Iterator[Fault]:
        if value is not None:
            yield from check(value, path)

    return lenient


def calendar_date(value: Any, path: str) -> Iterator[Fault]:
    faults = list(string(1, None, r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date, YYYY-MM-DD")(value, path))
    yield from faults
    if not faults and not _exists(value):
        yield Fault(path, "must be a date that exists, YYYY-MM-DD")


def choice(*values: str) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str) or value not in values:
            yield Fault(path, f"must be one of {', '.join(values)}")

    return check


def array(item: Check, least: int = 0, most: int | None = None) -> Check:
    """A list of so many items, each of which must fit ``item``."""

    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(path, "must be a list")
            return
        yield from _within(len(value), least, most, "items", path)
        for index, one in enumerate(value):
            yield from item(one, below(path, index))

    return check


def record(
    required: Keys = NO_KEYS, optional: Keys = NO_KEYS, *rules: Rule, unknown_allowed: bool = False
) -> Check:
    """An object with these keys. A missing key is reported at the pointer it would have had."""
    keys = {**required, **optional}

    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(path, "must be an object")
            return
        faults = [Fault(below(path, key), "is required") for key in required if key not in value]
        for key, one in value.items():
            if key in keys:
                faults += keys[key](one, below(path, key))
            elif not unknown_allowed:
                faults.append(Fault(below(path, key), f"is unknown here; known: {', '.join(sorted(keys))}"))
        yield from faults
        if not faults:
            for rule in rules:
                yield from rule(value, path)

    return check


def by_type(kinds: Mapping[str, Check], what: str) -> Check:
    """An object whose ``type`` says which of ``kinds`` it must fit."""

    def check(value: Any, path: str) -> Iterator[Fault]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            yield Fault(path, "must be an object")
        elif not isinstance(kind, str) or kind not in kinds:
            yield Fault(below(path, "type"), f"{what} must be one of {', '.join(sorted(kinds))}")
        else:
            yield from kinds[kind](value, path)

    return check


def typed(kind: str, required: Keys = NO_KEYS, optional: Keys = NO_KEYS, *rules: Rule) -> Check:
    """A record whose ``type`` is ``kind``."""
    return record({"type": choice(kind), **required}, optional, *rules)


def exactly_one(*keys: str) -> Rule:
    def rule(value: dict[str, Any], path: str) -> Iterator[Fault]:
        if sum(key in value for key in keys) != 1:
            yield Fault(path, f"must have exactly one of {', '.join(keys)}")

    return rule


def at_least_one(*keys: str) -> Rule:
    def rule(value: dict[str, Any], path: str) -> Iterator[Fault]:
        if not any(key in value for key in keys):
            yield Fault(path, f"must have at least one of {', '.join(keys)}")

    return rule


def ordered(low: str, high: str, as_number: Callable[[Any], Any] = int) -> Rule:
    """``low`` must not be above ``high``."""

    def rule(value: dict[str, Any], path: str) -> Iterator[Fault]:
        if low in value and high in value and as_number(value[low]) > as_number(value[high]):
            yield Fault(below(path, low), f"must not be above {high}")

    return rule


def _within(count: int, least: int, most: int | None, of: str, path: str) -> Iterator[Fault]:
    if count < least or (most is not None and count > most):
        yield Fault(path, f"must have {_span(least, most)} {of}, has {count}")


def _span(least: int, most: int | None) -> str:
    return f"at least {least}" if most is None else f"{least} to {most}"


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
