"""What makes two typed addresses, or two links, the same."""

from __future__ import annotations

import pytest

from bot.domain.candidates import LONGEST_KEY, identity_key

LONG_LINK = "https://ats.example.com/" + "é" * LONGEST_KEY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maya@example.com", "Maya@Example.COM"),
        ("maya@example.com", "  maya@example.com\n"),
        ("zoë@example.com", "ZOE\N{COMBINING DIAERESIS}@example.com"),
        ("strasse@example.com", "STRAẞE@example.com"),
        ("maya@example.com", "ｍａｙａ＠example.com"),
        ("https://ats.example.com/c/4711", "HTTPS://ATS.example.com/c/4711 "),
        (LONG_LINK, LONG_LINK.upper()),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert identity_key(one) == identity_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maya@example.com", "maya@example.org"),
        ("maya@example.com", "maya.l@example.com"),
        ("maya@example.com", "m aya@example.com"),
        ("https://ats.example.com/c/4711", "https://ats.example.com/c/47110"),
        (LONG_LINK, LONG_LINK + "1"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert identity_key(one) != identity_key(other)


def test_a_key_that_is_long_is_kept_as_typed_up_to_the_limit() -> None:
    longest = "a" * LONGEST_KEY
    assert identity_key(longest) == longest
    assert str(identity_key(longest + "a")).startswith("sha256:")


@pytest.mark.parametrize("nothing", ["", " ", "\n\t"])
def test_nothing_identifies_nobody(nothing: str) -> None:
    assert identity_key(nothing) is None


@pytest.mark.parametrize("typed", ["maya@example.com", " Zoë@example.com", "STRAẞE", LONG_LINK])
def test_a_key_is_short_and_its_own_key(typed: str) -> None:
    key = identity_key(typed)
    assert key
    assert len(key) <= LONGEST_KEY
    assert identity_key(key) == key
