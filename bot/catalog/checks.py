"""Checks of a guide that its model cannot make, or could make only when all else is right.

They look at the plain data, so that one mistake does not hide another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalog.documents import Document, each
from bot.catalog.near import key
from bot.catalog.problems import Loc, Problem


def check_guides(guides: Sequence[Document]) -> Iterator[Problem]:
    for guide in guides:
        yield from check_slug(guide)
        yield from check_twice(guide, "look_for.*.id")
        yield from check_twice(guide, "exercises.*.slug")
        yield from check_agenda(guide)
        yield from check_state(guide)
    yield from check_aliases(guides)


def check_slug(document: Document) -> Iterator[Problem]:
    for loc, slug in each(document.data, "slug"):
        if slug != document.stem:
            yield document.problem(
                loc, f'is "{slug}" in a file named {document.stem}.yaml: make them the same'
            )


def check_twice(document: Document, pattern: str) -> Iterator[Problem]:
    seen = set()
    for loc, name in each(document.data, pattern):
        if str(name) in seen:
            yield document.problem(loc, f'"{name}" is there twice: give each its own')
        seen.add(str(name))


def check_agenda(guide: Document) -> Iterator[Problem]:
    """The guide's, and those that exercises have of their own."""
    longest = [minutes for _, minutes in each(guide.data, "minutes.max")]
    yield from _check_sum(guide, (), guide.data, longest)
    for loc, exercise in each(guide.data, "exercises.*"):
        own = [minutes for _, minutes in each(exercise, "minutes.max")]
        yield from _check_sum(guide, loc, exercise, own or longest)


def _check_sum(guide: Document, loc: Loc, data: object, longest: Sequence[object]) -> Iterator[Problem]:
    parts = [minutes for _, minutes in each(data, "agenda.*.minutes") if isinstance(minutes, int)]
    for wanted in longest:
        if parts and isinstance(wanted, int) and sum(parts) != wanted:
            said = f"adds up to {sum(parts)} minutes, minutes.max says {wanted}: make them equal"
            yield guide.problem((*loc, "agenda"), said)


def check_state(guide: Document) -> Iterator[Problem]:
    superseded = any(state == "superseded" for _, state in each(guide.data, "state"))
    later = any(successors for _, successors in each(guide.data, "superseded_by"))
    if superseded and not later:
        yield guide.problem(("state",), "says superseded: add `superseded_by:` with the guide to use instead")
    if later and not superseded:
        yield guide.problem(
            ("superseded_by",), "goes with `state: superseded` only: add that, or take this away"
        )
    if not later:
        for loc, _ in each(guide.data, "successor_exercise"):
            yield guide.problem(loc, "goes with `superseded_by:` only: add that, or take this away")


def check_aliases(guides: Sequence[Document]) -> Iterator[Problem]:
    """Several guides may share an alias: it lists them. Another guide's slug or title may not be one."""
    names = {
        key(name): guide.stem
        for guide in guides
        for pattern in ("title", "slug")
        for _, name in each(guide.data, pattern)
        if isinstance(name, str)
    }
    for guide in guides:
        for loc, alias in each(guide.data, "aliases.*"):
            owner = names.get(key(str(alias)), guide.stem)
            if owner != guide.stem:
                yield guide.problem(loc, f'"{alias}" is the name of the guide {owner}: choose another word')
            if not key(str(alias)):
                yield guide.problem(loc, f'"{alias}" has no letter or digit: choose a word people type')
