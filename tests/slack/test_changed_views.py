"""What people are told when an interview changes."""

from __future__ import annotations

import pytest

from bot.domain.about import AboutChanged, ChangeKind
from bot.domain.loops import Role
from bot.domain.notices import NoticeKind
from bot.slack.ids import Action
from bot.slack.views.reminders import reminder
from tests.builders import a_change, a_guide, a_panelist
from tests.slack.forms import actions_of, words
from tests.slack.seats_to_show import (
    ROSA,
    a_reminder,
    a_seat,
    discreet,
)


@pytest.mark.parametrize(
    ("change", "headline"),
    [
        (a_change(ChangeKind.MOVED), "System Design: moved to tomorrow 14:00–14:45"),
        (a_change(ChangeKind.MOVED, new_starts_at=None), "System Design, today 15:00: postponed"),
        (a_change(ChangeKind.MOVED, old_starts_at=None), "System Design: set for tomorrow 14:00–14:45"),
        (a_change(ChangeKind.CANCELLED), "System Design, today 15:00: cancelled"),
        (a_change(ChangeKind.REMOVED), "System Design, today 15:00: you are off the panel"),
        (
            a_change(ChangeKind.RESTORED, ChangeKind.MOVED),
            "System Design, tomorrow 14:00: it takes place after all",
        ),
        (a_change(ChangeKind.ROLE, new_role=Role.OBSERVER), "System Design, tomorrow 14:00: you observe now"),
        (a_change(ChangeKind.PLACE), "System Design, tomorrow 14:00: new place"),
    ],
)
def test_a_change_is_told_in_its_first_line(change: AboutChanged, headline: str) -> None:
    (message,) = reminder(a_reminder(NoticeKind.CHANGED, about=change))

    discreet([message])
    assert message.text == headline
    assert f"*{headline}*" in words(message)


def test_a_new_place_is_told_at_once() -> None:
    (message,) = reminder(a_reminder(NoticeKind.CHANGED, about=a_change(ChangeKind.PLACE, new_place="")))

    assert "new place*\nWhere: not given, it was Room 4" in discreet([message])


def test_what_guide_and_exercise_both_say_is_told_once() -> None:
    exercise = {
        "slug": "kube",
        "title": "Kube",
        "summary": "A cluster.",
        "roles": {"lead": ["Stop.", "Play."]},
    }
    guide = a_guide(roles={"lead": ["Stop."]}, exercises=[exercise])
    said = discreet(reminder(a_reminder(NoticeKind.PREPARE, a_seat(guide=guide, exercise="kube"))))

    assert "• Stop.\n• Play." in said
    assert said.count("Stop.") == 1


def test_a_move_tells_the_old_time_and_everything_else_that_changed() -> None:
    change = a_change(ChangeKind.MOVED, ChangeKind.PLACE, ChangeKind.ROLE, new_role=Role.OBSERVER)
    said = discreet(reminder(a_reminder(NoticeKind.CHANGED, about=change)))

    assert "It was today 15:00. If you can't make it, say so now." in said
    assert "Where: <https://meet.example.com/a|meet.example.com/a>, it was Room 4" in said
    assert (
        "You observe now: until now you were to lead" in said
        or "You observe: until now you were to lead" in said
    )


@pytest.mark.parametrize("change", [ChangeKind.CANCELLED, ChangeKind.REMOVED])
def test_what_is_over_asks_for_nothing(change: ChangeKind) -> None:
    (message,) = reminder(a_reminder(NoticeKind.CHANGED, about=a_change(change)))

    assert "There is nothing you need to do." in discreet([message])
    assert actions_of(message) == {}


@pytest.mark.parametrize("change", [ChangeKind.CANCELLED, ChangeKind.REMOVED])
def test_what_is_over_for_somebody_without_an_account_is_passed_on(change: ChangeKind) -> None:
    about = a_change(change)
    seat = a_seat(a_panelist(None))
    said = discreet(reminder(a_reminder(NoticeKind.CHANGED, seat, reader=ROSA, about=about)))

    assert said.count("please pass this on. Times are in Europe/Berlin.") == 1
    assert "nothing you need to do" not in said


def test_nobody_is_asked_whether_they_can_make_no_time() -> None:
    (message,) = reminder(
        a_reminder(NoticeKind.CHANGED, about=a_change(ChangeKind.MOVED, new_starts_at=None))
    )
    assert Action.CANNOT_MAKE_IT not in actions_of(message)
