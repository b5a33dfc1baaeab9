"""Who works in the demo company. Everybody is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.workspace import Bot, Channel, Command, Person, Shortcut, Workspace

BERLIN, TOKYO, SAN_FRANCISCO = "Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"

ROSA, HENRIK = "U0ROSA", "U0HENRIK"
PRIYA, TOM, INES, SAM, LEA, KENJI = "U0PRIYA", "U0TOM", "U0INES", "U0SAM", "U0LEA", "U0KENJI"
CHANNEL = "G0MAYA"


def workspace(manifest: Mapping[str, Any]) -> Workspace:
    """A recruiter, a hiring manager, six interviewers in three zones, and the loop's private channel.

    The app is installed as its manifest says: what it does not ask for is refused here too.
    """
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
    features, granted = manifest["features"], manifest["oauth_config"]["scopes"]["bot"]
    name = features["bot_user"]["display_name"]
    bot = Bot(name=name.lower(), real_name=name)
    everybody = [each.id for each in people]
    channels = [
        Channel("C0GENERAL", "general", members=[*everybody, bot.user_id]),
        Channel(CHANNEL, "hiring-search", "private", [ROSA, HENRIK, bot.user_id]),
    ]
    return Workspace(
        people,
        channels,
        bot,
        [_command(each) for each in features["slash_commands"]],
        [Shortcut(each["name"], each["callback_id"], each["description"]) for each in features["shortcuts"]],
        scopes=tuple(granted),
        events=frozenset(manifest["settings"]["event_subscriptions"]["bot_events"]),
        team_name="Demo company",
    )


def morning(now: datetime) -> datetime:
    """11:00 in Berlin, today or on the next working day: the loop is this afternoon."""
    local = now.astimezone(ZoneInfo(BERLIN))
    day = local.date()
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day, time(11), ZoneInfo(BERLIN))


def _command(given: Mapping[str, Any]) -> Command:
    return Command(given["command"], given["description"], given["usage_hint"], given["should_escape"])


def _person(person_id: str, name: str, title: str, zone: str, *, is_admin: bool = False) -> Person:
    return Person(person_id, name, name, title, zone, f"{name.lower()}@example.com", is_admin=is_admin)
