"""Who is reminded of a coming interview, and when."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.about import AboutAssigned, AboutFeedback, AboutStart
from bot.domain.interviews import Excuse, ExcuseReason, Role
from bot.domain.loops import LoopState
from bot.domain.notices import NoticeKind
from bot.domain.settings import LeadTimes, WorkingHours
from tests.builders import CALLED_OFF, MONDAY_NINE, a_loop, a_panelist, an_interview
from tests.domain.planning import BERLIN, CHASE, SAN_FRANCISCO, TOKYO, clock, kinds, plan, prefs, the, told_of

TUESDAY_TWO = MONDAY_NINE + timedelta(days=1, hours=5)
FRIDAY_TWO = MONDAY_NINE + timedelta(days=4, hours=5)
BEFORE_ANY_START = {"assigned", "prepare", "starting", "questions"}


def test_everything_a_lead_gets() -> None:
    lead = a_panelist()
    interview = an_interview(FRIDAY_TWO, [lead], revision=3)
    wanted = plan(interview)
    first = {kind: the(kind, wanted).due for kind in NoticeKind if kind.value in BEFORE_ANY_START}
    assert first == {
        NoticeKind.ASSIGNED: MONDAY_NINE,
        NoticeKind.PREPARE: datetime(2026, 11, 19, 9, tzinfo=UTC),
        NoticeKind.STARTING: FRIDAY_TWO - timedelta(minutes=15),
        NoticeKind.QUESTIONS: FRIDAY_TWO + timedelta(minutes=35),
    }
    assert the(NoticeKind.FEEDBACK, wanted).due == FRIDAY_TWO + timedelta(minutes=45)
    assert kinds(wanted) == BEFORE_ANY_START | CHASE
    prepare = the(NoticeKind.PREPARE, wanted)
    assert prepare.key == ("prepare", f"seat:{lead.id}", "UPRIYA", 3)
    assert (prepare.loop_id, prepare.interview_id, prepare.panelist_id) == (1, interview.id, lead.id)
    assert prepare.about == AboutStart(FRIDAY_TWO)
    assert the(NoticeKind.FEEDBACK, wanted).about == AboutFeedback(FRIDAY_TWO, None)


def test_three_places_one_interview() -> None:
    people = {"UTOKYO": prefs(TOKYO), "UBERLIN": prefs(BERLIN), "UCOAST": prefs(SAN_FRANCISCO)}
    since = datetime(2026, 11, 10, 17, tzinfo=UTC)
    # Tuesday morning in Tokyo, Tuesday night in Berlin, and still Monday afternoon in San Francisco
    start = datetime(2026, 11, 17, 0, 30, tzinfo=UTC)
    interview = an_interview(start, [a_panelist(who, added_at=since) for who in people], timed_at=since)
    wanted = plan(interview, people=people, now=since)
    assert the(NoticeKind.PREPARE, wanted, "UTOKYO").due == clock(TOKYO, "2026-11-16 09:00")
    assert the(NoticeKind.PREPARE, wanted, "UBERLIN").due == clock(BERLIN, "2026-11-16 09:00")
    assert the(NoticeKind.PREPARE, wanted, "UCOAST").due == clock(SAN_FRANCISCO, "2026-11-13 09:00")
    assert the(NoticeKind.ASSIGNED, wanted, "UTOKYO").due == clock(TOKYO, "2026-11-11 09:00")
    assert the(NoticeKind.ASSIGNED, wanted, "UBERLIN").due == clock(BERLIN, "2026-11-11 09:00")
    assert the(NoticeKind.ASSIGNED, wanted, "UCOAST").due == clock(SAN_FRANCISCO, "2026-11-10 09:00")
    assert the(NoticeKind.OVERDUE_FIRST, wanted, "UTOKYO").due == clock(TOKYO, "2026-11-18 10:15")
    assert the(NoticeKind.OVERDUE_FIRST, wanted, "UBERLIN").due == clock(BERLIN, "2026-11-18 09:00")
    assert the(NoticeKind.OVERDUE_FIRST, wanted, "UCOAST").due == clock(SAN_FRANCISCO, "2026-11-17 17:15")


def test_too_late_to_prepare_some_of_them() -> None:
    people = {"UTOKYO": prefs(TOKYO), "UBERLIN": prefs(BERLIN)}
    monday_one_utc = datetime(2026, 11, 16, 1, tzinfo=UTC)  # ten o'clock in Tokyo, two at night in Berlin
    panel = [a_panelist(who, added_at=monday_one_utc) for who in people]
    interview = an_interview(TUESDAY_TWO, panel, timed_at=monday_one_utc)
    wanted = plan(interview, people=people, now=monday_one_utc)
    assert the(NoticeKind.ASSIGNED, wanted, "UTOKYO").about == AboutAssigned(TUESDAY_TWO, True)
    assert the(NoticeKind.ASSIGNED, wanted, "UBERLIN").about == AboutAssigned(TUESDAY_TWO, False)
    assert the(NoticeKind.PREPARE, wanted).recipient == "UBERLIN"


@pytest.mark.parametrize(
    ("zone", "starts", "prepared"),
    [
        (BERLIN, "2026-10-26 10:00", "2026-10-23T07:00"),  # nine was still an hour earlier
        (BERLIN, "2026-03-30 10:00", "2026-03-27T08:00"),
        (SAN_FRANCISCO, "2026-11-02 10:00", "2026-10-30T16:00"),
        (SAN_FRANCISCO, "2026-03-09 10:00", "2026-03-06T17:00"),
    ],
)
def test_prepared_over_a_change_of_clocks(zone: str, starts: str, prepared: str) -> None:
    start = clock(zone, starts)
    long_ago = start - timedelta(days=20)
    interview = an_interview(start, [a_panelist(added_at=long_ago)], timed_at=long_ago)
    wanted = plan(interview, people={"UPRIYA": prefs(zone)}, now=long_ago)
    assert the(NoticeKind.PREPARE, wanted).due == datetime.fromisoformat(prepared).replace(tzinfo=UTC)


def test_prepare_at_their_own_hour_on_their_own_working_days() -> None:
    weekend = WorkingHours(time(8), time(20), frozenset({5, 6}))
    hers = prefs(BERLIN, hours=weekend, lead_times=LeadTimes(prepare_at=time(19, 30)))
    since = datetime(2026, 11, 5, 9, tzinfo=UTC)
    interview = an_interview(TUESDAY_TWO, [a_panelist(added_at=since)], timed_at=since)
    wanted = plan(interview, people={"UPRIYA": hers}, now=since)
    assert the(NoticeKind.PREPARE, wanted).due == clock(BERLIN, "2026-11-15 19:30")


class TestAssigned:
    def test_after_hours_it_waits_for_the_opening(self) -> None:
        tonight = clock(BERLIN, "2026-11-13 21:00")
        interview = an_interview(TUESDAY_TWO, [a_panelist(added_at=tonight)], timed_at=tonight)
        wanted = plan(interview, people={"UPRIYA": prefs(BERLIN)}, now=tonight)
        assert the(NoticeKind.ASSIGNED, wanted).due == clock(BERLIN, "2026-11-16 09:00")

    @pytest.mark.parametrize("starts", ["2026-11-16 06:00", "2026-11-16 09:00"])
    def test_not_if_the_interview_begins_by_then(self, starts: str) -> None:
        tonight = clock(BERLIN, "2026-11-13 21:00")
        interview = an_interview(clock(BERLIN, starts), [a_panelist(added_at=tonight)], timed_at=tonight)
        wanted = plan(interview, people={"UPRIYA": prefs(BERLIN)}, now=tonight)
        assert the(NoticeKind.ASSIGNED, wanted).due == tonight

    def test_booked_ten_minutes_before_the_start_everything_comes_at_once(self) -> None:
        start = MONDAY_NINE + timedelta(minutes=10)
        wanted = plan(an_interview(start))
        assigned = the(NoticeKind.ASSIGNED, wanted)
        assert assigned.due == MONDAY_NINE
        assert assigned.about == AboutAssigned(start, prepare_included=True)
        assert the(NoticeKind.STARTING, wanted).due == MONDAY_NINE
        assert "prepare" not in kinds(wanted)

    def test_the_guide_comes_with_it_only_when_the_moment_to_prepare_is_past(self) -> None:
        before = the(NoticeKind.ASSIGNED, plan(an_interview(FRIDAY_TWO)))
        assert before.about == AboutAssigned(FRIDAY_TWO, prepare_included=False)
        at_that_moment = the(NoticeKind.ASSIGNED, plan(an_interview(TUESDAY_TWO)))
        assert at_that_moment.about == AboutAssigned(TUESDAY_TWO, prepare_included=True)

    def test_not_scheduled_yet(self) -> None:
        wanted = plan(an_interview(None))
        assert kinds(wanted) == {"assigned"}
        assert the(NoticeKind.ASSIGNED, wanted).about == AboutAssigned(None, prepare_included=False)

    def test_still_owed_during_the_interview_but_not_after_it(self) -> None:
        interview = an_interview(TUESDAY_TWO)
        assert "assigned" in kinds(plan(interview, now=TUESDAY_TWO + timedelta(minutes=44)))
        assert "assigned" not in kinds(plan(interview, now=TUESDAY_TWO + timedelta(minutes=45)))

    def test_once_told_it_is_not_wanted(self) -> None:
        lead = a_panelist()
        interview = an_interview(TUESDAY_TWO, [lead])
        knowing = a_panelist(last_told=told_of(interview, lead))
        assert kinds(plan(an_interview(TUESDAY_TWO, [knowing]))) == {"starting", "questions"} | CHASE


class TestAroundTheStart:
    def test_a_late_joiner_is_told_of_the_start_when_they_join(self) -> None:
        joined = TUESDAY_TWO - timedelta(minutes=3)
        wanted = plan(an_interview(TUESDAY_TWO, [a_panelist(added_at=joined)]), now=joined)
        assert the(NoticeKind.STARTING, wanted).due == joined

    def test_joining_in_the_middle_brings_no_start_but_the_rest(self) -> None:
        joined = TUESDAY_TWO + timedelta(minutes=5)
        wanted = plan(an_interview(TUESDAY_TWO, [a_panelist(added_at=joined)]), now=joined)
        assert kinds(wanted) == {"assigned", "questions"} | CHASE
        assert the(NoticeKind.ASSIGNED, wanted).due == joined

    def test_ignores_working_hours(self) -> None:
        night = clock(TOKYO, "2026-11-18 03:00")
        wanted = plan(an_interview(night), people={"UPRIYA": prefs(TOKYO)})
        assert the(NoticeKind.STARTING, wanted).due == night - timedelta(minutes=15)
        assert the(NoticeKind.FEEDBACK, wanted).due == night + timedelta(minutes=45)

    def test_leaves_with_the_start_and_the_end(self) -> None:
        interview = an_interview(FRIDAY_TWO)
        before, at_start = FRIDAY_TWO - timedelta(seconds=1), FRIDAY_TWO
        assert kinds(plan(interview, now=before)) == BEFORE_ANY_START | CHASE
        assert kinds(plan(interview, now=at_start)) == {"assigned", "questions"} | CHASE
        assert kinds(plan(interview, now=FRIDAY_TWO + timedelta(minutes=45))) == CHASE

    def test_their_own_lead_time_and_their_wish(self) -> None:
        hers = prefs(lead_times=LeadTimes(starting=timedelta(minutes=40)))
        wanted = plan(an_interview(FRIDAY_TWO), people={"UPRIYA": hers})
        assert the(NoticeKind.STARTING, wanted).due == FRIDAY_TWO - timedelta(minutes=40)
        quiet = {"UPRIYA": prefs(wants_starting=False, wants_questions=False)}
        assert kinds(plan(an_interview(FRIDAY_TWO), people=quiet)) == {"assigned", "prepare"} | CHASE

    @pytest.mark.parametrize(
        ("minute", "length", "after"),
        [(30, 45, 30), (None, 45, 35), (50, 45, 35), (45, 45, 35), (0, 45, 0), (None, 8, 0)],
    )
    def test_questions_when_the_agenda_says_or_in_the_last_ten_minutes(
        self, minute: int | None, length: int, after: int
    ) -> None:
        interview = an_interview(FRIDAY_TWO, minutes=length)
        wanted = plan(interview, agenda={interview.id: minute})
        assert the(NoticeKind.QUESTIONS, wanted).due == FRIDAY_TWO + timedelta(minutes=after)

    def test_questions_not_for_who_joins_when_they_have_begun(self) -> None:
        begun = FRIDAY_TWO + timedelta(minutes=35)
        joined = a_panelist(added_at=begun), a_panelist(added_at=begun - timedelta(seconds=1))
        asked = [kinds(plan(an_interview(FRIDAY_TWO, [each]), now=begun)) for each in joined]
        assert ["questions" in each for each in asked] == [False, True]

    def test_questions_are_for_the_lead_and_a_candidate_who_came(self) -> None:
        observed = an_interview(FRIDAY_TWO, [a_panelist(role=Role.OBSERVER)])
        assert "questions" not in kinds(plan(observed))
        assert "questions" not in kinds(plan(an_interview(FRIDAY_TWO, answers=(CALLED_OFF,))))


class TestWhoIsInIt:
    def test_nobody_yet(self) -> None:
        assert plan(an_interview(TUESDAY_TWO, [])) == ()

    def test_a_shadow_prepares_but_is_not_chased(self) -> None:
        wanted = plan(an_interview(FRIDAY_TWO, [a_panelist(role=Role.SHADOW)]))
        assert kinds(wanted) == {"assigned", "prepare", "starting"}

    def test_one_without_account_is_reached_through_the_recruiter_in_her_hours(self) -> None:
        wanted = plan(an_interview(FRIDAY_TWO, [a_panelist(None)]), people={"UROSA": prefs(BERLIN)})
        assert the(NoticeKind.PREPARE, wanted).recipient == "UROSA"
        assert the(NoticeKind.PREPARE, wanted).due == clock(BERLIN, "2026-11-19 09:00")
        assert kinds(wanted) == BEFORE_ANY_START | CHASE

    def test_two_without_account_are_two_seats(self) -> None:
        wanted = plan(an_interview(FRIDAY_TWO, [a_panelist(None), a_panelist(None, Role.OBSERVER)]))
        assert len({each.key for each in wanted}) == len(wanted)
        assert len({each.subject for each in wanted}) == 2

    def test_somebody_taken_off_before_they_knew_hears_nothing(self) -> None:
        assert plan(an_interview(FRIDAY_TWO, [a_panelist(removed=True)])) == ()

    def test_an_excused_panelist_still_takes_part(self) -> None:
        excuse = Excuse(ExcuseReason.GONE_ON_WITHOUT, "UROSA", MONDAY_NINE)
        excused = a_panelist(excuse=excuse)
        assert kinds(plan(an_interview(FRIDAY_TWO, [excused]))) == BEFORE_ANY_START


class TestWhichLoops:
    def test_a_draft_sends_nothing(self) -> None:
        assert plan(an_interview(), state=LoopState.DRAFT) == ()

    def test_a_closed_loop_only_collects_what_is_owed(self) -> None:
        excuse = Excuse(ExcuseReason.NOT_WANTED, "UROSA", MONDAY_NINE)
        giving, excused, done = a_panelist("UONE"), a_panelist("UTWO", excuse=excuse), a_panelist("UTHREE")
        loop = a_loop(an_interview(TUESDAY_TWO, [giving, excused, done]), state=LoopState.CLOSED)
        wanted = plan(loop=loop, submitted=[done])
        assert kinds(wanted) == CHASE
        assert {each.panelist_id for each in wanted} == {giving.id}

    def test_already_happened_asks_for_feedback_only(self) -> None:
        wanted = plan(an_interview(MONDAY_NINE - timedelta(days=3)))
        assert kinds(wanted) == CHASE
        assert the(NoticeKind.FEEDBACK, wanted).due == MONDAY_NINE
