"""What notices are, before any plan."""

from __future__ import annotations

import pytest

from bot.domain.about import AboutAlert, AboutChanged, AlertKind
from bot.domain.interviews import Role
from bot.domain.notices import CHASE, NoticeKind, Wanted, alert, said_together
from tests.builders import MONDAY_NINE


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_one_is_given_and_what_one_owes_come_in_one_message(kind: NoticeKind) -> None:
    together = said_together(kind)
    assert all(said_together(each) == together for each in together)
    several = {NoticeKind.ASSIGNED, NoticeKind.FEEDBACK, NoticeKind.MISSED, *CHASE}
    assert together <= several
    assert (kind in together) is (kind in several)


def test_an_alert_is_due_at_once_and_says_what_it_is_about() -> None:
    about = AboutAlert(AlertKind.RUNNING_LATE, "UPRIYA", "10 minutes")
    told = alert(
        about, "UROSA", MONDAY_NINE, subject="seat:7", revision=3, loop_id=1, interview_id=2, panelist_id=7
    )
    assert told == Wanted(
        kind=NoticeKind.ALERT,
        subject="seat:7",
        recipient="UROSA",
        revision=3,
        due=MONDAY_NINE,
        loop_id=1,
        interview_id=2,
        panelist_id=7,
        about=about,
    )


def test_a_change_differs_in_something() -> None:
    with pytest.raises(ValueError, match=r"^a change in which nothing differs$"):
        AboutChanged((), None, None, "", "", Role.LEAD, Role.LEAD, prepare_included=False)
