"""How feedback is asked for, and who hears that it is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.about import AboutRequest
from bot.domain.loops import Role
from bot.domain.notices import NoticeKind
from bot.slack.ids import Action
from bot.slack.views.reminders import reminder
from tests.builders import a_guide, a_panelist
from tests.slack.forms import actions_of
from tests.slack.seats_to_show import (
    HENRIK,
    ROSA,
    TUESDAY,
    a_reminder,
    a_seat,
    discreet,
)


def test_feedback_is_asked_for_with_the_time_it_is_due() -> None:
    seat = a_seat()
    (message,) = reminder(a_reminder(NoticeKind.FEEDBACK, seat, now=TUESDAY))

    said = discreet([message])
    assert message.text == "System Design, 14:00: write your feedback"
    assert "Due today 18:45." in said
    assert actions_of(message) == {
        action: [str(seat.panelist.id)]
        for action in (
            Action.SCORECARD_OPEN,
            Action.CANDIDATE_ABSENT,
            Action.WAS_NOT_THERE,
            Action.MORE_TIME,
        )
    }


def test_the_recruiter_enters_it_for_somebody_without_an_account() -> None:
    seat = a_seat(a_panelist(None))
    for kind in (NoticeKind.FEEDBACK, NoticeKind.OVERDUE_FIRST):
        said = discreet(reminder(a_reminder(kind, seat, reader=ROSA, now=TUESDAY)))
        assert "Outside Expert has no account here: ask them, and enter it for them." in said
        assert "Write it for them" in said


def test_who_owes_several_is_told_once() -> None:
    seats = [a_seat(), a_seat(guide=a_guide("values"))]
    (message,) = reminder(a_reminder(NoticeKind.OVERDUE_FIRST, *seats, now=TUESDAY + timedelta(days=1)))

    said = discreet([message])
    assert message.text == (
        "Your feedback on 2 interviews is late: System Design, yesterday 14:00; Values, yesterday 14:00"
    )
    assert "*System Design, yesterday 14:00* · was due yesterday 18:45" in said
    assert actions_of(message)[Action.SCORECARD_OPEN] == [str(seat.panelist.id) for seat in seats]


@pytest.mark.parametrize("kind", [NoticeKind.OVERDUE_SECOND, NoticeKind.OVERDUE_LAST])
def test_the_recruiter_can_remind_or_go_on_without(kind: NoticeKind) -> None:
    tom = a_panelist("UTOM", Role.OBSERVER)
    (message,) = reminder(a_reminder(kind, a_seat(tom), reader=ROSA, now=TUESDAY + timedelta(days=1)))

    said = discreet([message])
    assert message.text == "System Design, yesterday 14:00: feedback is late"
    assert "*System Design, yesterday 14:00: <@UTOM>'s feedback is late*\nIt was due yesterday 18:45." in said
    assert "Go on without Tom" in said
    assert actions_of(message) == {
        Action.REMIND_NOW: [str(tom.id)],
        Action.GO_ON_WITHOUT: [f"1 {tom.id}"],
    }


def test_the_hiring_manager_is_told_whom_to_ask() -> None:
    seats = [a_seat(), a_seat(a_panelist(None))]
    (message,) = reminder(a_reminder(NoticeKind.OVERDUE_LAST, *seats, reader=HENRIK))

    assert "ask <@UROSA> to go on without" in discreet([message])
    assert actions_of(message) == {}


def test_own_and_others_are_told_apart() -> None:
    seats = [a_seat(a_panelist("UROSA")), a_seat()]
    mine, theirs = reminder(a_reminder(NoticeKind.OVERDUE_SECOND, *seats, reader=ROSA))

    assert Action.SCORECARD_OPEN in actions_of(mine)
    assert Action.REMIND_NOW in actions_of(theirs)


def test_who_owes_stands_in_front_where_several_are_late() -> None:
    seats = [a_seat(a_panelist(person, Role.OBSERVER)) for person in ("UTOM", "UPRIYA")]
    now = TUESDAY + timedelta(days=1)
    (message,) = reminder(a_reminder(NoticeKind.OVERDUE_SECOND, *seats, reader=ROSA, now=now))

    said = discreet([message])
    assert "2 scorecards are late" in message.text
    assert "<@UTOM> · System Design, yesterday 14:00 · owed since yesterday 18:45" in said


def test_the_only_late_one_is_told_by_its_title() -> None:
    (message,) = reminder(a_reminder(NoticeKind.OVERDUE_FIRST, now=TUESDAY + timedelta(days=1)))

    assert message.text == "System Design, yesterday 14:00: your feedback is late"
    assert "Maya Lind for Senior Engineer, Search · you led" in discreet([message])


def test_a_reminder_somebody_asked_for_says_who_and_which_day() -> None:
    asked = a_reminder(NoticeKind.FEEDBACK, now=TUESDAY + timedelta(days=1), about=AboutRequest("UROSA"))
    (message,) = reminder(asked)

    assert message.text == "System Design, yesterday 14:00: write your feedback"
    assert "<@UROSA> asks for it. It was due yesterday 18:45." in discreet([message])


def test_a_shadow_is_not_asked_for_more_time() -> None:
    seat = replace(a_seat(a_panelist(role=Role.SHADOW)), due=None)
    (message,) = reminder(a_reminder(NoticeKind.FEEDBACK, seat, now=TUESDAY))

    assert list(actions_of(message)) == [Action.SCORECARD_OPEN, Action.CANDIDATE_ABSENT]
