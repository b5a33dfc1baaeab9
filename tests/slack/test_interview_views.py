"""One interview's form: what it holds comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.interviews import Role, Stage
from bot.sandbox.payloads import check_view
from bot.slack.ids import Action
from bot.slack.views.interview import interview_modal
from bot.slack.views.interview_typed import parse_interview
from bot.values.forms import InterviewEdit
from tests.builders import MONDAY_NINE, a_guide, a_loop, an_interview
from tests.screens.interviews import EARLIER
from tests.screens.people import ROSA
from tests.screens.reading import Json, choose, metadata, untouched
from tests.screens.registry import screen
from tests.screens.world import DESIGN, JOIN
from tests.slack.typing import line, person


def opened(name: str) -> tuple[Json, Json]:
    """What the form holds as it opens, and its metadata."""
    view = screen(f"interview-{name}.realistic").payload
    return untouched(view), metadata(view)


def test_a_new_interview_has_nobody_and_no_time() -> None:
    values, about = opened("new")
    empty = InterviewEdit(None, 0, "system-design", Stage.TEAM, None, (), (), ())
    assert parse_interview(values, about) == empty
    assert about == {"loop": 1, "interview": None, "revision": 0, "guide": "system-design"}
    assert "Cancel this interview" not in screen("interview-new.realistic").words


def test_an_interview_opens_as_it_is() -> None:
    assert parse_interview(*opened("edit-everybody")) == InterviewEdit(
        DESIGN.id,
        4,
        "system-design",
        Stage.TEAM,
        DESIGN.starts_at,
        ("UPRIYA",),
        ("UTOM",),
        ("UNOOR",),
        (("Dana Cole, PhD", Role.OBSERVER),),
        "backend-systems",
        JOIN,
    )


def test_choosing_another_guide_lets_go_of_the_exercise() -> None:
    values, about = opened("edit")
    blocks = screen("interview-edit.realistic").payload["blocks"]
    (field,) = [block for block in blocks if block.get("block_id") == "guide"]
    assert field["dispatch_action"] is True
    assert field["element"]["action_id"] == Action.GUIDE_CHOICE
    choose(values, "guide", "values")
    edit = parse_interview(values, about)
    assert (edit.guide, edit.exercise) == ("values", None)
    redrawn, _ = opened("edit-other-guide")
    assert set(redrawn["exercise"]) != set(values["exercise"])


def test_an_earlier_guide_and_a_gone_exercise_can_be_kept() -> None:
    assert parse_interview(*opened("draft-earlier")) == EARLIER
    said = screen("interview-draft-earlier.realistic").words
    assert "Earlier ones" in said
    assert "Earlier, now Take-home Assignment and System Design" in said


def test_the_time_can_be_taken_off() -> None:
    values, about = opened("edit")
    values["cancelled"]["input"]["selected_options"] = [{"value": "untimed"}]
    edit = parse_interview(values, about)
    assert edit.starts_at is None
    assert not edit.cancelled


def test_a_cancelled_interview_can_be_put_back() -> None:
    values, about = opened("edit-cancelled")
    assert parse_interview(values, about).cancelled
    assert "put it back" in screen("interview-edit-cancelled.realistic").words
    values["cancelled"]["input"]["selected_options"] = []
    assert not parse_interview(values, about).cancelled


def test_a_draft_leaves_interviews_out() -> None:
    assert "Leave this interview out" in screen("interview-draft.realistic").words


def test_people_without_an_account_are_read_as_people_type_them() -> None:
    values, about = opened("new")
    values["outsiders"]["input"]["value"] = " Dana Cole, Lead\n\nKim Ono ,shadow\nLee, Ada\n, lead"
    assert parse_interview(values, about).outsiders == (
        ("Dana Cole", Role.LEAD),
        ("Kim Ono", Role.SHADOW),
        ("Lee, Ada", Role.OBSERVER),
        ("", Role.LEAD),  # told at its field: a name is missing
    )


# --- there and back ----------------------------------------------------------------------------

GUIDES = [
    a_guide(),
    a_guide("coding", track="engineering", exercises=[]),
    a_guide("values", track="general"),
    a_guide("old-design", state="superseded", superseded_by=["system-design"]),
]
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
    guide = next(guide for guide in GUIDES if guide.slug == edit.guide)
    view = interview_modal(
        loop=a_loop(), interview=interview, guides=GUIDES, guide=guide, reader=ROSA, typed=edit
    ).to_dict()
    assert check_view(view) == []
    assert parse_interview(untouched(view), metadata(view)) == edit
