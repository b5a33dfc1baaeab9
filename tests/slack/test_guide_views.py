"""What people see of the catalog."""

from __future__ import annotations

import pytest

from bot.catalog.models import Guide
from bot.domain.interviews import Role
from bot.slack.ids import Action
from bot.slack.views.text import escape
from tests.screens import worst
from tests.screens.guides import EVERY
from tests.screens.reading import squeezed
from tests.screens.registry import parts, screen
from tests.screens.world import CATALOG, GUIDES

by_guide = pytest.mark.parametrize("guide", EVERY, ids=lambda guide: guide.slug)


@by_guide
def test_the_essentials_fit_on_one_screen(guide: Guide) -> None:
    for role in Role:
        page = screen(f"prep-{guide.slug}-{role}.swept")
        for criterion in guide.look_for[:3]:
            assert escape(criterion.line) in page.words
        assert escape(guide.title) in page.payload["blocks"][0]["text"]["text"] or guide.superseded_by


@by_guide
def test_the_whole_guide_leaves_nothing_out(guide: Guide) -> None:
    for role in Role:
        said = squeezed("\n".join(each.words for each in parts(f"prep-{guide.slug}-{role}-whole.swept")))
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
    _, *further = parts("prep-guide-whole.worst")
    assert len(further) > 1
    for each in further:
        title = escape(worst.guide().title)
        assert each.payload["blocks"][0]["text"]["text"] == f"*{title}, continued*"


def test_the_essentials_in_the_order_people_need_them() -> None:
    said = screen("prep-invented.realistic").words
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
    said = screen("prep-invented-shadow.realistic").words
    assert "This guide says nothing for shadows alone." in said
    assert "Pick a question for the target level." in said


def test_derived_criteria_are_marked() -> None:
    for guide in GUIDES.values():
        derived = guide.criteria == "derived"
        page = screen(f"prep-{guide.slug}-lead.swept").words
        whole = "\n".join(each.words for each in parts(f"prep-{guide.slug}-lead-whole.swept"))
        assert ("(derived from what the interview is for)" in page) is derived
        assert ("The criteria are derived" in whole) is derived
    assert {guide.criteria for guide in GUIDES.values()} == {"derived", "stated"}


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("before", "24 hours alone, then 45 minutes together"),
        ("after", "45 minutes together, then 2 hours alone"),
        ("take-home", "1 hour 30 minutes alone, then 45 minutes together"),
        ("untold", "work alone, then 45 minutes together"),
    ],
)
def test_time_alone_is_told(when: str, said: str) -> None:
    assert said in screen(f"prep-alone-{when}.realistic").words


def test_a_superseded_guide_leads_to_its_successor() -> None:
    page = screen("prep-architecture.realistic")
    assert page.payload["blocks"][0]["text"]["text"] == "Architecture is now System Design."
    assert page.buttons[Action.GUIDE_EARLIER] == ["architecture"]
    assert page.buttons[Action.GUIDE_WHOLE] == ["system-design lead"]


def test_a_successor_may_be_one_exercise_and_there_may_be_two() -> None:
    earlier = GUIDES["cloud-ops-walkthrough"]
    now, other = (GUIDES[slug] for slug in earlier.superseded_by)
    exercise = now.exercise(earlier.successor_exercise)
    assert exercise
    first = screen("prep-cloud-ops-walkthrough.realistic").payload["blocks"][0]["text"]["text"]
    assert first == (
        f"{escape(earlier.title)} is now {escape(now.title)}, with the exercise “{escape(exercise.title)}”. "
        f"Part of it went to `{other.slug}`."
    )


def test_the_earlier_text_itself_says_that_it_is_earlier() -> None:
    page = screen("prep-architecture-earlier.realistic")
    assert "This is an earlier guide. Use `system-design` instead." in page.words
    assert page.buttons[Action.GUIDE_SHOW] == ["system-design"]
    assert CATALOG.successor(GUIDES["architecture"]) is GUIDES["system-design"]
