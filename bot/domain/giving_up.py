"""Why a notice is given up: in the words that its row keeps. What is counted goes by these, too."""

from __future__ import annotations

from enum import StrEnum


class Dropped(StrEnum):
    UNTRUE = "no longer true"
    TOO_LATE = "its time was over"
    TOPPED = "a later one says it"
    NOT_READABLE = "they may not read it now"
    OTHER_CHANNEL = "the loop has another channel now"
    LOOP_GONE = "the loop is gone"
    MOVED = "moved"
    PLANNED_ANEW = "planned anew"
    SENT_ALREADY = "already sent"
    NOT_IN_PILOT = "not in the pilot"
    BY_HAND = "by hand"


def by_hand(reason: str) -> str:
    """With what somebody wrote of it."""
    return f"{Dropped.BY_HAND}: {reason}"


def for_good(reason: str) -> bool:
    """Whether what was dropped so is not owed again, though a plan still wants it: somebody decided it."""
    return reason == Dropped.NOT_IN_PILOT or reason.startswith(f"{Dropped.BY_HAND}: ")
