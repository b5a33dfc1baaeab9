"""Buttons of things that are gone by the time they are clicked: a sentence, and nothing else happens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.demo.company import CHANNEL, HENRIK, ROSA, TOM
from bot.domain.loops import Loop, LoopState, Outcome
from bot.values.forms import Closing
from tests.acting import Actor, Json, World, words
from tests.setting_up import changes, the_loop
from tests.trouble.forms import GENERAL, NOBODYS, NOON, a_team_loop, opens_interview, step_1
from tests.trouble.rows import everything

OVER = NOON + timedelta(hours=1)


def closes(world: World, loop: Loop, *, wanted: bool) -> None:
    world.demo.bot.services.closing.close(ROSA, Closing(loop.id, Outcome.WITHDREW, feedback_wanted=wanted))
    world.settle()


def starting(world: World, person: str) -> tuple[Actor, Json]:
    """Priya or Tom with the message of a quarter of an hour before."""
    world.moves_to(NOON - timedelta(minutes=15))
    actor = world.actor(person)
    return actor, actor.last()


def test_a_closed_loop_hears_nothing_more_of_its_interviews(world: World) -> None:
    loop = a_team_loop(world)
    tom, message = starting(world, TOM)
    closes(world, loop, wanted=False)
    before = everything(world)
    tom.clicks(message, "The candidate is not here")
    assert words(tom.last()) == "This loop is closed. There is nothing left to do here."
    assert everything(world) == before


def test_a_form_opened_before_the_loop_closed(world: World) -> None:
    loop = a_team_loop(world)
    tom, message = starting(world, TOM)
    tom.clicks(message, "I'm running late")
    closes(world, loop, wanted=False)
    answer = tom.submits(minutes="20")
    assert answer["errors"] == {"minutes": "This loop is closed. There is nothing left to do here."}


def test_feedback_still_wanted_may_come_after_closing(world: World) -> None:
    loop = a_team_loop(world)
    world.moves_to(OVER)
    closes(world, loop, wanted=True)
    tom = world.actor(TOM)
    tom.types("/interview feedback")
    assert tom.submits(recommendation="yes", reasons="As seen")["ok"]
    assert "1 of 2 in" in words(world.actor(ROSA).messages(CHANNEL)[0])


def test_closing_twice_says_that_it_is_closed(world: World) -> None:
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    pick = rosa.types("/interview close maya")
    rosa.clicks(pick, "Close", GENERAL)
    assert rosa.submits(outcome="withdrew")["ok"]
    rosa.clicks(pick, "Close", GENERAL)
    assert words(rosa.last(GENERAL)) == "This loop is closed already."
    assert the_loop(world, loop.id).outcome is Outcome.WITHDREW


def test_the_card_of_a_closed_loop_still_opens_and_changes_nothing(world: World) -> None:
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    opens_interview(rosa, loop)
    closes(world, loop, wanted=True)
    card = rosa.messages(CHANNEL)[0]
    assert "closed" in words(card)
    rosa.clicks(card, "Overview", CHANNEL)
    assert "Maya Lind" in words(rosa.last(CHANNEL))
    assert "closed" in " ".join(rosa.submits(place="Room 4")["errors"].values())
    assert the_loop(world, loop.id).interviews[0].place == ""


@pytest.mark.parametrize("label", ["Open scorecard", "I'm running late", "The candidate is not here"])
def test_somebody_taken_off_the_panel_cannot_answer_any_more(world: World, label: str) -> None:
    loop = a_team_loop(world)
    tom, message = starting(world, TOM)
    changes(world, loop, loop.interviews[0], observers=())
    world.settle()
    before = everything(world)
    tom.clicks(message, label)
    assert words(tom.last()) == NOBODYS
    assert not tom.hand.modals()
    assert everything(world) == before


@pytest.mark.parametrize("label", ["I'm running late", "The candidate is not here"])
def test_an_interview_cancelled_meanwhile_says_so(world: World, label: str) -> None:
    loop = a_team_loop(world)
    tom, message = starting(world, TOM)
    changes(world, loop, loop.interviews[0], cancelled=True)
    world.settle()
    before = len(world.actor(ROSA).messages())
    tom.clicks(message, label)
    if tom.hand.modals():
        answer = tom.submits(minutes="20")
        said = " ".join(answer.get("errors", {}).values())
    else:
        said = words(tom.last())
    assert "cancelled" in said
    assert len(world.actor(ROSA).messages()) == before, "nobody is told of it"


# --- drafts ------------------------------------------------------------------------------------


def a_draft(world: World) -> tuple[Actor, Json]:
    """Rosa with a draft kept, and her list of loops."""
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    assert rosa.submits(**step_1())["ok"]
    rosa.closes()
    return rosa, rosa.types("/interview loops")


def test_a_draft_that_was_discarded(world: World) -> None:
    rosa, listed = a_draft(world)
    rosa.clicks(listed, "Discard", GENERAL)
    assert "The draft is gone" in words(rosa.last(GENERAL))
    rosa.clicks(listed, "Continue", GENERAL)
    assert words(rosa.last(GENERAL)) == NOBODYS
    rosa.clicks(listed, "Discard", GENERAL)
    assert "The draft is gone" in words(rosa.last(GENERAL))
    assert not rosa.hand.modals()


def test_creating_a_draft_that_was_discarded_meanwhile(world: World) -> None:
    rosa, listed = a_draft(world)
    rosa.clicks(listed, "Continue", GENERAL)
    rosa.clicks(listed, "Discard", GENERAL)
    assert rosa.submits()["ok"]
    assert words(rosa.modal()).startswith(NOBODYS), "said on top of the list"
    assert not rosa.messages(CHANNEL)


def test_a_draft_that_was_created_meanwhile_is_not_discarded(world: World) -> None:
    rosa, listed = a_draft(world)
    rosa.clicks(listed, "Continue", GENERAL)
    assert rosa.submits()["ok"]
    rosa.clicks(listed, "Discard", GENERAL)
    assert "has begun" in words(rosa.last(GENERAL))
    assert the_loop(world, 1).state is LoopState.OPEN


def test_editing_an_interview_of_a_draft_that_was_discarded(world: World) -> None:
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    assert rosa.submits(**step_1(template="release"))["ok"]
    rosa.clicks(rosa.modal(), "Edit")
    listed = rosa.types("/interview loops")
    rosa.clicks(listed, "Discard", GENERAL)
    answer = rosa.submits(place="Room 4")
    assert NOBODYS in answer["errors"].values()


def test_a_draft_is_nobodys_but_its_makers(world: World) -> None:
    rosa, _ = a_draft(world)
    for person in (rosa, world.actor(HENRIK)):
        assert words(person.types("/interview loop maya")) == NOBODYS
    assert "Drafts" not in words(world.actor(HENRIK).types("/interview loops"))
