"""What holds for everybody, and what a person has of their own."""

from __future__ import annotations

from datetime import time

from bot.domain.settings import Deployment, LeadTimes, Preferences, WorkingHours

HOURS, LEAD_TIMES = WorkingHours(time(8), time(16)), LeadTimes(prepare_at=time(10))
HERE = Deployment("/interview", "Europe/Berlin", HOURS, LEAD_TIMES)


def test_somebody_who_set_nothing_has_what_holds_here_in_their_own_zone() -> None:
    assert HERE.preferences("Asia/Tokyo") == Preferences("Asia/Tokyo", HOURS, LEAD_TIMES)
    assert HERE.preferences(None) == HERE.preferences("") == Preferences("Europe/Berlin", HOURS, LEAD_TIMES)
