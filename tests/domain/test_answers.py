"""Who may say what of an interview, and when. The expected cells are written out by hand.

Each row: the moments, in minutes from the start of an interview of 60 minutes, at which it may be said, by
each part in it. The moments tried are those on both sides of each edge.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.answers import InterviewPart as Part
from bot.domain.answers import (
    after_saying,
    after_taking_back,
    check_may_say,
    may_take_back,
    parts_of,
    stands,
    who_is_told,
)
from bot.domain.errors import Refused
from bot.domain.interviews import AnswerKind, Interview, Role, Said
from bot.domain.loops import Loop, LoopState
from bot.domain.owing import owed_assignments
from tests.builders import CALLED_OFF, MONDAY_NINE, a_loop, a_panelist, an_interview

START = MONDAY_NINE + timedelta(hours=3)
PRIYA, TOM, NOOR = (
    a_panelist("UPRIYA"),
    a_panelist("UTOM", Role.OBSERVER),
    a_panelist("UNOOR", Role.SHADOW),
)
INTERVIEW = an_interview(START, [PRIYA, TOM, NOOR], minutes=60)
LOOP = a_loop(INTERVIEW, coordinators=("UCORA",))
PEOPLE = {"lead": "UPRIYA", "observer": "UTOM", "shadow": "UNOOR", "recruiter": "UROSA", "manager": "UHENRIK"}
SEATS = {"UPRIYA": PRIYA, "UTOM": TOM, "UNOOR": NOOR}
MOMENTS = (-1440, -61, -60, -1, 0, 1, 2, 14, 15, 29, 30, 59, 60, 61, 1440)

ALWAYS = set(MOMENTS)
NEVER: set[int] = set()
BEFORE = {-1440, -61, -60, -1}
FROM_START = {0, 1, 2, 14, 15, 29, 30, 59, 60, 61, 1440}
TABLE: dict[AnswerKind, dict[str, set[int]]] = {
    AnswerKind.CANDIDATE_MISSING: {
        "lead": {2, 14, 15, 29, 30, 59},
        "observer": {2, 14, 15, 29, 30, 59},
        "shadow": NEVER,
        "recruiter": NEVER,
        "manager": NEVER,
    },
    AnswerKind.CALLED_OFF: {
        "lead": {15, 29, 30, 59, 60, 61, 1440},
        "observer": NEVER,
        "shadow": NEVER,
        "recruiter": FROM_START,
        "manager": NEVER,
    },
    AnswerKind.DONE: {
        "lead": {30, 59},
        "observer": NEVER,
        "shadow": NEVER,
        "recruiter": NEVER,
        "manager": NEVER,
    },
    AnswerKind.WAS_NOT_THERE: {
        "lead": FROM_START,
        "observer": FROM_START,
        "shadow": NEVER,
        "recruiter": NEVER,
        "manager": NEVER,
    },
    AnswerKind.CANNOT_MAKE_IT: {
        "lead": BEFORE,
        "observer": BEFORE,
        "shadow": BEFORE,
        "recruiter": NEVER,
        "manager": NEVER,
    },
    AnswerKind.RUNNING_LATE: {
        "lead": {-60, -1, 0, 1, 2, 14},
        "observer": {-60, -1, 0, 1, 2, 14},
        "shadow": {-60, -1, 0, 1, 2, 14},
        "recruiter": NEVER,
        "manager": NEVER,
    },
}
TOLD: dict[AnswerKind, set[str]] = {
    AnswerKind.CANDIDATE_MISSING: {"UTOM", "UNOOR", "UROSA"},
    AnswerKind.CALLED_OFF: {"UTOM", "UNOOR", "UROSA", "UHENRIK"},
    AnswerKind.DONE: {"UTOM", "UNOOR"},
    AnswerKind.WAS_NOT_THERE: {"UROSA"},
    AnswerKind.CANNOT_MAKE_IT: {"UROSA"},
    AnswerKind.RUNNING_LATE: {"UTOM", "UNOOR", "UROSA"},
}
"""By Priya, who leads."""
CELLS = [
    (answer, part, minute, minute in minutes)
    for answer, parts in TABLE.items()
    for part, minutes in parts.items()
    for minute in MOMENTS
]


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def may(
    answer: AnswerKind,
    person: str,
    minute: int,
    loop: Loop = LOOP,
    interview: Interview = INTERVIEW,
    **more: bool,
) -> bool:
    parts = parts_of(person, loop, interview, SEATS.get(person, PRIYA))
    try:
        check_may_say(answer, parts, loop, interview, at(minute), **more)
    except Refused:
        return False
    return True


@pytest.mark.parametrize(("answer", "part", "minute", "allowed"), CELLS)
def test_each_cell(answer: AnswerKind, part: str, minute: int, allowed: bool) -> None:
    person = PEOPLE[part]
    assert may(answer, person, minute) is allowed
    moved = replace(INTERVIEW, starts_at=START + timedelta(days=1))
    as_moved = minute - 1440
    nearest = [each for each in MOMENTS if each == as_moved]
    if nearest:
        assert may(answer, person, minute, LOOP.with_interview(moved), moved) is (
            as_moved in TABLE[answer][part]
        )
    cancelled = replace(INTERVIEW, cancelled=True)
    assert not may(answer, person, minute, LOOP.with_interview(cancelled), cancelled)
    off = replace(INTERVIEW, answers=(CALLED_OFF,))
    assert not may(answer, person, minute, LOOP.with_interview(off), off)
    closed = replace(LOOP, state=LoopState.CLOSED, closed_at=MONDAY_NINE)
    assert not may(answer, person, minute, closed)


def test_the_table_has_every_answer() -> None:
    assert set(TABLE) == set(TOLD) == set(AnswerKind)


def test_a_coordinator_answers_as_the_recruiter() -> None:
    assert may(AnswerKind.CALLED_OFF, "UCORA", 1)
    assert not may(AnswerKind.CALLED_OFF, "USTRANGER", 60)


def test_once_their_scorecard_is_in_they_were_there() -> None:
    for answer in AnswerKind:
        own = answer in (AnswerKind.WAS_NOT_THERE, AnswerKind.CANNOT_MAKE_IT, AnswerKind.RUNNING_LATE)
        minute = min(TABLE[answer]["lead"])
        assert may(answer, "UPRIYA", minute, given=True) is not own


def test_once_feedback_was_shown_the_recruiter_alone_calls_it_off() -> None:
    assert not may(AnswerKind.CALLED_OFF, "UPRIYA", 60, shown=True)
    assert may(AnswerKind.CALLED_OFF, "UROSA", 60, shown=True)


def test_without_a_time_only_who_cannot_make_it_can_say_so() -> None:
    loose = replace(INTERVIEW, starts_at=None)
    loop = LOOP.with_interview(loose)
    said = {each for each in AnswerKind if may(each, "UPRIYA", 0, loop, loose)}
    assert said == {AnswerKind.CANNOT_MAKE_IT}


@pytest.mark.parametrize("answer", AnswerKind)
def test_who_is_told(answer: AnswerKind) -> None:
    told = who_is_told(answer, LOOP, INTERVIEW, "UPRIYA")
    assert set(told) == TOLD[answer]
    assert len(set(told)) == len(told)
    assert "UROSA" not in who_is_told(answer, LOOP, INTERVIEW, "UROSA")


@pytest.mark.parametrize("answer", AnswerKind)
@pytest.mark.parametrize("seat", [PRIYA, TOM, NOOR])
def test_taken_back_it_is_as_it_was_and_due_anew(answer: AnswerKind, seat: object) -> None:
    panelist = SEATS[seat.person]  # type: ignore[attr-defined]
    said = Said(answer, panelist.person or "", at(20), panelist.id, "why")
    loop = after_saying(said, LOOP, INTERVIEW, panelist)
    interview = loop.interviews[0]
    now_seated = next(each for each in interview.everyone if each.id == panelist.id)
    known = stands(answer, interview, now_seated)
    assert known
    assert (known.by, known.detail) == (said.by, "why")
    owing = {each.person for _, each in owed_assignments(loop, {})}
    everybody = {"UPRIYA", "UTOM"}
    if answer is AnswerKind.CALLED_OFF:
        assert owing == set()
    elif answer in (AnswerKind.WAS_NOT_THERE, AnswerKind.CANNOT_MAKE_IT):
        assert owing == everybody - {panelist.person}
    else:
        assert owing == everybody
    back = after_taking_back(answer, loop, interview, now_seated, at(90))
    assert not any(stands(answer, back.interviews[0], each) for each in back.interviews[0].everyone)
    assert {each.person for _, each in owed_assignments(back, {})} == everybody
    anew = {each.person for each in back.interviews[0].everyone if each.added_at == at(90)}
    expected = {
        AnswerKind.CALLED_OFF: {"UPRIYA", "UTOM", "UNOOR"},
        AnswerKind.WAS_NOT_THERE: {panelist.person},
        AnswerKind.CANNOT_MAKE_IT: {panelist.person},
    }
    assert anew == expected.get(answer, set())


def test_who_may_take_it_back() -> None:
    assert may_take_back("UTOM", "UTOM", {Part.OBSERVER})
    assert may_take_back("UROSA", "UTOM", {Part.RECRUITER})
    assert not may_take_back("UPRIYA", "UTOM", {Part.LEAD})


def test_who_is_done_ends_it_then_and_never_later_than_booked() -> None:
    loop = after_saying(Said(AnswerKind.DONE, "UPRIYA", at(40)), LOOP, INTERVIEW, PRIYA)
    assert loop.interviews[0].ends_at == at(40)
    late = after_saying(Said(AnswerKind.DONE, "UPRIYA", at(70)), LOOP, INTERVIEW, PRIYA)
    assert late.interviews[0].ends_at == at(60)


def test_not_here_and_late_lapse_at_the_end() -> None:
    said = [Said(each, "UPRIYA", at(5)) for each in (AnswerKind.CANDIDATE_MISSING, AnswerKind.RUNNING_LATE)]
    interview = replace(INTERVIEW, answers=(*said, CALLED_OFF))
    assert interview.as_of(at(59)) == interview
    assert interview.as_of(at(60)).answers == (CALLED_OFF,)
