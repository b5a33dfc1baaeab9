"""Reminders of every guide, and at their worst: nobody looks through them, and each has to be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from bot.domain.notices import NoticeKind
from bot.services.values import Preparation, Reader, Seat
from bot.slack.views.preparation import preparation
from bot.slack.views.reminders import reminder
from tests.screens import worst
from tests.screens.changes import about
from tests.screens.people import HENRIK, PRIYA, ROSA, november
from tests.screens.registry import Shows, sweep
from tests.screens.reminders import WORST, said
from tests.screens.world import GUIDES, PRIYA_LEADS, PRIYAS, PRIYAS_VALUES, booked, seat_of

NOW = november(16, 10)
TOLD = (
    NoticeKind.ASSIGNED,
    NoticeKind.CHANGED,
    NoticeKind.PREPARE,
    NoticeKind.STARTING,
    NoticeKind.QUESTIONS,
    NoticeKind.FEEDBACK,
    NoticeKind.OVERDUE_FIRST,
    NoticeKind.OVERDUE_SECOND,
    NoticeKind.OVERDUE_LAST,
)
CHANGES = ("moved", "cancelled", "restored", "place", "role", "removed")
READERS: dict[str, Reader] = {"own": WORST, "recruiter": ROSA, "manager": HENRIK}
WHOSE = {"account": "U0", "outsider": None}
UNTIMED = replace(PRIYAS, interview=replace(PRIYAS.interview, starts_at=None))


def seats() -> dict[str, Sequence[Seat]]:
    """Four of somebody with an account, and of somebody without."""
    return {whose: [worst.beyond(person, each) for each in range(4)] for whose, person in WHOSE.items()}


@sweep
def at_their_worst() -> Shows:
    more = {"old_place": worst.long(2000), "old_role": "shadow", "new_place": ""}
    for (whose, four), kind, many in product(seats().items(), TOLD, (1, 4)):
        for change, (who, reader) in product(_changes(kind), READERS.items()):
            changed = about(change, "moved", "role", **more, prepare_included=True, ticked=[1])
            name = f"reminder-{kind}-{change}-{whose}-{many}-{who}.swept"
            yield name, reminder(said(kind, reader, NOW, *four[:many], **changed))


@sweep
def of_two_interviews() -> Shows:
    for kind, change in product(TOLD, CHANGES):
        for when, first in (("timed", PRIYAS_VALUES), ("untimed", UNTIMED)):
            two = said(kind, PRIYA, NOW, first, replace(PRIYAS, panelist=PRIYA_LEADS), **about(change))
            yield f"reminder-{kind}-{change}-{when}.swept", reminder(two)


@sweep
def of_every_guide() -> Shows:
    change = about("moved", prepare_included=True)
    for guide in GUIDES.values():
        for exercise in (None, *(each.slug for each in guide.exercises)):
            at = november(17, 14)
            interview = booked(2, guide.slug, PRIYAS.interview.stage, at, PRIYA_LEADS, exercise=exercise)
            seat, name = seat_of(PRIYA_LEADS, interview), f"{guide.slug}-{exercise or 'none'}"
            yield f"prep-next-{name}.swept", preparation(Preparation(seat, PRIYA, NOW))
            for kind in TOLD:
                yield f"reminder-{kind}-{name}.swept", reminder(said(kind, PRIYA, NOW, seat, **change))


@sweep
def preparations() -> Shows:
    uncovered = (worst.long(60),) * 9
    for kept in (False, True):
        for name, seat in (("beyond", worst.beyond("U0")), ("untimed", UNTIMED)):
            page = Preparation(seat, PRIYA, NOW, uncovered)
            yield f"prep-next-{'kept-' if kept else ''}{name}.swept", preparation(page, kept)


def _changes(kind: NoticeKind) -> tuple[str, ...]:
    return CHANGES if kind is NoticeKind.CHANGED else ("moved",)
