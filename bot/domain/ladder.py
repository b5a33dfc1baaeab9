"""The ladder: who hears that feedback is late, and after how many working hours. Said here alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.notices import NoticeKind


class Recipient(StrEnum):
    """Who is told, by their part in it."""

    OWES = "who owes"
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring manager"
    ADMIN = "admin"  # nobody's rung: where everybody else would hear of themselves


@dataclass(frozen=True)
class Rung:
    """`hours`: after it was due, in the working hours of who owes, unless settings say otherwise."""

    kind: NoticeKind
    hours: int
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True)
class NextRung:
    """Who hears of it after this, and when, while it does not come."""

    people: tuple[str, ...]
    at: datetime


LADDER = (
    Rung(NoticeKind.OVERDUE_FIRST, 0, (Recipient.OWES,)),
    Rung(NoticeKind.OVERDUE_SECOND, 4, (Recipient.OWES, Recipient.RECRUITER)),
    Rung(NoticeKind.OVERDUE_LAST, 12, (Recipient.HIRING_MANAGER,)),
)
WHILE_AWAY = Rung(NoticeKind.OVERDUE_AWAY, 0, (Recipient.RECRUITER,))
"""Said at once when a rung would be, but for who owes being away; the rungs wait for their return."""

ABOVE: Mapping[Recipient, Recipient] = {
    Recipient.RECRUITER: Recipient.HIRING_MANAGER,
    Recipient.HIRING_MANAGER: Recipient.ADMIN,
    Recipient.ADMIN: Recipient.RECRUITER,
}
"""Who is told in place of somebody who would hear of themselves. With no admin known, it goes round."""


def who_hears(rung: Rung, people: Mapping[Recipient, str]) -> tuple[str, ...]:
    """Person ids, each once. `people`: who has which part; an admin only where one is known."""
    return tuple(dict.fromkeys(_told(each, people) for each in rung.recipients))


def _told(recipient: Recipient, people: Mapping[Recipient, str]) -> str:
    """Who owes, where nobody else is left."""
    owes = people[Recipient.OWES]
    if recipient is Recipient.OWES:
        return owes
    for _ in ABOVE:
        if people.get(recipient, owes) != owes:
            return people[recipient]
        recipient = ABOVE[recipient]
    return owes


def check_overdue_hours(hours: tuple[int, ...]) -> None:
    """Raises `ValueError` unless each rung has its figure, and none comes before the one below it."""
    if len(hours) != len(LADDER) or min(hours) < 0 or list(hours) != sorted(hours):
        raise ValueError(f"overdue_hours: {len(LADDER)} figures of working hours, in rising order: {hours}")
