"""Working hours and lead times: the deployment's, and each person's where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from bot.domain.ladder import LADDER, check_overdue_hours


@dataclass(frozen=True)
class WorkingHours:
    """Local times of one person's working day. `days`: 0 is Monday."""

    opens: time = time(9)
    closes: time = time(18)
    days: frozenset[int] = frozenset({0, 1, 2, 3, 4})

    def __post_init__(self) -> None:
        if self.opens >= self.closes or not self.days:
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


@dataclass(frozen=True)
class Preferences:
    """One person's settings, with the deployment's filled in. `zone` is an IANA name."""

    zone: str
    hours: WorkingHours = WorkingHours()
    lead_times: LeadTimes = LeadTimes()
    wants_starting: bool = True
    wants_questions: bool = True


@dataclass(frozen=True)
class Deployment:
    """What holds for everybody here where nothing of their own says otherwise.

    `command` is the slash command; `zone` an IANA name, for people of whom Slack gives none.
    """

    command: str
    zone: str
    hours: WorkingHours
    lead_times: LeadTimes

    def preferences(self, zone: str | None) -> Preferences:
        """Of somebody in that zone who has set nothing themselves."""
        return Preferences(zone=zone or self.zone, hours=self.hours, lead_times=self.lead_times)
