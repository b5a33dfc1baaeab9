"""The scorecard's form, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import FieldRefused
from bot.domain.feedback import TEXT_LIMIT, check_feedback
from bot.domain.loops import Role
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.sandbox.payloads import check_view
from bot.slack.views.scorecards import field_errors, parse_metadata, parse_scorecard, scorecard_modal
from tests.builders import MONDAY_NINE, a_guide, a_panelist, feedback
from tests.slack.scorecards import EIGHT, FILLINGS, a_form, a_wide_guide, block_ids, full, shown, values_of


class TestForm:
    def test_an_empty_form_is_one_slack_takes(self) -> None:
        view = scorecard_modal(a_form(Feedback()))
        assert check_view(view.to_dict()) == []
        assert block_ids(view) == [
            "notes",
            "recommendation",
            "reasons",
            "rating:trade-offs",
            "evidence-ask:trade-offs",
            "rating:ambiguity",
            "evidence-ask:ambiguity",
            "recruiter-note",
        ]

    @pytest.mark.parametrize("filling", FILLINGS)
    def test_the_fullest_form_is_one_slack_takes(self, filling: str) -> None:
        view = scorecard_modal(a_form(full(filling), a_wide_guide()), shown_evidence=EIGHT)
        assert check_view(view.to_dict()) == []

    def test_every_input_sends_its_changes(self) -> None:
        blocks = scorecard_modal(a_form(full("a")), shown_evidence=["trade-offs"]).to_dict()["blocks"]
        inputs = [block for block in blocks if block["type"] == "input"]
        assert all(block["dispatch_action"] for block in inputs)
        assert {block["element"]["action_id"] for block in inputs} == {"scorecard-typed"}
        written = [block["element"] for block in inputs if block["element"]["type"] == "plain_text_input"]
        assert all(
            element["dispatch_action_config"]["trigger_actions_on"] == ["on_character_entered"]
            for element in written
        )

    def test_says_first_what_the_feedback_may_hold(self) -> None:
        words = shown(scorecard_modal(a_form(Feedback(), saved_at=MONDAY_NINE)))
        assert "Maya &lt;!channel&gt; Lind &amp; Co" in words
        assert "Job-related observations only. The candidate may ask to read this." in words
        assert "Saved <!date^" in words

    def test_evidence_stands_where_it_is_held_needed_or_asked_for(self) -> None:
        criteria = ("held", "needed", "asked", "none")
        said = Feedback(
            assessments=(
                Assessment("held", evidence="saw it"),
                Assessment("needed", Rating.CLEAR_CONCERN),
            )
        )
        form = a_form(said, a_guide(criteria=criteria))
        view = scorecard_modal(form, shown_evidence=["asked", "unknown"])
        boxes = [each for each in block_ids(view) if each.startswith("evidence:")]
        assert boxes == ["evidence:held", "evidence:needed", "evidence:asked"]
        panelist, version, evidence = parse_metadata(view.private_metadata or "")
        assert (panelist, version) == (form.seat.panelist.id, "f" * 16)
        assert evidence == ("held", "needed", "asked")

    def test_a_correction_and_an_entry_for_somebody_else_say_so(self) -> None:
        assert scorecard_modal(a_form(Feedback(), correcting=True)).title.text == "Correct your feedback"  # type: ignore[union-attr]
        outsider = a_form(Feedback(), panelist=a_panelist(None, Role.OBSERVER), for_somebody_else=True)
        words = shown(scorecard_modal(outsider))
        assert "Outside Expert observes" in words
        assert "You enter this for Outside Expert. It will say so." in words

    def test_anchors_take_the_place_of_the_question(self) -> None:
        words = shown(scorecard_modal(a_form(Feedback(), a_wide_guide())))
        assert "Strength: sss" in words
        assert "qqq" not in words

    def test_the_candidate_is_not_in_the_metadata(self) -> None:
        assert "Maya" not in (scorecard_modal(a_form(Feedback())).private_metadata or "")


# --- and back ----------------------------------------------------------------------------------

texts = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=TEXT_LIMIT
)


@st.composite
def feedbacks(draw: st.DrawFn) -> Feedback:
    assessments = [
        Assessment(criterion, draw(st.sampled_from(Rating)), draw(texts))
        for criterion in ("trade-offs", "ambiguity")
    ]
    return Feedback(
        draw(texts),
        draw(st.sampled_from([None, *Recommendation])),
        draw(texts),
        tuple(each for each in assessments if each != Assessment(each.criterion)),
        draw(texts),
    )


@given(feedbacks())
def test_what_the_form_shows_is_what_it_gives_back(said: Feedback) -> None:
    view = scorecard_modal(a_form(said))
    assert parse_scorecard(values_of(view), ["trade-offs", "ambiguity"], Feedback()) == said


@given(feedbacks(), feedbacks())
def test_what_has_no_box_stays_as_it_was_stored(said: Feedback, stored: Feedback) -> None:
    view = scorecard_modal(a_form(said))
    back = parse_scorecard(values_of(view), ["trade-offs", "ambiguity"], stored)
    for criterion in ("trade-offs", "ambiguity"):
        has_box = f"evidence:{criterion}" in block_ids(view)
        assert back.of(criterion).evidence == (said if has_box else stored).of(criterion).evidence
    assert parse_scorecard({}, ["trade-offs", "ambiguity"], stored) == stored


class TestBack:
    def test_an_emptied_box_is_empty(self) -> None:
        values = {"reasons": {"scorecard-typed": {"type": "plain_text_input", "value": None}}}
        assert parse_scorecard(values, [], feedback()).reasons == ""

    def test_long_notes_go_through_several_boxes_and_come_back_whole(self) -> None:
        notes = "\n".join(f"{number}: {'word ' * 40}" for number in range(40))
        view = scorecard_modal(a_form(Feedback(notes=notes)))
        assert "notes:3" in block_ids(view)
        assert parse_scorecard(values_of(view), [], Feedback()).notes == notes

    def test_errors_stand_at_what_is_on_screen(self) -> None:
        fields = {
            "reasons": "Say why.",
            "evidence:trade-offs": "Tell what you saw.",
            "evidence:ambiguity": "Tell it.",
        }
        present = [
            "recommendation",
            "reasons",
            "rating:trade-offs",
            "evidence:trade-offs",
            "rating:ambiguity",
        ]
        assert field_errors(fields, present) == {
            "reasons": "Say why.",
            "evidence:trade-offs": "Tell what you saw.",
            "rating:ambiguity": "Tell it. Press “Add what you saw” below.",
        }

    def test_every_refusal_finds_its_place_in_the_form(self) -> None:
        said = Feedback("n" * 9001, assessments=(Assessment("ambiguity", Rating.CLEAR_CONCERN, "e" * 3001),))
        view = scorecard_modal(a_form(said))
        with pytest.raises(FieldRefused) as refused:
            check_feedback(said, ["trade-offs", "ambiguity"])
        errors = field_errors(refused.value.fields, block_ids(view))
        assert set(errors) == {"notes", "recommendation", "reasons", "evidence:ambiguity"}
        assert set(errors) <= set(block_ids(view))
