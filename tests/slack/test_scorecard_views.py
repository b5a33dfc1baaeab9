"""The scorecard's form, there and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import FieldRefused
from bot.domain.feedback import TEXT_LIMIT, check_feedback
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.slack.views.scorecard_typed import field_errors, parse_metadata, parse_scorecard
from bot.slack.views.scorecards import scorecard_modal
from tests.builders import a_guide, feedback
from tests.screens import worst
from tests.screens.reading import Json, fields, untouched
from tests.screens.registry import every, screen
from tests.screens.scorecards import a_form
from tests.screens.world import GUIDES, PRIYAS

DESIGN = GUIDES["system-design"]
TWO = ["trade-offs", "ambiguity"]


def test_an_empty_form_asks_for_everything_once() -> None:
    rows = [[f"rating:{each.id}", f"evidence-ask:{each.id}"] for each in DESIGN.look_for]
    assert fields(screen("scorecard-modal-empty.realistic").payload) == [
        *("notes", "share-notes"),
        *(name for row in rows for name in row),
        *("recommendation", "reasons"),
        "recruiter-note",
    ]


def test_every_input_sends_its_changes() -> None:
    blocks = screen("scorecard-modal-evidence-asked.realistic").payload["blocks"]
    inputs = [block for block in blocks if block["type"] == "input"]
    assert all(block["dispatch_action"] for block in inputs)
    assert {block["element"]["action_id"] for block in inputs} == {"scorecard-typed"}
    written = [block["element"] for block in inputs if block["element"]["type"] == "plain_text_input"]
    assert len(written) > 3
    for element in written:
        assert element["dispatch_action_config"]["trigger_actions_on"] == ["on_character_entered"]


def test_says_first_what_the_feedback_may_hold() -> None:
    said = screen("scorecard-modal-draft.realistic").words
    assert said.startswith("*Maya Lind*")
    assert "Job-related observations only. The candidate may ask to read this." in said
    assert "Saved <!date^" in said
    assert f"{worst.CANDIDATE} &lt;!channel&gt;" in screen("scorecard-modal.worst").words


def test_evidence_stands_where_it_is_held_needed_or_asked_for() -> None:
    view = screen("scorecard-modal-evidence.realistic").payload
    boxes = [each for each in fields(view) if each.startswith("evidence:")]
    assert boxes == ["evidence:held", "evidence:needed", "evidence:asked"]
    held, needed, asked = (each for each in view["blocks"] if each.get("block_id") in boxes)
    assert [each.get("optional", False) for each in (held, needed, asked)] == [True, False, True]
    assert needed["hint"]["text"] == "A clear concern needs an example."
    panelist, version, evidence = parse_metadata(view["private_metadata"])
    assert (panelist, version) == (PRIYAS.panelist.id, PRIYAS.interview.guide_version)
    assert evidence == ("held", "needed", "asked")


def test_a_correction_and_an_entry_for_somebody_else_say_so() -> None:
    correcting = screen("scorecard-modal-correcting.realistic").payload
    assert correcting["title"]["text"] == "Correct your feedback"
    said = screen("scorecard-modal-for-somebody-else.realistic").words
    assert "Dana observes" in said
    assert "You are entering this for Dana, and it will say so." in said


def test_anchors_take_the_place_of_the_question() -> None:
    with_anchors = screen("scorecard-modal-empty.realistic").words
    for criterion in DESIGN.look_for:
        assert criterion.anchors
        assert f"Strength: {criterion.anchors.strength}" in with_anchors
        assert criterion.question not in with_anchors
    without = screen("scorecard-modal-for-somebody-else.realistic").words
    assert GUIDES["product-and-design"].look_for[0].question in without


def test_the_candidate_is_not_in_the_metadata() -> None:
    forms = [each.payload["private_metadata"] for each in every() if each.name.startswith("scorecard-modal")]
    assert len(forms) > 8
    assert not [each for each in forms if "Maya" in each or worst.CANDIDATE in each]


# --- and back ----------------------------------------------------------------------------------

texts = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=TEXT_LIMIT
)


@st.composite
def feedbacks(draw: st.DrawFn) -> Feedback:
    assessments = [Assessment(each, draw(st.sampled_from(Rating)), draw(texts)) for each in TWO]
    return Feedback(
        draw(texts),
        draw(st.sampled_from([None, *Recommendation])),
        draw(texts),
        tuple(each for each in assessments if each != Assessment(each.criterion)),
        draw(texts),
    )


def shown(said: Feedback) -> Json:
    """The form of a guide with two criteria that holds this."""
    view: Json = scorecard_modal(a_form(replace(PRIYAS, guide=a_guide(criteria=TWO)), said)).to_dict()
    return view


@given(feedbacks())
def test_what_the_form_shows_is_what_it_gives_back(said: Feedback) -> None:
    assert parse_scorecard(untouched(shown(said)), TWO, Feedback()) == said


@given(feedbacks(), feedbacks())
def test_what_has_no_box_stays_as_it_was_stored(said: Feedback, stored: Feedback) -> None:
    view = shown(said)
    back = parse_scorecard(untouched(view), TWO, stored)
    for criterion in TWO:
        has_box = f"evidence:{criterion}" in fields(view)
        assert back.of(criterion).evidence == (said if has_box else stored).of(criterion).evidence
    assert parse_scorecard({}, TWO, stored) == stored


def test_an_emptied_box_is_empty() -> None:
    values = {"reasons": {"scorecard-typed": {"type": "plain_text_input", "value": None}}}
    assert parse_scorecard(values, [], feedback()).reasons == ""


def test_long_notes_go_through_several_boxes_and_come_back_whole() -> None:
    notes = "\n".join(f"{number}: {'word ' * 40}" for number in range(40))
    view = shown(Feedback(notes=notes))
    assert "notes:3" in fields(view)
    assert parse_scorecard(untouched(view), [], Feedback()).notes == notes


def test_errors_stand_at_what_is_on_screen() -> None:
    told = {
        "reasons": "Say why.",
        "evidence:trade-offs": "Tell what you saw.",
        "evidence:ambiguity": "Tell it.",
    }
    present = ["recommendation", "reasons", "rating:trade-offs", "evidence:trade-offs", "rating:ambiguity"]
    assert field_errors(told, present) == {
        "reasons": "Say why.",
        "evidence:trade-offs": "Tell what you saw.",
        "rating:ambiguity": "Tell it. Press “Add what you saw” below.",
    }


def test_every_refusal_finds_its_place_in_the_form() -> None:
    said = Feedback("n" * 9001, assessments=(Assessment("ambiguity", Rating.CLEAR_CONCERN, "e" * 3001),))
    present = fields(shown(said))
    with pytest.raises(FieldRefused) as refused:
        check_feedback(said, TWO)
    errors = field_errors(refused.value.fields, present)
    assert set(errors) == {"notes", "recommendation", "reasons", "evidence:ambiguity"}
    assert set(errors) <= set(present)
