"""Short ways to plan in tests: clocks on walls, preferences, a plan, and picking from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.about import About
from bot.domain.interviews import Interview, LastTold, Panelist
from bot.domain.ladder import LADDER
from bot.domain.loops import Loop
from bot.domain.notices import Notice, NoticeKind, NoticeState, Wanted
from bot.domain.outbox import Changes, diff
from bot.domain.planning import PlanInput
from bot.domain.reminders import plan_reminders
from bot.domain.settings import Preferences
from bot.storage.about import from_json, to_json
from tests.builders import MONDAY_NINE, a_loop

RUNGS = tuple(rung.kind for rung in LADDER)
BERLIN, TOKYO, SAN_FRANCISCO = "Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"

CHASE = frozenset({"feedback", *(kind.value for kind in RUNGS)})


def clock(zone: str, shown: str, fold: int = 0) -> datetime:
    """The moment at which clocks there show it: `clock(BERLIN, "2026-10-26 09:00")`."""
    return datetime.fromisoformat(shown).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def prefs(zone: str = "UTC", **other: Any) -> Preferences:
    return Preferences(zone=zone, **other)


def given(
    *interviews: Interview,
    now: datetime = MONDAY_NINE,
    loop: Loop | None = None,
    people: Mapping[str, Preferences] | None = None,
    submitted: Iterable[Panelist] = (),
    agenda: Mapping[int, int | None] | None = None,
    admins: tuple[str, ...] = (),
    **of_the_loop: Any,
) -> PlanInput:
    return PlanInput(
        loop=loop or a_loop(*interviews, **of_the_loop),
        agenda_questions=agenda or {},
        preferences=lambda person: (people or {}).get(person, prefs()),
        submitted=frozenset(panelist.id for panelist in submitted),
        now=now,
        admins=admins,
    )


def plan(*interviews: Interview, **other: Any) -> tuple[Wanted, ...]:
    return plan_reminders(given(*interviews, **other))


def kinds(wanted: Iterable[Wanted]) -> set[str]:
    return {each.kind.value for each in wanted}


def the(kind: NoticeKind, wanted: Iterable[Wanted], recipient: str | None = None) -> Wanted:
    """The only one of its kind (for that recipient)."""
    [found] = [each for each in wanted if each.kind is kind and recipient in (None, each.recipient)]
    return found


def rungs(wanted: Iterable[Wanted]) -> list[tuple[int, str, datetime]]:
    """The chase: which rung, to whom, when."""
    chase = [each for each in wanted if each.kind in RUNGS]
    return [(RUNGS.index(each.kind) + 1, each.recipient, each.due) for each in chase]


def told_of(interview: Interview, panelist: Panelist, **other: Any) -> LastTold:
    """That they know the interview as it is now, but for what is named."""
    facts: dict[str, Any] = {
        "starts_at": interview.starts_at,
        "place": interview.place,
        "cancelled": interview.cancelled,
        "role": panelist.role,
    }
    return LastTold(**(facts | other))


def kept(wanted: Wanted) -> About:
    """What goes with it, as it is read back."""
    return from_json(wanted.kind, json.loads(json.dumps(to_json(wanted.about))))


def a_row(wanted: Wanted, state: NoticeState = NoticeState.PENDING, id: int = 1) -> Notice:
    """A row as it is read back: `about` has been through JSON."""
    fields = {name: getattr(wanted, name) for name in wanted.__dataclass_fields__}
    return Notice(**(fields | {"id": id, "state": state, "about": kept(wanted)}))


class Outbox:
    """The rows of one loop in memory, changed as a plan asks and as delivery does."""

    def __init__(self) -> None:
        self.rows: dict[int, Notice] = {}

    def follow(self, wanted: Iterable[Wanted]) -> Changes:
        changes = diff(wanted, self.rows.values())
        for each in changes.insert:
            number = len(self.rows) + 1
            self.rows[number] = a_row(each, id=number)
        for number, each in changes.revive + changes.reschedule:
            self.rows[number] = a_row(each, id=number)
        for number, reason in changes.drop:
            self.set(number, state=NoticeState.DROPPED, reason=reason)
        return changes

    def set(self, number: int, **other: Any) -> None:
        self.rows[number] = replace(self.rows[number], **other)

    def send(self, kind: NoticeKind) -> None:
        for row in self.pending(kind):
            self.set(row.id, state=NoticeState.SENT)

    def pending(self, kind: NoticeKind | None = None) -> list[Notice]:
        rows = [row for row in self.rows.values() if row.state is NoticeState.PENDING]
        return [row for row in rows if kind in (None, row.kind)]

    def reasons(self, kind: NoticeKind) -> list[str]:
        return [row.reason for row in self.rows.values() if row.kind is kind]
