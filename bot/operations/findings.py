"""What a look at the bot finds: a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

WARN_OFF, WRONG_OFF = timedelta(seconds=5), timedelta(seconds=60)
SET_CLOCK = "Let the machine set its clock by NTP: Slack's requests are refused when it is 300 seconds off."


class Verdict(StrEnum):
    OK = "ok"
    WARN = "warn"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    """`says` what is so, `to_do` what follows. Never a token, never a candidate's name."""

    verdict: Verdict
    about: str
    says: str
    to_do: str = ""

    def __str__(self) -> str:
        return f"{self.verdict:<5}  {self.about}: {' '.join(filter(None, (self.says, self.to_do)))}"


def fine(about: str, says: str) -> Finding:
    return Finding(Verdict.OK, about, says)


def warn(about: str, says: str, to_do: str = "") -> Finding:
    return Finding(Verdict.WARN, about, says, to_do)


def wrong(about: str, says: str, to_do: str = "") -> Finding:
    return Finding(Verdict.WRONG, about, says, to_do)


def clock(whose: str, ahead: timedelta) -> Finding:
    """`ahead`: by how much theirs is ahead of this machine's."""
    off = abs(ahead)
    if off <= WARN_OFF:
        return fine("clock", f"This machine's agrees with {whose}.")
    how = "behind" if ahead > timedelta(0) else "ahead of"
    says = f"This machine's is {round(off.total_seconds())} seconds {how} {whose}."
    return Finding(Verdict.WRONG if off > WRONG_OFF else Verdict.WARN, "clock", says, SET_CLOCK)


def some(found: Iterable[object], most: int = 5) -> str:
    """The first few, and how many more: "3, 5, 8 and 12 more"."""
    words = [str(each) for each in found]
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


FindingsSoFar = Iterator[Finding]
