"""Checks that what one file names exists in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.catalog.checks import check_slug, check_twice
from bot.catalog.documents import Document, each
from bot.catalog.folder import Folder
from bot.catalog.near import nearest
from bot.catalog.problems import Loc, Problem

FEW = 5  # more choices than this are no help in one line
SIGNAL = ("look_for.*.competencies.*", "exercises.*.competencies.*")


@dataclass(frozen=True)
class Names:
    """What may be referred to."""

    guides: frozenset[str]
    competencies: frozenset[str]
    exercises: dict[str, frozenset[str]]  # by guide; a guide that cannot be read is not in it


def check_references(files: Folder) -> Iterator[Problem]:
    names = _names(files)
    for guide in files.guides:
        yield from _check_guide(guide, names)
    yield from check_cycles(files.guides)
    for template in files.templates:
        yield from check_slug(template)
        yield from _check_template(template, names)
    if files.competencies:
        yield from check_twice(files.competencies, "*.slug")
        yield from _check_known(files.competencies, "*.ask_in.*", "guide", names.guides)
        if len(files.guides) == len(files.guide_names):  # a guide nobody can read may be the one that uses it
            yield from check_use(files.competencies, files.guides)


def _names(files: Folder) -> Names:
    rows = files.competencies.data if files.competencies else []
    return Names(
        guides=files.guide_names,
        competencies=frozenset(str(slug) for _, slug in each(rows, "*.slug")),
        exercises={
            guide.stem: frozenset(str(slug) for _, slug in each(guide.data, "exercises.*.slug"))
            for guide in files.guides
        },
    )


def _check_known(document: Document, pattern: str, kind: str, known: Iterable[str]) -> Iterator[Problem]:
    choices = set(known)
    for loc, name in each(document.data, pattern):
        yield from _unknown(document, loc, name, kind, choices)


def _unknown(document: Document, loc: Loc, name: Any, kind: str, known: set[str]) -> Iterator[Problem]:
    if isinstance(name, str) and name not in known:
        yield document.problem(loc, f'there is no {kind} "{name}": {_instead(name, kind, known)}')


def _instead(name: str, kind: str, known: set[str]) -> str:
    near, choices = nearest(name, known), sorted(known)
    if near or not choices:
        return f"write {near[0]}" if near else "take it away"
    if len(choices) > FEW:
        return f"write one that exists, such as {choices[0]}, or add it where each {kind} is listed"
    return f"write {' or '.join(choices)}"


def _check_guide(guide: Document, names: Names) -> Iterator[Problem]:
    if names.competencies:  # without a list of them every one would be unknown
        for pattern in SIGNAL:
            yield from _check_known(guide, pattern, "competency", names.competencies)
    yield from _check_known(guide, "superseded_by.*", "guide", names.guides)
    successors = [str(slug) for _, slug in each(guide.data, "superseded_by.*")]
    offered = {exercise for slug in successors for exercise in names.exercises.get(slug, ())}
    if successors and all(slug in names.exercises for slug in successors):
        yield from _check_known(guide, "successor_exercise", "exercise", offered)


def check_cycles(guides: Iterable[Document]) -> Iterator[Problem]:
    later = {guide.stem: [str(slug) for _, slug in each(guide.data, "superseded_by.*")] for guide in guides}
    for guide in guides:
        if _leads_to(guide.stem, later):
            said = "leads back to this guide: end the chain at an active one"
            yield guide.problem(("superseded_by",), said)


def _leads_to(start: str, later: dict[str, list[str]]) -> bool:
    waiting, seen = list(later.get(start, [])), set()
    while waiting:
        slug = waiting.pop()
        if slug == start:
            return True
        if slug not in seen:
            seen.add(slug)
            waiting.extend(later.get(slug, []))
    return False


def _check_template(template: Document, names: Names) -> Iterator[Problem]:
    yield from _check_known(template, "interviews.*.guide", "guide", names.guides)
    for loc, interview in each(template.data, "interviews.*"):
        if isinstance(interview, dict) and (slug := str(interview.get("guide"))) in names.exercises:
            yield from _check_exercise(template, (*loc, "exercise"), interview, names.exercises[slug])


def _check_exercise(
    template: Document, loc: Loc, row: dict[str, Any], known: Iterable[str]
) -> Iterator[Problem]:
    if "exercise" in row:
        yield from _unknown(template, loc, row["exercise"], "exercise", set(known))


def check_use(competencies: Document, guides: Iterable[Document]) -> Iterator[Problem]:
    """A competency that nothing gives signal on has to say so, or reviews would call it a surprise."""
    used = {str(name) for guide in guides for pattern in SIGNAL for _, name in each(guide.data, pattern)}
    for loc, row in each(competencies.data, "*"):
        slug = row.get("slug") if isinstance(row, dict) else None
        if not slug:
            continue
        if slug in used and row.get("unassessed"):
            said = f'a guide gives signal on "{slug}": take this line away'
            yield competencies.problem((*loc, "unassessed"), said)
        if slug not in used and not row.get("unassessed"):
            said = f'no guide gives signal on "{slug}": use it in one, or add `unassessed: true`'
            yield competencies.problem((*loc, "slug"), said)
