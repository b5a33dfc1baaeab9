"""Getting ready for an interview with an exercise, as each role does; going on with what is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.demo.company import LEA, PRIYA, ROSA, SAM, TOM
from bot.domain.loops import Loop
from bot.domain.scorecards import Feedback
from bot.slack.views.text import escape
from tests.acting import Actor, Json, World, a_demo, words
from tests.builders import panelist_of
from tests.setting_up import a_created_loop, an_edit, changes

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("Europe/Berlin"))
STARTS = TUESDAY + timedelta(days=2, hours=4)
THE_DAY_BEFORE = STARTS - timedelta(hours=18)
RELEASE = "<https://docs.google.com/document/d/1Gn7oF4N8okjWdUJL_csNAeDpq3IbMSGuu0kvZqA6dC8/edit"


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    with a_demo(database_url=database_url, start_at=TUESDAY) as demo:
        world = World(demo)
        yield world
        assert world.refusals() == []


def a_pairing(world: World, exercise: str = "release") -> Loop:
    """Priya leads, Tom observes, Lea shadows; Sam talks about values a day later."""
    pairing = an_edit(
        STARTS, PRIYA, observers=(TOM,), shadows=(LEA,), guide="pairing-exercise", exercise=exercise
    )
    return a_created_loop(world, pairing, an_edit(STARTS + timedelta(days=1), SAM, guide="values"))


def told(world: World, person: str, said: str) -> Json:
    """The last message to them that says this."""
    return [each for each in world.actor(person).messages() if said in words(each)][-1]


def boxes(message: Json) -> list[Json]:
    return [each for block in message["blocks"] for each in block.get("elements", ()) if "options" in each]


def lines(message: Json) -> list[str]:
    """Of the checklist, as they begin."""
    return [option["text"]["text"] for each in boxes(message) for option in each["options"]]


# --- each role's own ---------------------------------------------------------------------------


def test_each_role_gets_its_own_part_of_the_exercise(world: World) -> None:
    a_pairing(world)
    pairing = world.demo.bot.services.catalog.current.guides["pairing-exercise"]
    release = pairing.exercise("release")
    assert release
    assert release.roles
    world.moves_to(THE_DAY_BEFORE)
    lead, observer, shadow = (told(world, each, "Read your part") for each in (PRIYA, TOM, LEA))
    for line in release.roles.lead:
        assert f"• {escape(line)}" in words(lead)
        assert line in release.roles.observer or escape(line) not in words(observer)
    for line in release.roles.observer:
        assert f"• {escape(line)}" in words(observer)
    for line in pairing.roles.shadow:
        assert f"• {escape(line)}" in words(shadow)
    assert len(lines(lead)) == len(release.before)
    assert lines(observer) == list(pairing.observer_before)
    assert lines(shadow) == []


def test_what_no_other_interview_looks_at_is_told_to_those_whose_feedback_counts(world: World) -> None:
    a_pairing(world)
    world.moves_to(THE_DAY_BEFORE)
    for person in (PRIYA, TOM):
        said = words(told(world, person, "Read your part"))
        (alone,) = [line for line in said.splitlines() if line.startswith("No other interview")]
        assert "troubleshooting" in alone
        assert "edge cases" not in alone  # of this kind of interview alone
    assert "No other interview" not in words(told(world, LEA, "Read your part"))
    world.moves_to(STARTS - timedelta(minutes=4))
    assert "No other interview" not in words(world.actor(PRIYA).types("/interview prep"))


def test_the_exercises_link_stands_where_the_exercise_is_named(world: World) -> None:
    a_pairing(world)
    priya = world.actor(PRIYA)
    given = told(world, PRIYA, "You are asked to lead it")
    world.moves_to(THE_DAY_BEFORE)
    prepare = told(world, PRIYA, "Read your part")
    world.moves_to(STARTS - timedelta(minutes=15))
    starting = told(world, PRIYA, "starts in 15 minutes")
    for message in (given, prepare, starting, priya.types("/interview prep")):
        assert f"Exercise: Release pairing exercise · {RELEASE}" in words(message)
    assert "14:05 troubleshooting for the customer · 14:20 the feature request" in words(starting)


def test_the_whole_guide_of_an_interview_has_its_exercise_chosen(world: World) -> None:
    a_pairing(world)
    priya = world.actor(PRIYA)
    priya.clicks(priya.types("/interview prep"), "Whole guide", "C0GENERAL")
    whole = "\n".join(words(each) for each in priya.messages("C0GENERAL"))
    assert "*Release pairing exercise* · internal" in whole
    assert "Other exercises: From the question bank" in whole
    assert "Play the customer." in whole


# --- the checklist -----------------------------------------------------------------------------


def test_a_tick_is_the_lines_and_not_its_places(world: World) -> None:
    loop = a_pairing(world)
    world.moves_to(STARTS - timedelta(days=1))
    priya = world.actor(PRIYA)
    before = told(world, PRIYA, "Read your part")
    _ticks(priya, before, 0, 1)
    assert _ticked(_kept(priya)) == lines(before)[:2]
    changes(world, loop, loop.interviews[0], exercise="cloud-ops")
    world.settle()
    now = _kept(priya)
    assert lines(now)[1] != lines(before)[1]
    assert _ticked(now) == lines(now)[:1] == lines(before)[:1]  # the dry run, which both ask for


def _ticks(person: Actor, message: Json, *places: int) -> None:
    (block,) = [each for each in message["blocks"] if str(each.get("block_id")).startswith("tick:")]
    element = block["elements"][0]
    chosen = {"type": "checkboxes", "selected_options": [element["options"][each] for each in places]}
    container = {"type": "message", "channel": person.dm, "ts": message["ts"]}
    person.hand.press(container, block["block_id"], element["action_id"], chosen)
    person.world.settle()


def _kept(person: Actor) -> Json:
    """The preparation, sent anew."""
    person.clicks(person.types("/interview prep"), "Keep in my messages", "C0GENERAL")
    person.world.moves_to(person.world.demo.bot.services.clock() + timedelta(minutes=1))
    return person.last()


def _ticked(message: Json) -> list[str]:
    return [option["text"]["text"] for each in boxes(message) for option in each.get("initial_options", ())]


# --- feedback ----------------------------------------------------------------------------------


def keeps(world: World, loop: Loop, person: str, notes: str) -> None:
    found = panelist_of(loop.interviews[0], person)
    assert found
    now = world.demo.bot.services.clock()
    world.demo.bot.services.scorecards.save_draft(person, found.id, Feedback(notes=notes), now)


def test_feedback_goes_on_where_it_was_left(world: World) -> None:
    loop = a_pairing(world)
    world.moves_to(STARTS + timedelta(minutes=5))
    keeps(world, loop, PRIYA, "Asked for the logs first")
    keeps(world, loop, TOM, "Quiet")
    world.moves_to(STARTS + timedelta(minutes=6))
    keeps(world, loop, TOM, "")  # taken out again
    world.moves_to(STARTS + timedelta(hours=1))
    assert "Draft saved 14:05 · Continue" in words(told(world, PRIYA, "write your feedback"))
    assert "Write your feedback" in words(told(world, TOM, "write your feedback"))


def test_evidence_is_asked_for_only_while_it_is_needed(world: World) -> None:
    """And what was typed stays: the box is the same one."""
    a_pairing(world)
    world.moves_to(STARTS + timedelta(hours=1))
    priya = world.actor(PRIYA)
    priya.types("/interview feedback")
    for rating, optional in (("clear-concern", False), ("more-concern", True), ("clear-strength", False)):
        block = _block(priya.modal(), "rating:feedback")
        option = next(each for each in block["element"]["options"] if each["value"] == rating)
        priya.sets(priya.modal(), block["block_id"], {"type": "static_select", "selected_option": option})
        box = _block(priya.modal(), "evidence:feedback")
        assert box.get("optional", False) is optional
        assert ("hint" in box) is not optional


def _block(view: Json, block_id: str) -> Json:
    return next(dict(each) for each in view["blocks"] if each.get("block_id") == block_id)


def test_the_recruiter_reads_no_exercise_of_what_is_not_theirs(world: World) -> None:
    """Rosa leads the loop, Sam interviews in it with another guide."""
    a_pairing(world)
    rosa, sam = (words(world.actor(each).types("/interview prep delivery")) for each in (ROSA, SAM))
    assert RELEASE in rosa
    assert RELEASE not in sam
    assert "with the exercise “Release pairing exercise”" in sam
