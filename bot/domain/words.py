"""Words put together, the same in a rule's refusal as on a screen."""

from __future__ import annotations

from collections.abc import Iterable


def names(people: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    every = list(people)
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} and {every[-1]}"
