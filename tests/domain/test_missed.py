"""What somebody ought to have heard before their interview: its recruiter is told, and of nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.about import AboutStart
from bot.domain.interviews import Excuse, ExcuseReason, Interview
from bot.domain.loops import LoopState
from bot.domain.missed import BEFORE_IT, missed
from bot.domain.notices import Notice, NoticeKind, NoticeState
from tests.builders import MONDAY_NINE, a_loop, a_panelist, an_about, an_interview

LEAD = a_panelist()
STARTS_AT = MONDAY_NINE + timedelta(hours=5)
INTERVIEW = an_interview(STARTS_AT, [LEAD])
AFTER = STARTS_AT + timedelta(hours=1)


def dropped(kind: NoticeKind = NoticeKind.STARTING, **other: object) -> Notice:
    row = Notice(
        1,
        kind,
        f"seat:{LEAD.id}",
        "UPRIYA",
        INTERVIEW.revision,
        STARTS_AT - timedelta(minutes=15),
        NoticeState.PENDING,
        interview_id=INTERVIEW.id,
        panelist_id=LEAD.id,
        about=an_about(kind),
    )
    return replace(row, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(NoticeKind))
def test_the_recruiter_hears_of_what_comes_before_an_interview(kind: NoticeKind) -> None:
    owed = missed(a_loop(INTERVIEW), dropped(kind), [], AFTER)
    assert (owed is not None) is (kind in BEFORE_IT)
    if owed:
        assert (owed.kind, owed.recipient, owed.due) == (NoticeKind.MISSED, "UROSA", AFTER)
        assert owed.about == AboutStart(STARTS_AT)


def test_several_that_one_person_missed_are_one() -> None:
    owed = [missed(a_loop(INTERVIEW), dropped(kind), [], AFTER) for kind in BEFORE_IT]
    assert len({each.key for each in owed if each}) == 1


def excused() -> Interview:
    excuse = Excuse(ExcuseReason.WAS_NOT_THERE, "UPRIYA", STARTS_AT)
    return replace(INTERVIEW, everyone=(replace(LEAD, excuse=excuse),))


@pytest.mark.parametrize(
    "interview",
    [
        replace(INTERVIEW, cancelled=True),
        replace(INTERVIEW, revision=INTERVIEW.revision + 1),
        replace(INTERVIEW, starts_at=None),
        replace(INTERVIEW, starts_at=AFTER + timedelta(minutes=1)),
        replace(INTERVIEW, everyone=(replace(LEAD, removed=True),)),
        replace(INTERVIEW, everyone=()),
        excused(),
    ],
    ids=["cancelled", "changed", "not scheduled", "later", "taken off", "gone", "excused"],
)
def test_what_was_not_ended_by_time_alone_is_not_missed(interview: Interview) -> None:
    assert missed(a_loop(interview), dropped(), [], AFTER) is None


def test_nor_is_what_was_due_after_the_start_or_is_of_a_closed_loop() -> None:
    assert missed(a_loop(INTERVIEW), dropped(due=STARTS_AT), [], AFTER) is None
    assert missed(a_loop(INTERVIEW), dropped(), [], STARTS_AT - timedelta(minutes=1)) is None
    closed = replace(a_loop(INTERVIEW), state=LoopState.CLOSED)
    assert missed(closed, dropped(), [], AFTER) is None


@pytest.mark.parametrize("state", NoticeState)
def test_who_heard_that_it_starts_has_missed_nothing_by_not_being_prepared(state: NoticeState) -> None:
    preparing = dropped(NoticeKind.PREPARE)
    heard = dropped(NoticeKind.STARTING, state=state, id=2)
    owed = missed(a_loop(INTERVIEW), preparing, [preparing, heard], AFTER)
    assert (owed is None) is (state is NoticeState.SENT)
