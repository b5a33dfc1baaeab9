"""Replies to a reminder: whose evidence each is, how it comes into a draft, and what an edit changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feedback import TEXT_LIMIT
from bot.domain.notes import ThreadNote, notes_of, replaced, with_notes
from bot.domain.scorecards import Assessment, Feedback, Rating
from bot.domain.typed import has_text

CRITERIA = ["trade-offs", "ambiguity", "scale"]
TS = "1700000000.000100"

OF_AMBIGUITY = [
    "2 named what each costs",
    "2. named what each costs",
    "2) named what each costs",
    "2: named what each costs",
    "2 ) named what each costs",
    "2.named what each costs",
    "2 - named what each costs",
    "2 – named what each costs",
    "2 — named what each costs",
    "  2   named what each costs  ",
    "2\N{NO-BREAK SPACE}named what each costs",
    "2\N{IDEOGRAPHIC SPACE}named what each costs",
    "２．named what each costs",
    "2：named what each costs",
    "2️⃣ named what each costs",
    "2⃣ named what each costs",
]
PLAIN = [
    "Named what each costs",
    "named 2 options",
    "2.5 years there",
    "2,5 years there",
    "2nd idea was better",
    "2x faster",
    "12:30 we began",
    "0 questions asked",
    "4 options considered",
    "45 minutes in",
    "2026 was the year",
    "2",
    "2.",
    "-2 for tone",
    "(2) as said",
    "Notes:\n1. one\n2. two",
]


@pytest.mark.parametrize("text", OF_AMBIGUITY)
def test_a_note_that_begins_with_a_number_is_that_criterions(text: str) -> None:
    assert notes_of(text, TS, CRITERIA) == [ThreadNote("named what each costs", TS, "ambiguity")]


@pytest.mark.parametrize("text", PLAIN)
def test_any_other_is_a_note(text: str) -> None:
    assert notes_of(text, TS, CRITERIA) == [ThreadNote(text, TS)]


def test_one_reply_may_be_about_several_criteria() -> None:
    text = "1 saw both sides\nand said so\n3) grew it tenfold\n7 of ten\n2: asked first"
    assert notes_of(text, TS, CRITERIA) == [
        ThreadNote("saw both sides\nand said so", TS, "trade-offs"),
        ThreadNote("grew it tenfold\n7 of ten", TS, "scale"),
        ThreadNote("asked first", TS, "ambiguity"),
    ]


@pytest.mark.parametrize("nothing", ["", " ", "\n", "\u200b", "\ufeff \u2060"])
def test_nothing_is_no_note(nothing: str) -> None:
    assert notes_of(nothing, TS, CRITERIA) == []


marks = st.sampled_from(["1 ", "2. ", "3) ", "9 ", "", "- "])


@given(st.lists(st.tuples(marks, st.from_regex(r"[a-z]{1,8}", fullmatch=True)), min_size=1))
def test_no_word_of_a_reply_is_lost(lines: list[tuple[str, str]]) -> None:
    notes = notes_of("\n".join(f"{mark}{word}" for mark, word in lines), TS, CRITERIA)
    kept = [word for each in notes for word in re.findall("[a-z]+", each.text)]
    assert kept == [word for _, word in lines]


@given(st.text().filter(has_text))
def test_a_note_is_kept_as_it_was_written(text: str) -> None:
    assert notes_of(f"x {text}", TS, CRITERIA) == [ThreadNote(f"x {text}".strip(), TS)]


@given(st.text(), st.integers(1, 3), st.sampled_from([" ", ". ", ") ", ": ", " - ", "\u00a0"]))
def test_what_follows_the_number_is_kept(text: str, number: int, mark: str) -> None:
    (first, *_) = notes_of(f"{number}{mark}x{text}", TS, CRITERIA)
    assert first.criterion == CRITERIA[number - 1]
    assert first.text.startswith("x")


# --- into the draft ----------------------------------------------------------------------------

DRAFT = Feedback(notes="typed", assessments=(Assessment("ambiguity", Rating.CLEAR_STRENGTH, "asked"),))


def test_notes_come_after_what_was_typed() -> None:
    after = with_notes(DRAFT, [ThreadNote("one"), ThreadNote("two", TS, "ambiguity"), ThreadNote("three")])
    assert after.notes == "typed\none\nthree"
    assert after.of("ambiguity") == Assessment("ambiguity", Rating.CLEAR_STRENGTH, "asked\ntwo")


def test_evidence_begins_where_there_was_none() -> None:
    after = with_notes(Feedback(), [ThreadNote("grew it", TS, "scale")])
    assert after == Feedback(assessments=(Assessment("scale", Rating.NOT_ASSESSED, "grew it"),))


def test_what_its_box_would_cut_goes_to_the_notes() -> None:
    full = replace(DRAFT, assessments=(Assessment("scale", evidence="x" * TEXT_LIMIT),))
    after = with_notes(full, [ThreadNote("grew it", TS, "scale")])
    assert after.notes == "typed\ngrew it"
    assert after.assessments == full.assessments
    assert replaced(after, [ThreadNote("grew it", TS, "scale")], []).notes == "typed"


# --- edited and deleted ------------------------------------------------------------------------


def changed(draft: Feedback, before: str, after: str) -> Feedback:
    return replaced(draft, *(notes_of(text, TS, CRITERIA) for text in (before, after)))


def taken_up(text: str) -> Feedback:
    return with_notes(DRAFT, notes_of(text, TS, CRITERIA))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one", "another"),
        ("one", "one\nand more"),
        ("one\nand more", "one"),
        ("2 one", "2 another"),
        ("2 one", "3 one"),
        ("one", "2 one"),
        ("2 one", "one"),
        ("2 one\n3 two", "2 one"),
    ],
)
def test_an_edit_is_followed(before: str, after: str) -> None:
    assert changed(taken_up(before), before, after) == taken_up(after)


@pytest.mark.parametrize("before", ["one", "one\nand more", "2 one", "2 one\n3 two"])
def test_a_deletion_is_followed(before: str) -> None:
    assert changed(taken_up(before), before, "") == DRAFT


@pytest.mark.parametrize("notes", ["typed\none, mended", "typed", "typed\n> one", "typed one"])
def test_what_was_changed_in_the_form_stays(notes: str) -> None:
    draft = replace(DRAFT, notes=notes)
    assert changed(draft, "one", "another") == draft
    assert changed(draft, "one", "") == draft
    assert changed(draft, "one", "2 one") == draft


def test_the_notes_around_it_stay() -> None:
    draft = replace(DRAFT, notes="before\none\nafter")
    assert changed(draft, "one", "another").notes == "before\nanother\nafter"
    assert changed(draft, "one", "").notes == "before\nafter"


words = st.text("abc \n12.", min_size=1).filter(has_text)


@given(words, words)
def test_an_edit_of_what_stands_there_unchanged_is_as_if_it_had_been_written_so(
    before: str, after: str
) -> None:
    alone = with_notes(Feedback(), notes_of(before, TS, CRITERIA))
    assert changed(alone, before, after) == with_notes(Feedback(), notes_of(after, TS, CRITERIA))
    assert changed(alone, before, "") == Feedback()
