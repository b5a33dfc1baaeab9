"""What a panelist hears when an interview is no longer what they were told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.about import AboutChanged, ChangeKind
from bot.domain.changes import what_changed
from bot.domain.interviews import Interview, Role
from bot.domain.loops import LoopState
from bot.domain.notices import NoticeKind, Wanted
from tests.builders import MONDAY_NINE, a_panelist, an_interview
from tests.domain.planning import BERLIN, clock, kept, kinds, plan, prefs, the, told_of

FRIDAY_TWO = MONDAY_NINE + timedelta(days=4, hours=5)
NEXT_WEEK = MONDAY_NINE + timedelta(days=9)
MONDAY_NIGHT = clock(BERLIN, "2026-11-16 21:00")
IN_BERLIN = {"UPRIYA": prefs(BERLIN)}


def known(starts_at: datetime | None = FRIDAY_TWO, role: Role = Role.LEAD, **told: Any) -> Interview:
    """An interview whose only panelist knows it as it is, but for what `told` says."""
    panelist = a_panelist(role=role)
    interview = an_interview(starts_at, [panelist], place="Room 1")
    return with_panelist(interview, last_told=told_of(interview, panelist, **told))


def with_panelist(interview: Interview, **other: Any) -> Interview:
    return replace(interview, everyone=tuple(replace(each, **other) for each in interview.everyone))


def changes(interview: Interview, **other: Any) -> list[Wanted]:
    return [each for each in plan(interview, **other) if each.kind is NoticeKind.CHANGED]


def said(interview: Interview, **other: Any) -> list[str]:
    return list(about(the(NoticeKind.CHANGED, plan(interview, **other))).change)


def about(wanted: Wanted) -> AboutChanged:
    assert isinstance(wanted.about, AboutChanged)
    return wanted.about


def test_nothing_changed_nothing_said() -> None:
    assert changes(known()) == []


def test_a_move_says_what_was_and_what_is() -> None:
    interview = replace(known(), starts_at=NEXT_WEEK, revision=2)
    [moved] = changes(interview)
    assert moved.about == AboutChanged(
        change=(ChangeKind.MOVED,),
        old_starts_at=datetime(2026, 11, 20, 14, tzinfo=UTC),
        new_starts_at=datetime(2026, 11, 25, 9, tzinfo=UTC),
        old_place="Room 1",
        new_place="Room 1",
        old_role=Role.LEAD,
        new_role=Role.LEAD,
        prepare_included=False,
    )
    assert moved.key == ("changed", f"seat:{interview.everyone[0].id}", "UPRIYA", 2)
    assert kept(moved) == moved.about


@pytest.mark.parametrize(
    ("now_is", "change"),
    [
        ({"starts_at": NEXT_WEEK}, ["moved"]),
        ({"starts_at": None}, ["moved"]),
        ({"place": "Room 2"}, ["place"]),
        ({"cancelled": True}, ["cancelled"]),
        ({"starts_at": NEXT_WEEK, "place": "Room 2"}, ["moved", "place"]),
        ({"starts_at": NEXT_WEEK, "place": "Room 2", "cancelled": True}, ["cancelled"]),
    ],
)
def test_what_changed(now_is: dict[str, Any], change: list[str]) -> None:
    assert said(replace(known(), **now_is)) == change


def test_a_new_role_and_being_taken_off() -> None:
    assert said(with_panelist(known(), role=Role.OBSERVER)) == ["role"]
    assert said(with_panelist(known(), removed=True)) == ["removed"]
    assert said(replace(with_panelist(known(), removed=True), starts_at=NEXT_WEEK)) == ["removed"]
    assert said(replace(with_panelist(known(), removed=True), cancelled=True)) == ["cancelled", "removed"]


def test_told_that_it_is_cancelled_they_need_no_more_of_it_until_it_is_on_again() -> None:
    cancelled = replace(known(cancelled=True), cancelled=True)
    assert changes(cancelled) == []
    assert changes(replace(cancelled, starts_at=NEXT_WEEK, place="Room 2")) == []
    assert changes(with_panelist(cancelled, removed=True)) == []
    assert said(replace(cancelled, cancelled=False)) == ["restored"]
    assert said(replace(cancelled, cancelled=False, starts_at=NEXT_WEEK)) == ["moved", "restored"]
    assert changes(with_panelist(replace(cancelled, cancelled=False), removed=True)) == []


def test_cancelled_and_restored_before_they_heard_is_no_news() -> None:
    interview = known()
    assert kinds(plan(replace(interview, cancelled=True, revision=2))) == {"changed"}
    restored = plan(replace(interview, revision=3))
    assert kinds(restored) == kinds(plan(interview))
    assert {each.revision for each in restored} == {3}


def test_moved_away_and_back_before_they_heard_is_no_news() -> None:
    interview = known()
    away = replace(interview, starts_at=NEXT_WEEK, revision=2, timed_at=MONDAY_NINE + timedelta(hours=1))
    back = replace(interview, revision=3, timed_at=MONDAY_NINE + timedelta(hours=2))
    assert said(away) == ["moved"]
    assert the(NoticeKind.PREPARE, plan(away)).due == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert changes(back) == []
    assert the(NoticeKind.PREPARE, plan(back)).due == datetime(2026, 11, 19, 9, tzinfo=UTC)


@pytest.mark.parametrize("gone", [{"cancelled": True}, {}])
def test_what_they_never_knew_of_is_not_called_off(gone: dict[str, Any]) -> None:
    unheard = an_interview(FRIDAY_TWO, [a_panelist(removed=not gone)], **gone)
    assert plan(unheard) == ()
    assert what_changed(unheard, unheard.everyone[0], MONDAY_NINE) == []


def test_of_what_is_over_only_that_it_does_not_count_any_more() -> None:
    over = FRIDAY_TWO + timedelta(hours=1)
    interview = replace(known(starts_at=FRIDAY_TWO), place="Room 2")
    assert said(interview, now=FRIDAY_TWO) == ["place"]
    assert changes(interview, now=over) == []
    assert changes(with_panelist(interview, role=Role.OBSERVER), now=over) == []
    assert changes(replace(known(), starts_at=MONDAY_NINE - timedelta(days=1))) == []
    assert said(replace(interview, cancelled=True), now=over) == ["cancelled"]
    assert said(with_panelist(interview, removed=True), now=over) == ["removed"]


class TestWhen:
    """Planned at nine at night in Berlin, opening at nine on Tuesday."""

    tuesday_nine = clock(BERLIN, "2026-11-17 09:00")

    def due(self, interview: Interview, now: datetime = MONDAY_NIGHT) -> datetime:
        return the(NoticeKind.CHANGED, plan(interview, now=now, people=IN_BERLIN)).due

    def test_after_hours_it_waits(self) -> None:
        assert self.due(replace(known(), starts_at=NEXT_WEEK)) == self.tuesday_nine
        assert self.due(replace(known(), place="Room 2")) == self.tuesday_nine

    def test_in_working_hours_it_does_not(self) -> None:
        noon = clock(BERLIN, "2026-11-17 12:00")
        assert self.due(replace(known(), starts_at=NEXT_WEEK), noon) == noon

    @pytest.mark.parametrize("hours", [0.5, 23.9, 24])
    def test_nor_when_the_old_time_or_the_new_is_near(self, hours: float) -> None:
        near = MONDAY_NIGHT + timedelta(hours=hours)
        assert self.due(replace(known(near), starts_at=NEXT_WEEK)) == MONDAY_NIGHT
        assert self.due(replace(known(NEXT_WEEK), starts_at=near)) == MONDAY_NIGHT
        assert self.due(replace(known(near), cancelled=True)) == MONDAY_NIGHT
        assert self.due(with_panelist(known(near), removed=True)) == MONDAY_NIGHT

    def test_while_it_runs_it_is_near_and_afterwards_not(self) -> None:
        running, over = MONDAY_NIGHT - timedelta(minutes=44), MONDAY_NIGHT - timedelta(minutes=45)
        assert self.due(replace(known(running), starts_at=NEXT_WEEK)) == MONDAY_NIGHT
        assert self.due(replace(known(over), starts_at=NEXT_WEEK)) == self.tuesday_nine

    def test_an_opening_that_would_be_too_late_is_not_waited_for(self) -> None:
        friday_night = clock(BERLIN, "2026-11-20 21:00")
        monday_eight = clock(BERLIN, "2026-11-23 08:00")
        moved = replace(known(NEXT_WEEK), starts_at=monday_eight)
        assert self.due(moved, friday_night) == clock(BERLIN, "2026-11-22 08:00")

    def test_never_before_it_was_arranged(self) -> None:
        later = MONDAY_NIGHT + timedelta(days=1)
        moved = replace(known(), starts_at=NEXT_WEEK, timed_at=later)
        assert self.due(moved) == clock(BERLIN, "2026-11-18 09:00")


class TestTheGuideComesWithIt:
    """A move may leave no moment to prepare somebody who was not prepared for the old time either."""

    wednesday_night = clock(BERLIN, "2026-11-18 20:00")
    thursday = clock(BERLIN, "2026-11-19 15:00")

    def included(self, interview: Interview, moved_at: datetime = wednesday_night) -> object:
        moved = replace(interview, timed_at=moved_at)
        return about(the(NoticeKind.CHANGED, plan(moved, now=moved_at, people=IN_BERLIN))).prepare_included

    def test_when_it_was_hastened(self) -> None:
        assert self.included(replace(known(NEXT_WEEK), starts_at=self.thursday)) is True
        assert self.included(replace(known(None), starts_at=self.thursday)) is True
        at_nine = clock(BERLIN, "2026-11-18 09:00")  # when they would have been prepared for Thursday
        assert self.included(replace(known(NEXT_WEEK), starts_at=self.thursday), at_nine) is True

    def test_not_when_they_have_it_or_will_have_it_or_need_it_no_more(self) -> None:
        prepared = known(self.thursday)
        assert self.included(replace(prepared, starts_at=self.thursday + timedelta(hours=1))) is False
        assert self.included(replace(known(FRIDAY_TWO), starts_at=NEXT_WEEK)) is False
        at_nine = clock(BERLIN, "2026-11-18 09:00")  # when they were prepared for Thursday
        sooner = replace(prepared, starts_at=self.thursday - timedelta(hours=1))
        assert self.included(sooner, at_nine) is False
        assert self.included(replace(known(NEXT_WEEK), starts_at=None)) is False
        assert self.included(replace(prepared, cancelled=True)) is False


class TestAfterClosing:
    def test_who_thinks_it_takes_place_hears_that_it_does_not(self) -> None:
        cancelled = replace(known(), cancelled=True)
        wanted = plan(cancelled, state=LoopState.CLOSED)
        assert [about(each).change for each in wanted] == [(ChangeKind.CANCELLED,)]

    def test_nobody_hears_anything_else(self) -> None:
        for interview in (
            replace(known(cancelled=True), cancelled=True),
            an_interview(FRIDAY_TWO, cancelled=True),
        ):
            assert plan(interview, state=LoopState.CLOSED) == ()
        moved = replace(known(), starts_at=NEXT_WEEK)
        assert changes(moved, state=LoopState.CLOSED) == []
        assert changes(with_panelist(known(), removed=True), state=LoopState.CLOSED) == []


def test_one_without_account_hears_through_the_recruiter() -> None:
    outside = a_panelist(None)
    interview = an_interview(FRIDAY_TWO, [outside])
    moved = replace(with_panelist(interview, last_told=told_of(interview, outside)), starts_at=NEXT_WEEK)
    assert the(NoticeKind.CHANGED, plan(moved)).recipient == "UROSA"
