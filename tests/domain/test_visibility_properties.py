"""Who may read what: what must hold for every loop."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.interviews import Excuse, ExcuseReason, Interview, Panelist, Role, Stage
from bot.domain.loops import Candidate
from bot.domain.owing import (
    ScorecardsByPanelist,
    blinding_assignments,
    counting_assignments,
    counts,
    owed_assignments,
    owed_by,
    stage_complete,
)
from bot.domain.scorecards import Recommendation, Scorecard
from bot.domain.visibility import FeedbackAccess
from tests.builders import MONDAY_NINE, a_loop, a_panelist, a_scorecard, an_interview, feedback

NOW = MONDAY_NINE + timedelta(days=3)
LONG_AGO = NOW - timedelta(days=1)
JUST_NOW = NOW - timedelta(minutes=5)
EXCUSED = Excuse(ExcuseReason.GONE_ON_WITHOUT, "UROSA", LONG_AGO)
UNDECIDED = feedback(Recommendation.NO_DECISION)
PEOPLE = ["UPRIYA", "UTOM", "ULEA", "UROSA", "UHENRIK", "UMAYA"]
READERS = [*PEOPLE, "UADMIN", "USTRANGER"]


@st.composite
def panels(draw: st.DrawFn) -> list[Panelist]:
    people = draw(st.lists(st.sampled_from([*PEOPLE, None]), max_size=4, unique=True))
    return [
        a_panelist(
            person,
            draw(st.sampled_from(Role)),
            excuse=draw(st.sampled_from([None, None, EXCUSED])),
            removed=draw(st.sampled_from([False, False, False, True])),
        )
        for person in people
    ]


@st.composite
def scorecard_of(draw: st.DrawFn, interview: Interview, panelist: Panelist) -> Scorecard:
    said = draw(st.sampled_from([feedback(), feedback(), UNDECIDED, feedback(ratings={})]))
    at = draw(st.sampled_from([None, LONG_AGO, LONG_AGO, JUST_NOW, NOW]))
    return a_scorecard(interview, panelist, at, feedback=said)


@st.composite
def sights(draw: st.DrawFn) -> FeedbackAccess:
    interviews = [
        an_interview(
            panel=draw(panels()),
            stage=draw(st.sampled_from(Stage)),
            cancelled=draw(st.sampled_from([False, False, False, True])),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    given_cards = {
        panelist.id: draw(scorecard_of(interview, panelist))
        for interview in interviews
        for panelist in interview.everyone
        if draw(st.booleans())
    }
    return FeedbackAccess(
        a_loop(*interviews, candidate=Candidate(1, "Maya Lind", account="UMAYA")),
        given_cards,
        NOW,
        reads_earlier=frozenset(each.id for each in interviews if draw(st.integers(0, 4)) == 0),
        admins=frozenset({"UADMIN"}) | draw(st.frozensets(st.sampled_from(PEOPLE), max_size=2)),
    )


def everything(access: FeedbackAccess) -> list[tuple[Interview, Panelist]]:
    return [(each, panelist) for each in access.loop.interviews for panelist in each.everyone]


def readable(access: FeedbackAccess, reader: str) -> set[int]:
    return {panelist.id for _, panelist in everything(access) if access.may_read(reader, panelist.id)}


def own(access: FeedbackAccess, person: str) -> set[int]:
    mine = {panelist.id for _, panelist in everything(access) if panelist.person == person}
    return {key for key, card in access.scorecards.items() if key in mine or card.author == person}


def submitted(given_cards: ScorecardsByPanelist) -> set[int]:
    return {key for key, card in given_cards.items() if card.submitted}


@given(sights())
def test_nobody_with_a_blinding_seat_reads_the_others(access: FeedbackAccess) -> None:
    for person in ["UPRIYA", "UTOM", "ULEA"]:
        follows_up = any(
            panelist.person == person and each.id in access.reads_earlier
            for each, panelist in counting_assignments(access.loop)
        )
        if blinding_assignments(access.loop, access.scorecards, person, NOW) and not follows_up:
            assert readable(access, person) == own(access, person)


@given(sights(), st.sampled_from(["UROSA", "UHENRIK"]))
def test_recruiter_and_manager_are_blind_within_the_stage(access: FeedbackAccess, person: str) -> None:
    for interview, panelist in everything(access):
        blinding = blinding_assignments(access.loop, access.scorecards, person, NOW, interview.stage)
        if blinding and not access.reads_earlier and panelist.id not in own(access, person):
            assert not access.may_read(person, panelist.id)


@given(sights(), st.frozensets(st.sampled_from(READERS)))
def test_the_candidate_never_reads_anything(access: FeedbackAccess, members: frozenset[str]) -> None:
    assert readable(access, "UMAYA") == set()
    assert not access.channel_may_show(members | {"UMAYA"})


@given(sights(), st.sampled_from(READERS))
def test_own_scorecards_are_readable_and_drafts_to_nobody_else(access: FeedbackAccess, reader: str) -> None:
    if reader != "UMAYA":
        assert own(access, reader) <= readable(access, reader)
    assert readable(access, reader) - own(access, reader) <= submitted(access.scorecards)


@given(sights())
def test_strangers_read_nothing(access: FeedbackAccess) -> None:
    assert readable(access, "USTRANGER") == set()


@given(sights(), st.data())
def test_excusing_never_hides_more(access: FeedbackAccess, data: st.DataObject) -> None:
    assignments = everything(access)
    if not assignments:
        return
    interview, panelist = data.draw(st.sampled_from(assignments))
    panel = [replace(each, excuse=EXCUSED) if each == panelist else each for each in interview.everyone]
    after = replace(access, loop=access.loop.with_interview(replace(interview, everyone=tuple(panel))))
    for reader in READERS:
        assert readable(access, reader) <= readable(after, reader)


@given(sights(), st.timedeltas(timedelta(0), timedelta(days=2)))
def test_waiting_never_hides_more(access: FeedbackAccess, wait: timedelta) -> None:
    later = replace(access, now=access.now + wait)
    for reader in READERS:
        assert readable(access, reader) <= readable(later, reader)


@given(sights(), st.data())
def test_a_decision_of_long_ago_never_hides_more(access: FeedbackAccess, data: st.DataObject) -> None:
    open_seats = [
        assignment
        for assignment in counting_assignments(access.loop)
        if assignment[1].id not in access.scorecards
    ]
    if not open_seats:
        return
    card = a_scorecard(*data.draw(st.sampled_from(open_seats)), LONG_AGO)
    after = replace(access, scorecards={**access.scorecards, card.panelist_id: card})
    for reader in READERS:
        assert readable(access, reader) <= readable(after, reader)


@given(sights(), st.frozensets(st.sampled_from(READERS)))
def test_a_channel_shows_only_what_each_panelist_in_it_may_read(
    access: FeedbackAccess, members: frozenset[str]
) -> None:
    if not access.channel_may_show(members):
        return
    for person in members & access.loop.people():
        assert submitted(access.scorecards) <= readable(access, person)


@given(sights(), st.sampled_from(READERS))
def test_blindness_has_a_reason_exactly_when_something_is_withheld(
    access: FeedbackAccess, reader: str
) -> None:
    stages = {each.stage for each in access.loop.active} or set(Stage)
    assert (access.blind_because(reader, {}) == "") == all(access.sees(reader, stage) for stage in stages)


@given(sights(), st.sampled_from([None, *Stage]))
def test_counts_and_owing_agree(access: FeedbackAccess, stage: Stage | None) -> None:
    given_count, expected = counts(access.loop, access.scorecards, stage)
    assert expected - given_count == len(owed_assignments(access.loop, access.scorecards, stage))
    owed = sum(len(owed_by(access.loop, access.scorecards, person)) for person in PEOPLE)
    assert owed == len(owed_assignments(access.loop, access.scorecards))
    if stage:
        complete = stage_complete(access.loop, access.scorecards, stage)
        interviews = [each for each in access.loop.active if each.stage is stage]
        staffed = all(any(panelist.counts for panelist in each.panel) for each in interviews)
        nothing_owed = not owed_assignments(access.loop, access.scorecards, stage)
        assert complete == (given_count > 0 and staffed and nothing_owed)
