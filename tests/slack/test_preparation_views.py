"""The next interview on one screen, and its agenda as it was booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalog.models import Guide
from bot.domain.loops import Candidate, Link, Position
from bot.services.values import Preparation, Seat
from bot.slack.ids import Action
from bot.slack.views.preparation import no_interview, preparation
from bot.slack.views.reminders import reminder
from tests.builders import MONDAY_NINE
from tests.slack.forms import actions_of
from tests.slack.guides_to_show import REAL, checked, long
from tests.slack.seats_to_show import (
    PRIYA,
    TOLD,
    TUESDAY,
    a_reminder,
    a_seat,
    discreet,
    worst_seat,
)

# --- the next interview ------------------------------------------------------------------------


def test_the_next_interview_on_one_screen() -> None:
    seat = a_seat(exercise="backend", place="https://meet.example.com/a")
    loop = replace(
        seat.loop,
        candidate=Candidate(1, "Maya Lind", ats_url="https://ats.example.com/1"),
        position=Position(1, "Engineer", "L5", "Search"),
        links=(Link("CV", "https://cv.example.com"),),
    )
    now = TUESDAY - timedelta(minutes=4)
    page = preparation(Preparation(replace(seat, loop=loop), PRIYA, now, ("handling of edge cases",)))

    said = discreet([page])
    for part in (
        "*System Design* · today 14:00–14:45 · starts in 4 minutes",
        "Maya Lind for L5 Engineer, Search · you lead · <@UTOM> observes",
        "<https://cv.example.com|CV> · <https://ats.example.com/1|ATS profile>",
        "14:00 introductions · 14:05 design · 14:35 the candidate's questions",
        "Look for: trade offs · ambiguity",
        "Exercise: Backend systems, level L5",
        "Not covered by anyone else in this loop: handling of edge cases",
    ):
        assert part in said
    assert list(actions_of(page)) == [Action.LINK, Action.SCORECARD_OPEN, Action.GUIDE_WHOLE, Action.KEEP]
    assert actions_of(page)[Action.KEEP] == [str(seat.panelist.id)]


def test_a_place_that_is_no_address_is_told_in_words() -> None:
    page = preparation(Preparation(a_seat(place="Room 4 <north>"), PRIYA, MONDAY_NINE))

    assert "Where: Room 4 &lt;north&gt;" in checked([page])
    assert Action.LINK not in actions_of(page)


@pytest.mark.parametrize("seat", [worst_seat(), a_seat(starts_at=None)], ids=["worst", "not scheduled"])
def test_any_interview_can_be_prepared(seat: Seat) -> None:
    discreet([preparation(Preparation(seat, PRIYA, MONDAY_NINE, (long(60),) * 9))])


@pytest.mark.parametrize("guide", REAL, ids=lambda guide: guide.slug)
def test_every_guide_can_be_prepared_and_reminded_of(guide: Guide) -> None:
    for exercise in (None, *(exercise.slug for exercise in guide.exercises)):
        seat = a_seat(guide=guide, exercise=exercise, minutes=guide.length(exercise))
        discreet([preparation(Preparation(seat, PRIYA, MONDAY_NINE))])
        for kind in TOLD:
            discreet(reminder(a_reminder(kind, seat, prepare_included=frozenset({seat.panelist.id}))))


@pytest.mark.parametrize(("owed", "said"), [(0, "no interview coming up"), (2, "feedback on 2 interviews")])
def test_no_interview_says_what_to_do_instead(owed: int, said: str) -> None:
    page = no_interview("/interview", owed)

    assert said in checked([page])
    assert list(actions_of(page)) == [Action.MINE, Action.GUIDE_LIST]
