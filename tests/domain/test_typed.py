"""Names and words as people type them on phones and Macs."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.typed import first_word, folded, has_text, is_named, last_word, name_key, plain_word

ZOE = "Zoë d'Arcy-Núñez"
NO_BREAK, WIDE, ZERO_WIDTH = "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}", "\N{ZERO WIDTH SPACE}"
FROM_RIGHT, ISOLATE, END = "\N{RIGHT-TO-LEFT MARK}", "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
INVISIBLE = (
    " \t\n\r\u00a0\u2003\u3000\u200b\u2060\ufeff\x00\u200e\u202e\u2066\u2069"
    "\u3164\u115f\u2800\u00ad\ufe0f\u0301"
)

NAMES = [
    ("Maya Lind", "maya"),
    ("Maya Lind", "MAYA LIND"),
    ("Maya Lind", "ind"),
    ("Maya Lind", "Maya "),
    ("Maya Lind", "maya  lind"),
    ("Maya Lind", f"Maya{NO_BREAK}Lind"),
    ("Maya Lind", f"Maya{WIDE}Lind"),
    ("Maya Lind", "Maya\nLind"),
    ("Maya Lind", "mayalind"),
    ("Maya Lind", "Lind, Maya"),
    ("Maya Lind", "LIND,Maya"),
    ("Maya Lind", "Lind Maya"),
    ("Maya Lind", "Maya Lind."),
    ("Maya Lind", "Maya..."),
    ("Maya Lind", "Maya…"),
    ("Maya Lind", "“Maya Lind”"),
    ("Maya Lind", '"maya lind"'),
    ("Maya Lind", f"{ZERO_WIDTH}Maya Lind"),
    ("Maya Lind", f"{ISOLATE}Maya Lind{END}"),
    ("Maya Lind", f"Maya Lind{FROM_RIGHT}"),
    ("Maya Lind", "Ｍａｙａ"),
    ("Maya Lind", ""),
    ("Maya Lind", ZERO_WIDTH),
    (ZOE, ZOE),
    (ZOE, normalize("NFD", ZOE)),
    (ZOE, "Zoë d’Arcy-Núñez"),
    (ZOE, "Zoe d'Arcy-Nunez"),
    (ZOE, "zoe darcy nunez"),
    (ZOE, "ZOE D`ARCY–NUNEZ"),
    (ZOE, "Zoë d´Arcy—Núñez"),
    (ZOE, "Zoe dArcyNunez"),
    (ZOE, "d arcy"),
    (ZOE, "darcy"),
    (ZOE, "nunez"),
    (ZOE, "d'Arcy-Núñez, Zoë"),
    (normalize("NFD", ZOE), "zoë"),
    ("Seán O’Brien", "o'brien"),
    ("Seán O’Brien", "sean obrien"),
    ("Søren Ångström", "soren angstrom"),
    ("Łukasz Wałęsa", "lukasz walesa"),
    ("Jürgen Weiß", "jurgen weiss"),
    ("İlker Işık", "ilker isik"),
    ("Anne‑Marie Dũng", "anne marie dung"),
    ("J. R. Smith", "jr smith"),
    ("J.R. Smith", "j r smith"),
    ("Kaʻiulani Kealoha", "kaiulani"),
    ("김민수", normalize("NFD", "김민수")),
    ("김민수", "민수"),
    ("がく", normalize("NFD", "がく")),
    ("Нина Йовович", "нина йовович"),
    ("नीना", "नीना"),
    ("Robert “Bob” Hale", "robert bob hale"),
    ("🦄 Una", "🦄"),
    ("X Æ A-12", "x ae a 12"),
]
NOT_THEM = [
    ("Maya Lind", "Mara"),
    ("Maya Lind", "%"),
    ("Maya Lind", "_"),
    ("Maya Lind", "M%d"),
    ("Maya Lind", "maya lin_"),
    ("Maya Lind", "maya lindt"),
    ("Maya Lind", "🦄"),
    ("Maya Lind", "..."),
    ("Maya Lind", "-"),
    (ZOE, "zoe garcia"),
    ("がく", "かく"),
    ("김민수", "기무"),
    ("", "maya"),
]


@pytest.mark.parametrize(("name", "typed"), NAMES)
def test_somebody_is_found_as_people_type_the_name(name: str, typed: str) -> None:
    assert is_named(typed, name)


@pytest.mark.parametrize(("name", "typed"), NOT_THEM)
def test_somebody_else_is_not(name: str, typed: str) -> None:
    assert not is_named(typed, name)


def test_enough_names_are_tried() -> None:
    assert len(NAMES) + len(NOT_THEM) >= 60


@given(st.text(min_size=1))
def test_everybody_is_found_by_their_own_name(name: str) -> None:
    assert is_named(name, name)
    assert is_named(normalize("NFD", name), normalize("NFC", name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ZOE, "d’Arcy Nunez, ZOE"),
        ("Dana Cole", f"Dana{NO_BREAK}Cole"),
        ("Dana Cole", "dana  cole."),
        ("🦄", " 🦄"),
    ],
)
def test_one_name_written_in_two_ways(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Dana Cole", "Dan Cole"), ("🦄", "🦊"), ("...", "-")])
def test_two_names(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(alphabet=INVISIBLE))
def test_what_shows_nothing_is_no_text(text: str) -> None:
    assert not has_text(text)
    assert has_text(f"{text}é{text}")


@pytest.mark.parametrize("text", ["x", ".", "🦄", "❤️", "김", "א", "\N{SNOWMAN}"])
def test_what_shows_something_is(text: str) -> None:
    assert has_text(text)


@given(st.text())
def test_what_is_compared_is_compared_with_itself(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("blank", [" ", "  ", "\t", "\n", NO_BREAK, WIDE, "\u2003", "\u2800", "\u2028"])
def test_any_blank_parts_words(blank: str) -> None:
    assert first_word(f"{blank}prep{blank}system{blank}design{blank}")[0] == "prep"
    assert first_word(f"prep{blank}pairing") == ("prep", "pairing")
    assert last_word(f"pairing{blank}observer{blank}") == ("pairing", "observer")


@given(st.text())
def test_nothing_is_lost_of_what_follows(text: str) -> None:
    word, rest = first_word(f"prep {text}")
    assert word == "prep"
    assert rest in text
    assert has_text(rest) is has_text(text)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Prep", "prep"),
        ("PREP.", "prep"),
        ("“prep”", "prep"),
        ("prep,", "prep"),
        ("/prep", "prep"),
        ("Candidate—Brief", "candidate-brief"),
        ("candidate--brief", "candidate-brief"),
        ("candidate–brief", "candidate-brief"),
        (f"{ZERO_WIDTH}prep", "prep"),
        ("ｐｒｅｐ", "prep"),
        ("Help?", "help"),
        ("🦄", ""),
        ("-", ""),
    ],
)
def test_a_commands_word(typed: str, word: str) -> None:
    assert plain_word(typed) == word
