"""What people see of the catalog."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.models import Guide
from bot.domain.interviews import Role
from bot.slack.ids import Action
from bot.slack.views.guide_parts import asked_for, parse_asked_for
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
    texts += [*guide.roles.lead, *guide.roles.observer, *guide.roles.shadow]
    texts += [*guide.before, *guide.observer_before, *guide.shadow_before]
    texts += [item.what for item in guide.agenda] + [one.title for one in guide.resources]
    for criterion in guide.look_for:
        texts += [criterion.line, criterion.question]
        texts += [criterion.anchors.strength, criterion.anchors.concern] if criterion.anchors else []
    for exercise in guide.exercises:
        texts += [exercise.title, exercise.summary, exercise.note or "", *exercise.details]
        texts += [*exercise.before, *exercise.observer_before, *exercise.shadow_before]
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
        "Before the interview",
        "• Read it.",
        "0–5 introductions · 5–35 design",
        "encouraged and expected",
        "Backend systems (levels L4, L5) · Release (60 minutes)",
        "Whole guide",
    ]
    places = [said.index(words) for words in wanted]
    assert places == sorted(places)


def test_a_role_of_which_nobody_says_anything_is_not_offered() -> None:
    page, asked = screen("prep-invented.realistic"), screen("prep-invented-shadow.realistic")
    assert "prep system-design" not in page.words
    assert "Nothing is written for shadows of this interview." in asked.words
    assert "Pick a question for the target level." not in asked.words
    assert "Read it." not in asked.words
    assert "As lead: `/interview prep system-design lead`." in asked.words


@pytest.mark.parametrize("role", Role)
def test_each_role_has_its_own_checklist(role: Role) -> None:
    design = GUIDES["system-design"]
    said = screen(f"prep-system-design-{role}.swept").words
    lists = {Role.LEAD: design.before, Role.OBSERVER: design.observer_before, Role.SHADOW: ()}
    for whose, lines in lists.items():
        for line in set(lines):
            assert (f"• {escape(line)}" in said) is (line in lists[role]), whose


@given(st.sampled_from(EVERY), st.sampled_from(Role), st.data())
def test_what_a_button_holds_comes_back(guide: Guide, role: Role, data: st.DataObject) -> None:
    exercise = data.draw(st.sampled_from((None, *guide.exercises)))
    back = parse_asked_for(asked_for(guide, role, exercise))
    assert back == (guide.slug, role, exercise.slug if exercise else "")


@given(st.text(max_size=60))
def test_any_value_of_a_button_can_be_read(value: str) -> None:
    """Somebody may send another one; one sent before roles were in it is for the lead."""
    asked = parse_asked_for(value)
    assert value.startswith(asked.slug)
    assert asked.role in Role
    assert parse_asked_for("system-design") == ("system-design", Role.LEAD, "")


# --- with an exercise --------------------------------------------------------------------------


def test_a_superseded_guide_leads_to_its_exercise() -> None:
    """The length, agenda, links, guidance and checklist are the exercise's, and the guide's are not there."""
    page = screen("prep-delivery-pairing.realistic")
    pairing = GUIDES["pairing-exercise"]
    release = pairing.exercise("release")
    assert release
    assert release.roles
    for words in (
        "Delivery: Pairing Exercise is now Pairing Exercise, with the exercise “Release pairing exercise”.",
        "*Pairing Exercise* · 45 minutes",
        "*Release pairing exercise* · internal",
        f"<{release.resources[0].link}|Release pairing instructions> (internal)",
        "5–20 troubleshooting for the customer · 20–35 the feature request · 35–45 the candidate",
        *(f"• {escape(line)}" for line in (*release.roles.lead, *release.before)),
    ):
        assert words in page.words
    for line in {*pairing.roles.lead, *pairing.before} - {*release.roles.lead, *release.before}:
        assert escape(line) not in page.words
    assert page.buttons[Action.GUIDE_WHOLE] == ["pairing-exercise lead release"]
    assert page.buttons[Action.GUIDE_BRIEF] == ["pairing-exercise release"]
    assert "As observer: `/interview prep delivery-pairing observer`; likewise shadow." in page.words


def test_an_exercise_of_its_own_length_has_its_own_agenda() -> None:
    page = screen("prep-frontend-live-coding.realistic")
    assert "*Pairing Exercise* · 60–90 minutes" in page.words
    assert "5–65 building the interface · 65–80 questions about their implementation · 80–90" in page.words


def test_an_observer_of_an_exercise_reads_what_observers_do() -> None:
    said = screen("prep-delivery-pairing-observer.realistic").words
    pairing = GUIDES["pairing-exercise"]
    release = pairing.exercise("release")
    assert release
    assert release.roles
    for line in (*release.roles.observer, *pairing.observer_before):
        assert f"• {escape(line)}" in said
    for line in (*release.roles.lead, *release.before):
        assert line in release.roles.observer or escape(line) not in said
    assert "Dry run" not in said


def test_the_whole_guide_has_the_chosen_exercise_in_full() -> None:
    said = squeezed("\n".join(each.words for each in parts("prep-delivery-pairing-whole.realistic")))
    pairing = GUIDES["pairing-exercise"]
    release, frontend = pairing.exercise("release"), pairing.exercise("frontend")
    assert release
    assert frontend
    for text in (*release.details, *release.before, *(each.title for each in release.resources)):
        assert squeezed(escape(text)) in said
    assert squeezed(f"Other exercises: {pairing.exercises[0].title}") in said
    assert squeezed(escape(frontend.summary)) not in said


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
    assert page.buttons[Action.GUIDE_EARLIER] == ["architecture lead"]
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
    assert page.buttons[Action.GUIDE_SHOW] == ["architecture lead"]
    assert CATALOG.choice(GUIDES["architecture"]).now is GUIDES["system-design"]
