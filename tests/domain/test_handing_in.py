"""When a scorecard may be handed in, from when it counts, and until when it may be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.handing_in import (
    DraftReason,
    correctable_until,
    counted,
    counts_from,
    is_draft_again,
    kept_because,
    may_be_corrected,
)
from bot.domain.visibility import FeedbackAccess
from tests.builders import MONDAY_NINE, a_loop, a_panelist, a_scorecard, an_interview

START = MONDAY_NINE + timedelta(hours=1)
END = START + timedelta(minutes=45)
LEAD = a_panelist()
INTERVIEW = an_interview(START, [LEAD])


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@pytest.mark.parametrize(
    ("now", "kept"),
    [
        (START - timedelta(days=1), DraftReason.EARLY),
        (START - timedelta(seconds=1), DraftReason.EARLY),
        (START, None),
        (START + minutes(20), None),
        (END, None),
        (END + timedelta(days=30), None),
    ],
)
def test_before_the_start_it_is_a_draft_and_from_then_on_it_is_handed_in(
    now: datetime, kept: DraftReason
) -> None:
    assert kept_because(INTERVIEW, now) is kept
    assert kept_because(replace(INTERVIEW, cancelled=True), now) is DraftReason.CANCELLED
    assert kept_because(replace(INTERVIEW, starts_at=None), now) is DraftReason.UNSCHEDULED


@pytest.mark.parametrize(
    ("handed_in", "counts", "until"),
    [
        (START + minutes(5), END, END + minutes(15)),
        (END, END, END + minutes(15)),
        (END + minutes(10), END + minutes(10), END + minutes(25)),
        (None, None, None),
    ],
)
def test_it_counts_from_the_end_and_may_be_corrected_for_a_quarter_of_an_hour_from_then(
    handed_in: datetime | None, counts: datetime | None, until: datetime | None
) -> None:
    scorecard = a_scorecard(INTERVIEW, LEAD, handed_in)
    assert counts_from(INTERVIEW, scorecard) == counts
    assert correctable_until(INTERVIEW, scorecard) == until
    for now in (START, END + minutes(14.9), END + minutes(15), END + minutes(26)):
        assert may_be_corrected(INTERVIEW, scorecard, now) is (until is not None and now < until)
        given = counted(a_loop(INTERVIEW), {LEAD.id: scorecard}, now)
        assert (LEAD.id in given) is (counts is not None and counts <= now)


def test_who_is_done_has_nothing_to_correct() -> None:
    done = replace(a_scorecard(INTERVIEW, LEAD, END), finished_at=END + minutes(2))
    assert correctable_until(INTERVIEW, done) == END + minutes(2)
    longer = replace(INTERVIEW, minutes=60)
    assert correctable_until(longer, done) == END + minutes(15)


def test_of_an_interview_without_a_time_what_was_handed_in_counts() -> None:
    """As a release before this one kept it."""
    scorecard = a_scorecard(INTERVIEW, LEAD, START)
    assert counts_from(replace(INTERVIEW, starts_at=None), scorecard) == START


@pytest.mark.parametrize(
    ("starts_at", "again"),
    [
        (START, False),
        (START - timedelta(days=1), False),
        (END + minutes(1), True),
        (START + timedelta(days=2), True),
        (None, True),
    ],
)
def test_moved_to_later_it_is_a_draft_again(starts_at: datetime | None, again: bool) -> None:
    assert is_draft_again(INTERVIEW, replace(INTERVIEW, starts_at=starts_at), END) is again


def test_nobody_but_its_author_sees_what_does_not_count_yet() -> None:
    """Nor does it open anything to its author."""
    tom, priya = a_panelist("UTOM"), a_panelist("UPRIYA")
    early = an_interview(START, [tom])
    over = an_interview(START - timedelta(days=1), [priya])
    loop = a_loop(early, over)
    given = {
        tom.id: a_scorecard(early, tom, START + minutes(5)),
        priya.id: a_scorecard(over, priya, START - timedelta(hours=20)),
    }
    during, after = (FeedbackAccess(loop, given, at) for at in (START + minutes(30), END + minutes(15)))
    for reader in ("UROSA", "UHENRIK", "UPRIYA"):
        assert not during.may_read(reader, tom.id)
        assert after.may_read(reader, tom.id)
    assert during.may_read("UTOM", tom.id)
    assert not during.may_read("UTOM", priya.id)
    assert not during.opens_when_finished("UTOM", tom.id)
    at_the_end = FeedbackAccess(loop, given, END)
    assert not at_the_end.may_read("UTOM", priya.id)
    assert at_the_end.opens_when_finished("UTOM", tom.id)
    assert after.may_read("UTOM", priya.id)
    assert not during.is_ready(early.stage)
    assert not at_the_end.is_ready(early.stage)
    assert after.is_ready(early.stage)
