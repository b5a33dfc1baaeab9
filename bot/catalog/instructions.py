"""What somebody does in an interview, and gets ready for it, by their role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.catalog.exercises import Exercise, RoleLines
from bot.catalog.models import Company, Guide
from bot.domain.interviews import Role

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Instructions:
    """Of one role. Either is empty where nobody says anything of it."""

    guidance: Lines = ()
    before: Lines = ()  # the checklist; no line is there twice

    @property
    def said(self) -> bool:
        return bool(self.guidance or self.before)


def instructions(role: Role, guide: Guide, exercise: Exercise | None, company: Company) -> Instructions:
    """The exercise's where it has its own, else the guide's, else the company's: guidance and checklist each.

    Nobody gets another role's: an observer who reads the lead's would lead, and set things up twice.
    """
    said = [own(role, each) for each in (exercise, guide, company) if each]
    return Instructions(_first(each.guidance for each in said), _first(each.before for each in said))


def own(role: Role, source: Guide | Exercise | Company) -> Instructions:
    """What this one says of the role."""
    lines = source.roles or RoleLines()
    guidance, before = {
        Role.LEAD: (lines.lead, source.before),
        Role.OBSERVER: (lines.observer, source.observer_before),
        Role.SHADOW: (lines.shadow, source.shadow_before),
    }[role]
    return Instructions(guidance, before)


def _first(found: Iterable[Lines]) -> Lines:
    return tuple(dict.fromkeys(next(filter(None, found), ())))
