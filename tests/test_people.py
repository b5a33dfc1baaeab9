"""Who people are, from memory, for half a minute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.people import Channel, Person
from bot.domain.settings import Deployment, LeadTimes, WorkingHours
from bot.services.calendar import Holidays
from bot.services.people import REMEMBERED_SECONDS, People
from bot.storage import people as rows
from bot.storage.database import Database
from tests.builders import MONDAY_NINE

PRIYA = Person("U0PRIYA", "Priya", "Europe/Berlin", fetched_at=MONDAY_NINE)

DEPLOYMENT = Deployment("/interview", "UTC", WorkingHours(), LeadTimes(), Holidays())


class NoSlack:
    """Nobody needs to ask it: everybody is in the database."""

    def person(self, person: str) -> Person | None:
        raise AssertionError(person)

    def channel(self, channel: str) -> Channel | None:
        raise AssertionError(channel)


def keep(database: Database, *people: Person) -> None:
    with database.write() as connection:
        for each in people:
            rows.save(connection, each)


@pytest.mark.parametrize(("seconds", "zone"), [(29.9, "Europe/Berlin"), (REMEMBERED_SECONDS, "Asia/Tokyo")])
def test_what_another_process_heard_is_read_half_a_minute_later(
    database: Database, elsewhere: Database, seconds: float, zone: str
) -> None:
    now = [1000.0]
    people = People(database, NoSlack(), lambda: MONDAY_NINE, DEPLOYMENT, real_seconds=lambda: now[0])
    keep(elsewhere, PRIYA)
    assert people.person(PRIYA.id).zone == "Europe/Berlin"
    keep(elsewhere, replace(PRIYA, zone="Asia/Tokyo"))
    now[0] += seconds
    assert people.person(PRIYA.id).zone == zone
