"""What people are told when an interview changes."""

from __future__ import annotations

import pytest

from bot.slack.ids import Action
from tests.screens.registry import parts, screen


@pytest.mark.parametrize(
    ("change", "headline"),
    [
        ("moved", "System Design: moved to tomorrow 14:00–14:45"),
        ("time-off", "System Design, tomorrow 11:00: postponed"),
        ("time-set", "System Design: set for tomorrow 14:00–14:45"),
        ("cancelled", "System Design, tomorrow 14:00: cancelled"),
        ("removed", "System Design, tomorrow 14:00: you are off the panel"),
        ("restored", "System Design, tomorrow 14:00: it takes place after all"),
        ("restored-moved", "System Design, tomorrow 14:00: it takes place after all"),
        ("role", "System Design, tomorrow 14:00: you lead now"),
        ("now-observer", "System Design, tomorrow 14:00: you observe now"),
        ("place", "System Design, tomorrow 14:00: new place"),
    ],
)
def test_a_change_is_told_in_its_first_line(change: str, headline: str) -> None:
    (message,) = parts(f"reminder-changed-{change}.realistic")
    assert message.text == headline
    assert f"*{headline}*" in message.words


def test_a_new_place_is_told_at_once() -> None:
    message = screen("reminder-changed-place-gone.realistic")
    assert "new place*\nWhere: not given, it was Room Fjord, 3rd floor" in message.words


def test_a_move_tells_the_old_time_and_everything_else_that_changed() -> None:
    said = screen("reminder-changed-together.realistic").words
    link = "<https://meet.example.com/search-loop|meet.example.com/search-loop>"
    assert "It was tomorrow 11:00. If you can't make it, say so now." in said
    assert f"Where: {link}, it was Room Fjord, 3rd floor" in said
    assert "You lead: until now you were to observe" in said


@pytest.mark.parametrize("change", ["cancelled", "removed"])
def test_what_is_over_asks_for_nothing(change: str) -> None:
    (message,) = parts(f"reminder-changed-{change}.realistic")
    assert "There is nothing you need to do." in message.words
    assert message.buttons == {}


@pytest.mark.parametrize("change", ["cancelled", "removed"])
def test_what_is_over_for_somebody_without_an_account_is_passed_on(change: str) -> None:
    said = screen(f"reminder-changed-{change}-outsider.realistic").words
    assert said.count("please pass this on. Times are in Europe/Berlin.") == 1
    assert "nothing you need to do" not in said


def test_nobody_is_asked_whether_they_can_make_no_time() -> None:
    assert Action.CANNOT_MAKE_IT not in screen("reminder-changed-time-off.realistic").buttons
