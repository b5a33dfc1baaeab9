"""What falls due while its recipient is away waits for their return, and is said then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.domain.notices import NoticeKind, NoticeState
from bot.domain.settings import Away, Chosen
from tests.acting import words
from tests.delivery.world import MONDAY, PRIYA, ROSA, World


def test_a_rung_waits_until_they_are_back(world: World) -> None:
    loop = world.loop()
    world.interview(loop, PRIYA, timedelta(hours=2))
    world.on.own_settings.set(PRIYA, Chosen(away=Away(date(2026, 11, 17), date(2026, 11, 20))))
    world.sandbox.advance(timedelta(days=2))
    world.worker().tick()
    [first] = [each for each in world.all_notices() if each.kind is NoticeKind.OVERDUE_FIRST]
    assert (first.state, first.due) == (NoticeState.PENDING, datetime(2026, 11, 23, 8, tzinfo=UTC))
    world.on.workspace_changes.finish()
    world.sandbox.advance(first.due - MONDAY - timedelta(days=2))
    world.worker().tick()
    [first] = [each for each in world.all_notices() if each.kind is NoticeKind.OVERDUE_FIRST]
    assert first.state is NoticeState.SENT


def test_who_is_away_when_it_is_due_is_told_of_to_the_recruiter(world: World) -> None:
    loop = world.loop()
    world.interview(loop, PRIYA, timedelta(hours=2))
    world.on.own_settings.set(PRIYA, Chosen(away=Away(date(2026, 11, 17), date(2026, 11, 20))))
    world.on.workspace_changes.finish()
    ended = MONDAY + timedelta(hours=3)
    for moment in (ended, ended + timedelta(hours=24)):
        world.sandbox.move_to(moment)
        world.worker().tick()
    (told,) = [each for each in world.said_to(ROSA) if "away" in each["text"]]
    assert "I remind" in words(told)
    assert "back, Mon 09:00" in words(told)
    assert not [each for each in world.said_to(PRIYA) if "late" in each["text"]]


def test_in_an_interview_they_hear_nothing_that_can_wait(world: World) -> None:
    loop = world.loop()
    world.interview(loop, PRIYA, timedelta(hours=2))
    world.worker().tick()
    world.sandbox.move_to(MONDAY + timedelta(hours=2, minutes=5))
    world.interview(loop, PRIYA, timedelta(days=3))
    before = len(world.said_to(PRIYA))
    world.worker().tick()
    assert len(world.said_to(PRIYA)) == before
    world.sandbox.move_to(MONDAY + timedelta(hours=3))
    world.worker().tick()
    assert [each["text"] for each in world.said_to(PRIYA)[before:]] == [
        "Technical Screen / Resume Deep Dive, 12:00: write your feedback",
        "New interview for you: Technical Screen / Resume Deep Dive, Thu 10:00",
    ]


def test_who_is_asked_late_has_their_time_from_then(world: World) -> None:
    loop = world.loop()
    seat = world.interview(loop, PRIYA, timedelta(hours=2))
    tuesday_night = MONDAY + timedelta(days=1, hours=14)
    world.sandbox.move_to(tuesday_night)
    world.worker().tick()
    assert not world.said_to(PRIYA)
    opening = datetime(2026, 11, 18, 8, tzinfo=UTC)
    world.sandbox.move_to(opening)
    world.worker().tick()
    (asked,) = world.said_to(PRIYA)
    assert "write your feedback" in asked["text"]
    assert "Due tomorrow 09:00" in words(asked)
    found = world.loaded(loop).assignment(seat)
    assert found
    assert found[1].asked_at
    assert timedelta(0) <= found[1].asked_at - opening < timedelta(minutes=1)


def test_at_night_remind_now_says_when_they_are_reminded(world: World) -> None:
    loop = world.loop()
    seat = world.interview(loop, PRIYA, timedelta(hours=2))
    for hours in (3, 14):
        world.sandbox.move_to(MONDAY + timedelta(hours=hours))
        world.worker().tick()
    before = len(world.said_to(PRIYA))
    asked = world.on.chasing.remind_now(ROSA, seat)
    world.worker().tick()
    assert len(world.said_to(PRIYA)) == before
    assert asked.opening == datetime(2026, 11, 17, 8, tzinfo=UTC)
    world.sandbox.move_to(asked.opening)
    world.worker().tick()
    assert "asks for it" in words(world.said_to(PRIYA)[-1])
