"""Who may read what: what must hold for every loop."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.loops import Candidate, Excuse, ExcuseReason, Interview, Panelist, Role, Stage
from bot.domain.scorecards import Recommendation, Scorecard
from bot.domain.visibility import (
    Scorecards,
    Sight,
    blinding_seats,
    counting_seats,
    counts,
    owed_by,
    owed_seats,
    stage_complete,
)
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
def sights(draw: st.DrawFn) -> Sight:
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
    return Sight(
        a_loop(*interviews, candidate=Candidate(1, "Maya Lind", account="UMAYA")),
        given_cards,
        NOW,
        reads_earlier=frozenset(each.id for each in interviews if draw(st.integers(0, 4)) == 0),
        admins=frozenset({"UADMIN"}) | draw(st.frozensets(st.sampled_from(PEOPLE), max_size=2)),
    )


def everything(sight: Sight) -> list[tuple[Interview, Panelist]]:
    return [(each, panelist) for each in sight.loop.interviews for panelist in each.everyone]


def readable(sight: Sight, reader: str) -> set[int]:
    return {panelist.id for _, panelist in everything(sight) if sight.may_read(reader, panelist.id)}


def own(sight: Sight, person: str) -> set[int]:
    mine = {panelist.id for _, panelist in everything(sight) if panelist.person == person}
    return {key for key, card in sight.scorecards.items() if key in mine or card.author == person}


def submitted(given_cards: Scorecards) -> set[int]:
    return {key for key, card in given_cards.items() if card.submitted}


@given(sights())
def test_nobody_with_a_blinding_seat_reads_the_others(sight: Sight) -> None:
    for person in ["UPRIYA", "UTOM", "ULEA"]:
        follows_up = any(
            panelist.person == person and each.id in sight.reads_earlier
            for each, panelist in counting_seats(sight.loop)
        )
        if blinding_seats(sight.loop, sight.scorecards, person) and not follows_up:
            assert readable(sight, person) == own(sight, person)


@given(sights(), st.sampled_from(["UROSA", "UHENRIK"]))
def test_recruiter_and_manager_are_blind_within_the_stage(sight: Sight, person: str) -> None:
    for interview, panelist in everything(sight):
        blinding = blinding_seats(sight.loop, sight.scorecards, person, interview.stage)
        if blinding and not sight.reads_earlier and panelist.id not in own(sight, person):
            assert not sight.may_read(person, panelist.id)


@given(sights(), st.frozensets(st.sampled_from(READERS)))
def test_the_candidate_never_reads_anything(sight: Sight, members: frozenset[str]) -> None:
    assert readable(sight, "UMAYA") == set()
    assert not sight.channel_may_show(members | {"UMAYA"})
    assert not sight.after_reading("UMAYA")


@given(sights(), st.sampled_from(READERS))
def test_own_scorecards_are_readable_and_drafts_to_nobody_else(sight: Sight, reader: str) -> None:
    if reader != "UMAYA":
        assert own(sight, reader) <= readable(sight, reader)
    assert readable(sight, reader) - own(sight, reader) <= submitted(sight.scorecards)


@given(sights())
def test_strangers_read_nothing(sight: Sight) -> None:
    assert readable(sight, "USTRANGER") == set()


@given(sights(), st.data())
def test_excusing_never_hides_more(sight: Sight, data: st.DataObject) -> None:
    seats = everything(sight)
    if not seats:
        return
    interview, panelist = data.draw(st.sampled_from(seats))
    panel = [replace(each, excuse=EXCUSED) if each == panelist else each for each in interview.everyone]
    after = replace(sight, loop=sight.loop.with_interview(replace(interview, everyone=tuple(panel))))
    for reader in READERS:
        assert readable(sight, reader) <= readable(after, reader)


@given(sights(), st.timedeltas(timedelta(0), timedelta(days=2)))
def test_waiting_never_hides_more(sight: Sight, wait: timedelta) -> None:
    later = replace(sight, now=sight.now + wait)
    for reader in READERS:
        assert readable(sight, reader) <= readable(later, reader)


@given(sights(), st.data())
def test_a_decision_of_long_ago_never_hides_more(sight: Sight, data: st.DataObject) -> None:
    open_seats = [seat for seat in counting_seats(sight.loop) if seat[1].id not in sight.scorecards]
    if not open_seats:
        return
    card = a_scorecard(*data.draw(st.sampled_from(open_seats)), LONG_AGO)
    after = replace(sight, scorecards={**sight.scorecards, card.panelist_id: card})
    for reader in READERS:
        assert readable(sight, reader) <= readable(after, reader)


@given(sights(), st.frozensets(st.sampled_from(READERS)))
def test_a_channel_shows_only_what_each_panelist_in_it_may_read(
    sight: Sight, members: frozenset[str]
) -> None:
    if not sight.channel_may_show(members):
        return
    for person in members & sight.loop.people():
        assert submitted(sight.scorecards) <= readable(sight, person)


@given(sights(), st.sampled_from(READERS))
def test_blindness_has_a_reason_exactly_when_something_is_withheld(sight: Sight, reader: str) -> None:
    stages = {each.stage for each in sight.loop.active} or set(Stage)
    assert (sight.blind_because(reader, {}) == "") == all(sight.sees(reader, stage) for stage in stages)


@given(sights(), st.sampled_from([None, *Stage]))
def test_counts_and_owing_agree(sight: Sight, stage: Stage | None) -> None:
    given_count, expected = counts(sight.loop, sight.scorecards, stage)
    assert expected - given_count == len(owed_seats(sight.loop, sight.scorecards, stage))
    owed = sum(len(owed_by(sight.loop, sight.scorecards, person)) for person in PEOPLE)
    assert owed == len(owed_seats(sight.loop, sight.scorecards))
    if stage:
        complete = stage_complete(sight.loop, sight.scorecards, stage)
        interviews = [each for each in sight.loop.active if each.stage is stage]
        staffed = all(any(panelist.counts for panelist in each.panel) for each in interviews)
        nothing_owed = not owed_seats(sight.loop, sight.scorecards, stage)
        assert complete == (given_count > 0 and staffed and nothing_owed)
