"""Rows of settings: each a value of its own, so that one that cannot be read leaves the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select

from bot.domain.errors import Unreadable
from bot.domain.settings import Away, Chosen, LeadTimes, Setting, WorkingHours
from bot.storage.odd_rows import reading, tell_once
from bot.storage.schema import setting
from bot.storage.upsert import insert_into


@dataclass(frozen=True)
class KeptAs:
    """How a setting is kept as JSON: `field` of `Chosen`, and the way there and back."""

    field: str
    write: Callable[[Any], object]
    read: Callable[[Any], object]


def of(connection: Connection, person: str) -> Chosen:
    """What that person has set, or everybody's."""
    return of_many(connection, [person])[person]


def of_many(connection: Connection, people: Collection[str]) -> dict[str, Chosen]:
    """As `of`, for each of these. What cannot be read counts as not set; the log names it."""
    known = setting.c.name.in_([each.value for each in Setting])
    rows = connection.execute(select(setting).where(setting.c.person.in_(list(people)), known)).mappings()
    found: dict[str, dict[str, Any]] = {each: {} for each in people}
    for row in rows:
        try:
            with reading("setting", row["name"]):
                kept = KEPT[Setting(row["name"])]
                found[row["person"]][kept.field] = kept.read(row["value"])
        except Unreadable as odd:
            tell_once(odd.table, odd.row)
    return {person: Chosen(**each) for person, each in found.items()}


def keep(connection: Connection, person: str, chosen: Chosen) -> None:
    """All of it: what is not set has no row."""
    for name, kept in KEPT.items():
        value = getattr(chosen, kept.field)
        if value is None:
            connection.execute(
                delete(setting).where(setting.c.person == person, setting.c.name == name.value)
            )
            continue
        written = {"value": kept.write(value)}
        row = insert_into(connection, setting).values(person=person, name=name.value, **written)
        connection.execute(row.on_conflict_do_update(index_elements=["person", "name"], set_=written))


def _hours(kept: Any) -> tuple[time, time]:
    opens, closes = kept
    hours = WorkingHours(time.fromisoformat(opens), time.fromisoformat(closes))
    return hours.opens, hours.closes


def _days(kept: Any) -> frozenset[int]:
    return WorkingHours(days=frozenset(_whole(each) for each in kept)).days


def _country(kept: Any) -> str:
    if isinstance(kept, str) and (not kept or (len(kept) == 2 and kept.isalpha())):
        return kept
    raise ValueError("no country")


def _away(kept: Any) -> Away:
    first, last = kept
    return Away(date.fromisoformat(first), date.fromisoformat(last))


def _starting(kept: Any) -> timedelta:
    return LeadTimes(starting=timedelta(minutes=_whole(kept))).starting


def _due_after(kept: Any) -> timedelta:
    return LeadTimes(due_after=timedelta(hours=_whole(kept))).due_after


def _overdue_hours(kept: Any) -> tuple[int, ...]:
    return LeadTimes(overdue_hours=tuple(_whole(each) for each in kept)).overdue_hours


def _whole(kept: Any) -> int:
    if type(kept) is not int:
        raise TypeError("not a whole number")
    return kept


def _yes_or_no(kept: Any) -> bool:
    if type(kept) is not bool:
        raise TypeError("neither yes nor no")
    return kept


def _same(value: Any) -> object:
    return value


def _clock(value: time) -> str:
    return value.isoformat("minutes")


KEPT: Mapping[Setting, KeptAs] = {
    Setting.HOURS: KeptAs("hours", lambda hours: [_clock(each) for each in hours], _hours),
    Setting.DAYS: KeptAs("days", sorted, _days),
    Setting.COUNTRY: KeptAs("country", _same, _country),
    Setting.AWAY: KeptAs("away", lambda away: [away.first.isoformat(), away.last.isoformat()], _away),
    Setting.PREPARE_AT: KeptAs("prepare_at", _clock, time.fromisoformat),
    Setting.STARTING: KeptAs("starting", lambda lead: int(lead / timedelta(minutes=1)), _starting),
    Setting.DUE_AFTER: KeptAs("due_after", lambda due: int(due / timedelta(hours=1)), _due_after),
    Setting.OVERDUE_HOURS: KeptAs("overdue_hours", list, _overdue_hours),
    Setting.WANTS_STARTING: KeptAs("wants_starting", _same, _yes_or_no),
    Setting.WANTS_QUESTIONS: KeptAs("wants_questions", _same, _yes_or_no),
}
