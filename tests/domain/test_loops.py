"""A loop, its interviews and its panels, asked what people ask of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.interviews import Role, Stage
from bot.domain.loops import LoopState, Position
from tests.builders import MONDAY_NINE, a_loop, a_panelist, an_interview

START = MONDAY_NINE + timedelta(days=1)
END = START + timedelta(minutes=45)


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^starts_at needs a zone$"):
        an_interview(datetime(2026, 11, 17, 10))  # noqa: DTZ001, what is refused
    assert an_interview(None).starts_at is None


def test_a_panel_is_those_who_were_not_removed() -> None:
    lead, gone = a_panelist(), a_panelist("UGONE", Role.OBSERVER, removed=True)
    observer, shadow = a_panelist("UTOM", Role.OBSERVER), a_panelist("USHADOW", Role.SHADOW)
    interview = an_interview(panel=[gone, observer, lead, shadow])
    assert interview.panel == (observer, lead, shadow)
    assert interview.lead == lead
    assert interview.in_role(Role.OBSERVER) == (observer,)
    assert [each.counts for each in interview.everyone] == [False, True, True, False]


def test_an_empty_panel_has_no_lead() -> None:
    assert an_interview(panel=[]).lead is None


@pytest.mark.parametrize(
    ("now", "coming", "over"),
    [
        (START, True, False),
        (END - timedelta(seconds=1), True, False),
        (END, False, True),
        (END + timedelta(days=1), False, True),
    ],
)
def test_an_interview_is_over_at_its_end(now: datetime, coming: bool, over: bool) -> None:
    interview = an_interview(START)
    assert interview.ends_at == END
    assert (interview.is_coming(now), interview.is_over(now)) == (coming, over)


def test_what_is_cancelled_is_not_coming_and_what_has_no_time_is_neither() -> None:
    assert not an_interview(START, cancelled=True).is_coming(START)
    untimed = an_interview(None)
    assert untimed.ends_at is None
    assert not untimed.is_coming(START)
    assert not untimed.is_over(START)


def test_a_loop_finds_its_interviews_and_seats() -> None:
    gone = a_panelist("UGONE", removed=True)
    first, cancelled = an_interview(panel=[a_panelist(), gone]), an_interview(cancelled=True)
    loop = a_loop(first, cancelled)
    assert loop.active == (first,)
    assert loop.interview(cancelled.id) == cancelled
    assert loop.interview(first.id) == first
    assert loop.interview(0) is None
    assert list(loop.assignments()) == [(first, first.panel[0])]
    assert loop.assignment(gone.id) == (first, gone)
    assert loop.assignment(cancelled.panel[0].id) == (cancelled, cancelled.panel[0])
    assert loop.assignment(0) is None


def test_the_people_of_a_loop_are_those_with_an_account_and_a_part() -> None:
    panel = [a_panelist("UPRIYA"), a_panelist(None), a_panelist("UGONE", removed=True)]
    loop = a_loop(an_interview(panel=panel), an_interview(panel=[a_panelist("UTOM")], cancelled=True))
    assert loop.people() == {"UROSA", "UHENRIK", "UPRIYA"}


def test_a_changed_interview_takes_its_own_place() -> None:
    first, second = an_interview(), an_interview()
    changed = an_interview(id=second.id, stage=Stage.FINAL)
    loop = a_loop(first, second, state=LoopState.DRAFT)
    assert loop.with_interview(changed).interviews == (first, changed)
    assert loop.with_interview(changed).state is LoopState.DRAFT


@pytest.mark.parametrize(
    ("level", "team", "heading"),
    [
        ("Senior", "Search", "Senior Engineer, Search"),
        ("", "Search", "Engineer, Search"),
        ("Senior", "", "Senior Engineer"),
        ("", "", "Engineer"),
    ],
)
def test_a_position_is_called_by_what_is_known_of_it(level: str, team: str, heading: str) -> None:
    assert Position(1, "Engineer", level, team).heading == heading
