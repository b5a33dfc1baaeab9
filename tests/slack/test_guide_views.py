"""What people see of the catalog."""

from __future__ import annotations

from typing import Any

import pytest

from bot.catalog.models import Guide
from bot.domain.loops import Role
from bot.services.values import GuidePage
from bot.slack.ids import Action
from bot.slack.views.guides import guide_page, whole_guide
from bot.slack.views.text import escape
from tests.builders import a_guide
from tests.slack.forms import actions_of
from tests.slack.guides_to_show import CATALOG, COMMAND, by_slug, checked, squeezed, worst_guide

by_role = pytest.mark.parametrize("role", Role)


@by_slug
@by_role
def test_the_essentials_fit_on_one_screen(guide: Guide, role: Role) -> None:
    page = guide_page(GuidePage(guide, role), COMMAND)

    said = checked([page])
    for criterion in guide.look_for[:3]:
        assert escape(criterion.line) in said
    assert escape(guide.title) in page.payload()["blocks"][0]["text"]["text"] or guide.superseded_by


@by_slug
@by_role
def test_the_whole_guide_leaves_nothing_out(guide: Guide, role: Role) -> None:
    said = squeezed(checked(whole_guide(GuidePage(guide, role, whole=True), COMMAND, CATALOG)))

    for text in every_text(guide):
        assert squeezed(escape(text)) in said


def every_text(guide: Guide) -> list[str]:
    texts = [guide.title, guide.summary, guide.purpose, *guide.details, guide.interviewers.who, guide.owner]
    texts += [*guide.roles.lead, *guide.roles.observer, *guide.roles.shadow, *guide.before]
    texts += [item.what for item in guide.agenda] + [one.title for one in guide.resources]
    for criterion in guide.look_for:
        texts += [criterion.line, criterion.question]
        texts += [criterion.anchors.strength, criterion.anchors.concern] if criterion.anchors else []
    for exercise in guide.exercises:
        texts += [exercise.title, exercise.summary, exercise.note or "", *exercise.details, *exercise.before]
        texts += [one.title for one in exercise.resources]
        if exercise.roles:
            texts += [*exercise.roles.lead, *exercise.roles.observer, *exercise.roles.shadow]
    return texts


def test_each_further_message_says_what_it_continues() -> None:
    messages = whole_guide(GuidePage(worst_guide(title="Long & Wide")), COMMAND)

    assert len(messages) > 2
    for message in messages[1:]:
        assert message.payload()["blocks"][0]["text"]["text"] == "*Long &amp; Wide, continued*"


def test_the_essentials_in_the_order_people_need_them() -> None:
    guide = a_guide(before=["Read it."], assistants="expected")
    said = checked([guide_page(GuidePage(guide, Role.LEAD), COMMAND)])

    wanted = [
        "System Design",
        "45 minutes · 1–2 people from the hiring team",
        "For you as lead",
        "What to look for",
        "1. Shows trade offs",
        "0–5 introductions · 5–35 design",
        "encouraged and expected",
        "Backend systems (levels L4, L5) · Release (60 minutes)",
        "1 thing to get ready",
        "/interview prep system-design observer",
        "Whole guide",
    ]
    places = [said.index(words) for words in wanted]
    assert places == sorted(places)


def test_a_role_with_nothing_of_its_own_reads_what_the_lead_does() -> None:
    said = checked([guide_page(GuidePage(a_guide(), Role.SHADOW), COMMAND)])

    assert "This guide says nothing for shadows alone." in said
    assert "Pick a question for the target level." in said


def test_derived_criteria_are_marked() -> None:
    page = GuidePage(a_guide().model_copy(update={"criteria": "derived"}))
    assert "(derived from what the interview is for)" in checked([guide_page(page, COMMAND)])
    assert "The criteria are derived" in checked(whole_guide(page, COMMAND))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"format": "solo-then-live", "solo_minutes": 1440}, "24 hours alone, then 45 minutes together"),
        ({"format": "live-then-solo", "solo_minutes": 120}, "45 minutes together, then 2 hours alone"),
        ({"format": "take-home", "solo_minutes": 90}, "1 hour 30 minutes alone, then 45 minutes together"),
        ({"format": "solo-then-live"}, "work alone, then 45 minutes together"),
    ],
)
def test_time_alone_is_told(fields: dict[str, Any], words: str) -> None:
    assert words in checked([guide_page(GuidePage(a_guide(**fields)), COMMAND)])


def test_a_superseded_guide_leads_to_its_successor() -> None:
    earlier = a_guide("architecture", state="superseded", superseded_by=["system-design"])
    page = guide_page(GuidePage(earlier, successor=a_guide()), COMMAND)

    first = page.payload()["blocks"][0]["text"]["text"]
    assert first == "Architecture is now System Design."
    assert actions_of(page)[Action.GUIDE_EARLIER] == ["architecture"]
    assert actions_of(page)[Action.GUIDE_WHOLE] == ["system-design lead"]
    checked(whole_guide(GuidePage(earlier, successor=a_guide()), COMMAND))


def test_a_successor_may_be_one_exercise_and_there_may_be_two() -> None:
    earlier = a_guide(
        "delivery",
        state="superseded",
        superseded_by=["pairing-exercise", "take-home"],
        successor_exercise="release",
    )
    page = guide_page(GuidePage(earlier, successor=a_guide("pairing-exercise")), COMMAND)

    first = page.payload()["blocks"][0]["text"]["text"]
    assert first == (
        "Delivery is now Pairing Exercise, with the exercise “Release”. Part of it went to `take-home`."
    )


def test_the_earlier_text_itself_says_that_it_is_earlier() -> None:
    earlier = a_guide("architecture", state="superseded", superseded_by=["system-design"])
    page = guide_page(GuidePage(earlier), COMMAND)

    assert "This is an earlier guide. Use `system-design` instead." in checked([page])
    assert actions_of(page)[Action.GUIDE_SHOW] == ["system-design"]
