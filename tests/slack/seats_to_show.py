"""Seats, reminders and changes for tests, and what must hold of every message about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.catalog.models import Guide
from bot.domain.loops import Candidate, Link, Panelist, Position, Role
from bot.domain.notices import NoticeKind
from bot.domain.reminders import PLANNED
from bot.services.values import Reader, Reminder, Seat
from bot.slack.views.shape import Message
from tests.builders import MONDAY_NINE, a_guide, a_loop, a_panelist, an_about, an_interview
from tests.slack.forms import HOSTILE
from tests.slack.guides_to_show import checked, long, worst_guide

BERLIN = "Europe/Berlin"  # an hour ahead of UTC in November
PRIYA, ROSA, HENRIK = (Reader(person, BERLIN) for person in ("UPRIYA", "UROSA", "UHENRIK"))
TUESDAY = MONDAY_NINE + timedelta(days=1, hours=4)  # 14:00 in Berlin
TOLD = tuple(kind for kind in NoticeKind if kind in PLANNED)
NAMES = {"UTOM": "Tom", "UPRIYA": "Priya"}


def a_seat(panelist: Panelist | None = None, guide: Guide | None = None, **interview: Any) -> Seat:
    """Priya's, with Tom observing, tomorrow at 14:00 in Berlin."""
    own = panelist or a_panelist()
    usual: dict[str, Any] = {"starts_at": TUESDAY, "panel": [own, a_panelist("UTOM", Role.OBSERVER)]}
    booked = an_interview(**(usual | interview))
    due = booked.ends_at + timedelta(hours=4) if booked.ends_at else None
    return Seat(
        a_loop(booked), booked, own, guide or a_guide(), due, False, {"UTOM": "Tom", "UPRIYA": "Priya"}
    )


def a_reminder(kind: NoticeKind, *seats: Seat, reader: Reader = PRIYA, **other: Any) -> Reminder:
    fields: dict[str, Any] = {"now": MONDAY_NINE, "about": an_about(kind)}
    return Reminder(kind, reader, seats or (a_seat(),), **(fields | other))


def worst_seat(panelist: Panelist | None = None, **other: Any) -> Seat:
    guide = worst_guide()
    crowd = [a_panelist(f"U{number}", Role.OBSERVER) for number in range(12)]
    outsiders = [a_panelist(None, Role.SHADOW, name=long(300)) for _ in range(6)]
    own = panelist or a_panelist()
    seat = a_seat(
        own, guide, panel=[own, *crowd, *outsiders], exercise="exercise-0", place=long(2000), **other
    )
    loop = replace(
        seat.loop,
        candidate=Candidate(1, long(200), ats_url="https://ats.example.com/1|2?a=1&b=2"),
        position=Position(1, long(150), long(60), long(100)),
        links=tuple(Link(long(120), f"https://example.com/{number}?<>&|") for number in range(12)),
    )
    return replace(seat, loop=loop, names={"UPRIYA": long(100), "UTOM": HOSTILE})


def first_lines(messages: Iterable[Message]) -> str:
    """What a phone or a desktop shows to anybody who looks: `text` and the first block."""
    return "\n".join(f"{message.text} {message.payload()['blocks'][0]}" for message in messages)


def discreet(messages: list[Message], candidate: str = "Maya") -> str:
    """All words, once no candidate's name is where anybody could see it."""
    assert candidate not in first_lines(messages)
    return checked(messages)
