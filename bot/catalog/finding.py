"""Finds the guide or template that somebody means by a few words.

Case, spaces, hyphens and underscores make no difference. A name that fits is better than words that
occur in names, and both are better than a likeness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.catalog.catalog import Catalog
from bot.catalog.models import TRACK_TITLES, Guide, Template, Track
from bot.catalog.near import best, key, likeness, nearest, parts

__all__ = [
    "Exact",
    "ExactTemplate",
    "Found",
    "FoundTemplate",
    "Near",
    "NearTemplates",
    "Several",
    "SeveralTemplates",
    "Unlike",
    "find",
    "find_template",
    "nearest",
]


@dataclass(frozen=True)
class Exact:
    """What was meant; it may be superseded: `Catalog.choice` says what to use instead."""

    guide: Guide


@dataclass(frozen=True)
class Several:
    """The word fits all of these: no two of them lead to the same. Active ones come first."""

    guides: tuple[Guide, ...]


@dataclass(frozen=True)
class Near:
    """The word fits none; these are most like it, best first."""

    guides: tuple[Guide, ...]


@dataclass(frozen=True)
class ExactTemplate:
    template: Template


@dataclass(frozen=True)
class SeveralTemplates:
    templates: tuple[Template, ...]


@dataclass(frozen=True)
class NearTemplates:
    templates: tuple[Template, ...]


@dataclass(frozen=True)
class Unlike:
    """Nothing is like the words."""


Found = Exact | Several | Near | Unlike
FoundTemplate = ExactTemplate | SeveralTemplates | NearTemplates | Unlike

TRACK_WORDS = {Track.AI_ML: ("machine learning",), Track.OPERATIONS: ("ops",)}
"""What people call them besides."""

KnownAs = Mapping[str, tuple[str, ...]]


def find(catalog: Catalog, words: str) -> Found:
    names = {guide.slug: (guide.slug, guide.title, *guide.aliases) for guide in catalog.guides.values()}
    if fitting := _fitting(names, words):
        guides = _each_once(catalog, _active_first(catalog.guides[slug] for slug in fitting))
        return Exact(guides[0]) if len(guides) == 1 else Several(guides)
    near = _each_once(catalog, (catalog.guides[slug] for slug in _near(names, words)))
    return Near(near) if near else Unlike()


def find_template(catalog: Catalog, words: str) -> FoundTemplate:
    names = {template.slug: (template.slug, template.title) for template in catalog.templates.values()}
    if fitting := _fitting(names, words):
        found = tuple(catalog.templates[slug] for slug in fitting)
        return ExactTemplate(found[0]) if len(found) == 1 else SeveralTemplates(found)
    near = _near(names, words)
    return NearTemplates(tuple(catalog.templates[slug] for slug in near)) if near else Unlike()


def find_track(words: str) -> Track | None:
    """The only one with such a name, a beginning of one, or such words in it: "ai", "AI and ML", "ops"."""
    fitting = _fitting(
        {track: (track, TRACK_TITLES[track], *TRACK_WORDS.get(track, ())) for track in Track}, words
    )
    found = fitting or _near({track: (track,) for track in Track}, words)
    return Track(found[0]) if len(found) == 1 else None


def _active_first(guides: Iterable[Guide]) -> list[Guide]:
    return sorted(guides, key=lambda guide: guide.state != "active")


def _each_once(catalog: Catalog, guides: Iterable[Guide]) -> tuple[Guide, ...]:
    """Of those that lead to the same guide and exercise, the first."""
    found: dict[tuple[str, str | None], Guide] = {}
    for guide in guides:
        choice = catalog.choice(guide)
        found.setdefault((choice.now.slug, choice.exercise.slug if choice.exercise else None), guide)
    return tuple(found.values())


def _fitting(names: KnownAs, words: str) -> list[str]:
    """Those with a name that is the words, else those with every one of the words in their names."""
    wanted = key(words)
    if not wanted:
        return []
    same = [slug for slug, called in names.items() if wanted in map(key, called)]
    return same or [slug for slug, called in names.items() if parts(words) <= parts(" ".join(called))]


def _near(names: KnownAs, words: str) -> list[str]:
    if not key(words):
        return []
    return best({slug: max(likeness(words, name) for name in called) for slug, called in names.items()})
