"""Buttons and forms in the hands of people who may not: nothing changes, nothing is told."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.demo.company import HENRIK, KENJI, LEA, PRIYA, ROSA, SAM, TOM
from bot.domain.loops import Loop
from bot.slack.ids import Action
from tests.acting import Actor, World, words
from tests.setting_up import a_created_loop, an_edit, gives
from tests.trouble.again import clicks_as_if, submits_as_if
from tests.trouble.forms import NOBODYS, NOON, joins_company
from tests.trouble.guards import ACTIONS, FORMS, NOT_THEIRS, on_loop, on_seat
from tests.trouble.rows import everything

SECRET = "chose the queue by its write pattern"
RECRUITERS = "Only this loop's recruiter can do that."

ON_A_SEAT = [action for action, (click, said) in ACTIONS.items() if click is on_seat and said is NOT_THEIRS]
ON_A_LOOP = [action for action, (click, said) in ACTIONS.items() if click is on_loop and said is NOT_THEIRS]
RECRUITERS_TO_DO = {Action.REMIND_NOW, Action.SCORECARD_READ}  # of the seats


@pytest.fixture
def loop(world: World) -> Loop:
    """Lea is its candidate; Priya has given, Tom and Sam have not. Kenji has no part in it."""
    made = a_created_loop(
        world,
        an_edit(NOON, PRIYA, observers=(TOM,)),
        an_edit(NOON, SAM, guide="values"),
        candidate_account=LEA,
    )
    world.moves_to(NOON + timedelta(hours=1))
    gives(world, PRIYA, made.interviews[0], said=SECRET)
    world.settle()
    return made


def a_guest(world: World) -> Actor:
    return joins_company(world, "U0GUEST", "Gil", is_restricted=True)


def who(world: World, name: str) -> Actor:
    return a_guest(world) if name == "guest" else world.actor({"nobody": KENJI, "candidate": LEA}[name])


@pytest.mark.parametrize("name", ["nobody", "candidate", "guest"])
def test_a_stranger_to_the_loop_hears_nothing_and_changes_nothing(
    world: World, loop: Loop, name: str
) -> None:
    person = who(world, name)
    person.types("/interview help")
    before = everything(world)
    for assignment in (loop.interviews[0].panel[0], loop.interviews[0].panel[1]):
        for action in ON_A_SEAT:
            assert clicks_as_if(person, action, str(assignment.id)).endswith(NOBODYS), action
    on_both = f"{loop.id} {loop.interviews[0].panel[1].id}"
    for action, value in ((Action.GO_ON_WITHOUT, on_both), *((each, str(loop.id)) for each in ON_A_LOOP)):
        said = clicks_as_if(person, action, value)
        assert "You have no open loop under that name." in said, action
        assert "Maya" not in said
    tick = clicks_as_if(person, Action.TICK, "", block_id=f"tick:{loop.interviews[0].panel[1].id}:0")
    assert "You have no open loop" in tick
    assert everything(world) == before


@pytest.mark.parametrize("person", [SAM, HENRIK])
def test_others_of_the_loop_cannot_answer_for_a_panelist(world: World, loop: Loop, person: str) -> None:
    actor = world.actor(person)
    before = everything(world)
    assignment = loop.interviews[0].panel[1]
    for action in set(ON_A_SEAT) - RECRUITERS_TO_DO:
        assert clicks_as_if(actor, action, str(assignment.id)).endswith(NOBODYS), action
    said = clicks_as_if(actor, Action.REMIND_NOW, str(assignment.id))
    assert RECRUITERS in said
    for action in (Action.LOOP_CHANGE, Action.LOOP_CLOSE, Action.GO_ON_WITHOUT):
        assert RECRUITERS in clicks_as_if(actor, action, f"{loop.id}"), action
    assert everything(world) == before


def test_a_blind_panelist_cannot_open_anothers_scorecard(world: World, loop: Loop) -> None:
    tom = world.actor(TOM)
    said = clicks_as_if(tom, Action.SCORECARD_READ, str(loop.interviews[0].panel[0].id))
    assert said.endswith(NOBODYS)
    assert SECRET not in said
    overview = clicks_as_if(tom, Action.LOOP_OVERVIEW, str(loop.id))
    assert "Maya Lind" in overview
    assert SECRET not in overview
    assert "Clear strength" not in overview


@pytest.mark.parametrize("name", ["nobody", "candidate", "guest"])
def test_forms_of_others_are_refused(world: World, loop: Loop, name: str) -> None:
    person = who(world, name)
    person.types("/interview help")
    before = everything(world)
    for callback in (name for name, (_, said) in FORMS.items() if said is NOT_THEIRS):
        view = FORMS[callback][0](loop)
        values = {field: each["input"] for field, each in view["state"]["values"].items()}
        metadata = json.loads(view["private_metadata"])
        status, said = submits_as_if(person, callback, metadata, values)
        assert status == 200
        shown = " ".join(said.get("errors", {}).values()) or words(said.get("view"))
        assert NOBODYS in shown, callback
    assert everything(world) == before


@pytest.mark.usefixtures("loop")
def test_the_channels_card_in_the_hands_of_a_member_without_a_part(world: World) -> None:
    rosa = world.actor(ROSA)
    rosa.hand.do("invite", channel="G0MAYA", user=KENJI)
    world.settle()
    kenji = world.actor(KENJI)
    card = kenji.messages("G0MAYA")[0]
    for label in ("Overview", "Change"):
        kenji.clicks(card, label, "G0MAYA")
        assert words(kenji.last("G0MAYA")) == NOBODYS
    assert not kenji.hand.modals()
