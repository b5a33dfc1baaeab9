"""Which of some words is meant by a misspelt one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from bot.domain.typed import folded

SHORTEST_START = 3  # letters that may stand for a longer word
FAR = 68.0  # less alike than this is another word
SPREAD = 12.0  # how much less alike than the best one a further suggestion may be
MOST = 3
START, PART = 0.95, 0.95  # a word's beginning, and single words of a name, count a little less


@lru_cache(maxsize=4096)  # the names of a catalog are compared again and again
def key(words: str) -> str:
    """What counts when two words are compared: letters and digits, without accents, case and spacing."""
    return "".join(letter for letter in folded(words) if letter.isalnum())


@lru_cache(maxsize=4096)
def parts(text: str) -> frozenset[str]:
    """The single words of a text."""
    return frozenset(re.findall(r"[^\W_]+", folded(text)))


def likeness(words: str, name: str) -> float:
    """0 to 100: how much the words are like the whole name, or like some of its words."""
    among = parts(name)
    single = [max((_alike(part, other) for other in among), default=0.0) for part in parts(words)]
    return max(_alike(key(words), key(name)), PART * min(single, default=0.0))


def _alike(one: str, other: str) -> float:
    if len(one) >= SHORTEST_START and other.startswith(one):
        return 100.0 * START
    return float(fuzz.ratio(one, other))


def best(scores: dict[str, float]) -> list[str]:
    """The few with a score worth showing, highest first."""
    enough = max(FAR, max(scores.values(), default=0.0) - SPREAD)
    close = [name for name, score in scores.items() if score >= enough]
    return sorted(close, key=lambda name: -scores[name])[:MOST]


def nearest(word: str, choices: Iterable[str]) -> list[str]:
    """The few choices most like the word, best first; none if nothing is like it."""
    return best({choice: likeness(word, choice) for choice in sorted(set(choices))}) if key(word) else []
