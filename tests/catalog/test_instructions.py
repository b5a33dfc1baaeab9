"""What each role reads and ticks, from exercise, guide or company; and what only one interview looks at."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from bot.catalog.coverage import only_here
from bot.catalog.instructions import Instructions, instructions
from bot.catalog.models import Guide
from bot.domain.interviews import Role
from tests.builders import a_company, a_guide

BEFORE = {Role.LEAD: "before", Role.OBSERVER: "observer_before", Role.SHADOW: "shadow_before"}


def said(whose: str, role: Role, present: bool) -> dict[str, Any]:
    """What one of the three says of the role, if it does; a guide always says what the lead does."""
    others = {"lead": ["lead of the guide"]} if whose == "guide" else {}
    if not present:
        return {"roles": others}
    return {"roles": {**others, role: [f"{whose} does"]}, BEFORE[role]: [f"{whose} prepares"]}


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.SHADOW])
@pytest.mark.parametrize(("exercise", "guide", "company"), [*product([True, False], repeat=3)])
def test_the_nearest_that_says_something_of_the_role(
    role: Role, exercise: bool, guide: bool, company: bool
) -> None:
    named = {"slug": "one", "title": "One", "summary": "One.", **said("exercise", role, exercise)}
    asked = a_guide(exercises=[named], **said("guide", role, guide))
    found = instructions(role, asked, asked.exercise("one"), a_company(**said("company", role, company)))
    present = {"exercise": exercise, "guide": guide, "company": company}
    nearest = next((whose for whose, says in present.items() if says), None)
    expected = Instructions((f"{nearest} does",), (f"{nearest} prepares",)) if nearest else Instructions()
    assert found == expected
    assert found.said is bool(nearest)


def test_guidance_and_checklist_are_looked_for_each_by_itself() -> None:
    asked = a_guide(
        before=["Choose."],
        exercises=[{"slug": "one", "title": "One", "summary": "One.", "roles": {"lead": ["Play."]}}],
    )
    assert instructions(Role.LEAD, asked, asked.exercise("one"), a_company()) == Instructions(
        ("Play.",), ("Choose.",)
    )
    assert instructions(Role.LEAD, asked, None, a_company()).guidance == asked.roles.lead


# --- what no other interview looks at ----------------------------------------------------------


def of(*criteria: str) -> Guide:
    return a_guide(criteria=criteria)


def ids(guide: Guide, *others: tuple[Guide, str | None]) -> list[str]:
    return [each.id for each in only_here(guide, [(other, other.exercise(slug)) for other, slug in others])]


def test_a_criterion_is_only_here_where_no_other_gives_any_signal() -> None:
    assert ids(of("trade-offs", "ambiguity"), (of("ambiguity"), None)) == ["trade-offs"]
    assert ids(of("trade-offs"), (of("trade-offs"), None)) == []


def test_what_another_interviews_exercise_shows_counts() -> None:
    other = a_guide(
        criteria=("coding",),
        exercises=[{"slug": "one", "title": "One", "summary": "One.", "competencies": ["trade-offs"]}],
    )
    assert ids(of("trade-offs"), (other, "one")) == []
    assert ids(of("trade-offs"), (other, None)) == ["trade-offs"]


def test_of_a_single_interview_there_is_nothing_to_say() -> None:
    assert ids(of("trade-offs")) == []
