"""Text as people type it on phones and Macs, and what of it makes no difference."""

from __future__ import annotations

import re
from unicodedata import category, combining, normalize

APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʼʻʹ′`´＇"))
QUOTES_AND_DOTS = dict.fromkeys(map(ord, '"“”„‟«»‹›.…'))
EMPTY_LETTERS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800"), " ")
"""Letters and a pattern that show nothing."""
UNSEEN = (
    "Cc",
    "Cf",
    "Cs",
)  # by Unicode's categories: controls, marks of direction and joining, half characters
UNPARTED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters of which Unicode does not part the stroke, as those write them whose keyboard lacks them."""
VOICING, NO_VOWEL = 8, 9  # marks that make another sound of a letter, in Japanese and in Indian scripts
FIRST_AND_REST = re.compile(r"(\S*)\s*(.*)", re.DOTALL)
REST_AND_LAST = re.compile(r"(?:(.*\S)\s+)?(\S+)\Z", re.DOTALL)
MARK_AT_END = re.compile(r"^\W+|\W+$")


def has_text(text: str) -> bool:
    """Whether anything can be seen in it: blanks, marks alone and invisible characters are not text."""
    return any(category(each) not in UNSEEN and category(each)[0] not in "MZ" for each in _blanks_plain(text))


def folded(text: str) -> str:
    """As it is compared: case, accents, width, kind of blank and what is invisible make no difference."""
    parted = normalize("NFKD", normalize("NFKD", _blanks_plain(text)).casefold())
    return normalize("NFC", "".join(filter(_is_told_apart, parted)).translate(UNPARTED))


def first_word(text: str) -> tuple[str, str]:
    """The first word, and what follows it as it was typed; any kind of blank parts the two."""
    return _in_two(text, FIRST_AND_REST)


def last_word(text: str) -> tuple[str, str]:
    """What comes before the last word, and that word."""
    return _in_two(text, REST_AND_LAST)


def plain_word(word: str) -> str:
    """A command's word without a keyboard's capitals, quotes, long dashes and full stops."""
    dashes = "".join("-" if category(each) == "Pd" else each for each in folded(word))
    return MARK_AT_END.sub("", re.sub("-+", "-", dashes))


def is_named(typed: str, name: str) -> bool:
    """Whether what was typed to find somebody fits that name. Nothing typed fits everybody.

    Case, accents, apostrophes, dashes, blanks and "Last, First" make no difference: each word is part of
    the name, or all of them are once their blanks are gone.
    """
    if not has_text(typed):
        return True
    wanted, known = _name_words(typed), _name_words(name)
    if not wanted:
        return typed.strip() in name
    return "".join(wanted) in "".join(known) or all(any(w in k for k in known) for w in wanted)


def name_key(name: str) -> str:
    """A name as it is compared; "Last, First" is "First Last"."""
    last, comma, first = name.partition(",")
    return "".join(_name_words(f"{first} {last}" if comma else name)) or name.strip()


def _name_words(name: str) -> list[str]:
    bare = folded(name.translate(APOSTROPHES).translate(QUOTES_AND_DOTS))
    return "".join(" " if category(each) == "Pd" or each == "," else each for each in bare).split()


def _blanks_plain(text: str) -> str:
    return text.translate(EMPTY_LETTERS)


def _in_two(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Without the blanks and invisible characters around it."""
    plain = _blanks_plain(text)  # as long as the text
    shown = [at for at, each in enumerate(plain) if not each.isspace() and category(each) not in UNSEEN]
    found = pattern.match(plain, shown[0], shown[-1] + 1) if shown else None
    return (text[slice(*found.span(1))], text[slice(*found.span(2))]) if found else ("", "")


def _is_told_apart(character: str) -> bool:
    """Not an accent, a variant of an emoji, or an invisible mark of direction or joining."""
    if category(character) in UNSEEN:
        return character.isspace()
    accent = combining(character) not in (0, VOICING, NO_VOWEL)
    return not accent and not "\ufe00" <= character <= "\ufe0f"
