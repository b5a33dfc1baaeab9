"""A scorecard as others read it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.loops import Role
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.sandbox.payloads import check_message, check_view
from bot.slack.views.posted import ats_text, posted, read_scorecard_modal
from tests.builders import MONDAY_NINE, a_panelist, feedback
from tests.slack.scorecards import FILLINGS, a_posted, a_wide_guide, assert_quiet, full, shown


class TestPosted:
    def test_closed_it_is_a_count(self) -> None:
        [message] = posted(a_posted(feedback(), opened=False))
        assert message.text == "Feedback on System Design by <@UPRIYA> is in. 3 of 5 in."
        assert check_message(message.payload()) == []
        assert "Clear strength" not in shown(message)
        assert "because" not in shown(message)

    def test_open_it_has_everything_in_the_guides_order(self) -> None:
        said = feedback(ratings={"ambiguity": Rating.MORE_CONCERN, "trade-offs": Rating.CLEAR_STRENGTH})
        [message] = posted(a_posted(said))
        assert check_message(message.payload()) == []
        assert_quiet(message)
        words = shown(message)
        order = ["Recommendation: Yes", "because", "● Clear strength", "○ More concern", "> notes"]
        assert sorted(order, key=words.index) == order

    def test_what_was_not_looked_at_is_one_line(self) -> None:
        [message] = posted(a_posted(feedback(ratings={"ambiguity": Rating.MORE_CONCERN})))
        assert "*Not assessed*\\n1 trade offs" in shown(message)
        assert "Shows trade offs" not in shown(message)

    def test_a_shadows_is_not_counted(self) -> None:
        [message] = posted(a_posted(feedback(), panelist=a_panelist(role=Role.SHADOW), opened=False))
        assert message.text.endswith("is in. Shadow: kept apart, not counted.")
        assert "of 5" not in shown(message)

    def test_says_how_it_came_about(self) -> None:
        card = {
            "after_reading": True,
            "author": "UROSA",
            "corrected_at": MONDAY_NINE + timedelta(minutes=5),
        }
        [message] = posted(a_posted(feedback(), panelist=a_panelist(None, Role.SHADOW), card=card))
        words = shown(message)
        assert "Shadow's feedback on System Design by Outside Expert" in words
        assert "Shadow: kept apart, not counted." in words
        assert "Entered by <@UROSA> for Outside Expert." in words
        assert "Entered after reading the others." in words
        assert "Corrected <!date^" in words

    def test_the_recruiters_note_is_in_their_copy_only(self) -> None:
        p = a_posted(feedback(recruiter_note="asked about salary"))
        assert "salary" not in "".join(map(shown, posted(p)))
        assert "salary" in "".join(map(shown, posted(p, with_recruiter_note=True)))
        assert "salary" not in shown(read_scorecard_modal(p))
        assert "salary" not in ats_text(p)

    @pytest.mark.parametrize("filling", FILLINGS)
    @pytest.mark.parametrize("rating", [Rating.CLEAR_CONCERN, Rating.NOT_ASSESSED])
    def test_the_longest_goes_on_in_further_messages(self, filling: str, rating: Rating) -> None:
        parts = posted(a_posted(full(filling, rating=rating), a_wide_guide()), with_recruiter_note=True)
        assert [fault for part in parts for fault in check_message(part.payload())] == []
        for part in parts:
            assert_quiet(part)

    def test_nothing_of_the_longest_is_lost(self) -> None:
        words = [f"w{number:05}" for number in range(500)]
        said = Feedback(
            " ".join(words[:100]),
            Recommendation.NO,
            " ".join(words[100:200]),
            (
                Assessment("trade-offs", Rating.CLEAR_CONCERN, "\n".join(words[200:300])),
                Assessment("gone", Rating.CLEAR_STRENGTH, " ".join(words[300:500])),
            ),
        )
        together = "".join(map(shown, posted(a_posted(said))))
        assert [word for word in words if word not in together] == []

    def test_typed_markup_is_harmless(self) -> None:
        [message] = posted(a_posted(feedback(reasons="<!channel> & <@UTOM>")))
        assert "&lt;!channel&gt; &amp; &lt;@UTOM&gt;" in shown(message)


class TestReading:
    @pytest.mark.parametrize("filling", [*FILLINGS, "😀"])
    def test_the_longest_fits_a_modal(self, filling: str) -> None:
        p = a_posted(full(filling), a_wide_guide())
        assert check_view(read_scorecard_modal(p, with_recruiter_note=True).to_dict()) == []

    def test_has_the_text_to_copy(self) -> None:
        view = read_scorecard_modal(a_posted(feedback()))
        assert check_view(view.to_dict()) == []
        assert "Copy for the ATS" in shown(view)

    def test_closed_it_shows_a_count(self) -> None:
        view = read_scorecard_modal(a_posted(feedback(), opened=False))
        assert check_view(view.to_dict()) == []
        assert "because" not in shown(view)

    def test_plain_text_for_the_ats(self) -> None:
        said = feedback(ratings={"ambiguity": Rating.MORE_CONCERN}, notes="first\nsecond")
        assert ats_text(a_posted(said)) == (
            "System Design: feedback by Priya Nair (lead)\n"
            "Maya <!channel> Lind & Co, Senior Engineer, Search\n"
            "\n"
            "Recommendation: Yes\n"
            "because\n"
            "\n"
            "1  Shows trade offs: Not assessed\n"
            "2  Shows ambiguity: More concern than strength\n"
            "   saw it\n"
            "\n"
            "Notes\n"
            "first\nsecond"
        )
