"""Working hours, lead times and wishes: the deployment's, and each person's where they differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.domain.ladder import LADDER, check_overdue_hours
from bot.domain.notices import NoticeKind
from bot.domain.pilot import EVERYONE, Pilot

T = TypeVar("T")

WEEK = frozenset(range(7))
LONGEST_LEAD = timedelta(hours=4)
LONGEST_WRITING = timedelta(days=14)
SWITCHABLE = (NoticeKind.STARTING, NoticeKind.QUESTIONS)
"""The reminders that somebody may do without."""
EVERYBODY = ""
"""In place of a person id: what holds for everybody here."""


@dataclass(frozen=True)
class WorkingHours:
    """Local times of one person's working day. `days`: 0 is Monday."""

    opens: time = time(9)
    closes: time = time(18)
    days: frozenset[int] = frozenset({0, 1, 2, 3, 4})

    def __post_init__(self) -> None:
        if self.opens >= self.closes or not self.days or not self.days <= WEEK:
            raise ValueError("working hours need an opening before their closing, and at least one day")


@dataclass(frozen=True)
class LeadTimes:
    """When reminders go out. `prepare_at` is local time on the working day before.

    `due_after`: time to write a scorecard. `overdue_hours`: for each rung of the ladder, working hours of the
    person who owes after it was due.
    """

    prepare_at: time = time(9)
    starting: timedelta = timedelta(minutes=15)
    due_after: timedelta = timedelta(hours=24)
    overdue_hours: tuple[int, ...] = tuple(rung.hours for rung in LADDER)

    def __post_init__(self) -> None:
        check_overdue_hours(self.overdue_hours)
        if not timedelta(0) <= self.starting <= LONGEST_LEAD:
            raise ValueError("starting: up to four hours before")
        if not timedelta(0) <= self.due_after <= LONGEST_WRITING:
            raise ValueError("due_after: up to two weeks")


@dataclass(frozen=True)
class Away:
    """Days on which somebody is not at work, the last one included, by their own calendar."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("away: the last day is not before the first")


class Setting(StrEnum):
    """What can be set, by the name it is kept under."""

    HOURS = "hours"
    DAYS = "days"
    COUNTRY = "country"
    AWAY = "away"
    PREPARE_AT = "prepare-at"
    STARTING = "starting"
    DUE_AFTER = "due-after"
    OVERDUE_HOURS = "overdue-hours"
    WANTS_STARTING = "wants-starting"
    WANTS_QUESTIONS = "wants-questions"


@dataclass(frozen=True)
class Chosen:
    """What somebody has set themselves. None is left to what holds for everybody.

    `hours`: opening and closing. `country`: as ISO 3166 has it ("DE"), "" for no public holidays at all.
    """

    hours: tuple[time, time] | None = None
    days: frozenset[int] | None = None
    country: str | None = None
    away: Away | None = None
    prepare_at: time | None = None
    starting: timedelta | None = None
    due_after: timedelta | None = None
    overdue_hours: tuple[int, ...] | None = None
    wants_starting: bool | None = None
    wants_questions: bool | None = None

    def wants(self, kind: NoticeKind) -> bool | None:
        return self.wants_starting if kind is NoticeKind.STARTING else self.wants_questions

    def wanting(self, kind: NoticeKind, wanted: bool | None) -> Chosen:
        """With one that is `SWITCHABLE` switched on or off."""
        if kind is NoticeKind.STARTING:
            return replace(self, wants_starting=wanted)
        return replace(self, wants_questions=wanted)

    def over(self, other: Chosen) -> Chosen:
        """With what `other` has set where this one has not."""
        names = self.__dataclass_fields__
        return Chosen(**{name: _either(getattr(self, name), getattr(other, name)) for name in names})


class Calendar(Protocol):
    """What a country's people do not work on."""

    def country_of(self, zone: str) -> str:
        """The country most people of that IANA zone live in; "" where nobody can tell."""

    def working_days(self, country: str) -> frozenset[int] | None:
        """0 is Monday. None for a country nobody knows."""

    def holidays(self, country: str) -> Callable[[date], bool]:
        """Whether a date is a public holiday there; never, for a country nobody knows."""


def no_holidays(_: date) -> bool:
    return False


@dataclass(frozen=True)
class Preferences:
    """One person's settings, with the deployment's filled in. `zone` is an IANA name."""

    zone: str
    hours: WorkingHours = WorkingHours()
    lead_times: LeadTimes = LeadTimes()
    wants_starting: bool = True
    wants_questions: bool = True
    country: str = ""
    is_holiday: Callable[[date], bool] = field(default=no_holidays, compare=False)
    away: Away | None = None

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.hours.days and not self.is_holiday(day)

    def is_away(self, day: date) -> bool:
        return self.away is not None and self.away.first <= day <= self.away.last

    def at_work(self) -> Preferences:
        """With the days they are away as days off: other times are reckoned as if they were here."""
        off = self.is_holiday
        return replace(self, is_holiday=lambda day: off(day) or self.is_away(day)) if self.away else self


@dataclass(frozen=True)
class Deployment:
    """What holds for everybody here where nothing of their own says otherwise.

    `command` is the slash command; `zone` an IANA name, for people of whom Slack gives none. `pilot` says who
    gets messages.
    """

    command: str
    zone: str
    hours: WorkingHours
    lead_times: LeadTimes
    calendar: Calendar
    pilot: Pilot = EVERYONE

    def preferences(self, zone: str | None, chosen: Chosen = Chosen()) -> Preferences:
        """Of somebody in that zone. `chosen`: theirs over everybody's."""
        zone = zone or self.zone
        country = _either(chosen.country, self.calendar.country_of(zone))
        days = _either(chosen.days, self.calendar.working_days(country) or self.hours.days)
        opens, closes = _either(chosen.hours, (self.hours.opens, self.hours.closes))
        usual = self.lead_times
        return Preferences(
            zone=zone,
            hours=WorkingHours(opens, closes, days),
            lead_times=LeadTimes(
                _either(chosen.prepare_at, usual.prepare_at),
                _either(chosen.starting, usual.starting),
                _either(chosen.due_after, usual.due_after),
                _either(chosen.overdue_hours, usual.overdue_hours),
            ),
            wants_starting=_either(chosen.wants_starting, True),
            wants_questions=_either(chosen.wants_questions, True),
            country=country,
            is_holiday=self.calendar.holidays(country),
            away=chosen.away,
        )


def _either(set_here: T | None, otherwise: T) -> T:
    return otherwise if set_here is None else set_here
