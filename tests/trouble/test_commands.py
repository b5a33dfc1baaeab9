"""Commands as people mistype them: each gets an answer that says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.demo.company import PRIYA, ROSA, SAM
from tests.acting import Actor, World, a_demo, words
from tests.trouble.forms import NOBODYS, TUESDAY, a_team_loop

pytestmark = pytest.mark.one_worker

LONG = "x" * 4000


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One for all: nothing here leaves a trace."""
    with a_demo(over_http=True, start_at=TUESDAY) as demo:
        world = World(demo)
        a_team_loop(world)
        yield world
        assert world.refusals() == []


def says(person: Actor, line: str) -> str:
    """What the person reads, in one message only they see."""
    message = person.types(line)
    assert message.get("ephemeral"), f"no answer to {line[:40]!r}"
    assert len(message["text"]) <= 4000
    return words(message)


@pytest.mark.parametrize("line", ["/interview", "/interview ", "/interview help", "/interview   HELP  "])
def test_nothing_and_help_show_what_one_can_do(world: World, line: str) -> None:
    shown = says(world.actor(PRIYA), line)
    assert "/interview prep" in shown
    assert "/interview feedback" in shown


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/interview perp", "prep"),
        ("/interview feedbak", "feedback"),
        ("/interview lopps", "loops"),
        ("/interview canddate-brief", "candidate-brief"),
        ("/interview shedule maya", "schedule"),
    ],
)
def test_a_near_miss_gets_the_nearest_command_and_its_usage(world: World, line: str, meant: str) -> None:
    shown = says(world.actor(PRIYA), line)
    assert f"Did you mean /interview {meant}" in shown


@pytest.mark.parametrize(
    "line",
    [
        "/interview qqqq",
        f"/interview {LONG}",
        "/interview 🦄",
        "/interview 🦄🦄 🦄",
        '/interview ""',
        "/interview <@U123>",
        "/interview @rosa",
        "/interview <!channel>",
        "/interview &amp;",
        "/interview -",
        "/interview 0",
        "/interview ../../etc/passwd",
        "/interview '; drop table loop; --",
        "/interview %s {0} {{x}}",
    ],
)
def test_what_is_no_command_is_said_to_be_none(world: World, line: str) -> None:
    shown = says(world.actor(PRIYA), line)
    assert "I don't know" in shown
    assert "/interview help" in shown
    assert "<!channel>" not in shown
    assert "<@U" not in shown


@pytest.mark.parametrize(
    "line",
    [
        "/interview PREP System-Design",
        "/interview   prep    system   design",
        "/interview Prep SYSDESIGN lead",
    ],
)
def test_case_and_spaces_make_no_difference(world: World, line: str) -> None:
    assert "The candidate designs a system from scratch" in says(world.actor(PRIYA), line)


@pytest.mark.parametrize("between", ["\t", "\n", "\u00a0"])
def test_other_blanks_part_words_too(world: World, between: str) -> None:
    shown = says(world.actor(PRIYA), f"/interview prep{between}system-design")
    assert "The candidate designs a system from scratch" in shown


def test_a_type_misspelt_gets_the_nearest_one(world: World) -> None:
    shown = says(world.actor(PRIYA), "/interview prep sytem desgin")
    assert shown.startswith("I can't find “sytem desgin”. Did you mean")
    assert re.findall(r"\*.+?\*", shown)[0] == "*System Design*"
    assert "Show it" in shown


@pytest.mark.parametrize(
    "line",
    [
        "/interview prep qqqqqqqq",
        '/interview prep ""',
        "/interview prep <@U123>",
        "/interview prep @rosa",
        "/interview prep <!here>",
        "/interview prep 🦄",
        "/interview prep ...",
        f"/interview prep {LONG}",
        "/interview brief qqqqqqqq",
    ],
)
def test_a_type_there_is_none_of(world: World, line: str) -> None:
    shown = says(world.actor(PRIYA), line)
    assert "I can't find" in shown
    assert any(way in shown for way in ("/interview list", "All interview types", "Candidates' pages"))
    assert "<!here>" not in shown
    assert "<@U" not in shown


def test_a_track_there_is_none_of(world: World) -> None:
    shown = says(world.actor(PRIYA), "/interview list gardening")
    assert "There is no track “gardening”" in shown
    assert "engineering" in shown
    assert "There is no track" in says(world.actor(PRIYA), f"/interview list {LONG}")


@pytest.mark.parametrize("subcommand", ["loop", "schedule", "close"])
@pytest.mark.parametrize("name", ["nobody", "", "🦄", "<@U123>", "%", "_", "maya' or '1'='1", LONG])
def test_a_candidate_there_is_none_of(world: World, subcommand: str, name: str) -> None:
    assert says(world.actor(SAM), f"/interview {subcommand} {name}") == NOBODYS


@pytest.mark.parametrize("name", ["%", "_", "maya lin_", "M%d"])
def test_a_name_is_taken_as_it_is_typed(world: World, name: str) -> None:
    """None of these is in "Maya Lind": no character stands for others."""
    assert says(world.actor(ROSA), f"/interview loop {name}") == NOBODYS


def test_a_name_in_any_case_and_in_part(world: World) -> None:
    for name in ("MAYA", "maya lind", "ind", "maya  lind", "Lind, Maya", "Máya\u00a0Lind.", "“maya”"):
        assert "Maya Lind" in says(world.actor(ROSA), f"/interview loop {name}")


def test_every_command_answers_help(world: World) -> None:
    for name, command in world.demo.bot.routes.commands.items():
        for called in (name, *command.aliases):
            assert f"/interview {name}" in says(world.actor(PRIYA), f"/interview {called} help"), called


def test_feedback_for_nobody_says_what_to_do(world: World) -> None:
    shown = says(world.actor(PRIYA), "/interview feedback qqqq")
    assert "You owe no feedback" in shown
    assert "ask your recruiter" in shown
