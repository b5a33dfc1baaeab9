"""Step 1 of a loop: what the form holds comes back."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.loops import Link
from bot.sandbox.payloads import check_view
from bot.slack.ids import Action
from bot.slack.views.new_loop import new_loop_modal, parse_new_loop
from bot.slack.views.zones import ZONES
from bot.values.forms import NewLoop
from tests.screens.new_loop import TEMPLATES, TYPED
from tests.screens.reading import choose, untouched
from tests.screens.registry import screen
from tests.slack.typing import line, person, url

EMPTY = NewLoop("", "", "", "", None, "", "", "", "", "", None)


def test_a_new_form_is_empty() -> None:
    form = screen("new-loop-empty.realistic")
    assert parse_new_loop(untouched(form.payload)) == EMPTY
    assert "Left empty: Berlin" in form.words


def test_missing_fields_are_taken_as_empty() -> None:
    assert parse_new_loop({}) == EMPTY


def test_it_asks_whether_it_is_the_same_person() -> None:
    values = untouched(screen("new-loop-same-person.realistic").payload)
    assert parse_new_loop(values) == replace(TYPED, same_person=None)
    choose(values, "same_person", "no")
    assert parse_new_loop(values) == replace(TYPED, same_person=False)


def test_a_single_template_is_chosen_already_and_none_can_be() -> None:
    one = untouched(screen("new-loop-one-template.realistic").payload)
    assert parse_new_loop(one).template == TEMPLATES[0].slug
    none = untouched(screen("new-loop-refilled.realistic").payload)
    assert parse_new_loop(none).template == ""


def test_links_are_read_as_people_type_them() -> None:
    values = untouched(screen("new-loop-empty.realistic").payload)
    lines = "Portfolio: https://a.example\n\nTalk https://b.example/x:y\n  https://c.example/p \njust words"
    values["links"]["input"]["value"] = lines
    assert parse_new_loop(values).links == (
        Link("Portfolio", "https://a.example"),
        Link("Talk", "https://b.example/x:y"),
        Link("c.example", "https://c.example/p"),
        Link("just words", ""),
    )


def test_drafts_can_be_continued() -> None:
    form = screen("new-loop.worst")
    assert form.buttons[Action.LOOP_CONTINUE] == ["1", "2", "3"]
    assert "and 12 more drafts" in form.words


def test_the_offered_zones_exist() -> None:
    every = [zone for zones in ZONES.values() for zone in zones]
    assert len(every) == len(set(every)) >= 60
    for zone in every:
        assert ZoneInfo(zone)
        values = untouched(screen(f"new-loop-{zone}.swept").payload)
        assert parse_new_loop(values).candidate_zone == zone


# --- there and back ----------------------------------------------------------------------------

link_title = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ,&<>*]{0,30}[A-Za-z0-9]", fullmatch=True).filter(
    lambda title: title not in ("CV", "Submission")
)


@st.composite
def links(draw: st.DrawFn) -> tuple[Link, ...]:
    first = [Link(title, draw(url)) for title in ("CV", "Submission") if draw(st.booleans())]
    return (*first, *draw(st.lists(st.builds(Link, link_title, url), max_size=6)))


new_loops = st.builds(
    NewLoop,
    candidate_name=line,
    candidate_email=st.emails() | st.just(""),
    candidate_ats=url | st.just(""),
    candidate_zone=st.sampled_from(["", "Europe/Berlin", "Asia/Kathmandu"]),
    candidate_account=person | st.none(),
    title=line,
    level=line,
    team=line,
    template=st.sampled_from(["", *(each.slug for each in TEMPLATES)]),
    hiring_manager=person | st.just(""),
    channel=st.from_regex(r"G[A-Z0-9]{8}", fullmatch=True) | st.none(),
    links=links(),
    same_person=st.none() | st.booleans(),
)


@given(new_loops)
def test_step_one_gives_back_what_it_holds(form: NewLoop) -> None:
    question = "Same person?" if form.same_person is not None else ""
    view = new_loop_modal(TEMPLATES, typed=form, zone_default="Europe/Berlin", same_as=question).to_dict()
    assert check_view(view) == []
    assert parse_new_loop(untouched(view)) == form
