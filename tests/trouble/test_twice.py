"""The same thing twice: double clicks, double submits, and what Slack delivers again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.demo.company import CHANNEL, HENRIK, PRIYA, ROSA, TOM
from bot.domain.scorecards import Scorecard
from bot.storage import scorecards
from tests.acting import Actor, Json, World, words
from tests.setting_up import a_created_loop, an_edit, changes, the_loop
from tests.trouble.again import last_to_bot, repeat
from tests.trouble.forms import NOON, a_team_loop, held, step_1
from tests.trouble.rows import everything

OVER = NOON + timedelta(hours=1)


def starting(world: World, person: str) -> tuple[Actor, Json]:
    if world.demo.sandbox.now() < NOON - timedelta(minutes=15):
        world.moves_to(NOON - timedelta(minutes=15))
    actor = world.actor(person)
    return actor, actor.last()


def heard(world: World) -> dict[str, int]:
    """How many messages each of them has, and the channel."""
    counts = {each: len(world.actor(each).messages()) for each in (ROSA, HENRIK, PRIYA, TOM)}
    rosa = world.actor(ROSA)
    card = rosa.messages(CHANNEL)
    replies = len(rosa.messages(CHANNEL, card[0]["ts"])) if card else 0
    return counts | {CHANNEL: len(card), "thread": replies}


@pytest.mark.parametrize("line", ["mine", "prep system-design", "loops", "loop maya", "list", "feedback"])
def test_a_command_delivered_twice_answers_twice_and_changes_nothing(world: World, line: str) -> None:
    a_team_loop(world)
    world.actor(ROSA).types(f"/interview {line}")
    before, told = everything(world), heard(world)
    entry = last_to_bot(world, "/interview")
    status, said = repeat(world, entry)
    assert (status, said) == (200, entry["response"] or "")
    now = everything(world)
    del now["audit"], before["audit"]  # looking is on record each time
    assert now == before
    assert heard(world) == told


def test_step_1_sent_twice_makes_one_draft(each_world: World) -> None:
    world = each_world
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    assert rosa.submits(**step_1(template="standard-engineering"))["ok"]
    before = everything(world)
    status, said = repeat(world, last_to_bot(world, "view_submission"))
    assert status == 200
    assert said["response_action"] == "update", "the list of the draft that is there"
    assert everything(world) == before
    assert "Drafts · 1" in words(rosa.types("/interview loops"))


def test_the_answer_to_same_person_sent_twice_makes_one_draft(world: World) -> None:
    a_team_loop(world)
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    assert rosa.submits(**step_1(title="Designer"))["ok"]
    assert rosa.submits(same_person="no")["ok"]
    before = everything(world)
    assert repeat(world, last_to_bot(world, "view_submission"))[0] == 200
    assert everything(world) == before


def test_one_interview_sent_twice_is_added_once(each_world: World) -> None:
    world = each_world
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    rosa.submits(**step_1())
    rosa.clicks(rosa.modal(), "Add an interview")
    assert rosa.submits(leads=[PRIYA], starts_at=NOON)["ok"]
    before = everything(world)
    assert repeat(world, last_to_bot(world, "view_submission interview"))[0] == 200
    assert everything(world) == before
    assert len(before["interview"]) == 1


def test_create_pressed_twice_begins_one_loop_and_tells_everybody_once(each_world: World) -> None:
    world = each_world
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    rosa.submits(**step_1())
    rosa.clicks(rosa.modal(), "Add an interview")
    rosa.submits(leads=[PRIYA], observers=[TOM], starts_at=NOON)
    assert rosa.submits()["ok"]
    told, before = heard(world), everything(world)
    assert told == {ROSA: 0, HENRIK: 0, PRIYA: 1, TOM: 1, CHANNEL: 1, "thread": 1}
    for _ in range(2):
        status, said = repeat(world, last_to_bot(world, "view_submission plan"))
        assert (status, said) == (200, {"response_action": "clear"})
    assert heard(world) == told
    assert everything(world) == before


def test_a_scorecard_sent_twice_is_one_revision(each_world: World) -> None:
    world = each_world
    loop = a_team_loop(world)
    world.moves_to(OVER)
    priya = world.actor(PRIYA)
    priya.types("/interview feedback")
    assert priya.submits(notes="Chose a queue", recommendation="yes", reasons="r")["ok"]
    told, before = heard(world), everything(world)
    assert repeat(world, last_to_bot(world, "view_submission"))[0] == 200
    assert everything(world) == before
    assert heard(world) == told
    assert _kept(world, loop.interviews[0].panel[0].id).revision == 1


def test_a_scorecard_sent_twice_keeps_the_reply_that_came_in_between(each_world: World) -> None:
    """The reply went into its notes the first time; the form sent again knows nothing of it."""
    world = each_world
    loop = a_team_loop(world)
    priya, message = starting(world, PRIYA)
    world.moves_to(OVER)
    priya.types("/interview feedback")
    priya.hand.do("say", channel=priya.dm, text="Asked about writes", thread_ts=message["ts"])
    world.settle()
    assert priya.submits(notes="Chose a queue", recommendation="yes", reasons="r")["ok"]
    assert repeat(world, last_to_bot(world, "view_submission"))[0] == 200
    kept = _kept(world, loop.interviews[0].panel[0].id)
    assert kept.revision == 1
    assert kept.feedback.notes == "Chose a queue\nAsked about writes"


def test_a_late_autosave_does_not_undo_what_was_submitted(world: World) -> None:
    loop = a_team_loop(world)
    world.moves_to(OVER)
    priya = world.actor(PRIYA)
    priya.types("/interview feedback")
    priya.sets(priya.modal(), "notes", {"type": "plain_text_input", "value": "Half a sen"})
    late = last_to_bot(world, "block_actions scorecard-typed")
    priya.sets(priya.modal(), "notes", {"type": "plain_text_input", "value": "Half a sentence"})
    assert repeat(world, late)[0] == 200
    priya.closes()
    priya.types("/interview feedback")
    assert held(priya.modal(), "notes") == "Half a sentence", "the older one came late"
    assert priya.submits(recommendation="yes", reasons="r")["ok"]
    assert repeat(world, late)[0] == 200
    assert _kept(world, loop.interviews[0].panel[0].id).feedback.notes == "Half a sentence"


def test_an_event_that_slack_repeats_is_one_note(each_world: World) -> None:
    world = each_world
    a_team_loop(world)
    priya, message = starting(world, PRIYA)
    priya.hand.do("say", channel=priya.dm, text="Asked about writes", thread_ts=message["ts"])
    world.settle()
    entry = last_to_bot(world, "event message.im")
    for _ in range(3):
        assert repeat(world, entry)[0] == 200
    world.moves_to(OVER)
    priya.types("/interview feedback")
    assert held(priya.modal(), "notes") == "Asked about writes"
    assert repeat(world, entry)[0] == 200
    priya.closes()
    priya.types("/interview feedback")
    assert held(priya.modal(), "notes") == "Asked about writes"


@pytest.mark.parametrize("second", [PRIYA, TOM])
def test_that_the_candidate_is_not_here_is_told_once(each_world: World, second: str) -> None:
    """By the same person clicking again, and by the other one on the panel."""
    world = each_world
    loop = a_team_loop(world)
    priya, message = starting(world, PRIYA)
    other, others = (priya, message) if second == PRIYA else starting(world, TOM)
    world.moves_to(NOON + timedelta(minutes=5))
    before = len(world.actor(ROSA).messages())
    priya.clicks(message, "The candidate is not here")
    entry = last_to_bot(world, "block_actions candidate-absent")
    saved = the_loop(world, loop.id)
    other.clicks(others, "The candidate is not here")
    assert repeat(world, entry)[0] == 200
    assert len(world.actor(ROSA).messages()) == before + 1
    assert the_loop(world, loop.id) == saved


def test_somebody_already_excused_can_still_say_that_the_candidate_is_not_here(world: World) -> None:
    loop = a_team_loop(world)
    tom, message = starting(world, TOM)
    assignment = loop.interviews[0].panel[1]
    world.demo.bot.services.chasing.go_on_without(ROSA, assignment.id, "On leave")
    world.moves_to(NOON + timedelta(minutes=5))
    tom.clicks(message, "The candidate is not here")
    assert "the candidate is not here yet" in words(world.actor(ROSA).last())


@pytest.mark.parametrize(
    ("label", "fields"), [("I'm running late", {"minutes": "20"}), ("Open scorecard", None)]
)
def test_other_answers_given_twice_are_told_once(world: World, label: str, fields: Json | None) -> None:
    a_created_loop(world, an_edit(NOON, PRIYA))
    priya, message = starting(world, PRIYA)
    priya.clicks(message, label)
    if fields is None:
        priya.clicks(message, label)
        assert heard(world)[ROSA] == 0
        return
    assert priya.submits(**fields)["ok"]
    told = heard(world)
    assert repeat(world, last_to_bot(world, "view_submission"))[0] == 200
    assert heard(world) == told


@pytest.mark.parametrize(
    ("label", "fields"),
    [("I'm running late", {"minutes": "20"}), ("I can't make it", {"reason": "Sick"})],
)
def test_an_answer_sent_again_after_the_interview_has_changed_is_told_once(
    each_world: World, label: str, fields: Json
) -> None:
    """What the recruiter saved in between has nothing to do with it."""
    world = each_world
    loop = a_created_loop(world, an_edit(NOON + timedelta(days=1), PRIYA))
    world.moves_to(NOON + timedelta(hours=22 if "make" in label else 23, minutes=46))
    priya = world.actor(PRIYA)
    message = next(each for each in reversed(priya.messages()) if label in words(each))
    priya.clicks(message, label)
    assert priya.submits(**fields)["ok"]
    entry = last_to_bot(world, "view_submission")
    changes(world, loop, loop.interviews[0], place="Room 4")
    world.settle()
    told, before = heard(world), everything(world)
    assert repeat(world, entry)[0] == 200
    assert heard(world) == told
    assert everything(world) == before


def test_more_time_sent_twice_is_one_change(each_world: World) -> None:
    world = each_world
    a_team_loop(world)
    world.moves_to(OVER)
    priya = world.actor(PRIYA)
    message = next(each for each in reversed(priya.messages()) if "more time" in words(each).lower())
    label = next(each for each in words(message).splitlines() if "more time" in each.lower())
    priya.clicks(message, label)
    assert priya.submits(until=OVER + timedelta(days=2))["ok"]
    told, before = heard(world), everything(world)
    assert repeat(world, last_to_bot(world, "view_submission"))[0] == 200
    assert heard(world) == told
    assert everything(world) == before


def _kept(world: World, panelist_id: int) -> Scorecard:
    with world.demo.bot.services.database.read() as connection:
        found = scorecards.find(connection, panelist_id)
    assert found
    return found
