"""What waits for the hours of whoever receives it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.domain.ladder import RUNGS
from bot.domain.notices import NoticeKind
from bot.domain.sending import waits_until
from bot.domain.settings import Away
from tests.domain.planning import BERLIN, clock, prefs

AWAY = Away(date(2026, 11, 17), date(2026, 11, 20))


@pytest.mark.parametrize("kind", RUNGS)
@pytest.mark.parametrize(
    ("now", "away", "until"),
    [
        ("2026-11-16 10:00", None, None),
        ("2026-11-16 23:10", None, "2026-11-17 09:00"),
        ("2026-11-14 10:00", None, "2026-11-16 09:00"),
        ("2026-11-16 10:00", AWAY, None),
        ("2026-11-17 10:30", AWAY, "2026-11-23 09:00"),
        ("2026-11-16 23:10", AWAY, "2026-11-23 09:00"),
    ],
)
def test_a_rung_waits_for_their_hours_and_their_return(
    kind: NoticeKind, now: str, away: Away | None, until: str | None
) -> None:
    expected: datetime | None = clock(BERLIN, until) if until else None
    assert waits_until(kind, prefs(BERLIN, away=away), clock(BERLIN, now)) == expected


@pytest.mark.parametrize("kind", sorted(set(NoticeKind) - set(RUNGS)))
def test_nothing_else_waits(kind: NoticeKind) -> None:
    assert waits_until(kind, prefs(BERLIN, away=AWAY), clock(BERLIN, "2026-11-17 23:00")) is None
