"""Reminders as people get them: across zones, daylight saving, weekends, moves and cancellations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.company import KENJI, LEA, PRIYA, ROSA, SAM, TOM
from bot.domain.interviews import AnswerKind
from tests.acting import Actor, World, a_demo, words
from tests.setting_up import a_created_loop, an_edit, changes, the_loop

BERLIN, TOKYO, SAN_FRANCISCO = (
    ZoneInfo(each) for each in ("Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles")
)
TUESDAY = datetime(2026, 11, 17, 10, tzinfo=BERLIN)


@contextmanager
def a_world(start_at: datetime) -> Iterator[World]:
    with a_demo(start_at=start_at) as demo:
        yield World(demo)


def said_to(person: Actor) -> list[str]:
    """Each message's `text`: what a phone shows."""
    return [each["text"] for each in person.messages()]


def test_a_working_day_before_over_a_weekend_and_a_change_of_clocks() -> None:
    """Clocks in Berlin go back on Sunday 25 October 2026, in San Francisco a week later."""
    thursday = datetime(2026, 10, 22, 15, tzinfo=BERLIN)
    monday = datetime(2026, 10, 26, 17, tzinfo=BERLIN)
    with a_world(thursday) as world:
        a_created_loop(world, an_edit(monday, PRIYA, observers=(SAM, KENJI)))
        for person, nine, local in (
            (PRIYA, datetime(2026, 10, 23, 9, tzinfo=BERLIN), "17:00"),
            (SAM, datetime(2026, 10, 23, 9, tzinfo=SAN_FRANCISCO), "09:00"),
            (KENJI, datetime(2026, 10, 26, 9, tzinfo=TOKYO), "01:00"),
        ):
            actor = world.actor(person)
            world.moves_to(nine - timedelta(seconds=1))
            before = len(actor.messages())
            world.moves_to(nine)
            assert len(actor.messages()) == before + 1, person
            assert local in words(actor.last())
        world.moves_to(monday - timedelta(minutes=15))
        assert all("starts in 15 minutes" in words(world.actor(each).last()) for each in (PRIYA, SAM, KENJI))


def test_everybody_reads_the_time_in_their_own_zone() -> None:
    start = datetime(2026, 11, 19, 8, tzinfo=UTC)
    with a_world(TUESDAY) as world:
        a_created_loop(world, an_edit(start, PRIYA, observers=(KENJI,)))
        world.moves_to(start - timedelta(minutes=15))
        assert "09:00" in words(world.actor(PRIYA).last())
        assert "17:00" in words(world.actor(KENJI).last())


def test_booked_ten_minutes_before_the_start() -> None:
    start = TUESDAY + timedelta(minutes=10)
    with a_world(TUESDAY) as world:
        a_created_loop(world, an_edit(start, TOM))
        told = [words(each) for each in world.actor(TOM).messages()]
        assert any("starts in 10 minutes" in each for each in told), told
        world.moves_to(start + timedelta(minutes=1))
        assert sum("starts in" in each for each in told) == 1


def test_moved_away_and_back_before_anybody_heard() -> None:
    start = TUESDAY + timedelta(days=2)
    with a_world(TUESDAY) as world:
        loop = a_created_loop(world, an_edit(start, TOM))
        interview = loop.interviews[0]
        before = said_to(world.actor(TOM))
        changes(world, loop, interview, starts_at=start + timedelta(hours=2))
        changes(world, loop, interview, starts_at=start)
        world.settle()
        assert said_to(world.actor(TOM)) == before
        world.moves_to(start - timedelta(minutes=15))
        starting = [each for each in world.actor(TOM).messages() if "starts in" in words(each)]
        assert len(starting) == 1


def test_moved_away_and_back_after_they_heard() -> None:
    start = TUESDAY + timedelta(days=2)
    with a_world(TUESDAY) as world:
        loop = a_created_loop(world, an_edit(start, TOM))
        interview = loop.interviews[0]
        tom = world.actor(TOM)
        before = len(tom.messages())
        for moved in (start + timedelta(hours=2), start):
            changes(world, loop, interview, starts_at=moved)
            world.settle()
        told = [words(each) for each in tom.messages()[before:]]
        assert len(told) == 2
        assert "12:00" in told[0]
        assert "10:00" in told[1]
        world.moves_to(start - timedelta(minutes=15))
        assert sum("starts in" in words(each) for each in tom.messages()) == 1


def test_cancelled_and_restored() -> None:
    start = TUESDAY + timedelta(days=2)
    with a_world(TUESDAY) as world:
        loop = a_created_loop(world, an_edit(start, TOM))
        interview = loop.interviews[0]
        tom = world.actor(TOM)
        changes(world, loop, interview, cancelled=True)
        world.settle()
        assert "cancelled" in words(tom.last()).lower()
        changes(world, loop, interview, cancelled=False)
        world.settle()
        assert "cancelled" not in tom.last()["text"].lower()
        world.moves_to(start - timedelta(minutes=15))
        assert "starts in 15 minutes" in words(tom.last())


def test_a_cancelled_interview_is_never_heard_of_again() -> None:
    start = TUESDAY + timedelta(days=1)
    with a_world(TUESDAY) as world:
        loop = a_created_loop(world, an_edit(start, TOM, observers=(LEA,)))
        changes(world, loop, loop.interviews[0], cancelled=True)
        world.settle()
        before = {each: len(world.actor(each).messages()) for each in (TOM, LEA, ROSA)}
        world.moves_to(start + timedelta(days=7))
        assert {each: len(world.actor(each).messages()) for each in (TOM, LEA, ROSA)} == before


def test_the_chase_climbs_in_working_hours_and_stops_when_it_is_given() -> None:
    start = TUESDAY.replace(hour=15)
    with a_world(TUESDAY) as world:
        loop = a_created_loop(world, an_edit(start, TOM))
        tom, rosa = world.actor(TOM), world.actor(ROSA)
        # due at 15:45 on Wednesday; four working hours later is 10:45 on Thursday
        world.moves_to(TUESDAY.replace(day=18, hour=15, minute=44))
        asked = len(tom.messages())
        world.moves_to(TUESDAY.replace(day=18, hour=15, minute=45))
        assert len(tom.messages()) == asked + 1
        told = len(rosa.messages())
        world.moves_to(TUESDAY.replace(day=19, hour=10, minute=45))
        assert len(rosa.messages()) == told + 1
        assignment = the_loop(world, loop.id).interviews[0].panel[0]
        world.demo.bot.services.answers.say(TOM, assignment.id, AnswerKind.WAS_NOT_THERE)
        world.settle()
        quiet = len(tom.messages())
        world.moves_to(TUESDAY + timedelta(days=14))
        assert len(tom.messages()) == quiet


def test_more_time_begins_the_chase_anew() -> None:
    start = TUESDAY.replace(hour=15)
    with a_world(TUESDAY) as world:
        loop = a_created_loop(world, an_edit(start, TOM))
        tom = world.actor(TOM)
        world.moves_to(TUESDAY.replace(day=18, hour=11))
        until = TUESDAY.replace(day=20, hour=12)
        assignment = loop.interviews[0].panel[0]
        world.demo.bot.services.answers.more_time(TOM, assignment.id, until)
        world.settle()
        chased = len(tom.messages())
        world.moves_to(until - timedelta(seconds=1))
        assert len(tom.messages()) == chased
        world.moves_to(until)
        assert len(tom.messages()) == chased + 1


def test_a_changed_zone_moves_what_is_still_to_come() -> None:
    start = datetime(2026, 11, 19, 18, tzinfo=BERLIN)
    with a_world(TUESDAY) as world:
        a_created_loop(world, an_edit(start, PRIYA))
        world.control.post(f"users/{PRIYA}", tz="America/Los_Angeles")
        world.settle()
        priya = world.actor(PRIYA)
        before = len(priya.messages())
        world.moves_to(datetime(2026, 11, 18, 9, tzinfo=BERLIN))
        assert len(priya.messages()) == before
        world.moves_to(datetime(2026, 11, 18, 9, tzinfo=SAN_FRANCISCO))
        assert len(priya.messages()) == before + 1
        assert "09:00" in words(priya.last())
