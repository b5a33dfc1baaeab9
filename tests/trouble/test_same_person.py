"""Two candidates of one name, and one candidate in two loops: asked, never mixed, never revealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.demo.company import CHANNEL, HENRIK, INES, KENJI, LEA, PRIYA, ROSA, SAM, TOM
from bot.domain.loops import Loop
from bot.storage import loops
from tests.acting import Json, World, words
from tests.setting_up import FORM, a_created_loop, an_edit, gives, the_loop
from tests.trouble.forms import GENERAL, NOBODYS, NOON, held, opens_channel, step_1

OTHER = "G0OTHER"
SECRET = "chose the queue by its write pattern"


def ines_sets_up(world: World, *, person: str = SAM, **form: object) -> Loop:
    """A loop of another recruiter, in a channel of hers."""
    if world.demo.sandbox.workspace.channel(OTHER) is None:
        opens_channel(world, OTHER, INES, PRIYA)
    setup = world.demo.bot.services.setup
    facts: dict[str, Any] = {"channel": OTHER, "hiring_manager": PRIYA, "title": "Designer"} | form
    plan = setup.start(INES, replace(FORM, **facts), f"ines:{sorted(map(str, facts.values()))}")
    setup.edit(INES, plan.loop.id, an_edit(NOON, person), f"ines:{plan.loop.id}")
    setup.create(INES, plan.loop.id)
    world.settle()
    return the_loop(world, plan.loop.id)


def buttons(message: Json) -> list[str]:
    accessories = [each.get("accessory") for each in message["blocks"]]
    return [each["text"]["text"] for each in accessories if each]


def test_two_of_one_name_are_two_people(each_world: World) -> None:
    """No question without the same e-mail or link; a command by name asks which."""
    world = each_world
    first = a_created_loop(world, an_edit(NOON, PRIYA))
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    assert rosa.submits(**step_1(candidate_email="maya.l@example.org", title="Designer"))["ok"]
    assert "Step 2" in words(rosa.modal()), "nothing is asked"
    assert rosa.submits()["ok"]
    second = the_loop(world, first.id + 1)
    assert second.candidate.id != first.candidate.id
    for command, label in (("loop", "Overview"), ("schedule", "Change"), ("close", "Close")):
        pick = rosa.types(f"/interview {command} maya")
        assert buttons(pick) == [label, label]
        assert "Senior Engineer, Search" in words(pick)
        assert "Senior Designer, Search" in words(pick)
        assert "pened 17 Nov 2026" in words(pick)
    rosa.clicks(rosa.types("/interview close maya"), "Close", GENERAL, nth=1)
    assert "Designer" in words(rosa.modal())
    assert rosa.submits(outcome="withdrew")["ok"]
    assert the_loop(world, first.id).outcome is None
    assert the_loop(world, second.id).outcome is not None


def test_the_same_address_is_asked_about(world: World) -> None:
    first = a_created_loop(world, an_edit(NOON, PRIYA))
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    typed = step_1(
        candidate_email="Maya@Example.COM", title="Designer", links="Portfolio: https://example.com"
    )
    assert rosa.submits(**typed)["ok"]
    asked = rosa.modal()
    assert asked["callback_id"] == "new-loop"
    assert "Same person as Maya Lind, Senior Engineer, Search, opened 17 Nov 2026?" in words(asked)
    for field, value in typed.items():
        assert held(asked, field) == value, field
    assert rosa.submits(same_person="yes")["ok"]
    assert "Step 2" in words(rosa.modal())
    assert rosa.submits()["ok"]
    assert the_loop(world, first.id + 1).candidate.id == first.candidate.id


@pytest.mark.parametrize("by", [{"candidate_email": ""}, {"candidate_ats": ""}])
def test_either_mark_is_enough_and_the_other_is_not_lost(world: World, by: dict[str, str]) -> None:
    ats = "https://ats.example.com/4711"
    first = a_created_loop(world, candidate_ats=ats)
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    assert rosa.submits(**(step_1(candidate_ats=ats, title="Designer") | by))["ok"]
    assert rosa.submits(same_person="yes")["ok"]
    kept = the_loop(world, first.id).candidate
    assert (kept.email, kept.ats_url) == ("maya@example.com", ats)
    assert kept.zone == first.candidate.zone


def test_somebody_else_at_the_same_address_stays_somebody_else(world: World) -> None:
    first = a_created_loop(world, an_edit(NOON, PRIYA))
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    rosa.submits(**step_1(candidate_name="Mo Lind", title="Designer"))
    assert rosa.submits(same_person="no")["ok"]
    assert the_loop(world, first.id + 1).candidate.id != first.candidate.id
    assert the_loop(world, first.id).candidate.name == "Maya Lind"


def test_the_question_reveals_nothing_of_another_recruiters_loop(world: World) -> None:
    ines_sets_up(world, candidate_name="Maya Secret-Lindqvist")
    rosa = world.actor(ROSA)
    rosa.types("/interview new")
    rosa.submits(**step_1(candidate_name="M. Lind"))
    asked = words(rosa.modal())
    assert "Same person as somebody who was here before under this e-mail or link?" in asked
    assert "Secret" not in asked
    assert "Designer" not in asked


def test_one_candidate_in_two_loops_is_never_mixed(each_world: World) -> None:
    world = each_world
    mine = a_created_loop(world, an_edit(NOON, PRIYA, observers=(TOM,)))
    hers = ines_sets_up(world, person=SAM, same_person=True)
    assert mine.candidate.id == hers.candidate.id
    world.moves_to(NOON + timedelta(hours=1))
    gives(world, SAM, hers.interviews[0], said=SECRET)
    world.moves_to(NOON + timedelta(hours=2))

    for person in (HENRIK, TOM):  # Rosa is an admin, too: she finds both
        shown = words(world.actor(person).types("/interview loop maya"))
        assert "Senior Engineer, Search" in shown
        for hidden in ("Designer", "Sam", SAM, SECRET):
            assert hidden not in shown, (person, hidden)
    sams = words(world.actor(SAM).types("/interview loop maya"))
    assert "Designer" in sams
    assert PRIYA not in sams.replace(f"hiring manager <@{PRIYA}>", "")
    assert TOM not in sams
    priya = world.actor(PRIYA).types("/interview loop maya")
    assert buttons(priya) == ["Overview", "Overview"], "she has a part in both"

    rosa = world.actor(ROSA)
    assert SECRET not in words([rosa.messages(), rosa.messages(CHANNEL)])
    assert SECRET not in words(rosa.messages(CHANNEL, rosa.messages(CHANNEL)[0]["ts"]))
    assert "Designer" not in words(world.actor(HENRIK).types("/interview brief maya"))
    assert "Designer" not in words(rosa.types("/interview loops"))


@pytest.mark.parametrize("command", ["loop", "schedule", "close"])
def test_a_loop_that_is_not_theirs_is_as_if_there_were_none(world: World, command: str) -> None:
    a_created_loop(world, an_edit(NOON, PRIYA))
    for person in (KENJI, LEA):
        actor = world.actor(person)
        assert words(actor.types(f"/interview {command} maya")) == NOBODYS
        assert words(actor.types(f"/interview {command} Zoe")) == NOBODYS
        assert not actor.hand.modals()
    assert "can't find" in words(world.actor(KENJI).types("/interview brief maya"))
    assert "You owe no feedback" in words(world.actor(KENJI).types("/interview feedback maya"))


def test_a_known_account_keeps_its_rules_when_the_form_leaves_it_empty(world: World) -> None:
    """Lea applied before and has an account: neither she nor a channel with her comes round that."""
    a_created_loop(world, an_edit(NOON, PRIYA), candidate_account=LEA)
    lea, rosa = world.actor(LEA), world.actor(ROSA)
    opens_channel(world, OTHER, LEA, ROSA)
    lea.types("/interview new")
    answer = lea.submits(**step_1(channel=OTHER))
    assert "You cannot set up your own loop." in answer["errors"]["candidate_account"]

    rosa.types("/interview new")
    assert rosa.submits(**step_1(hiring_manager=LEA, channel=OTHER, title="Designer"))["ok"]
    answer = rosa.submits(same_person="yes")
    assert set(answer["errors"]) == {"hiring_manager", "channel"}
    assert rosa.submits(hiring_manager=HENRIK, channel=CHANNEL)["ok"]
    with world.demo.bot.services.database.read() as connection:
        made = loops.load(connection, 2)
    assert made
    assert made.candidate.account == LEA
