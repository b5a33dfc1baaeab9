"""Who works in the demo company. Everybody is invented."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.workspace import Bot, Channel, Command, Person, Shortcut, Workspace
from bot.slack.ids import Callback

BERLIN, TOKYO, SAN_FRANCISCO = "Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"

ROSA, HENRIK = "U0ROSA", "U0HENRIK"
PRIYA, TOM, INES, SAM, LEA, KENJI = "U0PRIYA", "U0TOM", "U0INES", "U0SAM", "U0LEA", "U0KENJI"
CHANNEL = "G0MAYA"


def workspace(command: str) -> Workspace:
    """A recruiter, a hiring manager, six interviewers in three zones, and the loop's private channel."""
    people = [
        _person(ROSA, "Rosa", "Recruiter", BERLIN, is_admin=True),
        _person(HENRIK, "Henrik", "Hiring manager, Search", BERLIN),
        _person(PRIYA, "Priya", "Senior engineer", BERLIN),
        _person(TOM, "Tom", "Engineer", BERLIN),
        _person(INES, "Ines", "Engineering manager", BERLIN),
        _person(SAM, "Sam", "Staff engineer", SAN_FRANCISCO),
        _person(LEA, "Lea", "Product manager", SAN_FRANCISCO),
        _person(KENJI, "Kenji", "Senior engineer", TOKYO),
    ]
    bot = Bot(name="interviews", real_name="Interviews")
    everybody = [each.id for each in people]
    channels = [
        Channel("C0GENERAL", "general", members=[*everybody, bot.user_id]),
        Channel(CHANNEL, "hiring-search", "private", [ROSA, HENRIK, bot.user_id]),
    ]
    return Workspace(
        people,
        channels,
        bot,
        [Command(command, "Interview guides, reminders, feedback and loops", "help | prep | mine | loops")],
        [Shortcut("Interview feedback", Callback.SHORTCUT_FEEDBACK, "Write the feedback you owe")],
        team_name="Demo company",
    )


def morning(now: datetime) -> datetime:
    """11:00 in Berlin, today or on the next working day: the loop is this afternoon."""
    local = now.astimezone(ZoneInfo(BERLIN))
    day = local.date()
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day, time(11), ZoneInfo(BERLIN))


def _person(person_id: str, name: str, title: str, zone: str, *, is_admin: bool = False) -> Person:
    return Person(
        person_id, name, name, title, zone, f"{name.lower()}@example.com", is_admin=is_admin
    )
