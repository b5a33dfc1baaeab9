"""What waits for the hours of whoever receives it, and for the end of the interview that they are in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.about import About, AboutRequest
from bot.domain.notices import CHASE, Notice, NoticeKind, NoticeState
from bot.domain.sending import INTERRUPTS, KEEPS_HOURS, LATE, InInterview, Sending, waits_until
from bot.domain.settings import Away
from bot.domain.worktime import is_away, is_open
from tests.builders import MONDAY_NINE, a_change, an_about, an_interview
from tests.domain.planning import BERLIN, clock, prefs

AWAY = Away(date(2026, 11, 17), date(2026, 11, 20))
AT_ONCE = frozenset({NoticeKind.STARTING, NoticeKind.QUESTIONS, NoticeKind.CHANNEL, NoticeKind.HOME})
NIGHT = "2026-11-16 23:10"
MORNING = "2026-11-17 09:00"


def a_sending(
    kind: NoticeKind,
    now: str | datetime,
    *,
    starts_at: str | None = None,
    due: datetime | None = None,
    away: Away | None = None,
    about: About | None = None,
    interview_id: int = 1,
    recipient: str = "UPRIYA",
) -> Sending:
    at = now if isinstance(now, datetime) else clock(BERLIN, now)
    interview = an_interview(clock(BERLIN, starts_at), id=interview_id) if starts_at else None
    about = about or an_about(kind)
    notice = Notice(
        1,
        kind,
        "seat:1",
        recipient,
        1,
        due or at,
        NoticeState.SENDING,
        interview_id=interview_id,
        about=about,
    )
    return Sending(notice, interview, prefs(BERLIN, away=away), at)


@pytest.mark.parametrize("kind", sorted(CHASE))
@pytest.mark.parametrize(
    ("now", "away", "until"),
    [
        ("2026-11-16 10:00", None, None),
        (NIGHT, None, MORNING),
        ("2026-11-14 10:00", None, "2026-11-16 09:00"),
        ("2026-11-16 10:00", AWAY, None),
        ("2026-11-17 10:30", AWAY, "2026-11-23 09:00"),
        (NIGHT, AWAY, "2026-11-23 09:00"),
    ],
)
def test_a_rung_waits_for_their_hours_and_their_return(
    kind: NoticeKind, now: str, away: Away | None, until: str | None
) -> None:
    expected = clock(BERLIN, until) if until else None
    assert waits_until(a_sending(kind, now, away=away), []) == expected


@pytest.mark.parametrize("kind", sorted(NoticeKind))
def test_at_night_what_cannot_wait_is_said_and_nothing_else(kind: NoticeKind) -> None:
    """Of an interview in a week; feedback is asked for at the end, whenever that is."""
    about = a_change(old_starts_at=clock(BERLIN, "2026-11-24 14:00"), new_starts_at=None)
    sending = a_sending(
        kind,
        NIGHT,
        starts_at="2026-11-23 14:00",
        about=about if kind is NoticeKind.CHANGED else None,
    )
    at_once = kind in AT_ONCE or kind is NoticeKind.FEEDBACK
    assert waits_until(sending, []) == (None if at_once else clock(BERLIN, MORNING))


@pytest.mark.parametrize(
    ("kind", "starts_at", "waits"),
    [
        (NoticeKind.ASSIGNED, "2026-11-17 08:30", False),
        (NoticeKind.ASSIGNED, "2026-11-17 09:30", True),
        (NoticeKind.CHANGED, "2026-11-17 22:00", False),
        (NoticeKind.CHANGED, "2026-11-18 22:00", True),
        (NoticeKind.ALERT, "2026-11-17 22:00", False),
        (NoticeKind.ALERT, "2026-11-16 22:50", False),  # on now
        (NoticeKind.ALERT, "2026-11-18 22:00", True),
        (NoticeKind.ALERT, "2026-11-15 10:00", True),
        (NoticeKind.PREPARE, "2026-11-17 08:30", True),
    ],
)
def test_an_interview_at_hand_hastens_what_is_about_it(kind: NoticeKind, starts_at: str, waits: bool) -> None:
    told = a_change(old_starts_at=None, new_starts_at=None) if kind is NoticeKind.CHANGED else None
    sending = a_sending(kind, NIGHT, starts_at=starts_at, about=told)
    assert (waits_until(sending, []) is not None) is waits


@pytest.mark.parametrize("which", ["old_starts_at", "new_starts_at"])
def test_a_change_counts_from_the_old_time_as_from_the_new(which: str) -> None:
    times: dict[str, Any] = {"old_starts_at": None, "new_starts_at": None}
    about = a_change(**(times | {which: clock(BERLIN, "2026-11-17 10:00")}))
    assert waits_until(a_sending(NoticeKind.CHANGED, NIGHT, about=about), []) is None


def test_asking_late_keeps_hours() -> None:
    now = clock(BERLIN, NIGHT)
    in_time, late = (
        a_sending(NoticeKind.FEEDBACK, now, due=now - after) for after in (LATE, LATE + timedelta(minutes=1))
    )
    assert waits_until(in_time, []) is None
    assert waits_until(late, []) == clock(BERLIN, MORNING)


@pytest.mark.parametrize(("by", "waits"), [("", False), ("UPRIYA", False), ("UROSA", True)])
def test_who_asks_for_it_themselves_gets_it_and_who_is_asked_by_another_at_work(by: str, waits: bool) -> None:
    sending = a_sending(NoticeKind.FEEDBACK, NIGHT, about=AboutRequest(by))
    assert (waits_until(sending, []) is not None) is waits


@pytest.mark.parametrize("kind", sorted(NoticeKind))
@pytest.mark.parametrize("own", [True, False], ids=["this interview's", "another's"])
def test_in_an_interview_they_hear_of_that_one_and_what_cannot_wait(kind: NoticeKind, own: bool) -> None:
    """Of another in a week."""
    ends_at = clock(BERLIN, "2026-11-16 11:00")
    interview_id = 7 if own else 8
    about = (
        a_change(old_starts_at=None, new_starts_at=clock(BERLIN, "2026-11-23 14:00"))
        if kind is NoticeKind.CHANGED
        else None
    )
    sending = a_sending(kind, "2026-11-16 10:30", about=about, interview_id=interview_id)
    at_once = own or kind in (NoticeKind.STARTING, NoticeKind.CHANNEL, NoticeKind.HOME)
    assert waits_until(sending, [InInterview(7, ends_at)]) == (None if at_once else ends_at)


@pytest.mark.parametrize("kind", [NoticeKind.CHANGED, NoticeKind.ALERT])
@pytest.mark.parametrize(
    ("starts_at", "waits"),
    [("2026-11-16 11:20", False), ("2026-11-16 10:00", False), ("2026-11-16 12:00", True)],
)
def test_what_is_about_an_interview_within_the_hour_interrupts(
    kind: NoticeKind, starts_at: str, waits: bool
) -> None:
    about = a_change(old_starts_at=None, new_starts_at=None) if kind is NoticeKind.CHANGED else None
    sending = a_sending(kind, "2026-11-16 10:30", starts_at=starts_at, about=about, interview_id=8)
    busy = [InInterview(7, clock(BERLIN, "2026-11-16 11:00"))]
    assert (waits_until(sending, busy) is not None) is waits


def test_every_kind_says_whether_it_keeps_hours() -> None:
    assert set(KEEPS_HOURS) == set(NoticeKind)
    assert set(INTERRUPTS) < set(NoticeKind)


MOMENTS = st.integers(0, 14 * 24 * 12).map(lambda fives: MONDAY_NINE + timedelta(minutes=5 * fives))


@given(
    st.sampled_from(sorted(NoticeKind)),
    MOMENTS,
    MOMENTS,
    MOMENTS,
    st.sampled_from([None, AWAY]),
    st.integers(0, 90),
)
def test_whenever_it_is_said_nothing_speaks_against_it_then(
    kind: NoticeKind, now: datetime, starts_at: datetime, due: datetime, away: Away | None, busy_minutes: int
) -> None:
    """It waits for a later moment, never for ever; what keeps hours is then said in them."""
    notice = Notice(
        1,
        kind,
        "seat:1",
        "UPRIYA",
        1,
        min(due, now),
        NoticeState.SENDING,
        interview_id=1,
        about=an_about(kind),
    )
    busy = [InInterview(2, now + timedelta(minutes=busy_minutes))] if busy_minutes else []
    for _ in range(5):
        sending = Sending(notice, an_interview(starts_at, id=1), prefs(BERLIN, away=away), now)
        until = waits_until(sending, [each for each in busy if each.ends_at > now])
        if until is None:
            break
        assert until > now
        now = until
    else:
        raise AssertionError("it waits again and again")
    if KEEPS_HOURS[kind](sending):
        assert is_open(now, sending.prefs)
        assert kind not in CHASE or not is_away(now, sending.prefs)
