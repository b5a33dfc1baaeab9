"""The ladder as one table: what it says holds everywhere, and a rung forgotten somewhere is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.about import AboutOverdue
from bot.domain.ladder import LADDER, WHILE_AWAY, Recipient, Rung, who_hears
from bot.domain.notices import NoticeKind, said_together
from bot.domain.reminders import PLANNED
from bot.domain.settings import LeadTimes
from tests.builders import an_about
from tests.domain.planning import RUNGS

DOCS = Path(__file__).parents[2] / "docs" / "reminders.md"
PEOPLE = {
    Recipient.OWES: "UPRIYA",
    Recipient.RECRUITER: "UROSA",
    Recipient.HIRING_MANAGER: "UHENRIK",
    Recipient.ADMIN: "UADA",
}


def documented() -> list[str]:
    return [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_is_drawn_as_a_rung_stands_on_the_ladder(kind: NoticeKind) -> None:
    if isinstance(an_about(kind), AboutOverdue):
        assert kind in (*RUNGS, WHILE_AWAY.kind), (
            f"{kind.value} is no rung: add it to LADDER in bot/domain/ladder.py"
        )


@pytest.mark.parametrize("rung", LADDER, ids=lambda rung: rung.kind.value)
def test_a_rung_is_planned_and_several_are_one_message(rung: Rung) -> None:
    assert rung.kind in PLANNED, f"nothing plans {rung.kind.value}: see _BY_KIND in bot/domain/reminders.py"
    where = "said_together in bot/domain/notices.py"
    assert rung.kind in said_together(rung.kind), f"{rung.kind.value} is no digest: see {where}"


def test_it_climbs() -> None:
    hours = [rung.hours for rung in LADDER]
    assert hours == sorted(hours)
    assert len(set(RUNGS)) == len(LADDER)


@pytest.mark.parametrize("rung", LADDER, ids=lambda rung: rung.kind.value)
@pytest.mark.parametrize("owes", PEOPLE.values())
def test_every_rung_reaches_somebody(rung: Rung, owes: str) -> None:
    heard = who_hears(rung, PEOPLE | {Recipient.OWES: owes})
    assert heard
    assert set(heard) <= set(PEOPLE.values())
    assert (owes in heard) == (Recipient.OWES in rung.recipients)


@pytest.mark.parametrize("rung", LADDER, ids=lambda rung: rung.kind.value)
def test_the_docs_say_what_the_ladder_says(rung: Rung) -> None:
    when = f"{rung.hours} working hours after it was due" if rung.hours else "when it is due"
    row = f"| {rung.kind.value} | {when} | {', '.join(rung.recipients)} |"
    assert row in documented(), f"docs/reminders.md lacks this row:\n{row}"


@pytest.mark.parametrize("kind", sorted(PLANNED))
def test_the_docs_have_every_reminder(kind: NoticeKind) -> None:
    rows = [row for row in documented() if row.startswith(f"| {kind.value} |")]
    assert len(rows) == 1, f"docs/reminders.md has {len(rows)} rows for {kind.value}, and needs one"


def test_the_docs_have_nothing_else() -> None:
    reminders = {row.split(" | ")[0].removeprefix("| ") for row in documented()}
    assert reminders - {"reminder"} == {kind.value for kind in PLANNED}


HOURS = tuple(rung.hours for rung in LADDER)


@pytest.mark.parametrize("hours", [(), HOURS[1:], (*HOURS, 99), HOURS[::-1], (-1, *HOURS[1:])])
def test_lead_times_have_a_figure_for_each_rung_in_rising_order(hours: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=f"overdue_hours: {len(LADDER)} figures"):
        LeadTimes(overdue_hours=hours)
    assert LeadTimes().overdue_hours == HOURS


def test_lead_times_may_be_none_at_all() -> None:
    at_once = tuple(0 for _ in LADDER)
    assert LeadTimes(overdue_hours=at_once).overdue_hours == at_once
