"""What makes two typed addresses, or two links, the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.candidates import LONGEST_KEY, identity_key, identity_keys

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
        ("maya@example.com", "mailto:maya@example.com"),
        ("maya@example.com", "Maya Lind <Maya@example.com>"),
        ("maya@example.com", "<mailto:maya@example.com|maya@example.com>"),
        ("maya@example.com", "maya@example.com."),
        ("maya@example.com", "“maya@example.com”"),
        ("maya.lind@gmail.com", "mayalind@googlemail.com"),
        ("maya@bücher.example", "maya@xn--bcher-kva.example"),
        ("https://ats.example.com/c/4711", "http://ats.example.com/c/4711"),
        ("https://ats.example.com/c/4711", "https://www.ats.example.com/c/4711/"),
        ("https://ats.example.com/c/4711", "ats.example.com/c/4711"),
        ("https://ats.example.com/c/4711", "<https://ats.example.com/c/4711|the profile>"),
        ("https://ats.example.com/c/4711", "https://ats.example.com:443/c/4711#notes"),
        ("https://ats.example.com/c/4711", "https://ats.example.com/c/4711?utm_source=mail&utm_medium=x"),
        ("https://ats.example.com/c?id=4711", "https://ats.example.com/c/?id=4711&gh_src=abc"),
        ("https://ats.example.com/zoë", "https://ats.example.com/zo%C3%AB"),
        ("https://bücher.example/1", "https://xn--bcher-kva.example/1"),
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
        ("maya@example.com", "maya+jobs@example.com"),
        ("maya.lind@example.com", "mayalind@example.com"),
        ("https://ats.example.com/c?id=4711", "https://ats.example.com/c?id=4712"),
        ("https://ats.example.com/#/c/4711", "https://ats.example.com/#/c/4712"),
        ("https://ats.example.com:8080/c/4711", "https://ats.example.com/c/4711"),
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


ODD = ["https://[", "http://", "@", "a@b@c", "<>", "<a|b>", "mailto:", "x.yz", "www.", "https://xn--/", ".,;"]


@pytest.mark.parametrize("typed", ["maya@example.com", " Zoë@example.com", "STRAẞE", LONG_LINK, *ODD])
def test_a_key_is_short_and_its_own_key(typed: str) -> None:
    key = identity_key(typed)
    assert key
    assert len(key) <= LONGEST_KEY
    assert identity_key(key) == key


@given(st.from_regex(r"(https?://)?[a-z.@/?#&=%:<>|-]{1,20}", fullmatch=True))
def test_a_key_is_its_own_key(typed: str) -> None:
    key = identity_key(typed)
    assert key is None or identity_key(key) == key


def test_records_made_before_are_found_as_they_were_typed() -> None:
    assert identity_keys("HTTP://www.ats.example.com/4711/") == {
        "https://ats.example.com/4711",
        "http://www.ats.example.com/4711/",
    }
    assert identity_keys("Maya@example.com") == {"maya@example.com"}
    assert identity_keys(" ") == frozenset()
