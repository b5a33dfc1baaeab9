"""Which command is meant by what people type, whatever that is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.typed import has_text
from bot.slack.commands import Commands, Subcommand
from bot.slack.request import Answer, Nothing, Request, RequestKind


def _nothing(_: Request) -> Answer:
    return Nothing()


TABLE = {
    "loop": Subcommand(_nothing, "loop <candidate>", "One loop."),
    "candidate-brief": Subcommand(_nothing, "candidate-brief <type>", "What to send.", ("brief",)),
    "mine": Subcommand(_nothing, "mine", "Mine."),
}
COMMANDS = Commands(TABLE, "/interview", _nothing, _nothing)
ASKED = Request(RequestKind.COMMAND, "U0ROSA")


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("loop Maya", "loop", "Maya"),
        ("Loop  Zoë d’Arcy ", "loop", "Zoë d’Arcy"),
        ("loop\u00a0Maya", "loop", "Maya"),
        ("loop\nMaya", "loop", "Maya"),
        ("loop\u3000Maya", "loop", "Maya"),
        ("candidate brief Maya", "candidate-brief", "Maya"),
        ("candidate—brief Maya", "candidate-brief", "Maya"),
        ("brief", "candidate-brief", ""),
        ("Mine.", "mine", ""),
    ],
)
def test_the_command_and_what_follows_it(text: str, name: str, rest: str) -> None:
    meant = COMMANDS.meant(text)
    assert meant
    assert (meant.name, meant.rest) == (name, rest)


@pytest.mark.parametrize("text", ["", "candidate", "loops", "the loop", "-", "🦄", "mine-brief"])
def test_none(text: str) -> None:
    assert COMMANDS.meant(text) is None


@given(st.text())
def test_anything_typed_leads_somewhere(text: str) -> None:
    taken, _, name = COMMANDS.route(replace(ASKED, text=text))
    assert name in (*TABLE, "help", "unknown")
    assert taken.text in text
    assert name == "help" or has_text(text)


@given(st.sampled_from([*TABLE]), st.sampled_from([" ", "\u00a0", "\n", "\t ", "\u3000"]), st.text())
def test_what_follows_a_command_is_not_changed(name: str, blank: str, rest: str) -> None:
    meant = COMMANDS.meant(f"{name}{blank}{rest}")
    assert meant
    assert meant.name == name
    assert meant.rest in rest
