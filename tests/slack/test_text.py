"""Text that has to fit is cut between whole characters: no half flag, no family torn apart."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.feedback import TEXT_LIMIT
from bot.domain.scorecards import Feedback
from bot.slack.views.inputs import option, typing
from bot.slack.views.scorecards import scorecard_modal
from bot.slack.views.text import clip, escape, pieces, start_of
from tests.screens.reading import untouched
from tests.screens.scorecards import a_form
from tests.screens.world import PRIYAS

FAMILY = "👨‍👩‍👧‍👦"  # seven code points
WALES = "🏴󠁧󠁢󠁷󠁬󠁳󠁿"  # seven too
FLAG = "🇩🇪"
ACCENT = "e\N{COMBINING ACUTE ACCENT}"
WAVING = "👋🏽"
BARE_ACCENT = " \N{COMBINING ACUTE ACCENT}"
STACKED = "Z" + "\N{COMBINING TILDE}" * 9
HANGUL = "\u1112\u1161\u11ab"
WHOLE = (FAMILY, WALES, FLAG, ACCENT, WAVING, BARE_ACCENT, STACKED, HANGUL, "❤️", "1️⃣", "नी")
LONGEST = max(map(len, WHOLE))

parts = some.sampled_from([*WHOLE, "a", "é", ". ", " ", "\n", "&", "&amp;", "<"]) | some.characters(
    exclude_categories=["Cs"]
)
texts = some.lists(parts, max_size=60).map("".join)
limits = some.integers(LONGEST + 1, 40)


def characters(text: str) -> list[str]:
    """What people see, blanks apart."""
    return [each.rstrip() for each in regex.findall(r"\X", text) if not each.isspace()]


@pytest.mark.parametrize("character", WHOLE)
def test_what_the_tests_call_one_character_is_one(character: str) -> None:
    assert len(character) > 1
    assert characters(character) == [character]


@pytest.mark.parametrize("character", WHOLE)
def test_one_that_does_not_fit_is_left_out(character: str) -> None:
    for room in range(1, len(character)):
        assert start_of("ab" + character, 2 + room) == "ab"
        assert clip("ab" + character, 2 + room) == "ab"[: 1 + room] + "…"
    assert start_of("ab" + character, 2 + len(character)) == "ab" + character
    assert pieces("ab" + character, 1 + len(character)) == ["ab", character]


def test_one_that_never_fits_is_cut() -> None:
    assert start_of(STACKED, 4) == STACKED[:4]
    assert clip(STACKED, 4) == STACKED[:3] + "…"
    assert "".join(pieces(STACKED, 4)) == STACKED


def test_words_are_kept_whole_where_they_can_be() -> None:
    assert clip("Senior Engineer, Search", 17) == "Senior Engineer,…"
    assert clip("Senior Engineer, Search", 12) == "Senior Engi…"
    assert pieces("One. Two words\nThree", 12) == ["One.", "Two words", "Three"]
    assert pieces("One more. Two words", 15) == ["One more.", "Two words"]


def test_an_entity_is_kept_whole() -> None:
    assert pieces("aaaa&amp;b", 6) == ["aaaa", "&amp;b"]


@given(texts, limits)
def test_a_start_is_made_of_whole_characters(text: str, limit: int) -> None:
    start = start_of(text, limit)
    assert len(start) <= limit
    assert text.startswith(start)
    every = regex.findall(r"\X", text)
    kept = regex.findall(r"\X", start)
    assert kept == every[: len(kept)] or len(every[0]) > limit
    assert len(kept) == len(every) or len(start) + len(every[len(kept)]) > limit


@given(texts, limits)
def test_a_clipped_label_is_made_of_whole_characters(text: str, limit: int) -> None:
    label = clip(text, limit)
    assert len(label) <= limit
    if len(text) <= limit:
        assert label == text
    elif max(map(len, characters(text)), default=0) < limit:
        assert label.endswith("…")
        kept = characters(label[:-1])
        assert kept == characters(text)[: len(kept)]


@given(texts, limits)
def test_pieces_have_every_character_in_order(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert all(0 < len(each) <= limit for each in found)
    if max(map(len, characters(text)), default=0) <= limit:
        assert [one for each in found for one in characters(each)] == characters(text)


@given(texts, some.integers(LONGEST + 5, 40))
def test_no_entity_is_cut(text: str, limit: int) -> None:
    for each in pieces(escape(text), limit):
        assert "&" not in regex.sub(r"&(amp|lt|gt);", "", each)


@pytest.mark.parametrize("character", WHOLE)
def test_forms_are_filled_with_whole_characters(character: str) -> None:
    text = "a" + character * TEXT_LIMIT
    assert typing(text).to_dict()["initial_value"].endswith(character)
    assert option(text, "x").to_dict()["text"]["text"].removesuffix("…").endswith(character)


@pytest.mark.parametrize("character", WHOLE)
def test_long_notes_are_parted_between_whole_characters(character: str) -> None:
    notes = "a" + character * 1000
    values = untouched(scorecard_modal(a_form(PRIYAS, Feedback(notes=notes))).to_dict())
    boxes = [value for name, state in values.items() if name.startswith("notes") for value in state.values()]
    assert "".join(each["value"] for each in boxes) == notes
    assert {one for each in boxes for one in characters("a" + each["value"])} == {"a", *characters(character)}
