"""The forms that set up and change a loop: Slack takes them, and what they hold comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.models import Template, TemplateInterview
from bot.domain.loops import Candidate, Interview, Link, Loop, LoopState, Panelist, Position, Role, Stage
from bot.services.forms import InterviewEdit, LoopPlan, NewLoop
from bot.services.values import Reader
from bot.slack.ids import Action
from bot.slack.views.interview import edit_of, interview_modal, parse_interview
from bot.slack.views.new_loop import new_loop_modal, parse_new_loop
from bot.slack.views.plan import plan_modal
from bot.slack.views.zones import ZONES
from tests.builders import MONDAY_NINE, a_guide, a_loop, a_panelist, an_interview
from tests.slack.forms import HOSTILE, actions_of, choose, fine, untouched, words

READER = Reader("UROSA", "Europe/Berlin")
LONG = "W" * 120

TEMPLATES = [
    Template(
        slug="standard-engineering",
        title="Standard engineering",
        summary="Screen, three interviews with the team, one with leadership.",
        interviews=(TemplateInterview(guide="system-design", stage="team"),),
    ),
    Template(
        slug="management",
        title="Management",
        summary="For people who lead people.",
        interviews=(TemplateInterview(guide="management", stage="team"),),
    ),
]


def typed(**other: Any) -> NewLoop:
    fields: dict[str, Any] = {
        "candidate_name": "Maya Lind",
        "candidate_email": "maya@example.com",
        "candidate_ats": "https://ats.example.com/1",
        "candidate_zone": "America/New_York",
        "candidate_account": None,
        "title": "Engineer",
        "level": "Senior",
        "team": "Search",
        "template": "standard-engineering",
        "hiring_manager": "UHENRIK",
        "channel": "GMAYA",
        "links": (Link("CV", "https://example.com/cv"), Link("Portfolio", "https://maya.example.com")),
    }
    return NewLoop(**(fields | other))


# --- step 1 ------------------------------------------------------------------------------------


def test_a_new_form_is_empty_and_taken_by_slack() -> None:
    view = new_loop_modal(TEMPLATES, zone_default="Europe/Berlin")
    fine(view)
    empty = NewLoop("", "", "", "", None, "", "", "", "", "", None)
    assert parse_new_loop(untouched(view)) == empty
    assert "Left empty: Berlin" in words(view)


def test_missing_fields_are_taken_as_empty() -> None:
    assert parse_new_loop({}) == NewLoop("", "", "", "", None, "", "", "", "", "", None)


def test_it_asks_whether_it_is_the_same_person() -> None:
    question = "Same person as Maya Lind, Senior Engineer, opened 3 Nov?"
    view = new_loop_modal(TEMPLATES, typed=typed(), zone_default="UTC", same_as=question)
    fine(view)
    values = untouched(view)
    assert parse_new_loop(values).same_person is None
    choose(values, "same_person", "no")
    assert parse_new_loop(values) == typed(same_person=False)


def test_a_single_template_is_chosen_already_and_none_can_be() -> None:
    one = new_loop_modal(TEMPLATES[:1], zone_default="UTC")
    assert parse_new_loop(untouched(one)).template == "standard-engineering"
    none = new_loop_modal(TEMPLATES, typed=typed(template=""), zone_default="UTC")
    assert parse_new_loop(untouched(none)).template == ""
    fine(new_loop_modal([], zone_default="UTC"))


def test_links_are_read_as_people_type_them() -> None:
    values = untouched(new_loop_modal(TEMPLATES, zone_default="UTC"))
    lines = "Portfolio: https://a.example\n\nTalk https://b.example/x:y\n  https://c.example/p \njust words"
    values["links"]["input"]["value"] = lines
    assert parse_new_loop(values).links == (
        Link("Portfolio", "https://a.example"),
        Link("Talk", "https://b.example/x:y"),
        Link("c.example", "https://c.example/p"),
        Link("just words", ""),
    )


def test_drafts_can_be_continued() -> None:
    drafts = [a_loop(id=n, candidate=Candidate(n, HOSTILE), state=LoopState.DRAFT) for n in range(1, 8)]
    view = new_loop_modal(TEMPLATES, zone_default="UTC", drafts=drafts)
    fine(view)
    assert actions_of(view)[Action.LOOP_CONTINUE] == ["1", "2", "3"]
    assert "and 4 more drafts" in words(view)


def test_the_offered_zones_exist() -> None:
    every = [zone for zones in ZONES.values() for zone in zones]
    assert len(every) == len(set(every)) >= 60
    for zone in every:
        fine(new_loop_modal(TEMPLATES, typed=typed(candidate_zone=zone), zone_default=zone))
        assert ZoneInfo(zone)


line = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120).map(str.strip)
person = st.from_regex(r"U[A-Z0-9]{8}", fullmatch=True)
url = st.from_regex(r"https://[a-z]{1,20}\.example/[a-z0-9?=&%#:-]{0,40}", fullmatch=True)
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
    template=st.sampled_from(["", "standard-engineering", "management"]),
    hiring_manager=person | st.just(""),
    channel=st.from_regex(r"G[A-Z0-9]{8}", fullmatch=True) | st.none(),
    links=links(),
    same_person=st.none() | st.booleans(),
)


@given(new_loops)
def test_step_one_gives_back_what_it_holds(form: NewLoop) -> None:
    question = "Same person?" if form.same_person is not None else ""
    view = new_loop_modal(TEMPLATES, typed=form, zone_default="Europe/Berlin", same_as=question)
    fine(view)
    assert parse_new_loop(untouched(view)) == form


# --- one interview -----------------------------------------------------------------------------

GUIDES = [
    a_guide(),
    a_guide("coding", track="engineering", exercises=[]),
    a_guide("values", track="general"),
    a_guide("old-design", state="superseded", superseded_by=["system-design"]),
]


def form_of(edit: InterviewEdit, loop: Loop, interview: Interview | None) -> tuple[Any, dict[str, Any]]:
    guide = next(guide for guide in GUIDES if guide.slug == edit.guide)
    view = interview_modal(
        loop=loop, interview=interview, guides=GUIDES, guide=guide, reader=READER, typed=edit
    )
    fine(view)
    return view, json.loads(view.to_dict()["private_metadata"])


def opened(interview: Interview | None, loop: Loop | None = None) -> tuple[Any, dict[str, Any]]:
    view = interview_modal(
        loop=loop or a_loop(), interview=interview, guides=GUIDES, guide=GUIDES[0], reader=READER
    )
    fine(view)
    return view, json.loads(view.to_dict()["private_metadata"])


def test_a_new_interview_has_nobody_and_no_time() -> None:
    view, metadata = opened(None)
    empty = InterviewEdit(None, 0, "system-design", Stage.TEAM, None, (), (), ())
    assert parse_interview(untouched(view), metadata) == empty
    assert metadata == {"loop": 1, "interview": None, "revision": 0, "guide": "system-design"}
    assert "Cancel this interview" not in words(view)


def test_an_interview_opens_as_it_is() -> None:
    panel = [
        a_panelist("UPRIYA"),
        a_panelist("UTOM", Role.OBSERVER),
        a_panelist(None, Role.SHADOW, name="Dana Cole, PhD"),
        a_panelist("UGONE", Role.OBSERVER, removed=True),
    ]
    interview = an_interview(panel=panel, exercise="backend", place="https://meet.example/1", revision=4)
    view, metadata = opened(interview)
    assert parse_interview(untouched(view), metadata) == InterviewEdit(
        interview.id,
        4,
        "system-design",
        Stage.TEAM,
        interview.starts_at,
        ("UPRIYA",),
        ("UTOM",),
        (),
        (("Dana Cole, PhD", Role.SHADOW),),
        "backend",
        "https://meet.example/1",
    )


def test_choosing_another_guide_lets_go_of_the_exercise() -> None:
    interview = an_interview(exercise="backend")
    view, metadata = opened(interview)
    values = untouched(view)
    (field,) = [block for block in view.to_dict()["blocks"] if block.get("block_id") == "guide"]
    assert field["dispatch_action"] is True
    assert field["element"]["action_id"] == Action.GUIDE_CHOICE
    choose(values, "guide", "coding")
    edit = parse_interview(values, metadata)
    assert (edit.guide, edit.exercise) == ("coding", None)
    redrawn, _ = form_of(edit, a_loop(), interview)
    assert set(untouched(redrawn)["exercise"]) != set(values["exercise"])


def test_an_earlier_guide_and_a_gone_exercise_can_be_kept() -> None:
    edit = replace(edit_of(None, GUIDES[3]), exercise="dropped-since")
    view, metadata = form_of(edit, a_loop(), None)
    assert parse_interview(untouched(view), metadata) == edit
    assert "Earlier ones" in words(view)


def test_the_time_can_be_taken_off() -> None:
    view, metadata = opened(an_interview())
    values = untouched(view)
    values["cancelled"]["input"]["selected_options"] = [{"value": "untimed"}]
    edit = parse_interview(values, metadata)
    assert edit.starts_at is None
    assert not edit.cancelled


def test_a_cancelled_interview_can_be_put_back() -> None:
    view, metadata = opened(an_interview(cancelled=True))
    values = untouched(view)
    assert parse_interview(values, metadata).cancelled
    assert "put it back" in words(view)
    values["cancelled"]["input"]["selected_options"] = []
    assert not parse_interview(values, metadata).cancelled


def test_a_draft_leaves_interviews_out() -> None:
    view, _ = opened(an_interview(), a_loop(state=LoopState.DRAFT))
    assert "Leave this interview out" in words(view)


def test_people_without_an_account_are_read_as_people_type_them() -> None:
    view, metadata = opened(None)
    values = untouched(view)
    values["outsiders"]["input"]["value"] = " Dana Cole, Lead\n\nKim Ono ,shadow\nLee, Ada\n, lead"
    assert parse_interview(values, metadata).outsiders == (
        ("Dana Cole", Role.LEAD),
        ("Kim Ono", Role.SHADOW),
        ("Lee, Ada", Role.OBSERVER),
        ("", Role.LEAD),  # told at its field: a name is missing
    )


times = st.integers(1_600_000_000, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
people = st.lists(person, max_size=5, unique=True).map(tuple)
edits = st.builds(
    InterviewEdit,
    interview_id=st.just(7) | st.none(),
    revision=st.integers(0, 99),
    guide=st.sampled_from([guide.slug for guide in GUIDES]),
    stage=st.sampled_from(Stage),
    starts_at=times | st.none(),
    leads=people,
    observers=people,
    shadows=people,
    outsiders=st.lists(st.tuples(line.filter(bool), st.sampled_from(Role)), max_size=4).map(tuple),
    exercise=st.sampled_from([None, "backend", "release", "gone"]),
    place=line,
)


@given(edits, st.booleans(), st.booleans())
def test_an_interview_gives_back_what_it_holds(edit: InterviewEdit, cancelled: bool, scheduled: bool) -> None:
    interview = None
    if edit.interview_id:
        edit = replace(edit, cancelled=cancelled)
        interview = an_interview(MONDAY_NINE if scheduled else None, id=7)
    view, metadata = form_of(edit, a_loop(), interview)
    assert parse_interview(untouched(view), metadata) == edit


# --- step 2 ------------------------------------------------------------------------------------


def plan(loop: Loop, **other: Any) -> LoopPlan:
    fields: dict[str, Any] = {
        "loop": loop,
        "guides": {guide.slug: guide for guide in GUIDES},
        "reader": READER,
        "now": MONDAY_NINE,
        "warnings": {},
    }
    return LoopPlan(**(fields | other))


def test_the_list_says_what_when_and_with_whom() -> None:
    panel = [
        a_panelist("UPRIYA"),
        a_panelist("UTOM", Role.OBSERVER),
        a_panelist(None, Role.SHADOW, name="Dana & Co"),
    ]
    first = an_interview(panel=panel, exercise="backend", place="Room 4", revision=3)
    second = an_interview(None, panel=[], stage=Stage.FINAL)
    loop = a_loop(first, second, candidate=Candidate(1, "Maya Lind", zone="America/New_York"))
    view = plan_modal(
        plan(
            loop,
            zones={"UPRIYA": "Asia/Tokyo", "UTOM": "Europe/Paris"},
            warnings={second.id: ("nobody leads it",)},
            channel_readers=("UNOSY", "UOTHER"),
        )
    )
    fine(view)
    said = words(view)
    assert "Tomorrow 15:00–15:45 · 09:00 for the candidate" in said
    assert "<@UPRIYA> leads (23:00 there) · <@UTOM> observes · Dana &amp; Co shadows\n" in said
    assert "Exercise: Backend systems · Room 4" in said
    assert "Not scheduled yet\nNobody leads yet" in said
    assert "Warning: nobody leads it" in said
    assert "These people will read all feedback: <@UNOSY> and <@UOTHER>." in said
    assert actions_of(view) == {
        Action.PLAN_EDIT: [str(first.id), str(second.id)],
        Action.PLAN_ADD: ["1"],
    }


def test_a_time_on_another_day_there_says_which() -> None:
    late = an_interview(MONDAY_NINE + timedelta(hours=9), panel=[a_panelist("UPRIYA")])
    view = plan_modal(plan(a_loop(late), zones={"UPRIYA": "Asia/Tokyo"}))
    assert "<@UPRIYA> leads (tomorrow 03:00 there)" in words(view)


def test_a_draft_is_created_and_an_open_loop_is_only_left() -> None:
    draft = plan_modal(plan(a_loop(state=LoopState.DRAFT, revision=2))).to_dict()
    assert draft["submit"]["text"] == "Create"
    assert json.loads(draft["private_metadata"]) == {"loop": 1, "revision": 2}
    assert "submit" not in plan_modal(plan(a_loop())).to_dict()
    assert "Add the first one" in words(plan_modal(plan(a_loop())))


def test_a_past_time_asks_for_feedback_only() -> None:
    view = plan_modal(plan(a_loop(an_interview(MONDAY_NINE - timedelta(days=3)))))
    assert "has happened: only feedback is asked for" in words(view)


def a_crowd() -> list[Panelist]:
    return [
        *(a_panelist(f"U{n:010}", role) for n, role in enumerate([*Role, Role.OBSERVER, Role.SHADOW])),
        a_panelist(None, Role.OBSERVER, name=HOSTILE + LONG),
    ]


def a_huge_loop(interviews: int = 15, **other: Any) -> Loop:
    stages = list(Stage)
    every = [
        an_interview(
            MONDAY_NINE + timedelta(hours=n),
            panel=a_crowd(),
            guide="system-design",
            stage=stages[n % 3],
            exercise="exercise-of-forty-characters-gone-since-"[:40],
            place=(HOSTILE + LONG) * 4,
        )
        for n in range(interviews)
    ]
    candidate = Candidate(1, HOSTILE + LONG, zone="Asia/Kolkata", ats_url="https://ats.example/" + LONG * 20)
    return a_loop(*every, candidate=candidate, position=Position(1, LONG, LONG, HOSTILE + LONG), **other)


def test_fifteen_interviews_with_everything_fit() -> None:
    loop = a_huge_loop()
    zones = {f"U{n:010}": "Asia/Tokyo" for n in range(6)}
    warnings = {
        interview.id: tuple(f"{HOSTILE} {LONG} {n}" for n in range(20)) for interview in loop.interviews
    }
    readers = tuple(f"UREADER{n}" for n in range(60))
    view = plan_modal(plan(loop, zones=zones, warnings=warnings, channel_readers=readers))
    fine(view)
    assert len(actions_of(view)[Action.PLAN_EDIT]) == 15
    assert "and 40 others" in words(view)
    for interview in loop.interviews:
        opened(interview, loop)


def test_more_interviews_than_fit_are_counted() -> None:
    view = plan_modal(plan(a_huge_loop(120)))
    fine(view)
    assert "and 80 more interviews" in words(view)
