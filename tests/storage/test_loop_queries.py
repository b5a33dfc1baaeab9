"""Finding loops: by person, channel, position, candidate and guide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.interviews import Interview, Role
from bot.domain.loops import Candidate, Loop, LoopState
from bot.storage import candidates, loops
from bot.storage.database import Connection, Database
from tests.builders import MONDAY_NINE, a_loop, a_panelist, an_interview
from tests.storage.keeping import keep, keep_candidate, kept_loop

TUESDAY = MONDAY_NINE + timedelta(days=1)
EVERY_STATE = tuple(LoopState)


def seating(*people: str, **other: Any) -> Interview:
    return an_interview(panel=[a_panelist(person) for person in people], **other)


@pytest.mark.parametrize("person", ["UROSA", "UHENRIK", "UPRIYA", "UKENJI"])
def test_a_loop_involves_its_people(database: Database, person: str) -> None:
    shadow = a_panelist("UKENJI", Role.SHADOW)
    made = kept_loop(database, a_loop(an_interview(panel=(a_panelist("UPRIYA"), shadow))))
    kept_loop(database, a_loop(seating("UOTHER"), recruiter="UX", hiring_manager="UY"))
    assert found(database, lambda each: loops.involving(each, person)) == [made]


def test_a_loop_does_not_involve_who_was_taken_off(database: Database) -> None:
    kept_loop(database, a_loop(an_interview(panel=(a_panelist("UPRIYA", removed=True),))))
    assert found(database, lambda each: loops.involving(each, "UPRIYA")) == []


def test_only_open_loops_involve_somebody_unless_asked(database: Database) -> None:
    for state in LoopState:
        kept_loop(database, a_loop(seating("UPRIYA", "UKENJI"), seating("UPRIYA"), state=state))
    found_open = found(database, lambda each: loops.involving(each, "UPRIYA"))
    found_all = found(database, lambda each: loops.involving(each, "UPRIYA", EVERY_STATE))
    assert [each.state for each in found_open] == [LoopState.OPEN]
    assert len(found_all) == 3


def test_interviews_come_in_their_order_and_panels_as_they_were_seated(database: Database) -> None:
    given = [seating("UC", "UA", "UB", ordinal=number) for number in (3, 1, 2)]
    made = kept_loop(database, a_loop(*given))
    assert [each.ordinal for each in made.interviews] == [1, 2, 3]
    assert [each.person for each in made.interviews[0].everyone] == ["UC", "UA", "UB"]


def test_a_channel_has_its_loops_open_and_closed(database: Database) -> None:
    made = kept_loop(database, a_loop(channel="G1"))
    kept_loop(database, a_loop(channel="G2"))
    kept_loop(database, a_loop(channel="G1", state=LoopState.DRAFT))
    closed = kept_loop(database, a_loop(channel="G1", state=LoopState.CLOSED))
    assert found(database, lambda each: loops.in_channel(each, "G1")) == [made, closed]


def test_loops_of_a_position_and_of_a_candidate(database: Database) -> None:
    first = kept_loop(database, a_loop(channel="G1"))
    same_position = kept_loop(database, a_loop(candidate=Candidate(0, "Omar Diallo")))
    with database.write() as connection:
        again = loops.create(connection, replace(first, channel="G2"))
    assert found(database, lambda each: loops.of_position(each, first.position.id)) == [
        first,
        same_position,
        again,
    ]
    assert found(database, lambda each: loops.loops_of_candidate(each, first.candidate.id)) == [first, again]


def test_the_loop_of_a_seat(database: Database) -> None:
    made = kept_loop(database, a_loop(an_interview()))
    (interview,) = made.interviews
    with database.read() as connection:
        assert loops.of_panelist(connection, interview.everyone[0].id) == made.id
        assert loops.of_panelist(connection, 10**9) is None


def test_the_channel_used_last_is_remembered(database: Database) -> None:
    with database.write() as connection:
        made = loops.position_named(connection, "Engineer", "Senior", "Search")
        loops.remember_channel(connection, made.id, "G9")
        assert loops.position_named(connection, "Engineer", "Senior", "Search").channel == "G9"
        assert loops.position_named(connection, "Engineer", "Staff", "Search").id != made.id


def found(database: Database, ask: Callable[[Connection], list[Loop]]) -> list[Loop]:
    with database.read() as connection:
        return ask(connection)


# --- who is the same person -------------------------------------------------------------------


MAYA = Candidate(0, "Maya Lind", "maya@example.com", "https://ats/1")


@pytest.mark.parametrize(
    ("email", "ats_url", "known"),
    [
        ("maya@example.com", "", True),
        ("", "https://ats/1", True),
        ("other@example.com", "https://ats/1", True),
        ("maya@example.com", "https://ats/2", True),
        ("other@example.com", "https://ats/2", False),
        ("", "", False),
    ],
)
def test_a_candidate_is_known_by_address_or_link(
    database: Database, email: str, ats_url: str, known: bool
) -> None:
    with database.write() as connection:
        maya = keep_candidate(connection, MAYA)
        like = candidates.like(connection, email, ats_url)
    assert like == ([maya] if known else [])


def test_a_candidate_is_never_known_by_name(database: Database) -> None:
    with database.write() as connection:
        candidates.add(connection, Candidate(0, "Maya Lind"))
        candidates.add(connection, Candidate(0, "Maya Lind"))
        assert candidates.like(connection, "", "") == []
        assert candidates.like(connection, "maya@example.com", "https://ats/1") == []


def test_a_changed_address_that_is_another_records_goes_on_finding_that_one(database: Database) -> None:
    with database.write() as connection:
        maya = keep_candidate(connection, MAYA)
        noah = keep_candidate(connection, Candidate(0, "Noah Kim", "noah@example.com", "https://ats/2"))
        candidates.change(connection, replace(noah, name="Noah", email=maya.email))
        assert candidates.like(connection, maya.email, "") == [maya]
        assert candidates.like(connection, "noah@example.com", "") == []
        (found,) = candidates.like(connection, "", "https://ats/2")
    assert (found.id, found.name, found.email) == (noah.id, "Noah", maya.email)


# --- who is busy ------------------------------------------------------------------------------


def test_busy_are_those_with_an_interview_in_between(database: Database) -> None:
    made = kept_loop(
        database,
        a_loop(
            seating("UPRIYA", "UKENJI", starts_at=TUESDAY, minutes=30),
            seating("UPRIYA", starts_at=TUESDAY + timedelta(hours=5)),
            seating("UPRIYA", starts_at=None),
        ),
    )
    first = made.interviews[0]
    assert first.starts_at == TUESDAY
    assert busy(database) == [("UPRIYA", first.id, TUESDAY, 30)]
    assert busy(database, "UPRIYA", "UKENJI", "UNOBODY")[-1] == ("UKENJI", first.id, TUESDAY, 30)


def test_what_is_cancelled_closed_or_left_keeps_nobody_busy(database: Database) -> None:
    off = a_panelist("UPRIYA", removed=True)
    cancelled = seating("UPRIYA", starts_at=TUESDAY, cancelled=True)
    kept_loop(database, a_loop(an_interview(TUESDAY, (off,)), cancelled))
    kept_loop(database, a_loop(seating("UPRIYA", starts_at=TUESDAY), state=LoopState.CLOSED))
    assert busy(database) == []


def test_a_draft_keeps_people_busy(database: Database) -> None:
    kept_loop(database, a_loop(seating("UPRIYA", starts_at=TUESDAY), state=LoopState.DRAFT))
    assert len(busy(database)) == 1


def busy(database: Database, *people: str) -> list[tuple[str, int, object, int]]:
    hour = timedelta(hours=1)
    with database.read() as connection:
        return sorted(
            loops.busy(connection, people or ("UPRIYA",), TUESDAY - hour, TUESDAY + hour), reverse=True
        )


# --- who may know a guide ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "ties"),
    [
        ("UMAYA", (True, False)),  # will be interviewed with it
        ("UPRIYA", (False, True)),
        ("UROSA", (False, True)),
        ("UHENRIK", (False, True)),
        ("UOFF", (False, False)),
        ("UNOBODY", (False, False)),
    ],
)
def test_ties_to_a_guide(database: Database, person: str, ties: tuple[bool, bool]) -> None:
    panel = (a_panelist("UPRIYA"), a_panelist("UOFF", removed=True))
    with database.write() as connection:
        keep(connection, a_loop(an_interview(panel=panel), candidate=replace(MAYA, account="UMAYA")))
        assert loops.ties_to_guide(connection, person, ["system-design", "earlier-name"]) == ties
        assert loops.ties_to_guide(connection, person, ["coding"]) == (False, False)


def test_a_candidate_who_interviews_others_has_both_ties(database: Database) -> None:
    with database.write() as connection:
        keep(connection, a_loop(an_interview(), candidate=replace(MAYA, account="UMAYA")))
        keep(connection, a_loop(seating("UMAYA"), candidate=Candidate(0, "Omar Diallo")))
        assert loops.ties_to_guide(connection, "UMAYA", ["system-design"]) == (True, True)


def test_a_closed_loop_ties_nobody(database: Database) -> None:
    with database.write() as connection:
        keep(connection, a_loop(an_interview(), state=LoopState.CLOSED))
        assert loops.ties_to_guide(connection, "UPRIYA", ["system-design"]) == (False, False)
