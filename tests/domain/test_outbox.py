"""What a change of plan does to the rows that are already there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.about import AboutChannel, AboutRequest, AboutStart
from bot.domain.giving_up import Dropped, by_hand
from bot.domain.interviews import Excuse, ExcuseReason, Interview, Role
from bot.domain.notices import Notice, NoticeKind, NoticeState, Wanted
from bot.domain.outbox import Changes, diff, settled_by_earlier, was_asked
from tests.builders import MONDAY_NINE, a_panelist, an_interview
from tests.domain.planning import BERLIN, Outbox, a_row, plan, prefs, the, told_of

FRIDAY_TWO = MONDAY_NINE + timedelta(days=4, hours=5)
NEXT_WEEK = MONDAY_NINE + timedelta(days=9)
PREPARE, FEEDBACK, FIRST = NoticeKind.PREPARE, NoticeKind.FEEDBACK, NoticeKind.OVERDUE_FIRST
UNTOUCHED = [NoticeState.SENDING, NoticeState.SENT, NoticeState.FAILED]


def lone(kind: NoticeKind = PREPARE, interview: Interview | None = None, **other: Any) -> Wanted:
    return the(kind, plan(interview or an_interview(FRIDAY_TWO, [a_panelist(id=1)], id=1), **other))


def test_what_is_missing_is_inserted() -> None:
    wanted = plan(an_interview(FRIDAY_TWO))
    assert diff(wanted, []) == Changes(insert=wanted)


@pytest.mark.parametrize("state", [NoticeState.PENDING, *UNTOUCHED])
def test_what_is_there_is_kept(state: NoticeState) -> None:
    assert diff([lone()], [a_row(lone(), state)]) == Changes()


def test_what_was_dropped_is_revived_with_todays_due() -> None:
    wanted = lone()
    row = a_row(replace(wanted, due=MONDAY_NINE), NoticeState.DROPPED, id=7)
    assert diff([wanted], [row]) == Changes(revive=((7, wanted),))


@pytest.mark.parametrize("state", [*UNTOUCHED, NoticeState.DROPPED])
def test_what_is_out_or_dropped_is_not_dropped(state: NoticeState) -> None:
    assert diff([], [a_row(lone(), state)]) == Changes()


@pytest.mark.parametrize("reason", [Dropped.NOT_IN_PILOT, by_hand("sent by e-mail")])
def test_what_somebody_decided_to_drop_stays_dropped(reason: str) -> None:
    wanted = lone()
    row = replace(a_row(wanted, NoticeState.DROPPED), reason=reason)
    assert diff([wanted], [row]) == Changes()
    assert diff([replace(wanted, revision=2)], [row]) == Changes(), "for another reason, at the same time"
    moved = replace(wanted, revision=2, about=AboutStart(NEXT_WEEK))
    assert diff([moved], [row]) == Changes(insert=(moved,)), "that is news"


def test_reasons_are_words() -> None:
    wanted, pending = lone(), a_row(lone(), id=7)
    assert diff([], [pending]).drop == ((7, "no longer true"),)
    moved = replace(wanted, revision=2, about=AboutStart(NEXT_WEEK))
    assert diff([moved], [pending]) == Changes(insert=(moved,), drop=((7, Dropped.MOVED),))
    same_time = replace(wanted, revision=2)
    assert diff([same_time], [pending]) == Changes(insert=(same_time,), drop=((7, Dropped.PLANNED_ANEW),))


def test_a_row_of_any_kind_that_is_given_and_not_wanted_is_dropped() -> None:
    channel = replace(lone(), kind=NoticeKind.CHANNEL, subject="loop:1", about=AboutChannel())
    assert diff([channel], [a_row(channel)]) == Changes()
    assert [reason for _, reason in diff([], [a_row(channel)]).drop] == ["no longer true"]


class TestSettled:
    def test_a_new_revision_for_another_reason_does_not_send_it_again(self) -> None:
        sent = a_row(lone(), NoticeState.SENT)
        again = replace(lone(), revision=2)
        assert settled_by_earlier(again, sent)
        assert diff([again], [sent]) == Changes()

    @pytest.mark.parametrize("state", [each for each in NoticeState if each is not NoticeState.SENT])
    def test_only_what_was_sent_settles(self, state: NoticeState) -> None:
        assert not settled_by_earlier(replace(lone(), revision=2), a_row(lone(), state))

    @pytest.mark.parametrize(
        "other",
        [
            {"kind": NoticeKind.STARTING},
            {"subject": "seat:99"},
            {"recipient": "UOTTO"},
            {"about": AboutStart(NEXT_WEEK)},
            {"about": AboutRequest()},
        ],
    )
    def test_only_the_same_for_the_same_time(self, other: dict[str, Any]) -> None:
        assert not settled_by_earlier(replace(lone(), revision=2, **other), a_row(lone(), NoticeState.SENT))

    def test_a_pending_one_settled_meanwhile_is_dropped_and_stays_so(self) -> None:
        sent, pending = a_row(lone(), NoticeState.SENT), a_row(replace(lone(), revision=2), id=8)
        assert diff([replace(lone(), revision=2)], [sent, pending]).drop == ((8, "already sent"),)
        dropped = replace(pending, state=NoticeState.DROPPED)
        assert diff([replace(lone(), revision=2)], [sent, dropped]) == Changes()

    def test_changes_are_never_settled_by_earlier_ones(self) -> None:
        lead = a_panelist(id=1)
        interview = an_interview(FRIDAY_TWO, [lead], id=1)
        told = replace(lead, last_told=told_of(interview, lead))
        moved = lone(NoticeKind.CHANGED, replace(interview, starts_at=NEXT_WEEK, everyone=(told,)))
        assert not settled_by_earlier(replace(moved, revision=4), a_row(moved, NoticeState.SENT))

    def test_more_time_begins_the_chase_anew_but_does_not_ask_anew(self) -> None:
        interview = an_interview(FRIDAY_TWO, [a_panelist(id=1)], id=1)
        later = replace(interview, revision=2, everyone=(a_panelist(id=1, extended_until=NEXT_WEEK),))
        assert settled_by_earlier(lone(FEEDBACK, later), a_row(lone(FEEDBACK, interview), NoticeState.SENT))
        assert not settled_by_earlier(lone(FIRST, later), a_row(lone(FIRST, interview), NoticeState.SENT))


class TestFactsThatChangeWithoutARevision:
    def test_more_time_moves_what_is_pending(self) -> None:
        before = lone(FIRST)
        later = lone(FIRST, an_interview(FRIDAY_TWO, [a_panelist(id=1, extended_until=NEXT_WEEK)], id=1))
        assert later.key == before.key
        assert diff([later], [a_row(before, id=7)]) == Changes(reschedule=((7, later),))
        assert diff([later], [a_row(before, NoticeState.SENT)]) == Changes()

    def test_another_zone_moves_what_is_pending(self) -> None:
        here, there = lone(), lone(people={"UPRIYA": prefs(BERLIN)})
        assert diff([there], [a_row(here, id=7)]) == Changes(reschedule=((7, there),))

    def test_a_delay_that_delivery_gave_it_stands(self) -> None:
        wanted = lone()
        waiting = replace(a_row(wanted), attempt=1, due=wanted.due + timedelta(minutes=5))
        assert diff([wanted], [waiting]) == Changes()

    def test_a_change_keeps_the_moment_it_was_planned_for(self) -> None:
        lead = a_panelist(id=1)
        interview = an_interview(FRIDAY_TWO, [lead], id=1)
        told = replace(lead, last_told=told_of(interview, lead))
        moved = replace(interview, starts_at=NEXT_WEEK, everyone=(told,))
        first = lone(NoticeKind.CHANGED, moved)
        later = lone(NoticeKind.CHANGED, moved, now=MONDAY_NINE + timedelta(hours=1))
        assert later.due > first.due
        assert diff([later], [a_row(first)]) == Changes()


class TestStories:
    """A loop's outbox over several changes, delivered as far as each story says."""

    def test_moved_away_and_back(self) -> None:
        outbox, interview = Outbox(), an_interview(FRIDAY_TWO)
        outbox.follow(plan(interview))
        outbox.follow(plan(replace(interview, starts_at=NEXT_WEEK, revision=2)))
        assert outbox.reasons(PREPARE) == ["moved", ""]
        outbox.follow(plan(replace(interview, revision=3)))
        assert outbox.reasons(PREPARE) == ["moved", "moved", ""]
        assert [row.about for row in outbox.pending(PREPARE)] == [AboutStart(FRIDAY_TWO)]

    def test_cancelled_and_restored_without_having_said_so(self) -> None:
        outbox, lead = Outbox(), a_panelist()
        interview = an_interview(FRIDAY_TWO, [lead])
        outbox.follow(plan(interview))
        outbox.send(NoticeKind.ASSIGNED)
        interview = replace(interview, everyone=(replace(lead, last_told=told_of(interview, lead)),))
        outbox.follow(plan(replace(interview, cancelled=True, revision=2)))
        assert {row.kind for row in outbox.pending()} == {NoticeKind.CHANGED}
        outbox.follow(plan(replace(interview, revision=3)))
        assert not outbox.pending(NoticeKind.CHANGED)
        assert {row.kind for row in outbox.pending()} == {each.kind for each in plan(interview)}

    def test_somebody_joins_after_the_lead_was_prepared(self) -> None:
        outbox, lead = Outbox(), a_panelist()
        interview = an_interview(FRIDAY_TWO, [lead])
        outbox.follow(plan(interview))
        outbox.send(PREPARE)
        joined = replace(interview, everyone=(lead, a_panelist("UOTTO", Role.OBSERVER)), revision=2)
        outbox.follow(plan(joined))
        assert [row.recipient for row in outbox.pending(PREPARE)] == ["UOTTO"]

    def test_excused_and_not(self) -> None:
        outbox, lead = Outbox(), a_panelist()
        interview = an_interview(FRIDAY_TWO, [lead])
        excuse = Excuse(ExcuseReason.GONE_ON_WITHOUT, "UROSA", MONDAY_NINE)
        after = FRIDAY_TWO + timedelta(hours=2)
        outbox.follow(plan(interview))
        outbox.send(FEEDBACK)
        outbox.follow(plan(replace(interview, everyone=(replace(lead, excuse=excuse),)), now=after))
        assert not outbox.pending(FIRST)
        outbox.follow(plan(interview, now=after))
        assert len(outbox.pending(FIRST)) == 1
        assert not outbox.pending(FEEDBACK)

    def test_sent_for_the_first_time_and_moved_it_is_sent_for_the_second(self) -> None:
        outbox, interview = Outbox(), an_interview(FRIDAY_TWO)
        outbox.follow(plan(interview))
        outbox.send(PREPARE)
        outbox.follow(plan(replace(interview, starts_at=NEXT_WEEK, revision=2)))
        assert len(outbox.pending(PREPARE)) == 1


def test_rows_may_come_in_any_order_and_the_plan_too() -> None:
    wanted = plan(an_interview(FRIDAY_TWO))
    rows: Iterable[Notice] = [a_row(each, id=number) for number, each in enumerate(wanted)]
    assert diff(reversed(wanted), iter(rows)) == Changes()


class TestAsked:
    """Whether somebody may be told that whoever owes was asked."""

    ASKED = lone(FEEDBACK)

    def was(self, row: Notice, until: datetime | None = None) -> bool:
        return was_asked([row], self.ASKED.panelist_id or 0, self.ASKED.recipient, until)

    @pytest.mark.parametrize("state", list(NoticeState))
    def test_only_what_was_sent_has_asked(self, state: NoticeState) -> None:
        assert self.was(a_row(self.ASKED, state)) is (state is NoticeState.SENT)

    @pytest.mark.parametrize("state", list(NoticeState))
    def test_what_is_due_is_being_said(self, state: NoticeState) -> None:
        said = state in (NoticeState.PENDING, NoticeState.SENDING, NoticeState.SENT)
        row = a_row(self.ASKED, state)
        assert self.was(row, row.due) is said
        assert self.was(row, row.due - timedelta(seconds=1)) is (state is NoticeState.SENT)

    @pytest.mark.parametrize("other", [{"kind": PREPARE}, {"recipient": "UROSA"}, {"panelist_id": 99}])
    def test_nothing_else_has(self, other: dict[str, Any]) -> None:
        assert not self.was(replace(a_row(self.ASKED, NoticeState.SENT), **other))
