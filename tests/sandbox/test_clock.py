"""The clock by itself, and the stamps taken from it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.clock import Clock, Stamps

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_every_listener_is_called_even_after_one_that_failed() -> None:
    clock, called = Clock(START), list[datetime]()

    def fail(_: datetime) -> None:
        raise RuntimeError("no")

    clock.on_move(fail)
    clock.on_move(called.append)
    later = START + timedelta(days=1)
    with pytest.raises(RuntimeError, match="no"):
        clock.move_to(later)
    assert called == [later]
    assert clock.now() >= later


def test_a_listener_may_move_the_clock_again() -> None:
    clock, seen = Clock(START), list[datetime]()

    def once_more(now: datetime) -> None:
        seen.append(now)
        if len(seen) == 1:
            clock.advance(timedelta(hours=1))

    clock.on_move(once_more)
    clock.move_to(START + timedelta(days=1))
    assert len(seen) == 2
    assert clock.now() >= START + timedelta(days=1, hours=1)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Clock(START.replace(tzinfo=None))


@given(st.lists(st.integers(0, 10_000), max_size=20))
def test_stamps_increase_however_the_clock_is_moved(steps: list[int]) -> None:
    clock = Clock(START)
    stamps = Stamps(clock)
    taken = [stamps.next()]
    for step in steps:
        clock.advance(timedelta(microseconds=step))
        taken.append(stamps.next())
    clock.close()
    assert taken == sorted(set(taken), key=float)
    assert all(len(ts.partition(".")[2]) == 6 for ts in taken)
