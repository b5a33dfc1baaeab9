"""A scorecard for an interview that has not begun, by every way in: kept for its author, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.demo.company import CHANNEL, HENRIK, PRIYA, ROSA, TOM
from bot.domain.loops import Loop
from bot.storage import audit, scorecards
from tests.acting import Actor, Json, World, words
from tests.builders import panelist_of
from tests.setting_up import changes, the_loop
from tests.trouble.again import submits_as_if
from tests.trouble.forms import GENERAL, NOON, a_team_loop

SECRET = "Named the price of each choice."
FULL: Json = {
    "notes": "As seen.",
    "recommendation": "yes",
    "rating__trade-offs": "more-strength",
    "reasons": SECRET,
}
TOMS = f"<@{TOM}> observes: *Yes*"
END = NOON + timedelta(minutes=60)


def by_command(priya: Actor) -> None:
    priya.types("/interview feedback maya")


def by_shortcut(priya: Actor) -> None:
    priya.hand.do("shortcut", callback_id="interview-feedback")
    priya.world.settle()


def by_starting(priya: Actor) -> None:
    """Its button, fifteen minutes before."""
    priya.world.moves_to(NOON - timedelta(minutes=15))
    priya.clicks(priya.last(), "Open scorecard")


def by_prep(priya: Actor) -> None:
    priya.clicks(priya.types("/interview prep"), "Open scorecard", GENERAL)


WAYS: dict[str, Callable[[Actor], None]] = {
    "command": by_command,
    "shortcut": by_shortcut,
    "starting": by_starting,
    "prep": by_prep,
}


def seats(loop: Loop) -> tuple[int, int]:
    """Priya's and Tom's panelist ids."""
    priya, tom = (panelist_of(loop.interviews[0], each) for each in (PRIYA, TOM))
    assert priya
    assert tom
    return priya.id, tom.id


def in_the_thread(world: World) -> list[Json]:
    rosa = world.actor(ROSA)
    return rosa.messages(CHANNEL, rosa.messages(CHANNEL)[0]["ts"])[1:]


def is_a_draft(world: World, loop: Loop) -> None:
    """Nobody sees or counts anything, and its author finds it again."""
    panelist_id, _ = seats(loop)
    with world.demo.bot.services.database.read() as connection:
        kept = scorecards.find(connection, panelist_id)
        assert audit.shown(connection, loop.id, TOM) == frozenset()
    assert kept
    assert not kept.submitted
    assert kept.feedback.reasons == SECRET
    assert in_the_thread(world) == []
    assert "0 of 2" in words(world.actor(ROSA).messages(CHANNEL)[0])
    for person in (ROSA, HENRIK, TOM):
        actor = world.actor(person)
        assert SECRET not in words(actor.types("/interview loop maya"))
        assert SECRET not in words(actor.messages())


@pytest.mark.parametrize("way", WAYS)
def test_it_is_a_place_for_notes(each_world: World, way: str) -> None:
    loop, priya = a_team_loop(each_world), each_world.actor(PRIYA)
    WAYS[way](priya)
    assert priya.modal()["submit"]["text"] == "Save notes"
    priya.submits(**FULL)
    assert "Your notes are saved" in words(priya.modal())
    is_a_draft(each_world, loop)
    priya.closes()
    priya.types("/interview feedback maya")
    assert SECRET in str(priya.modal()["state"])


def test_less_than_a_whole_scorecard_can_be_kept(world: World) -> None:
    a_team_loop(world)
    priya = world.actor(PRIYA)
    by_command(priya)
    assert priya.submits(notes="Ask about scale.")["ok"]
    assert "Your notes are saved" in words(priya.modal())


def test_a_forged_submission_is_a_draft_too(each_world: World) -> None:
    """As by a form that was opened when the interview was to be earlier."""
    loop, priya = a_team_loop(each_world), each_world.actor(PRIYA)
    by_command(priya)
    values = {field: next(iter(said.values())) for field, said in priya.filled(**FULL).items()}
    metadata: Json = {"panelist": seats(loop)[0], "guide_version": "x", "evidence": [], "revision": 0}
    status, answer = submits_as_if(priya, "scorecard", metadata, values)
    assert status == 200
    assert "Kept as a draft, not submitted" in words(answer["view"])
    is_a_draft(each_world, loop)


def test_the_recruiter_is_asked_for_the_time_of_what_already_took_place(world: World) -> None:
    a_team_loop(world)
    priya = world.actor(PRIYA)
    by_command(priya)
    priya.submits(**FULL)
    closing = priya.modal()
    priya.clicks(closing, "It already took place")
    assert "already took place" in words(world.actor(ROSA).last())
    priya.clicks(closing, "It already took place")
    assert words(world.actor(ROSA).messages()).count("says that it already took place") == 1


def test_from_the_start_it_is_handed_in_and_from_the_end_it_counts(each_world: World) -> None:
    world = each_world
    a_team_loop(world)
    priya = world.actor(PRIYA)
    world.moves_to(NOON + timedelta(minutes=20))
    by_command(priya)
    assert priya.modal()["submit"]["text"] == "Submit"
    priya.submits(**FULL)
    assert "It counts once the interview is over" in words(priya.modal())
    assert in_the_thread(world) == []
    assert SECRET not in words(world.actor(ROSA).types("/interview loop maya"))
    world.moves_to(END)
    world.settle()
    assert SECRET in words(in_the_thread(world))
    assert "write your feedback" not in words(priya.messages())
    assert "1 of 2" in words(world.actor(ROSA).messages(CHANNEL)[0])


def test_moved_to_later_it_is_a_draft_again_and_what_stood_says_so(each_world: World) -> None:
    world = each_world
    loop, priya, tom = a_team_loop(world), world.actor(PRIYA), world.actor(TOM)
    world.moves_to(END)
    for person in (priya, tom):
        person.types("/interview feedback maya")
        person.submits(**FULL)
        person.closes()
    world.moves_to(END + timedelta(minutes=20))
    world.settle()
    assert SECRET in words(in_the_thread(world))
    changes(world, loop, loop.interviews[0], starts_at=NOON + timedelta(days=2))
    world.settle()
    assert SECRET not in words(in_the_thread(world))
    assert "is not submitted any more: the interview has moved" in words(in_the_thread(world))
    assert SECRET not in words(world.actor(ROSA).types("/interview loop maya"))
    priya.types("/interview feedback maya")
    assert SECRET in str(priya.modal()["state"])
    assert the_loop(world, loop.id).interviews[0].starts_at == NOON + timedelta(days=2)


def test_of_a_cancelled_interview_it_is_refused_and_kept(each_world: World) -> None:
    world = each_world
    loop, priya = a_team_loop(world), world.actor(PRIYA)
    world.moves_to(NOON + timedelta(minutes=5))
    by_command(priya)
    changes(world, loop, loop.interviews[0], cancelled=True)
    priya.submits(**FULL)
    assert "The interview is cancelled" in words(priya.modal())
    with world.demo.bot.services.database.read() as connection:
        kept = scorecards.find(connection, seats(loop)[0])
    assert kept
    assert not kept.submitted
    assert kept.feedback.reasons == SECRET


def test_who_is_done_opens_the_others_at_once(each_world: World) -> None:
    world = each_world
    loop, priya, tom = a_team_loop(world), world.actor(PRIYA), world.actor(TOM)
    world.moves_to(END)
    tom.types("/interview feedback maya")
    tom.submits(**FULL)
    priya.types("/interview feedback maya")
    priya.submits(**(FULL | {"reasons": "Another reason."}))
    closing = priya.modal()
    assert TOMS not in words(priya.types("/interview loop maya"))
    priya.clicks(closing, "I'm done: open the others'")
    assert "Read the others'" in words(priya.modal())
    assert TOMS in words(priya.types("/interview loop maya"))
    answer = priya.types("/interview feedback maya")
    assert "You owe no feedback" in words(answer)
    _, toms = seats(loop)
    assert SECRET in words(in_the_thread(world))
    with world.demo.bot.services.database.read() as connection:
        assert audit.shown(connection, loop.id, PRIYA) == {toms}


def test_a_correction_typed_and_closed_is_there_when_the_form_is_opened_again(each_world: World) -> None:
    world = each_world
    loop, priya = a_team_loop(world), world.actor(PRIYA)
    world.moves_to(END)
    priya.types("/interview feedback maya")
    priya.submits(**FULL)
    priya.closes()
    priya.types("/interview feedback maya")
    priya.sets(priya.modal(), "reasons", {"value": "Said better."})
    priya.closes()
    with world.demo.bot.services.database.read() as connection:
        kept = scorecards.find(connection, seats(loop)[0])
    assert kept
    assert kept.feedback.reasons == SECRET
    priya.types("/interview feedback maya")
    assert "Said better." in str(priya.modal()["state"])
    priya.submits()
    with world.demo.bot.services.database.read() as connection:
        kept = scorecards.find(connection, seats(loop)[0])
    assert kept
    assert kept.feedback.reasons == "Said better."
    assert kept.corrected_at


def test_a_scorecard_says_that_others_were_shown_only_when_they_were(world: World) -> None:
    loop, priya, tom = a_team_loop(world), world.actor(PRIYA), world.actor(TOM)
    world.moves_to(END)
    tom.types("/interview feedback maya")
    tom.submits(**FULL)
    tom.closes()
    world.demo.bot.services.chasing.go_on_without(ROSA, seats(loop)[0], "Enough is known.")
    world.moves_to(END + timedelta(minutes=20))
    priya.types("/interview feedback maya")
    priya.submits(**(FULL | {"reasons": "Mine."}))
    with world.demo.bot.services.database.read() as connection:
        kept = scorecards.find(connection, seats(loop)[0])
    assert kept
    assert not kept.after_reading, "she could have, and was not shown any"
