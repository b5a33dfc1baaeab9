"""A loop comes back as it went in, and saving writes what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select

from bot.domain.interviews import (
    AnswerKind,
    Excuse,
    ExcuseReason,
    Interview,
    LastTold,
    Panelist,
    Role,
    Said,
    Stage,
)
from bot.domain.loops import Candidate, Link, Loop, LoopState, Outcome, Position
from bot.storage import candidates, loops
from bot.storage.database import Database
from bot.storage.schema import candidate, excuse, interview, last_told, panelist, position
from tests.builders import MONDAY_NINE, a_loop, a_panelist, an_interview
from tests.storage.keeping import at_once, keep_candidate, kept_loop, loaded, without_ids

LATER = MONDAY_NINE + timedelta(days=2, microseconds=123456)
EXCUSE = Excuse(ExcuseReason.GONE_ON_WITHOUT, "UROSA", LATER, "ill, “get well”")
TOLD = LastTold(MONDAY_NINE, "Room 4", cancelled=True, role=Role.OBSERVER)


def a_full_loop() -> Loop:
    """One with something in every field."""
    everyone = (
        a_panelist("UPRIYA", Role.LEAD, excuse=EXCUSE, extended_until=LATER, last_told=TOLD, asked_at=LATER),
        a_panelist("UKENJI", Role.OBSERVER, removed=True, last_told=replace(TOLD, starts_at=None)),
        a_panelist(None, Role.SHADOW, name="Zoë Outside"),
    )
    first = an_interview(
        starts_at=LATER,
        panel=everyone,
        stage=Stage.FINAL,
        exercise="backend",
        place="https://meet.example.com/x",
        cancelled=True,
        answers=(Said(AnswerKind.CALLED_OFF, "UROSA", LATER, None, "candidate"),),
        revision=7,
        origin="V1.first",
    )
    second = an_interview(starts_at=None, panel=(), ordinal=2)
    return a_loop(
        first,
        second,
        candidate=Candidate(
            0,
            "Maya Lind",
            "m@x.com",
            "https://ats/1",
            "Europe/Oslo",
            "UMAYA",
            created_by="UROSA",
            identified=False,
        ),
        position=Position(0, "Engineer", "Senior", "Search", "GSEARCH"),
        state=LoopState.CLOSED,
        template="standard-engineering",
        links=(Link("CV", "https://x/cv"), Link("Profile", "https://x/p")),
        outcome=Outcome.HIRED,
        closed_at=LATER,
        revision=9,
        origin="V1",
        coordinators=("UCARLA", "UDAN"),
    )


def test_every_field_comes_back(database: Database, elsewhere: Database) -> None:
    given = a_full_loop()
    made = kept_loop(database, given)
    assert without_ids(made) == without_ids(given)
    assert loaded(elsewhere, made.id) == made


def test_a_draft_comes_back_with_little_in_it(database: Database, elsewhere: Database) -> None:
    given = a_loop(state=LoopState.DRAFT, channel=None, candidate=Candidate(0, "Maya Lind"))
    made = kept_loop(database, given)
    assert without_ids(loaded(elsewhere, made.id)) == without_ids(given)


def test_a_loop_nobody_made_is_not_found(database: Database) -> None:
    with database.read() as connection:
        assert loops.load(connection, 10**9) is None


def test_times_come_back_aware_and_in_utc(database: Database, elsewhere: Database) -> None:
    tokyo = timezone(timedelta(hours=9))
    local = datetime(2026, 11, 17, 18, 30, tzinfo=tokyo)
    panel = (a_panelist(excuse=replace(EXCUSE, at=local), last_told=replace(TOLD, starts_at=local)),)
    made = kept_loop(database, a_loop(an_interview(starts_at=local, panel=panel), created_at=local))
    found = loaded(elsewhere, made.id)
    times = [found.created_at, found.interviews[0].starts_at, *_times_of(found.interviews[0].everyone[0])]
    assert times == [local] * 4
    assert {each.tzinfo for each in times if each} == {UTC}


def _times_of(assignment: Panelist) -> tuple[datetime | None, ...]:
    assert assignment.excuse is not None
    assert assignment.last_told is not None
    return assignment.excuse.at, assignment.last_told.starts_at


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="without a zone"):
        kept_loop(database, a_loop(created_at=datetime(2026, 11, 16, 9)))  # noqa: DTZ001  # the point


# --- saving -----------------------------------------------------------------------------------


def test_saving_changes_what_differs(database: Database, elsewhere: Database) -> None:
    before = kept_loop(database, a_loop(an_interview(), an_interview(ordinal=2)))
    first, second = before.interviews
    assignment = replace(first.everyone[0], excuse=EXCUSE, last_told=TOLD, removed=True)
    moved = replace(first, starts_at=LATER, place="Room 1", revision=2, everyone=(assignment,))
    after = replace(before, state=LoopState.CLOSED, closed_at=LATER, revision=2, interviews=(moved, second))
    assert save(database, before, after) == after
    assert loaded(elsewhere, before.id) == after


def test_saving_adds_what_has_no_id(database: Database, elsewhere: Database) -> None:
    before = kept_loop(database, a_loop(an_interview()))
    observer = a_panelist("UKENJI", Role.OBSERVER, id=0)
    first = replace(before.interviews[0], everyone=(*before.interviews[0].everyone, observer))
    new = an_interview(id=0, ordinal=2, panel=(a_panelist(id=0), a_panelist(None, Role.SHADOW, id=0)))
    saved = save(database, before, replace(before, interviews=(first, new)))
    assert [len(each.everyone) for each in saved.interviews] == [2, 2]
    assert all(each.id and assignment.id for each in saved.interviews for assignment in each.everyone)
    assert loaded(elsewhere, before.id) == saved


def test_saving_the_same_writes_nothing(database: Database) -> None:
    before = kept_loop(database, a_full_loop())
    assert save(database, before, before) == before


def test_what_was_taken_back_is_gone_from_the_row(database: Database) -> None:
    assignment = a_panelist(excuse=EXCUSE, last_told=TOLD, extended_until=LATER)
    before = kept_loop(database, a_loop(an_interview(panel=(assignment,))))
    owing = replace(before.interviews[0].everyone[0], excuse=None, last_told=None, extended_until=None)
    after = before.with_interview(replace(before.interviews[0], everyone=(owing,)))
    assert save(database, before, after) == after
    with database.read() as connection:
        for table in (excuse, last_told):
            assert connection.execute(select(table)).all() == []


def test_a_roll_back_leaves_the_loop_as_it_was(database: Database, elsewhere: Database) -> None:
    before = kept_loop(database, a_loop(an_interview()))

    def change_and_fail() -> None:
        with database.write() as connection:
            loops.save(connection, before, replace(before, revision=2))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert loaded(elsewhere, before.id) == before


def save(database: Database, before: Loop, after: Loop) -> Loop:
    with database.write() as connection:
        return loops.save(connection, before, after)


# --- drafts, checklists, candidates and positions ---------------------------------------------


def test_a_draft_is_deleted_with_its_interviews(database: Database, elsewhere: Database) -> None:
    draft = kept_loop(database, a_loop(an_interview(), state=LoopState.DRAFT))
    with database.write() as connection:
        loops.delete_draft(connection, draft.id)
    with elsewhere.read() as connection:
        assert loops.load(connection, draft.id) is None
        for table in (interview, panelist):
            assert connection.execute(select(func.count()).select_from(table)).scalar() == 0


def test_what_was_begun_is_not_deleted(database: Database, elsewhere: Database) -> None:
    begun = kept_loop(database, a_loop(an_interview()))
    with database.write() as connection:
        loops.delete_draft(connection, begun.id)
    assert loaded(elsewhere, begun.id) == begun


def test_ticks_are_kept(database: Database, elsewhere: Database) -> None:
    made = kept_loop(database, a_loop(an_interview()))
    assignment = made.interviews[0].everyone[0].id
    with database.write() as connection:
        assert loops.ticked(connection, assignment) == []
        loops.tick(connection, assignment, (2, 0))
    with elsewhere.read() as connection:
        assert loops.ticked(connection, assignment) == [2, 0]


def test_a_candidate_can_be_corrected(database: Database, elsewhere: Database) -> None:
    made = kept_loop(database, a_loop())
    corrected = replace(made.candidate, name="Maya Lindh", zone="Asia/Tokyo", account="UMAYA", email="")
    with database.write() as connection:
        candidates.change(connection, corrected)
    assert loaded(elsewhere, made.id).candidate == corrected


def test_a_position_is_made_once(database: Database) -> None:
    def named() -> Position:
        with database.write() as connection:
            return loops.position_named(connection, "Engineer", "Senior", "Search")

    assert len(set(at_once(named, named, named))) == 1
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(position)).scalar() == 1


def test_a_form_sent_twice_at_once_makes_one_loop(database: Database) -> None:
    def send() -> int:
        with database.write() as connection:
            known = loops.of_origin(connection, "V1")
            if known:
                return known
            who = keep_candidate(connection, a_loop().candidate)
            at = loops.position_named(connection, "Engineer", "", "")
            made: Interview = an_interview(origin="V1.1")
            return loops.create(connection, a_loop(made, candidate=who, position=at, origin="V1")).id

    assert len(set(at_once(send, send, send))) == 1
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(candidate)).scalar() == 1
