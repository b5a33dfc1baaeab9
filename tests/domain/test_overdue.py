"""Feedback that is owed: when it is due, who hears of it when it is late, and when that ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.about import AboutFeedback, AboutOverdue
from bot.domain.interviews import Excuse, ExcuseReason, Role
from bot.domain.ladder import NextRung
from bot.domain.loops import Candidate
from bot.domain.notices import NoticeKind
from bot.domain.reminders import feedback_due, next_rung
from bot.domain.settings import LeadTimes, WorkingHours
from bot.domain.worktime import is_open
from tests.builders import MONDAY_NINE, a_loop, a_panelist, an_interview
from tests.domain.planning import (
    BERLIN,
    CHASE,
    RUNGS,
    SAN_FRANCISCO,
    TOKYO,
    clock,
    kinds,
    plan,
    prefs,
    rungs,
    the,
)

TUESDAY_TWO = MONDAY_NINE + timedelta(days=1, hours=5)
WEDNESDAY_NOON = MONDAY_NINE + timedelta(days=2, hours=3)
EXCUSE = Excuse(ExcuseReason.WAS_NOT_THERE, "UPRIYA", MONDAY_NINE)

QUARTER_PAST_TWELVE = TUESDAY_TWO - timedelta(hours=1, minutes=45)  # ends at one
TUESDAY_FIVE = datetime(2026, 11, 17, 17, tzinfo=UTC)
WEDNESDAY_ONE = datetime(2026, 11, 18, 13, tzinfo=UTC)
WEDNESDAY_FIVE = datetime(2026, 11, 18, 17, tzinfo=UTC)
THURSDAY_FOUR = datetime(2026, 11, 19, 16, tzinfo=UTC)


def test_the_ladder() -> None:
    wanted = plan(an_interview(QUARTER_PAST_TWELVE))
    assert rungs(wanted) == [
        (1, "UPRIYA", WEDNESDAY_ONE),
        (2, "UPRIYA", WEDNESDAY_FIVE),
        (2, "UROSA", WEDNESDAY_FIVE),
        (3, "UHENRIK", THURSDAY_FOUR),
    ]
    assert the(NoticeKind.OVERDUE_LAST, wanted).about == AboutOverdue(
        starts_at=QUARTER_PAST_TWELVE, extended_until=None, owes="UPRIYA", rung=3
    )


def test_each_rung_knows_the_next() -> None:
    wanted = plan(an_interview(QUARTER_PAST_TWELVE))
    first, second = the(NoticeKind.OVERDUE_FIRST, wanted), the(NoticeKind.OVERDUE_SECOND, wanted, "UPRIYA")
    assert next_rung(wanted, first) == NextRung(("UPRIYA", "UROSA"), WEDNESDAY_FIVE)
    assert next_rung(wanted, second) == NextRung(("UHENRIK",), THURSDAY_FOUR)
    assert next_rung(wanted, the(NoticeKind.OVERDUE_LAST, wanted)) is None
    assert next_rung(wanted, the(NoticeKind.FEEDBACK, wanted)) is None


def test_due_a_day_after_the_end_in_their_hours() -> None:
    lead = a_panelist()
    friday_three = datetime(2026, 11, 20, 15, tzinfo=UTC)
    due = feedback_due(an_interview(friday_three - timedelta(minutes=45), [lead]), lead, prefs())
    assert due == datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("owes", "second", "last"),
    [
        ("UPRIYA", ["UPRIYA", "UROSA"], ["UHENRIK"]),
        ("UROSA", ["UROSA", "UHENRIK"], ["UHENRIK"]),  # not the recruiter about herself
        ("UHENRIK", ["UHENRIK", "UROSA"], ["UADA"]),  # nor the hiring manager
    ],
)
def test_a_rung_meant_for_who_owes_goes_one_up(owes: str, second: list[str], last: list[str]) -> None:
    climbed = rungs(plan(an_interview(panel=[a_panelist(owes)]), admins=("UADA", "UBEA")))
    assert [who for rung, who, _ in climbed if rung == 1] == [owes]
    assert [who for rung, who, _ in climbed if rung == 2] == second
    assert [who for rung, who, _ in climbed if rung == 3] == last


@pytest.mark.parametrize(
    ("admins", "last"),
    [(("UADA",), "UADA"), (("UROSA", "UADA"), "UADA"), (("UMAYA", "UADA"), "UADA"), ((), "UROSA")],
)
def test_last_an_admin_who_is_neither_who_owes_nor_the_candidate(admins: tuple[str, ...], last: str) -> None:
    of_maya = a_loop(
        an_interview(panel=[a_panelist("UROSA")]),
        hiring_manager="UROSA",
        candidate=Candidate(1, "Maya Lind", account="UMAYA"),
    )
    assert rungs(plan(loop=of_maya, admins=admins))[-1][1] == last


def test_without_a_known_admin_it_goes_round() -> None:
    climbed = rungs(plan(an_interview(panel=[a_panelist("UHENRIK")])))
    assert climbed[-1][:2] == (3, "UROSA")


def test_one_person_in_all_parts_gets_one_message_a_rung() -> None:
    climbed = rungs(plan(an_interview(panel=[a_panelist("UROSA")]), hiring_manager="UROSA"))
    assert [(rung, who) for rung, who, _ in climbed] == [(1, "UROSA"), (2, "UROSA"), (3, "UROSA")]


def test_for_somebody_without_account_the_recruiter_owes() -> None:
    wanted = plan(an_interview(panel=[a_panelist(None, name="Dr. Outside")]))
    assert [(rung, who) for rung, who, _ in rungs(wanted)] == [
        (1, "UROSA"),
        (2, "UROSA"),
        (2, "UHENRIK"),
        (3, "UHENRIK"),
    ]
    assert {each.about.owes for each in wanted if isinstance(each.about, AboutOverdue)} == {"Dr. Outside"}


@pytest.mark.parametrize(
    ("zone", "ends", "first", "second", "last"),
    [
        (BERLIN, "2026-10-22 16:00", "2026-10-23 16:00", "2026-10-26 11:00", "2026-10-27 10:00"),
        (BERLIN, "2026-03-26 16:00", "2026-03-27 16:00", "2026-03-30 11:00", "2026-03-31 10:00"),
        (SAN_FRANCISCO, "2026-10-30 16:00", "2026-11-02 09:00", "2026-11-02 13:00", "2026-11-03 12:00"),
        (SAN_FRANCISCO, "2026-03-05 16:00", "2026-03-06 16:00", "2026-03-09 11:00", "2026-03-10 10:00"),
        (TOKYO, "2026-11-18 01:00", "2026-11-19 09:00", "2026-11-19 13:00", "2026-11-20 12:00"),
    ],
)
def test_counted_in_the_hours_of_who_owes(zone: str, ends: str, first: str, second: str, last: str) -> None:
    end = clock(zone, ends)
    since = end - timedelta(days=9)
    interview = an_interview(
        end - timedelta(minutes=45), [a_panelist(added_at=since)], timed_at=since, minutes=45
    )
    dues = [due for _, _, due in rungs(plan(interview, people={"UPRIYA": prefs(zone)}))]
    assert dues == [clock(zone, first), clock(zone, second), clock(zone, second), clock(zone, last)]


def test_their_own_deadlines() -> None:
    days = WorkingHours(time(10), time(16), frozenset({1, 3}))
    hers = prefs(hours=days, lead_times=LeadTimes(due_after=timedelta(hours=1), overdue_hours=(0, 1, 5)))
    dues = [due for _, who, due in rungs(plan(an_interview(QUARTER_PAST_TWELVE), people={"UPRIYA": hers}))]
    tuesday_two, tuesday_three = (
        datetime(2026, 11, 17, 14, tzinfo=UTC),
        datetime(2026, 11, 17, 15, tzinfo=UTC),
    )
    assert dues == [tuesday_two, tuesday_three, tuesday_three, datetime(2026, 11, 19, 13, tzinfo=UTC)]


def test_already_happened_counts_from_when_they_were_asked() -> None:
    long_past = an_interview(MONDAY_NINE - timedelta(days=30))
    assert rungs(plan(long_past))[0] == (1, "UPRIYA", MONDAY_NINE + timedelta(hours=24))
    joined_later = a_panelist(added_at=TUESDAY_FIVE)
    due = feedback_due(an_interview(QUARTER_PAST_TWELVE, [joined_later]), joined_later, prefs())
    assert due == WEDNESDAY_FIVE


class TestMoreTime:
    def test_the_ladder_begins_there_and_keeps_its_steps(self) -> None:
        lead = a_panelist(extended_until=datetime(2026, 11, 19, 15, tzinfo=UTC))
        interview = an_interview(QUARTER_PAST_TWELVE, [lead])
        wanted = plan(interview)
        friday_ten, monday_nine = (
            datetime(2026, 11, 20, 10, tzinfo=UTC),
            datetime(2026, 11, 23, 9, tzinfo=UTC),
        )
        assert [due for _, _, due in rungs(wanted)] == [
            lead.extended_until,
            friday_ten,
            friday_ten,
            monday_nine,
        ]
        assert feedback_due(interview, lead, prefs()) == lead.extended_until
        until = datetime(2026, 11, 19, 15, tzinfo=UTC)
        assert the(NoticeKind.FEEDBACK, wanted).about == AboutFeedback(interview.starts_at, until)
        assert the(NoticeKind.FEEDBACK, wanted).due == interview.ends_at

    def test_until_an_hour_at_night_it_is_due_then_but_they_are_asked_in_the_morning(self) -> None:
        midnight = datetime(2026, 11, 20, 0, tzinfo=UTC)
        lead = a_panelist(extended_until=midnight)
        interview = an_interview(QUARTER_PAST_TWELVE, [lead])
        dues = [due for _, _, due in rungs(plan(interview))]
        assert feedback_due(interview, lead, prefs()) == midnight
        assert dues[:2] == [midnight + timedelta(hours=9), midnight + timedelta(hours=13)]
        assert all(is_open(due, prefs()) for due in dues)

    def test_that_is_no_more_time_changes_nothing(self) -> None:
        lead = a_panelist(extended_until=WEDNESDAY_ONE - timedelta(hours=1))
        interview = an_interview(QUARTER_PAST_TWELVE, [lead])
        assert feedback_due(interview, lead, prefs()) == WEDNESDAY_ONE
        assert rungs(plan(interview))[0] == (1, "UPRIYA", WEDNESDAY_ONE)

    def test_a_move_beyond_it_outweighs_it(self) -> None:
        lead = a_panelist(extended_until=WEDNESDAY_FIVE)
        moved = an_interview(WEDNESDAY_NOON, [lead])
        assert feedback_due(moved, lead, prefs()) == WEDNESDAY_NOON + timedelta(hours=24, minutes=45)


class TestItEnds:
    @pytest.mark.parametrize("later", [timedelta(0), timedelta(hours=4), timedelta(days=60)])
    def test_not_by_itself(self, later: timedelta) -> None:
        interview = an_interview()
        climbed = rungs(plan(interview))
        assert len({rung for rung, _, _ in climbed}) == len(RUNGS)
        assert rungs(plan(interview, now=TUESDAY_TWO + later)) == climbed

    def test_when_it_is_in(self) -> None:
        lead, observer = a_panelist(), a_panelist("UOTTO", Role.OBSERVER)
        wanted = plan(an_interview(panel=[lead, observer]), submitted=[lead], now=WEDNESDAY_NOON)
        assert {each.panelist_id for each in wanted} == {observer.id}
        assert kinds(wanted) == CHASE

    def test_when_excused_and_begins_again_when_not(self) -> None:
        lead = a_panelist()
        interview = an_interview(panel=[lead])
        before = plan(interview, now=WEDNESDAY_NOON)
        excused = replace(interview, everyone=(replace(lead, excuse=EXCUSE),))
        assert plan(excused, now=WEDNESDAY_NOON) == ()
        assert feedback_due(excused, excused.everyone[0], prefs()) is None
        assert plan(interview, now=WEDNESDAY_NOON) == before

    @pytest.mark.parametrize("gone", ["cancelled", "removed", "shadow"])
    def test_for_what_does_not_count(self, gone: str) -> None:
        lead = a_panelist(removed=gone == "removed", role=Role.SHADOW if gone == "shadow" else Role.LEAD)
        interview = an_interview(panel=[lead], cancelled=gone == "cancelled")
        assert plan(interview, now=WEDNESDAY_NOON) == ()
        assert feedback_due(interview, lead, prefs()) is None

    def test_none_is_due_before_there_is_a_time(self) -> None:
        lead = a_panelist()
        assert feedback_due(an_interview(None, [lead]), lead, prefs()) is None
