"""One interview of a loop: bad panels, and two recruiters' forms at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.demo.company import HENRIK, KENJI, LEA, PRIYA, ROSA, SAM, TOM
from bot.domain.interviews import Role
from bot.domain.loops import Outcome
from bot.values.forms import Closing
from tests.acting import Actor, Json, World, words
from tests.setting_up import a_created_loop, an_edit, changes, the_loop
from tests.trouble.forms import NOON, a_team_loop, held, joins_company, metadata_of, opens_interview


def refused(rosa: Actor, at: str, **fields: Any) -> str:
    """Saves the open form; it stays, with all that was typed. Gives the sentence at that field."""
    answer = rosa.submits(**fields)
    assert set(answer["errors"]) == {at}, answer
    view = rosa.modal()
    assert view["callback_id"] == "interview"
    for field, value in fields.items():
        wanted = int(value.timestamp()) if field == "starts_at" else value
        assert (held(view, field) or None) == (wanted or None), field
    return str(answer["errors"][at])


@pytest.mark.parametrize(
    ("at", "fields", "says"),
    [
        ("observers", {"leads": [TOM], "observers": [TOM]}, "on this panel twice"),
        ("shadows", {"leads": [TOM], "observers": [KENJI], "shadows": [KENJI]}, "on this panel twice"),
        ("outsiders", {"leads": [TOM], "outsiders": "Dana\ndana, shadow"}, "on this panel twice"),
        ("outsiders", {"leads": [TOM], "outsiders": "Zoë O’Dell\nzoe odell, shadow"}, "on this panel twice"),
        ("outsiders", {"leads": [TOM], "outsiders": "Dana, observer\n-"}, "needs a name"),
        ("outsiders", {"leads": [TOM], "outsiders": "Dana, observer\n\u200b, shadow"}, "needs a name"),
        ("outsiders", {"leads": [TOM], "outsiders": ", shadow"}, "needs a name"),
        ("leads", {"leads": [TOM], "outsiders": "Dana Cole, lead"}, "One person leads."),
        ("leads", {"leads": [], "outsiders": "Dana, lead\nErik, lead"}, "One person leads."),
        ("leads", {"leads": [LEA]}, "cannot be on their own panel"),
        ("shadows", {"leads": [TOM], "shadows": [LEA]}, "cannot be on their own panel"),
        ("observers", {"leads": [TOM], "observers": ["U0BOT"]}, "Choose a person"),
    ],
)
def test_a_bad_panel_is_told_at_its_field(world: World, at: str, fields: Json, says: str) -> None:
    loop = a_created_loop(world, an_edit(NOON, PRIYA), candidate_account=LEA)
    rosa = world.actor(ROSA)
    opens_interview(rosa, loop)
    assert says in refused(rosa, at, place="Room 4", starts_at=NOON + timedelta(hours=1), **fields)
    good: Json = {"leads": [TOM], "observers": [], "shadows": [], "outsiders": ""}
    assert rosa.submits(**good)["ok"]
    saved = the_loop(world, loop.id).interviews[0]
    assert saved.place == "Room 4", "what was typed beside the mistake is saved with it put right"
    assert [each.person for each in saved.panel] == [TOM]


def test_a_second_lead_cannot_even_be_chosen(world: World) -> None:
    view = opens_interview(world.actor(ROSA), a_team_loop(world))
    leads = next(each for each in view["blocks"] if each.get("block_id") == "leads")
    assert leads["element"]["max_selected_items"] == 1


def test_somebody_whose_account_ended_while_the_form_was_open(world: World) -> None:
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    opens_interview(rosa, loop)
    assert "twice" in refused(rosa, "shadows", leads=[PRIYA], observers=[SAM], shadows=[SAM])
    world.control.post(f"users/{SAM}", deleted=True)
    world.settle()
    answer = rosa.submits(shadows=[])
    assert "account is deactivated" in answer["errors"]["observers"]
    assert rosa.submits(observers=[TOM])["ok"]


def test_blanks_alone_are_no_place_and_nobody(world: World) -> None:
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    opens_interview(rosa, loop)
    assert rosa.submits(place="   ", outsiders=" \n ")["ok"]
    saved = the_loop(world, loop.id).interviews[0]
    assert saved.place == ""
    assert len(saved.panel) == 2


def test_a_guest_may_be_put_on_a_panel(world: World) -> None:
    guest = joins_company(world, "U0GUEST", "Gil", is_restricted=True)
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    opens_interview(rosa, loop)
    assert rosa.submits(observers=[TOM, guest.id])["ok"]
    assert "System Design" in words(guest.last())


def test_the_second_of_two_forms_hears_what_changed_and_keeps_what_was_typed(each_world: World) -> None:
    world = each_world
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    before = opens_interview(rosa, loop)
    changes(world, loop, loop.interviews[0], place="Room 9", starts_at=NOON + timedelta(hours=2))
    world.settle()
    typed: Json = {"shadows": [KENJI], "outsiders": "Dana Cole, observer", "place": "Room 4"}
    assert rosa.submits(**typed)["ok"]
    view = rosa.modal()
    assert view["callback_id"] == "interview"
    assert "Somebody changed the time and the panel and the place" in words(view)
    assert metadata_of(view) != metadata_of(before)
    for field, value in typed.items():
        assert held(view, field) == value
    untouched = the_loop(world, loop.id).interviews[0]
    assert (untouched.place, len(untouched.panel)) == ("Room 9", 2)

    assert rosa.submits()["ok"]
    saved = the_loop(world, loop.id).interviews[0]
    assert saved.place == "Room 4"
    assert [each.person or each.name for each in saved.panel] == [PRIYA, TOM, KENJI, "Dana Cole"]
    assert rosa.modal()["callback_id"] == "plan", "the list below, drawn anew"
    assert "Room 4" in words(rosa.modal())


def test_another_type_chosen_in_the_older_form_is_kept_too(world: World) -> None:
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    view = opens_interview(rosa, loop)
    chosen = _option(view, "guide", "values")
    rosa.sets(view, "guide", {"type": "static_select", "selected_option": chosen})
    changes(world, loop, loop.interviews[0], place="Room 9")
    assert rosa.submits(place="Room 4")["ok"]
    assert held(rosa.modal(), "guide") == "values"
    assert rosa.submits()["ok"]
    saved = the_loop(world, loop.id).interviews[0]
    assert (saved.guide, saved.place) == ("values", "Room 4")


def test_two_who_saved_the_same_are_both_right(world: World) -> None:
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    opens_interview(rosa, loop)
    changes(world, loop, loop.interviews[0], place="Room 4")
    revision = the_loop(world, loop.id).interviews[0].revision
    assert rosa.submits(place="Room 4")["ok"]
    assert rosa.modal()["callback_id"] == "plan"
    assert the_loop(world, loop.id).interviews[0].revision == revision


def test_a_loop_closed_while_its_form_was_open(world: World) -> None:
    loop = a_team_loop(world)
    rosa = world.actor(ROSA)
    opens_interview(rosa, loop)
    _closes(world, loop.id)
    answer = rosa.submits(place="Room 4")
    assert "This loop is closed" in next(iter(answer["errors"].values()))
    assert held(rosa.modal(), "place") == "Room 4"


def test_the_hiring_manager_may_look_and_not_change(world: World) -> None:
    loop = a_team_loop(world)
    henrik = world.actor(HENRIK)
    said = words(henrik.types(f"/interview schedule {loop.candidate.name}"))
    assert said.startswith("Only this loop's recruiter can do that.") or "Only a loop's recruiter" in said
    assert not henrik.hand.modals()
    assert the_loop(world, loop.id).interviews[0].in_role(Role.LEAD)


def _closes(world: World, loop_id: int) -> None:
    world.demo.bot.services.closing.close(ROSA, Closing(loop_id, Outcome.WITHDREW, feedback_wanted=True))
    world.settle()


def _option(view: Json, block_id: str, value: str) -> Json:
    block = next(each for each in view["blocks"] if each.get("block_id") == block_id)
    groups = block["element"].get("option_groups") or [block["element"]]
    return next(dict(one) for each in groups for one in each["options"] if one["value"] == value)
