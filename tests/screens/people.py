"""Who is on the screens. Everybody is invented."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.values.interviews import Reader

BERLIN, TOKYO, SAN_FRANCISCO = "Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"

_EVERYBODY = (
    ("UROSA", "Rosa", "Recruiter", BERLIN),
    ("UHENRIK", "Henrik", "Hiring manager", BERLIN),
    ("UPRIYA", "Priya", "Senior engineer", BERLIN),
    ("UTOM", "Tom", "Engineer", BERLIN),
    ("UNOOR", "Noor", "Engineer", BERLIN),
    ("UINES", "Ines", "Engineering manager", BERLIN),
    ("USAM", "Sam", "Staff engineer", SAN_FRANCISCO),
    ("ULEA", "Lea", "Product manager", SAN_FRANCISCO),
    ("UKENJI", "Kenji", "Senior engineer", TOKYO),
    ("UMARTA", "Marta", "Designer", BERLIN),
    ("UJONAS", "Jonas", "Coordinator", BERLIN),
)
PEOPLE = [
    {"id": person, "name": name, "real_name": name, "title": title, "tz": zone}
    for person, name, title, zone in _EVERYBODY
]
NAMES = {person: name for person, name, _, _ in _EVERYBODY}
ZONES = {person: zone for person, _, _, zone in _EVERYBODY}
CHANNEL = "GSEARCH"
CONVERSATIONS = [{"id": CHANNEL, "name": "hiring-search", "kind": "private"}]

ROSA, HENRIK, PRIYA, TOM, NOOR, SAM = (
    Reader(person, ZONES[person]) for person in ("UROSA", "UHENRIK", "UPRIYA", "UTOM", "UNOOR", "USAM")
)


def november(day: int, hour: int, minute: int = 0) -> datetime:
    """In Berlin, in 2026: the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(BERLIN))


NOW = november(17, 19, 20)
"""Tuesday evening: Maya's first afternoon is over."""
