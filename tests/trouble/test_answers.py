"""What is said of an interview by its buttons: what holds then, who hears of it, how it is taken back."""

from __future__ import annotations

from datetime import timedelta

from bot.demo.company import CHANNEL, HENRIK, PRIYA, ROSA, TOM
from bot.domain.interviews import AnswerKind
from bot.domain.loops import Loop
from bot.domain.owing import owed_assignments
from bot.slack.ids import Action
from bot.storage import scorecards
from tests.acting import Actor, Json, World, words
from tests.setting_up import changes, the_loop
from tests.trouble.again import clicks_as_if
from tests.trouble.forms import NOON, a_team_loop

MISSING = "the candidate is not here yet"


def starting(world: World, person: str) -> tuple[Actor, Json]:
    actor = world.actor(person)
    return actor, next(each for each in reversed(actor.messages()) if "running late" in words(each))


def begun(world: World, minutes: int) -> Loop:
    """System Design, at noon: so many minutes after its start."""
    loop = a_team_loop(world)
    world.moves_to(NOON - timedelta(minutes=15))
    world.moves_to(NOON + timedelta(minutes=minutes))
    return loop


def owes(world: World, loop: Loop) -> set[str | None]:
    with world.demo.bot.services.database.read() as connection:
        given = scorecards.of_loop(connection, loop.id)
    return {each.person for _, each in owed_assignments(the_loop(world, loop.id), given)}


def card(world: World) -> str:
    return words(world.actor(ROSA).messages(CHANNEL)[0])


def pressed(actor: Actor, message: Json, label: str) -> str:
    """What they alone read then."""
    actor.clicks(message, label)
    return words(actor.last())


def test_the_candidate_is_not_here_and_comes_after_all(each_world: World) -> None:
    world = each_world
    loop = begun(world, 5)
    priya, message = starting(world, PRIYA)
    assert "The candidate is not here yet" in pressed(priya, message, "The candidate is not here")
    assert MISSING in words(world.actor(ROSA).last())
    assert MISSING in words(world.actor(TOM).last())
    assert "candidate not here yet" in card(world)
    assert owes(world, loop) == {PRIYA, TOM}, "nothing else changes"
    tom = world.actor(TOM)
    assert "Only who said it, or the recruiter" in pressed(tom, tom.last(), "They came")
    rosa = world.actor(ROSA)
    assert "The candidate is here" in pressed(rosa, rosa.last(), "They came")
    assert "candidate not here yet" not in card(world)
    assert "the candidate is here" in words(priya.messages())


def test_it_lapses_at_the_end(world: World) -> None:
    begun(world, 5)
    priya, message = starting(world, PRIYA)
    priya.clicks(message, "The candidate is not here")
    world.moves_to(NOON + timedelta(minutes=61))
    assert "candidate not here yet" not in card(world)
    assert "write your feedback" in words(priya.messages())


def test_too_early_and_too_late_are_told_from_wherever_they_are_pressed(world: World) -> None:
    loop = begun(world, 0)
    priya, message = starting(world, PRIYA)
    assert "from 2 minutes after its start on" in pressed(priya, message, "The candidate is not here")
    world.moves_to(NOON + timedelta(hours=3))
    assert "until its end" in pressed(priya, message, "The candidate is not here")
    assert "until 15 minutes after its start" in pressed(priya, message, "I'm running late")
    changes(world, loop, loop.interviews[0], starts_at=NOON + timedelta(days=3))
    world.settle()
    assert "from 2 minutes after its start on" in pressed(priya, message, "The candidate is not here")
    changes(world, loop, loop.interviews[0], cancelled=True)
    world.settle()
    assert "That interview is cancelled" in pressed(priya, message, "The candidate is not here")


def test_called_off_nobody_owes_and_taken_back_it_is_owed_anew(each_world: World) -> None:
    world = each_world
    loop = begun(world, 20)
    priya, message = starting(world, PRIYA)
    priya.clicks(message, "The candidate is not here")
    priya.clicks(priya.last(), "Call it off")
    answer = priya.submits(cause="candidate")
    assert answer["ok"]
    assert "It did not take place" in words(priya.modal())
    assert owes(world, loop) == set()
    for person in (ROSA, HENRIK, TOM):
        assert "it did not take place" in words(world.actor(person).last())
    assert "Why: The candidate did not come." in words(world.actor(HENRIK).last())
    assert "did not take place" in card(world)
    world.moves_to(NOON + timedelta(days=2))
    assert "write your feedback" not in words(priya.messages()), "nobody is asked"
    rosa = world.actor(ROSA)
    off = next(each for each in reversed(rosa.messages()) if "it did not take place" in words(each))
    assert "feedback on it is owed again" in pressed(rosa, off, "Take it back")
    assert owes(world, loop) == {PRIYA, TOM}
    world.settle()
    asked = words(priya.messages())
    assert "write your feedback" in asked
    assert "It was due" not in asked, "due anew from then"
    assert "taken back already" in pressed(rosa, off, "Take it back")


def test_pressed_by_accident_one_tap_ends_nothing(each_world: World) -> None:
    """By an observer too, on an old message of an interview that has moved."""
    world = each_world
    loop = begun(world, -10)
    tom, message = starting(world, TOM)
    changes(world, loop, loop.interviews[0], starts_at=NOON + timedelta(days=2))
    world.settle()
    tom.clicks(message, "The candidate is not here")
    assert owes(world, loop) == {PRIYA, TOM}
    assert the_loop(world, loop.id).interviews[0].answers == ()


def test_who_cannot_make_it_is_marked_and_reminded_no_more(each_world: World) -> None:
    world = each_world
    loop, priya = a_team_loop(world), world.actor(PRIYA)
    assigned = next(each for each in priya.messages() if "I can't make it" in words(each))
    priya.clicks(assigned, "I can't make it")
    priya.submits(reason="On a train.")
    assert "You can't make it" in words(priya.modal())
    assert "On a train." in words(world.actor(ROSA).last())
    assert f"<@{PRIYA}> can't make it" in card(world)
    world.moves_to(NOON - timedelta(minutes=14))
    assert "running late" not in words(priya.messages())
    assert owes(world, loop) == {TOM}
    assert "● " not in words(priya.types("/interview loop maya"))
    priya.clicks(priya.modal(), "Take it back")
    world.settle()
    assert owes(world, loop) == {PRIYA, TOM}
    assert "running late" in words(priya.messages()), "reminded after all"
    assert "can make it after all" in words(world.actor(ROSA).last())


def test_what_is_taken_back_before_it_was_heard_is_never_told(world: World) -> None:
    a_team_loop(world)
    answers, rosa = world.demo.bot.services.answers, world.actor(ROSA)
    before = len(rosa.messages())
    seat = next(each for _, each in the_loop(world, 1).assignments() if each.person == PRIYA)
    kind = AnswerKind.CANNOT_MAKE_IT
    assert answers.say(PRIYA, seat.id, kind, "On a train.")
    assert answers.take_back(PRIYA, seat.id, kind)
    world.settle()
    assert len(rosa.messages()) == before


def test_who_is_done_is_asked_at_once_and_so_are_the_others(each_world: World) -> None:
    world = each_world
    begun(world, 36)
    priya, tom = world.actor(PRIYA), world.actor(TOM)
    questions = next(each for each in reversed(priya.messages()) if "candidate's questions" in words(each))
    priya.clicks(questions, "We're done")
    assert "It is over" in words(priya.messages())
    world.settle()
    for each in (priya, tom):
        assert "write your feedback" in words(each.messages())
    priya.types("/interview feedback maya")
    priya.submits(recommendation="yes", reasons="As seen.")
    assert "It counts once" not in words(priya.modal()), "it is over"


def test_who_was_not_there_owes_nothing_unless_their_feedback_is_in(each_world: World) -> None:
    world = each_world
    loop = begun(world, 61)
    priya, tom = world.actor(PRIYA), world.actor(TOM)
    asked = next(each for each in reversed(tom.messages()) if "I wasn't there" in words(each))
    assert "You owe no feedback on it" in pressed(tom, asked, "I wasn't there")
    assert owes(world, loop) == {PRIYA}
    assert "wasn't there" in words(world.actor(ROSA).last())
    assert "wasn't there" in words(priya.last())
    tom.clicks(tom.messages(tom.dm)[-1], "Take it back")
    assert owes(world, loop) == {PRIYA, TOM}
    tom.types("/interview feedback maya")
    tom.submits(recommendation="yes", reasons="As seen.")
    tom.closes()
    assert "Your feedback on it is in already" in pressed(tom, asked, "I wasn't there")
    assert owes(world, loop) == {PRIYA}


def test_more_time_is_three_working_days_at_most(world: World) -> None:
    begun(world, 61)
    priya = world.actor(PRIYA)
    asked = next(each for each in reversed(priya.messages()) if "More time" in words(each))
    priya.clicks(asked, "More time")
    answer = priya.submits(until=NOON + timedelta(days=400))
    assert "more than three working days" in answer["errors"]["until"]
    assert priya.submits(until=NOON + timedelta(days=2))["ok"]
    assert "It is due Thu 12:00" in words(priya.modal())
    assert "takes more time" in words(world.actor(ROSA).last())


def test_no_more_time_before_it_has_begun(world: World) -> None:
    loop, priya = a_team_loop(world), world.actor(PRIYA)
    seat = next(each for _, each in loop.assignments() if each.person == PRIYA)
    said = clicks_as_if(priya, Action.MORE_TIME, str(seat.id))
    assert "has not begun" in said
