"""A database that does not answer: nothing typed is lost, it is said what to do, and later the same works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest

from bot.demo.company import CHANNEL, PRIYA, ROSA
from tests.acting import Actor, Json, World, a_demo, words
from tests.patience import DATABASE_GIVEN_UP
from tests.setting_up import a_created_loop, an_edit, the_loop
from tests.trouble.again import last_to_bot, repeat
from tests.trouble.away import NOT_SAVED, away, one_row_locked, refused_then_taken, tries
from tests.trouble.forms import GENERAL, NOON, TUESDAY, a_team_loop, held, opens_interview, step_1

OVER = NOON + timedelta(hours=1)
DATABASE_UNAVAILABLE = "The database did not answer. Nothing was changed. Try again in a minute."


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    """It waits for its database no longer than in production."""
    given = {"database_url": database_url, "limits": DATABASE_GIVEN_UP}
    with a_demo(over_http=True, start_at=TUESDAY, **given) as demo:
        yield World(demo)


def thread(world: World) -> str:
    rosa = world.actor(ROSA)
    return words(rosa.messages(CHANNEL, rosa.messages(CHANNEL)[0]["ts"]))


def opens_scorecard(world: World) -> Actor:
    world.moves_to(OVER)
    priya = world.actor(PRIYA)
    priya.types("/interview feedback")
    return priya


def test_a_scorecard(world: World) -> None:
    a_team_loop(world)
    priya = opens_scorecard(world)
    refused_then_taken(world, priya, notes="Chose a queue", recommendation="yes", reasons="As seen")
    assert "1 of 2 in" in words(world.actor(ROSA).messages(CHANNEL)[0])
    assert "As seen" in thread(world)


def test_a_scorecard_while_somebody_else_changes_the_loop(world: World) -> None:
    loop = a_team_loop(world)
    priya = opens_scorecard(world)
    with one_row_locked(world, loop.id):
        answer = tries(priya, notes="Chose a queue", recommendation="yes", reasons="As seen")
        assert answer["errors"]["notes"].endswith(NOT_SAVED)
    assert held(priya.modal(), "notes") == "Chose a queue"
    assert tries(priya) == {"ok": True}


def test_autosave_gets_a_bare_answer_and_nothing_is_lost(world: World) -> None:
    a_team_loop(world)
    priya = opens_scorecard(world)
    view = priya.modal()
    with away(world):
        number = world.control.log()[-1]["n"]
        for block, action, value in _typed(view):
            answer = priya.hand.press({"type": "view", "view_id": view["id"]}, block, action, value)
            assert answer == {"ok": True}
            assert last_to_bot(world, "block_actions")["response"] in (None, "")
        called = [each["what"] for each in world.control.log(number) if each["direction"] == "from_bot"]
        assert not [each for each in called if each.startswith("views.")], "the typist is not disturbed"
    assert [each["id"] for each in priya.hand.modals()] == [view["id"]]
    priya.sets(priya.modal(), "reasons", {"type": "plain_text_input", "value": "As seen"})
    priya.closes()
    priya.types("/interview feedback")
    assert held(priya.modal(), "notes") == "Chose a queue"
    assert held(priya.modal(), "rating:trade-offs") == "clear-strength"
    assert held(priya.modal(), "reasons") == "As seen"


def test_what_was_typed_meanwhile_is_submitted_too(world: World) -> None:
    a_team_loop(world)
    priya = opens_scorecard(world)
    view = priya.modal()
    with away(world):
        for block, action, value in _typed(view):
            priya.hand.press({"type": "view", "view_id": view["id"]}, block, action, value)
    answer = tries(priya, recommendation="yes", reasons="r")
    assert "Press “Add what you saw”" in answer["errors"]["rating:trade-offs"]
    priya.clicks(priya.modal(), "Add what you saw", nth=1)
    assert tries(priya, **{"evidence:trade-offs": "Named three stores"}) == {"ok": True}
    world.settle()
    assert "Named three stores" in thread(world)


def test_step_1_and_one_interview_and_create(world: World) -> None:
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    refused_then_taken(world, rosa, **step_1())
    rosa.clicks(rosa.modal(), "Add an interview")
    refused_then_taken(world, rosa, leads=[PRIYA], starts_at=NOON, place="Room 4")
    assert rosa.modal()["callback_id"] == "plan"
    with away(world):
        assert tries(rosa)["ok"]
        on_top = rosa.modal()
        assert words(on_top).startswith("This is not saved yet: the database did not answer.")
        assert on_top["callback_id"] != "plan"
    rosa.closes()
    assert rosa.modal()["callback_id"] == "plan", "the list is still there"
    assert tries(rosa)["ok"]
    world.settle()
    assert "Maya Lind" in words(rosa.messages(CHANNEL)[0])
    assert not rosa.hand.modals()


def test_a_change_of_an_open_loop_and_its_end(world: World) -> None:
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    opens_interview(rosa, loop)
    refused_then_taken(world, rosa, place="Room 4")
    assert the_loop(world, loop.id).interviews[0].place == "Room 4"
    rosa.closes()
    world.moves_to(OVER)
    rosa.clicks(rosa.types("/interview loops"), "Go on without", GENERAL)
    refused_then_taken(world, rosa, reason="On leave")
    rosa.clicks(rosa.types("/interview close maya"), "Close", GENERAL)
    refused_then_taken(world, rosa, outcome="withdrew")


def test_what_a_panelist_answers(world: World) -> None:
    a_created_loop(world, an_edit(NOON, PRIYA))
    world.moves_to(NOON - timedelta(minutes=15))
    priya = world.actor(PRIYA)
    starting = priya.last()
    priya.clicks(starting, "I'm running late")
    refused_then_taken(world, priya, minutes="20")
    world.moves_to(NOON + timedelta(minutes=5))
    with away(world):
        block = next(b for b in starting["blocks"] if "The candidate is not here" in words(b))
        container = {"type": "message", "channel": priya.dm, "ts": starting["ts"]}
        assert priya.hand.press(container, block["block_id"], "candidate-absent")["ok"]
        assert words(priya.last()) == DATABASE_UNAVAILABLE
    before = len(world.actor(ROSA).messages())
    priya.clicks(starting, "The candidate is not here")
    assert len(world.actor(ROSA).messages()) == before + 1


def test_a_reply_in_the_thread_is_delivered_again_by_slack(world: World) -> None:
    a_team_loop(world)
    world.moves_to(NOON - timedelta(minutes=15))
    priya = world.actor(PRIYA)
    with away(world):
        starting = priya.last()
        priya.hand.do("say", channel=priya.dm, text="Asked about writes", thread_ts=starting["ts"])
        world.demo.sandbox.settle()
        entry = last_to_bot(world, "event message.im")
        assert entry["status"] == 503, "not taken: Slack keeps it and tries again"
    assert repeat(world, entry)[0] == 200
    assert repeat(world, entry)[0] == 200
    world.moves_to(OVER)
    priya.types("/interview feedback")
    assert held(priya.modal(), "notes") == "Asked about writes"


def test_words_typed_to_the_bot_are_delivered_again_by_slack(world: World) -> None:
    priya = world.actor(PRIYA)
    dm = priya.dm
    with away(world):
        priya.hand.do("say", channel=dm, text="mine")
        world.demo.sandbox.settle()
        entry = last_to_bot(world, "event message.im")
        assert entry["status"] == 503, "not taken: Slack keeps it and tries again"
    before = len(priya.messages())
    for _ in range(2):
        assert repeat(world, entry)[0] == 200
    (said,) = priya.messages()[before:]
    assert "Your interviews" in words(said)


def test_the_worker_waits_and_goes_on(world: World) -> None:
    a_team_loop(world)
    with away(world):
        world.demo.sandbox.move_to(NOON - timedelta(minutes=15))
        world.demo.bot.worker.tick()
    assert "starts in" not in words(world.actor(PRIYA).messages())
    world.settle()
    assert sum("starts in" in words(each) for each in world.actor(PRIYA).messages()) == 1


def test_connections_that_were_cut(postgres_url: str) -> None:
    with a_demo(over_http=True, database_url=postgres_url, start_at=TUESDAY) as demo:
        world = World(demo)
        a_team_loop(world)
        priya = opens_scorecard(world)
        with psycopg.connect(postgres_url, autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert tries(priya, recommendation="yes", reasons="As seen") == {"ok": True}


def _typed(view: Json) -> list[tuple[str, str, Json]]:
    """Notes, then a rating that needs its evidence."""
    notes = next(each for each in view["blocks"] if each.get("block_id") == "notes")
    rating = next(each for each in view["blocks"] if each.get("block_id") == "rating:trade-offs")
    clear = next(each for each in rating["element"]["options"] if each["value"] == "clear-strength")
    return [
        ("notes", notes["element"]["action_id"], {"type": "plain_text_input", "value": "Chose a queue"}),
        (
            "rating:trade-offs",
            rating["element"]["action_id"],
            {"type": "static_select", "selected_option": clear},
        ),
    ]
