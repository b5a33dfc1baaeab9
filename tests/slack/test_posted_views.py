"""A scorecard as others read it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.slack.views.ats import ats_text
from tests.screens.channel import usual
from tests.screens.feedback import PRIYAS, TOMS
from tests.screens.filled import WORDS
from tests.screens.registry import parts, screen
from tests.screens.world import GUIDES, MAYA

DESIGN = GUIDES["system-design"]


def test_closed_it_is_a_count() -> None:
    (message,) = parts("posted-folded.realistic")
    assert message.text == "Feedback on System Design by <@UPRIYA> is in. 3 of 8 in."
    assert "Clear strength" not in message.words
    assert PRIYAS.reasons not in message.words


def test_open_it_has_everything_in_the_guides_order() -> None:
    (message,) = parts("posted-opened.realistic")
    order = [
        "Recommendation: Strong yes",
        PRIYAS.reasons,
        "● More strength than concern",
        PRIYAS.of("ambiguity").evidence,
        "● Clear strength",
        PRIYAS.of("trade-offs").evidence,
        PRIYAS.of("working-together").evidence,
        "> Asked about write volume",
    ]
    assert sorted(order, key=message.words.index) == order


def test_what_was_not_looked_at_is_one_line() -> None:
    said = screen("posted-short.realistic").words
    assert "*Not assessed*\n4 working together · 5 intuition" in said
    assert DESIGN.look_for[3].line not in said
    assert "○ Clear concern" in said


def test_a_shadows_is_not_counted() -> None:
    message = screen("posted-folded-shadow.realistic")
    assert message.text.endswith("is in. Shadow: kept apart, not counted.")
    assert "of 8" not in message.words


def test_says_how_it_came_about() -> None:
    (message,) = parts("posted-everything.realistic")
    for said in (
        "Shadow's feedback on System Design by Dana",
        "Shadow: kept apart, not counted.",
        "Entered by <@UROSA> for Dana.",
        "Entered after reading the others.",
        "Corrected <!date^",
    ):
        assert said in message.words


def test_the_recruiters_note_is_in_their_copy_only() -> None:
    for name, is_there in (
        ("posted-recruiter", True),
        ("posted-opened", False),
        ("read-scorecard-recruiter", True),
        ("read-scorecard-opened", False),
    ):
        assert (PRIYAS.recruiter_note in screen(f"{name}.realistic").words) is is_there
    assert PRIYAS.recruiter_note not in ats_text(usual()["opened"])


def test_nothing_of_the_longest_is_lost() -> None:
    together = "\n".join(each.words for each in parts("posted-spread.swept"))
    assert [word for word in WORDS if word not in together] == []


def test_typed_markup_is_harmless() -> None:
    together = "\n".join(each.words for each in parts("posted-markup.swept"))
    assert "&lt;!channel&gt; &amp; &lt;@UTOM&gt;" in together


# --- to read, and to copy ----------------------------------------------------------------------


@pytest.mark.parametrize("name", usual())
def test_it_has_the_text_to_copy(name: str) -> None:
    page = screen(f"read-scorecard-{name}.realistic")
    assert "Copy for the ATS" in page.words
    copied = page.payload["blocks"][-1]["elements"][0]["elements"][0]["text"]
    assert copied == ats_text(usual()[name])


def test_closed_it_shows_a_count() -> None:
    page = screen("read-scorecard-folded.realistic")
    assert "3 of 8 in." in page.words
    assert PRIYAS.reasons not in page.words


def test_plain_text_for_the_ats() -> None:
    named = replace(MAYA, candidate=replace(MAYA.candidate, name="Maya <!channel> Lind & Co"))
    notes = replace(TOMS, notes="first\nsecond", shares_notes=True)
    toms = usual()["short"]
    toms = replace(toms, loop=named, scorecard=replace(toms.scorecard, feedback=notes))
    lines = [each.line for each in DESIGN.look_for]
    assert ats_text(toms) == (
        "System Design: feedback by Tom (observer)\n"
        "Maya <!channel> Lind & Co, Senior Engineer, Search\n"
        "\n"
        "Recommendation: No\n"
        f"{TOMS.reasons}\n"
        "\n"
        f"1  {lines[0]}: More strength than concern\n"
        f"2  {lines[1]}: Clear concern\n"
        f"   {TOMS.of('trade-offs').evidence}\n"
        f"3  {lines[2]}: More strength than concern\n"
        f"   {TOMS.of('proposal').evidence}\n"
        f"4  {lines[3]}: Not assessed\n"
        f"5  {lines[4]}: Not assessed\n"
        "\n"
        "Notes\n"
        "first\nsecond"
    )
