"""What panelists and recruiters answer: each bad value gets a sentence at its field and stays as typed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.demo.company import PRIYA, ROSA, TOM
from bot.domain.loops import LoopState
from tests.acting import Actor, Json, World, words
from tests.builders import panelist_of
from tests.setting_up import a_created_loop, an_edit, changes, gives, the_loop
from tests.trouble.forms import GENERAL, NOON, a_team_loop, held

OVER = NOON + timedelta(hours=1)
REQUIRED = "Please complete this required field."


def opens_scorecard(world: World, person: str = PRIYA) -> Actor:
    a_team_loop(world)
    world.moves_to(OVER)
    actor = world.actor(person)
    actor.types("/interview feedback")
    return actor


def rates(person: Actor, criterion: str, rating: str) -> None:
    view = person.modal()
    block = next(each for each in view["blocks"] if each.get("block_id") == f"rating:{criterion}")
    option = next(each for each in block["element"]["options"] if each["value"] == rating)
    person.sets(view, f"rating:{criterion}", {"type": "static_select", "selected_option": option})


# --- the scorecard -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "at", "says"),
    [
        ({"reasons": "As seen"}, "recommendation", REQUIRED),
        ({"recommendation": "yes"}, "reasons", REQUIRED),
        ({"recommendation": "yes", "reasons": " \n "}, "reasons", "Say why nothing was assessed"),
        ({"recommendation": "no-decision", "reasons": "\u200b"}, "reasons", "Say why nothing was assessed"),
    ],
)
def test_a_scorecard_without_recommendation_or_reasons(
    world: World, fields: Json, at: str, says: str
) -> None:
    priya = opens_scorecard(world)
    answer = priya.submits(notes="Chose a queue", **fields)
    assert set(answer["errors"]) == {at}
    assert says in answer["errors"][at]
    assert held(priya.modal(), "notes") == "Chose a queue"
    assert priya.submits(recommendation="no-decision", reasons="The call dropped")["ok"]


NOTHING_SEEN = "Tell what you saw: a clear concern needs an example the debrief can discuss."


@pytest.mark.parametrize(
    ("blank", "says"), [("", REQUIRED), ("  \n", NOTHING_SEEN), ("\u200b\u2060", NOTHING_SEEN)]
)
def test_a_clear_rating_needs_what_was_seen(world: World, blank: str, says: str) -> None:
    priya = opens_scorecard(world)
    rates(priya, "trade-offs", "clear-concern")
    rates(priya, "ambiguity", "more-strength")
    typed: Json = {"notes": "n", "recommendation": "no", "reasons": "r", "evidence__trade-offs": blank}
    answer = priya.submits(**typed)
    assert answer["errors"] == {"evidence:trade-offs": says}
    view = priya.modal()
    assert held(view, "rating:trade-offs") == "clear-concern"
    assert held(view, "rating:ambiguity") == "more-strength"
    assert held(view, "notes") == "n"
    assert priya.submits(**{"evidence__trade-offs": "Took the first idea"})["ok"]


def test_a_clear_rating_whose_box_is_not_there_yet_says_how_to_get_it(world: World) -> None:
    """A rating chosen and submitted before its change has arrived."""
    priya = opens_scorecard(world)
    answer = priya.submits(recommendation="yes", reasons="r", **{"rating__trade-offs": "clear-strength"})
    assert set(answer["errors"]) == {"rating:trade-offs"}
    assert "Press “Add what you saw”" in answer["errors"]["rating:trade-offs"]


def test_a_recommendation_with_ratings_and_blank_reasons(world: World) -> None:
    priya = opens_scorecard(world)
    rates(priya, "trade-offs", "more-concern")
    answer = priya.submits(recommendation="no", reasons="   ")
    assert answer["errors"] == {"reasons": "Say why: a recommendation needs its reasons."}


# --- going on without, closing -----------------------------------------------------------------


def opens_going_on(world: World) -> Actor:
    a_team_loop(world)
    world.moves_to(OVER)
    rosa = world.actor(ROSA)
    rosa.clicks(rosa.types("/interview loops"), "Go on without", GENERAL)
    return rosa


@pytest.mark.parametrize(("reason", "says"), [("", REQUIRED), ("  \n ", "Tell why")])
def test_going_on_without_needs_its_reason(world: World, reason: str, says: str) -> None:
    rosa = opens_going_on(world)
    answer = rosa.submits(reason=reason)
    assert set(answer["errors"]) == {"reason"}
    assert says in answer["errors"]["reason"]
    assert rosa.modal()["callback_id"] == "go-on-without"
    assert rosa.submits(reason="On leave")["ok"]
    assert "of 1" in words(rosa.messages("G0MAYA")[0])


def test_going_on_without_what_came_in_meanwhile_changes_nothing(world: World) -> None:
    rosa = opens_going_on(world)
    loop = the_loop(world, 1)
    chosen = held(rosa.modal(), "panelist")
    person = next(each.person for _, each in loop.assignments() if str(each.id) == chosen)
    gives(world, str(person), loop.interviews[0])
    answer = rosa.submits(reason="On leave")
    assert "is in already" in answer["errors"]["panelist"]
    assignment = panelist_of(the_loop(world, 1).interviews[0], str(person))
    assert assignment
    assert assignment.excuse is None


def test_closing_needs_its_outcome(world: World) -> None:
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    rosa.clicks(rosa.types("/interview close maya"), "Close", GENERAL)
    assert rosa.submits()["errors"] == {"outcome": REQUIRED}
    assert the_loop(world, loop.id).state is LoopState.OPEN
    assert rosa.submits(outcome="withdrew")["ok"]


# --- what panelists say ------------------------------------------------------------------------


def asked(world: World) -> tuple[Actor, Json]:
    """Priya, and the message that asks for her feedback."""
    a_created_loop(world, an_edit(NOON, PRIYA))
    world.moves_to(OVER)
    priya = world.actor(PRIYA)
    return priya, priya.last()


@pytest.mark.parametrize("back", [timedelta(0), timedelta(minutes=1), timedelta(days=400)])
def test_more_time_is_in_the_future(world: World, back: timedelta) -> None:
    priya, message = asked(world)
    priya.clicks(message, _labelled(message, "More time"))
    gone = world.demo.sandbox.now() - back
    answer = priya.submits(until=gone)
    assert answer["errors"] == {"until": "That time has gone by. Choose a later one."}
    assert held(priya.modal(), "until") == int(gone.timestamp())
    assert priya.submits(until=OVER + timedelta(days=2))["ok"]


def test_more_time_until_no_time_at_all(world: World) -> None:
    priya, message = asked(world)
    priya.clicks(message, _labelled(message, "More time"))
    view = priya.modal()
    empty = {"until": {"input": {"type": "datetimepicker", "selected_date_time": None}}}
    assert priya.hand.submit(view["id"], empty)["errors"] == {"until": REQUIRED}


@pytest.mark.parametrize("reason", ["", "   ", "Sick, Tom could take over"])
def test_cannot_make_it_needs_no_reason(world: World, reason: str) -> None:
    a_created_loop(world, an_edit(NOON + timedelta(days=1), PRIYA))
    world.moves_to(NOON + timedelta(hours=22))
    priya, rosa = world.actor(PRIYA), world.actor(ROSA)
    message = next(each for each in priya.messages() if "I can't make it" in words(each))
    priya.clicks(message, "I can't make it")
    assert priya.submits(reason=reason)["ok"]
    told = words(rosa.last())
    assert "can't make it" in told
    assert reason.strip() in told


def test_running_late_offers_minutes_only(world: World) -> None:
    a_created_loop(world, an_edit(NOON, PRIYA, observers=(TOM,)))
    world.moves_to(NOON - timedelta(minutes=15))
    priya, rosa = world.actor(PRIYA), world.actor(ROSA)
    priya.clicks(priya.last(), "I'm running late")
    block = next(each for each in priya.modal()["blocks"] if each.get("block_id") == "minutes")
    assert [each["value"] for each in block["element"]["options"]] == ["5", "10", "15", "20", "30"]
    assert priya.submits(minutes="20")["ok"]
    assert "20" in words(rosa.last())


def test_a_form_whose_interview_is_not_theirs_any_more(world: World) -> None:
    """Taken off the panel while the form was open: it says so, and what was typed stays to be copied."""
    loop = a_team_loop(world)
    world.moves_to(OVER)
    tom = world.actor(TOM)
    tom.types("/interview feedback")
    _without_tom(world, loop.id)
    answer = tom.submits(notes="Asked twice", recommendation="yes", reasons="r")
    assert "You have no open loop" in answer["errors"]["notes"]
    assert held(tom.modal(), "notes") == "Asked twice"


def _without_tom(world: World, loop_id: int) -> None:
    loop = the_loop(world, loop_id)
    changes(world, loop, loop.interviews[0], observers=())


def _labelled(message: Json, beginning: str) -> str:
    found: list[Any] = [
        element["text"]["text"]
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("type") == "button" and element["text"]["text"].startswith(beginning)
    ]
    return str(found[0])
