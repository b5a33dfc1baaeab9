"""The ladder: who hears that feedback is late, and after how many working hours. Said here alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.notices import NoticeKind


class Recipient(StrEnum):
    """Who is told, by their part in it."""

    OWES = "who owes"
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring manager"


@dataclass(frozen=True)
class Rung:
    """`hours`: after the interview's end, in the working hours of who owes, unless settings say otherwise."""

    kind: NoticeKind
    hours: int
    recipients: tuple[Recipient, ...]


LADDER = (
    Rung(NoticeKind.OVERDUE_FIRST, 4, (Recipient.OWES,)),
    Rung(NoticeKind.OVERDUE_SECOND, 8, (Recipient.OWES, Recipient.RECRUITER)),
    Rung(NoticeKind.OVERDUE_LAST, 16, (Recipient.HIRING_MANAGER,)),
)
RUNGS = tuple(rung.kind for rung in LADDER)

STANDS_IN: Mapping[Recipient, Recipient] = {
    Recipient.RECRUITER: Recipient.HIRING_MANAGER,
    Recipient.HIRING_MANAGER: Recipient.RECRUITER,
}
"""Who is told in place of somebody who would hear of themselves."""


def who_hears(rung: Rung, people: Mapping[Recipient, str]) -> tuple[str, ...]:
    """Person ids, each once. `people`: who has which part."""

    def told(recipient: Recipient) -> str:
        stands_in = STANDS_IN.get(recipient, recipient)
        return people[stands_in if people[recipient] == people[Recipient.OWES] else recipient]

    return tuple(dict.fromkeys(told(each) for each in rung.recipients))


def check_overdue_hours(hours: tuple[int, ...]) -> None:
    """Raises `ValueError` unless each rung has its figure, and none comes before the one below it."""
    if len(hours) != len(LADDER) or min(hours) < 0 or list(hours) != sorted(hours):
        raise ValueError(f"overdue_hours: {len(LADDER)} figures of working hours, in rising order: {hours}")
