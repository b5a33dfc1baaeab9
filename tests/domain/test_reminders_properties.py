"""What holds of every plan, whatever the loop, the people and the time; and of the outbox that follows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.about import AboutAssigned, AboutFeedback, AboutOverdue, AboutStart
from bot.domain.interviews import Excuse, ExcuseReason, Interview, LastTold, Panelist, Role
from bot.domain.loops import LoopState
from bot.domain.notices import CHASE, NoticeKind, NoticeState, Wanted
from bot.domain.outbox import Changes, diff
from bot.domain.planning import PlanInput
from bot.domain.reminders import ASKED_LATE, PLANNED, is_topped, plan_reminders
from bot.domain.settings import Away, Preferences, WorkingHours
from bot.domain.worktime import is_away, is_open, next_opening
from tests.builders import CALLED_OFF, a_loop, an_interview
from tests.domain.planning import BERLIN, RUNGS, SAN_FRANCISCO, TOKYO, Outbox, kept, prefs

CLOCKS_GO_BACK = datetime(2026, 10, 25, 1, tzinfo=UTC)
HOLIDAYS = {date(2026, 10, 26), date(2026, 10, 30), date(2026, 11, 2)}
SUNDAY_TO_THURSDAY = WorkingHours(time(7, 30), time(15), frozenset({6, 0, 1, 2, 3}))
PEOPLE = {
    "UROSA": prefs(BERLIN, is_holiday=HOLIDAYS.__contains__),
    "UHENRIK": prefs(SAN_FRANCISCO, wants_questions=False, hours=SUNDAY_TO_THURSDAY),
    "UPRIYA": prefs(TOKYO, away=Away(date(2026, 10, 27), date(2026, 10, 29))),
    "UOTTO": prefs("Nowhere/Land", wants_starting=False),
}
EXCUSE = Excuse(ExcuseReason.GONE_ON_WITHOUT, "UROSA", CLOCKS_GO_BACK)


def quarters(first: int, last: int) -> st.SearchStrategy[datetime]:
    return st.integers(first, last).map(lambda quarter: CLOCKS_GO_BACK + quarter * timedelta(minutes=15))


moments = quarters(-14 * 96, 14 * 96)
arranged = quarters(-14 * 96, 0) | moments  # mostly before it begins: there is more to plan
rarely = st.integers(0, 5).map(lambda number: number == 5)  # what would leave little to plan
maybe_moments = st.none() | moments
places = st.sampled_from(["Room 1", "Room 2"])
told = st.none() | st.builds(
    LastTold, starts_at=maybe_moments, place=places, cancelled=st.booleans(), role=st.sampled_from(Role)
)


def an_assignment(number: int) -> st.SearchStrategy[Panelist]:
    return st.builds(
        Panelist,
        id=st.just(number),
        person=st.sampled_from([None, *PEOPLE]),
        name=st.just("somebody"),
        role=st.sampled_from(Role),
        added_at=arranged,
        excuse=st.sampled_from([None, EXCUSE]),
        extended_until=maybe_moments,
        removed=rarely,
        last_told=told,
        asked_at=maybe_moments,
    )


@st.composite
def interviews(draw: st.DrawFn, number: int = 1) -> Interview:
    panel = tuple(
        draw(an_assignment(10 * number + assignment))
        for assignment in range(draw(st.integers(0, 3).map(lambda number: 3 - number)))
    )
    return an_interview(
        draw(maybe_moments),
        panel,
        id=number,
        minutes=draw(st.sampled_from([5, 45, 60])),
        timed_at=draw(arranged),
        place=draw(places),
        cancelled=draw(rarely),
        answers=(CALLED_OFF,) if draw(rarely) else (),
        revision=draw(st.integers(1, 3)),
    )


@st.composite
def inputs(draw: st.DrawFn, states: tuple[LoopState, ...] = tuple(LoopState)) -> PlanInput:
    loop = a_loop(
        draw(interviews(1)),
        draw(interviews(2)),
        state=draw(st.sampled_from((LoopState.OPEN, *states) if LoopState.OPEN in states else states)),
    )
    assignments = [panelist.id for interview in loop.interviews for panelist in interview.everyone]
    return PlanInput(
        loop=replace(loop, hiring_manager=draw(st.sampled_from(["UHENRIK", "UROSA"]))),
        agenda_questions={1: draw(st.none() | st.integers(0, 70))},
        preferences=PEOPLE.__getitem__,
        submitted=draw(st.frozensets(st.sampled_from(assignments))) if assignments else frozenset(),
        now=draw(moments),
    )


def panelist_of(given_input: PlanInput, wanted: Wanted) -> tuple[Interview, Panelist]:
    found = given_input.loop.assignment(wanted.panelist_id or 0)
    assert found is not None
    return found


def who_is_told(given_input: PlanInput, panelist: Panelist) -> Preferences:
    return PEOPLE[panelist.person or given_input.loop.recruiter]


def ends(wanted: Wanted, interview: Interview) -> datetime | None:
    """When it becomes false by time alone."""
    if wanted.kind in (NoticeKind.PREPARE, NoticeKind.STARTING):
        return interview.starts_at
    return interview.ends_at if wanted.kind in (NoticeKind.ASSIGNED, NoticeKind.QUESTIONS) else None


@given(inputs())
def test_no_two_have_one_key(given_input: PlanInput) -> None:
    keys = Counter(each.key for each in plan_reminders(given_input))
    assert not keys or max(keys.values()) == 1


@given(inputs())
def test_each_is_of_its_seat_and_fit_to_be_stored(given_input: PlanInput) -> None:
    for each in plan_reminders(given_input):
        interview, panelist = panelist_of(given_input, each)
        assert (each.subject, each.revision) == (f"seat:{panelist.id}", interview.revision)
        assert (each.loop_id, each.interview_id) == (given_input.loop.id, interview.id)
        assert kept(each) == each.about
        assert each.kind in PLANNED
        assert each.due.tzinfo is UTC


@given(inputs())
def test_none_is_due_before_it_was_arranged(given_input: PlanInput) -> None:
    for each in plan_reminders(given_input):
        interview, panelist = panelist_of(given_input, each)
        assert each.due >= max(interview.timed_at, panelist.added_at)


@given(inputs())
def test_of_what_is_cancelled_or_not_theirs_any_more_only_that_is_said(given_input: PlanInput) -> None:
    for each in plan_reminders(given_input):
        interview, panelist = panelist_of(given_input, each)
        if interview.cancelled or panelist.removed:
            assert each.kind is NoticeKind.CHANGED
            assert panelist.last_told is not None


def turns(given_input: PlanInput) -> set[datetime]:
    """From now on, each moment at which an interview begins or ends, and those beside it."""
    edges = {edge for each in given_input.loop.interviews for edge in (each.starts_at, each.ends_at) if edge}
    beside = {
        edge + each for edge in edges for each in (-timedelta(minutes=1), timedelta(0), timedelta(minutes=1))
    }
    return {given_input.now, *(each for each in beside if each > given_input.now)}


def all_to_come() -> PlanInput:
    before = CLOCKS_GO_BACK - timedelta(days=7)
    lead = Panelist(11, "UPRIYA", "somebody", Role.LEAD, before)
    interview = an_interview(CLOCKS_GO_BACK + timedelta(days=1), (lead,), id=1, timed_at=before)
    return PlanInput(a_loop(interview), {1: 30}, PEOPLE.__getitem__, frozenset(), CLOCKS_GO_BACK)


@given(inputs())
@example(all_to_come())
def test_time_takes_away_what_became_false_and_nothing_else(given_input: PlanInput) -> None:
    before = plan_reminders(given_input)
    lasting = [each for each in before if each.kind is not NoticeKind.CHANGED]
    for now in turns(given_input):
        after = plan_reminders(replace(given_input, now=now))
        true_then = [
            each
            for each in lasting
            if (end := ends(each, panelist_of(given_input, each)[0])) is None or now < end
        ]
        assert [each for each in after if each.kind is not NoticeKind.CHANGED] == true_then
        assert {each.key for each in after} <= {each.key for each in before}


@given(inputs())
def test_nobody_is_disturbed_after_hours_without_need(given_input: PlanInput) -> None:
    for each in plan_reminders(given_input):
        interview, panelist = panelist_of(given_input, each)
        person = who_is_told(given_input, panelist)
        if each.kind in RUNGS:
            assert is_open(each.due, person)
            assert not is_away(each.due, person)
        elif each.kind is NoticeKind.OVERDUE_AWAY:
            assert is_open(each.due, person)
            assert is_away(each.due, person)
        elif each.kind is NoticeKind.ASSIGNED and not is_open(each.due, person):
            assert interview.starts_at is not None
            assert interview.starts_at <= next_opening(each.due, person)
        elif each.kind is NoticeKind.CHANGED and not is_open(each.due, person):
            known = panelist.last_told.starts_at if panelist.last_told else None
            times = [at for at in (known, interview.starts_at) if at is not None]
            assert any(at - each.due <= timedelta(hours=24) for at in times)


@given(inputs())
def test_the_chase_climbs_and_reaches_somebody_each_time(given_input: PlanInput) -> None:
    chased = [each for each in plan_reminders(given_input) if each.kind in RUNGS]
    for subject in {each.subject for each in chased}:
        steps = [each for each in chased if each.subject == subject]
        assert [each.due for each in steps] == sorted(each.due for each in steps)
        assert {each.kind for each in steps} == set(RUNGS)


@given(inputs())
def test_nobody_is_chased_before_they_were_asked_and_had_their_time(given_input: PlanInput) -> None:
    wanted = plan_reminders(given_input)
    for each in wanted:
        if each.kind not in CHASE:
            continue
        interview, panelist = panelist_of(given_input, each)
        (asking,) = [
            other for other in wanted if other.kind is NoticeKind.FEEDBACK and other.subject == each.subject
        ]
        asked_at = max(asking.due, panelist.asked_at or asking.due)
        assert each.due >= asked_at + who_is_told(given_input, panelist).lead_times.due_after - ASKED_LATE
        assert interview.ends_at is not None


@given(inputs())
def test_each_person_hears_one_rung_of_a_scorecard_at_a_time(given_input: PlanInput) -> None:
    wanted = plan_reminders(given_input)
    said = [each for each in wanted if each.kind in CHASE and not is_topped(wanted, each, given_input.now)]
    due = Counter((each.subject, each.recipient) for each in said if each.due <= given_input.now)
    assert set(due.values()) <= {1}


@given(inputs(), inputs(), st.data())
def test_following_a_plan_twice_changes_nothing_the_second_time(
    first: PlanInput, second: PlanInput, data: st.DataObject
) -> None:
    outbox = Outbox()
    for given_input in (first, second, first):
        wanted = plan_reminders(given_input)
        outbox.follow(wanted)
        assert diff(wanted, outbox.rows.values()) == Changes()
        assert {row.key for row in outbox.pending()} <= {each.key for each in wanted}
        assert {each.key for each in wanted} <= {row.key for row in outbox.rows.values()} | settled(
            outbox, wanted
        )
        for row in outbox.pending():
            outbox.set(row.id, state=data.draw(st.sampled_from(NoticeState)))


def settled(outbox: Outbox, wanted: tuple[Wanted, ...]) -> set[tuple[str, str, str, int]]:
    sent = [row for row in outbox.rows.values() if row.state is NoticeState.SENT]
    return {
        each.key
        for each in wanted
        if any(
            (row.kind, row.subject, row.recipient) == (each.kind, each.subject, each.recipient)
            for row in sent
        )
    }


@given(st.lists(inputs((LoopState.OPEN,)), min_size=2, max_size=5), st.data())
def test_however_often_plans_change_nothing_goes_out_twice_for_one_time(
    history: list[PlanInput], data: st.DataObject
) -> None:
    outbox, sent = Outbox(), Counter[tuple[object, ...]]()
    for number, given_input in enumerate(history):
        renumbered = tuple(replace(each, revision=number) for each in given_input.loop.interviews)
        outbox.follow(
            plan_reminders(replace(given_input, loop=replace(given_input.loop, interviews=renumbered)))
        )
        for row in outbox.pending():
            if row.kind is not NoticeKind.CHANGED and data.draw(st.booleans()):
                outbox.set(row.id, state=NoticeState.SENT)
                assert isinstance(row.about, AboutAssigned | AboutStart | AboutFeedback | AboutOverdue)
                until = row.about.extended_until if isinstance(row.about, AboutOverdue) else None
                sent[row.kind, row.subject, row.recipient, row.about.starts_at, until] += 1
    assert not sent or max(sent.values()) == 1
