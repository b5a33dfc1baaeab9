"""A loop, its interviews and its panels, asked what people ask of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.interviews import Excuse, ExcuseReason, LastTold, Panelist, Role, Stage
from bot.domain.loops import LoopState, Outcome, Position
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


# --- what becomes of them ------------------------------------------------------------------------

EARLIER = Excuse(ExcuseReason.GONE_ON_WITHOUT, "UROSA", MONDAY_NINE, "On leave")


def reasons(panel: Iterable[Panelist]) -> list[ExcuseReason | None]:
    return [each.excuse.reason if each.excuse else None for each in panel]


def test_the_first_excuse_stands() -> None:
    excused = a_panelist().excused(EARLIER)
    assert excused.excuse == EARLIER
    assert excused.excused(Excuse(ExcuseReason.DEACTIVATED, "", START)) == excused


def test_a_cancelled_interview_is_news_from_now_on() -> None:
    interview = an_interview(revision=3)
    cancelled = interview.cancelled_at(START)
    assert cancelled == replace(interview, cancelled=True, revision=4, timed_at=START)


def test_a_loop_begins_without_those_who_were_taken_off_its_draft() -> None:
    draft = a_loop(
        an_interview(panel=[a_panelist(), a_panelist("UGONE", removed=True)]), state=LoopState.DRAFT
    )
    begun = draft.begun(START)
    assert begun.state is LoopState.OPEN
    (interview,) = begun.interviews
    assert interview.timed_at == START
    assert [(each.person, each.added_at) for each in interview.everyone] == [("UPRIYA", START)]


@pytest.mark.parametrize("wanted", [True, False])
def test_a_closed_loop_cancels_what_is_coming_and_keeps_what_is_owed_where_it_is_wanted(wanted: bool) -> None:
    given, owing = a_panelist("UPRIYA"), a_panelist("UTOM", Role.OBSERVER)
    over = an_interview(START, [given, owing, a_panelist("USHADOW", Role.SHADOW)])
    coming, off = an_interview(END + timedelta(days=1)), an_interview(START, cancelled=True)
    loop = a_loop(over, coming, an_interview(None), off)
    after = loop.closed(Outcome.WITHDREW, "UROSA", END, {given.id}, wanted=wanted)
    assert (after.state, after.outcome, after.closed_at) == (LoopState.CLOSED, Outcome.WITHDREW, END)
    assert [each.cancelled for each in after.interviews] == [False, True, True, True]
    assert after.interviews[1] == coming.cancelled_at(END)
    assert after.interviews[3] == off
    assert reasons(after.interviews[0].everyone) == [None, None if wanted else ExcuseReason.NOT_WANTED, None]
    if not wanted:
        assert after.interviews[0].everyone[1].excuse == Excuse(ExcuseReason.NOT_WANTED, "UROSA", END)


def test_a_deactivated_account_owes_nothing_anywhere() -> None:
    loop = a_loop(an_interview(panel=[a_panelist("UTOM"), a_panelist("UPRIYA")]), an_interview())
    after = loop.without_account("UTOM", START)
    excuse = Excuse(ExcuseReason.DEACTIVATED, "", START)
    assert [each.excuse for interview in after.interviews for each in interview.everyone] == [
        excuse,
        None,
        None,
    ]


def test_an_account_that_is_back_owes_anew_from_then_and_nobody_else_does() -> None:
    not_there = Excuse(ExcuseReason.WAS_NOT_THERE, "UPRIYA", START)
    panel = [a_panelist("UTOM"), a_panelist("UPRIYA", excuse=not_there), a_panelist("UINES")]
    loop = a_loop(an_interview(panel=panel))
    gone = loop.without_account("UTOM", START).without_account("UINES", START)
    (interview,) = gone.with_account("UTOM", END).with_account("UPRIYA", END).interviews
    tom, priya, ines = interview.everyone
    assert (tom.excuse, tom.added_at) == (None, END)
    assert (priya.excuse, priya.added_at) == (not_there, panel[1].added_at)
    assert ines.excuse == Excuse(ExcuseReason.DEACTIVATED, "", START)


def test_what_people_were_told_is_kept_with_them_alone() -> None:
    tom, priya = (
        a_panelist("UTOM"),
        a_panelist("UPRIYA", last_told=LastTold(START, "Room 4", False, Role.LEAD)),
    )
    loop = a_loop(an_interview(panel=[tom, priya]))
    told = LastTold(END, "", True, Role.OBSERVER)
    (interview,) = loop.with_told({tom.id: told}).interviews
    assert [each.last_told for each in interview.everyone] == [told, priya.last_told]
    (interview,) = loop.with_told({priya.id: None}).interviews
    assert [each.last_told for each in interview.everyone] == [None, None]


def test_a_changed_panelist_takes_their_own_place() -> None:
    tom, priya = a_panelist("UTOM"), a_panelist("UPRIYA")
    (interview,) = (
        a_loop(an_interview(panel=[tom, priya])).with_panelist(replace(priya, removed=True)).interviews
    )
    assert interview.everyone == (tom, replace(priya, removed=True))
