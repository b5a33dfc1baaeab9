"""Reminders of every guide, and at their worst: nobody looks through them, and each has to be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from bot.domain.about import About, ChangeKind
from bot.domain.interviews import Role
from bot.domain.notices import NoticeKind
from bot.slack.views.preparation import preparation
from bot.slack.views.reminders import SCREENS, reminder
from bot.values.interviews import AssignmentView, Preparation, Reader
from tests.builders import an_about
from tests.screens import worst
from tests.screens.changes import about
from tests.screens.people import HENRIK, PRIYA, ROSA, november
from tests.screens.registry import Shows, sweep
from tests.screens.reminders import WORST, marks, said, seats
from tests.screens.world import GUIDES, PRIYA_LEADS, PRIYAS, PRIYAS_VALUES, booked, panelist_of

NOW = november(16, 10)
TOLD = tuple(SCREENS)
READERS: dict[str, Reader] = {"own": WORST, "recruiter": ROSA, "manager": HENRIK}
WHOSE = {"account": "U0", "outsider": None}
UNTIMED = replace(PRIYAS, interview=replace(PRIYAS.interview, starts_at=None))
FIRST = {"timed": PRIYAS_VALUES, "untimed": UNTIMED}


def assignments() -> dict[str, Sequence[AssignmentView]]:
    """Four of somebody with an account, and of somebody without."""
    return {whose: [worst.beyond(person, each) for each in range(4)] for whose, person in WHOSE.items()}


@sweep
def at_their_worst() -> Shows:
    more = {"old_place": worst.long(2000), "old_role": Role.SHADOW, "new_place": ""}
    for (whose, four), kind, many in product(assignments().items(), TOLD, (1, 4)):
        some = four[:many]
        carried: dict[str, Any] = {
            "prepare_included": seats(*some),
            "ticked": {assignment.panelist.id: marks(assignment)[:1] for assignment in some},
            "away": seats(*some) if kind is NoticeKind.OVERDUE_AWAY else frozenset(),
        }
        for change, (who, reader) in product(_changes(kind), READERS.items()):
            fitting = _about(kind, change, ChangeKind.MOVED, ChangeKind.ROLE, **more)
            name = f"reminder-{kind}-{change}-{whose}-{many}-{who}.swept"
            yield name, reminder(said(kind, reader, NOW, *some, about=fitting, **carried))


@sweep
def of_two_interviews() -> Shows:
    for kind in TOLD:
        for change, (when, first) in product(_changes(kind), FIRST.items()):
            second = replace(PRIYAS, panelist=PRIYA_LEADS)
            two = said(kind, PRIYA, NOW, first, second, about=_about(kind, change))
            yield f"reminder-{kind}-{change}-{when}.swept", reminder(two)


@sweep
def of_every_guide() -> Shows:
    for guide in GUIDES.values():
        for exercise in (None, *(each.slug for each in guide.exercises)):
            at = november(17, 14)
            interview = booked(2, guide.slug, PRIYAS.interview.stage, at, PRIYA_LEADS, exercise=exercise)
            assignment, name = panelist_of(PRIYA_LEADS, interview), f"{guide.slug}-{exercise or 'none'}"
            yield f"prep-next-{name}.swept", preparation(Preparation(assignment, PRIYA, NOW))
            for kind in TOLD:
                one = said(kind, PRIYA, NOW, assignment, prepare_included=seats(assignment))
                yield f"reminder-{kind}-{name}.swept", reminder(one)


@sweep
def preparations() -> Shows:
    for name, assignment in (("beyond", worst.beyond("U0")), ("untimed", UNTIMED)):
        yield f"prep-next-{name}.swept", preparation(Preparation(assignment, PRIYA, NOW))


def _changes(kind: NoticeKind) -> tuple[ChangeKind, ...]:
    """Others are the same whatever changed."""
    return tuple(ChangeKind) if kind is NoticeKind.CHANGED else (ChangeKind.MOVED,)


def _about(kind: NoticeKind, *change: ChangeKind, **other: Any) -> About:
    return about(*change, **other) if kind is NoticeKind.CHANGED else an_about(kind)
