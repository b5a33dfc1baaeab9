"""What people answer: closing, going on without, more time, cannot make it, late; and which one is meant."""

from __future__ import annotations

from dataclasses import replace

from bot.slack.views.answers import (
    cannot_make_it_modal,
    more_time_modal,
    more_time_taken,
    pick_scorecard,
    pick_scorecard_modal,
    running_late_modal,
)
from bot.slack.views.closing import close_modal, go_on_modal
from bot.values.interviews import AssignmentView, Reader
from tests.screens import worst
from tests.screens.people import NOW, PRIYA, ROSA, november
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import (
    DANA,
    DANAS,
    MAYA,
    NOORS,
    PRIYAS,
    PRIYAS_VALUES,
    SAM_LEADS,
    TOM_OBSERVES,
    TOMS,
)

WORST = Reader("U0", "America/Argentina/Buenos_Aires")
ASKED: tuple[tuple[str, AssignmentView, Reader], ...] = (
    ("own.realistic", PRIYAS, PRIYA),
    ("outsider.realistic", DANAS, ROSA),
    ("own.worst", worst.assignment(), WORST),
    ("outsider.worst", worst.assignment(place=8), ROSA),
)


@screens
def said_by_panelists() -> Shows:
    before, after = november(17, 13, 50), november(17, 17)
    for name, assignment, reader in ASKED:
        yield f"more-time-{name}", more_time_modal(assignment, reader=reader, now=after)
        yield f"more-time-taken-{name}", more_time_taken(assignment, reader=reader, now=after)
        yield f"cannot-make-it-{name}", cannot_make_it_modal(assignment, reader=reader, now=before)
        yield f"running-late-{name}", running_late_modal(assignment, reader=reader, now=before)
    yield "more-time-not-owed.realistic", more_time_modal(NOORS, reader=PRIYA, now=after)


@screens
def which_interview() -> Shows:
    open_ones = (PRIYAS_VALUES, PRIYAS)
    for name, assignments, reader in (
        ("several.realistic", open_ones, PRIYA),
        ("none.realistic", (), PRIYA),
        ("several.worst", worst.assignments(), WORST),
    ):
        yield f"pick-scorecard-{name}", pick_scorecard(assignments, reader=reader, now=NOW)
        yield f"pick-scorecard-modal-{name}", pick_scorecard_modal(assignments, reader=reader, now=NOW)


@sweep
def sixty_interviews() -> Shows:
    yield "pick-scorecard-sixty.swept", pick_scorecard(worst.assignments(8, 60), reader=WORST, now=NOW)


@screens
def closing() -> Shows:
    yield "close.realistic", close_modal(MAYA, (), now=november(12, 9))
    yield "close-owed.realistic", close_modal(MAYA, (TOM_OBSERVES, SAM_LEADS, DANA), now=NOW)
    over = replace(MAYA, interviews=MAYA.interviews[:3])
    yield "close-nothing-coming.realistic", close_modal(over, (), now=NOW)
    people = tuple(person for each in worst.loop().interviews for person in each.panel)
    yield "close.worst", close_modal(worst.loop(), people, now=NOW)


@screens
def going_on() -> Shows:
    owed = (TOMS, DANAS)
    yield "go-on.realistic", go_on_modal(MAYA, owed)
    yield "go-on-chosen.realistic", go_on_modal(MAYA, owed, TOM_OBSERVES.id)
    yield "go-on-one.realistic", go_on_modal(MAYA, (TOMS,))
    yield "go-on-nobody.realistic", go_on_modal(MAYA, ())
    many = [assignment for place in range(9) for assignment in worst.assignments(place)]
    yield "go-on.worst", go_on_modal(worst.loop(), many)
