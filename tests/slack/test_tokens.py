"""What Slack puts in angle brackets, as people wrote it."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.tokens import as_typed, as_written

NAMES = {"U0TOM": "Tom", "C0GENERAL": "general", "U0AMP": "A & <B>"}


def called(mark: str) -> str:
    return NAMES.get(mark, "")


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        ("plain words", "plain words"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("&amp;lt;", "&lt;"),
        ("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2"),
        ("<http://example.com|example.com>", "example.com"),
        ("<https://example.com/a|the design>", "the design (https://example.com/a)"),
        ("<mailto:maya@example.com|maya@example.com>", "maya@example.com"),
        ("<mailto:maya@example.com>", "maya@example.com"),
        ("<tel:+491234|+49 1234>", "+49 1234 (+491234)"),
        ("asked <@U0TOM> twice", "asked @Tom twice"),
        ("asked <@U0TOM|tommy> twice", "asked @tommy twice"),
        ("asked <@U0AMP>", "asked @A & <B>"),
        ("asked <@U0GONE>", "asked @U0GONE"),
        ("in <#C0GENERAL>", "in #general"),
        ("in <#C0GENERAL|>", "in #general"),
        ("in <#C0X|design>", "in #design"),
        ("<!here> <!channel|channel> <!everyone>", "@here @channel @everyone"),
        ("<!subteam^S1|@panel> <!subteam^S1|panel> <!subteam^S1>", "@panel @panel @group"),
        ("at <!date^1794925200^{date} at {time}|17 Nov>", "at 17 Nov"),
        ("at <!date^1794925200^{date}>", "at 17 Nov 2026 14:20 UTC"),
        ("at <!date^x>", "at a date"),
        (":tada: *bold* _slanted_ `code`", ":tada: *bold* _slanted_ `code`"),
    ],
)
def test_as_written(sent: str, written: str) -> None:
    assert as_written(sent, called) == written


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("loop <@U0TOM|Tom>", "loop <@U0TOM|Tom>"),
        ("loop <#C0GENERAL>", "loop <#C0GENERAL>"),
        ("loop <mailto:maya@example.com|maya@example.com>", "loop maya@example.com"),
        ("prep <http://system.design|system.design>", "prep system.design"),
        ("&lt;!channel&gt;", "<!channel>"),
    ],
)
def test_a_command_keeps_ids(sent: str, typed: str) -> None:
    assert as_typed(sent) == typed


@given(st.text())
def test_what_people_type_comes_back(text: str) -> None:
    sent = html.escape(text, quote=False)
    assert as_typed(sent) == as_written(sent, called) == text
