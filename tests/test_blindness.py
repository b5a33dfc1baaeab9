"""Who reads what in the loop's channel, as members come and go and interviews are added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo.company import CHANNEL, HENRIK, KENJI, PRIYA, ROSA, SAM, TOM
from bot.domain.interviews import Stage
from bot.domain.loops import Loop, Outcome
from bot.domain.scorecards import Recommendation
from bot.services.guides import OnlyTheBrief
from bot.values.forms import Closing
from tests.acting import World, a_demo, words
from tests.builders import panelist_of
from tests.setting_up import FORM, a_created_loop, an_edit, gives, the_loop

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("Europe/Berlin"))
START = TUESDAY + timedelta(hours=1)
SECRET = "chose the queue by its write pattern"


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    with a_demo(database_url=database_url, start_at=TUESDAY) as demo:
        yield World(demo)


def thread(world: World, person: str = ROSA) -> list[dict[str, Any]]:
    reader = world.actor(person)
    return reader.messages(CHANNEL, reader.messages(CHANNEL)[0]["ts"])


def three_given(world: World) -> Loop:
    loop = a_created_loop(world, an_edit(START, PRIYA, observers=(SAM, KENJI)))
    world.moves_to(START + timedelta(hours=1))
    for person in (PRIYA, SAM, KENJI):
        gives(world, person, loop.interviews[0], said=SECRET)
    world.moves_to(START + timedelta(hours=1, minutes=15))  # nothing of it can be corrected any more
    world.settle()
    return loop


def test_a_newcomer_who_owes_folds_all_that_was_opened_until_they_have_given(world: World) -> None:
    loop = three_given(world)
    opened = thread(world)
    assert "everything is in" in words(opened)
    assert SECRET in words(opened)

    setup = world.demo.bot.services.setup
    setup.edit(ROSA, loop.id, an_edit(START + timedelta(days=1), TOM, guide="pairing-exercise"), "late")
    world.actor(ROSA).hand.do("invite", channel=CHANNEL, user=TOM)
    world.settle()
    folded = thread(world, TOM)
    assert SECRET not in words(folded)
    assert "Yes" not in words(folded)
    assert len(folded) == len(opened), "folded in place, nothing new"

    world.moves_to(START + timedelta(days=2))
    late = the_loop(world, loop.id).interviews[1]
    gives(world, TOM, late)
    world.settle()
    assert SECRET not in words(thread(world, TOM)), "Tom may still correct his own"
    world.moves_to(START + timedelta(days=2, minutes=16))
    assert SECRET in words(thread(world, TOM))


def test_the_candidate_in_the_channel_ends_posting_and_the_recruiter_is_told(world: World) -> None:
    loop = a_created_loop(world, an_edit(START, PRIYA), candidate_account=KENJI)
    world.actor(ROSA).hand.do("invite", channel=CHANNEL, user=KENJI)
    world.settle()
    before = len(thread(world))
    world.moves_to(START + timedelta(hours=1))
    gives(world, PRIYA, loop.interviews[0], said=SECRET)
    world.settle()
    assert len(thread(world)) == before
    told = world.actor(ROSA).messages()
    assert SECRET in words(told), "she reads it directly"
    assert any("candidate is in" in words(each) for each in told)


def test_a_channel_made_public_folds_what_it_holds(world: World) -> None:
    three_given(world)
    world.control.post(f"channels/{CHANNEL}", kind="public")
    setup = world.demo.bot.services.workspace_changes
    setup.channel_changed(CHANNEL)
    world.settle()
    assert SECRET not in words(thread(world))


def test_recruiter_and_manager_are_blind_only_where_they_owe(world: World) -> None:
    loop = a_created_loop(
        world, an_edit(START, PRIYA), an_edit(START, HENRIK, guide="values", stage=Stage.FINAL)
    )
    world.moves_to(START + timedelta(hours=1))
    gives(world, PRIYA, loop.interviews[0], said=SECRET)
    world.settle()
    pages = world.demo.bot.services.pages
    seen = [
        assignment.scorecard for row in pages.overview(HENRIK, loop.id).rows for assignment in row.assignments
    ]
    assert [each.feedback.recommendation for each in seen if each] == [Recommendation.YES]
    tom = world.actor(TOM).types("/interview loop maya")
    assert "You have no open loop under that name" in words(tom)


def test_a_closed_loop_folds_too(world: World) -> None:
    loop = a_created_loop(world, an_edit(START, PRIYA), candidate_account=KENJI)
    world.moves_to(START + timedelta(hours=1))
    gives(world, PRIYA, loop.interviews[0], said=SECRET)
    world.demo.bot.services.closing.close(ROSA, Closing(loop.id, Outcome.HIRED, True))
    world.settle()
    assert SECRET in words(thread(world))
    world.actor(ROSA).hand.do("invite", channel=CHANNEL, user=KENJI)
    world.settle()
    assert SECRET not in words(thread(world, KENJI))


def test_a_candidate_reads_no_guide_that_asks_what_theirs_asks(world: World) -> None:
    a_created_loop(world, an_edit(START, PRIYA), candidate_account=KENJI)
    guides = world.demo.bot.services.guides
    for slug, earlier in (("system-design", False), ("architecture", False), ("architecture", True)):
        with pytest.raises(OnlyTheBrief):
            guides.page(KENJI, slug, earlier=earlier)


def test_the_same_person_in_another_recruiters_loop_stays_as_they_are(world: World) -> None:
    mine = a_created_loop(world, an_edit(START, PRIYA))
    world.actor(ROSA).hand.do("invite", channel=CHANNEL, user=SAM)
    form = replace(FORM, candidate_name="Somebody Else", candidate_account=PRIYA, same_person=True)
    world.demo.bot.services.setup.start(SAM, form, "another recruiter's")
    candidate = the_loop(world, mine.id).candidate
    assert (candidate.name, candidate.account) == ("Maya Lind", PRIYA)


def test_going_on_without_a_decision_opens_the_channel(world: World) -> None:
    loop = a_created_loop(world, an_edit(START, PRIYA, observers=(TOM,)))
    world.actor(ROSA).hand.do("invite", channel=CHANNEL, user=TOM)
    world.moves_to(START + timedelta(hours=1))
    gives(world, PRIYA, loop.interviews[0], said=SECRET)
    gives(world, TOM, loop.interviews[0], recommendation=Recommendation.NO_DECISION)
    world.moves_to(START + timedelta(hours=2))
    assert SECRET not in words(thread(world)), "no decision does not open the others'"
    rosa = world.actor(ROSA)
    rosa.clicks(rosa.types("/interview loop maya"), "Go on without …", "C0GENERAL")
    assignment = panelist_of(loop.interviews[0], TOM)
    assert assignment
    assert rosa.submits(panelist=str(assignment.id), reason="He saw ten minutes of it")["ok"]
    assert SECRET in words(thread(world))
