"""What happens at the same moment happens once, on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.demo.company import CHANNEL, KENJI, PRIYA, ROSA, SAM, TOM
from bot.services.drafts import SamePerson
from tests.acting import World, a_demo, words
from tests.setting_up import FORM, a_created_loop, an_edit, gives

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    with a_demo(database_url=database_url, start_at=TUESDAY) as demo:
        yield World(demo)


def at_once(*works: Callable[[], object]) -> None:
    """Runs them in threads that begin together; an error in one is an error here."""
    gate = threading.Barrier(len(works))
    errors: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        gate.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001  # told below
            errors.append(error)

    threads = [threading.Thread(target=run, args=(each,)) for each in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not errors, errors


def test_two_last_scorecards_at_the_same_moment_give_one_pack(world: World) -> None:
    start = TUESDAY + timedelta(hours=1)
    loop = a_created_loop(
        world, an_edit(start, PRIYA, observers=(TOM,)), an_edit(start, SAM, observers=(KENJI,))
    )
    world.moves_to(start + timedelta(hours=1))
    first, second = loop.interviews
    gives(world, PRIYA, first)
    gives(world, SAM, second)
    at_once(lambda: gives(world, TOM, first), lambda: gives(world, KENJI, second))
    at_once(world.demo.bot.worker.tick, world.demo.bot.worker.tick)
    world.moves_to(start + timedelta(hours=1, minutes=16))  # when nothing can be corrected any more
    at_once(world.demo.bot.worker.tick, world.demo.bot.worker.tick)
    world.settle()
    rosa = world.actor(ROSA)
    card = rosa.messages(CHANNEL)[0]
    assert "4 of 4 in" in words(card)
    thread = rosa.messages(CHANNEL, card["ts"])[1:]
    packs = [each for each in thread if "everything is in" in words(each)]
    assert len(packs) == 1
    assert len(thread) == 5, "four scorecards and their pack"


def test_a_loop_created_twice_at_once_tells_everybody_once(world: World) -> None:
    setup = world.demo.bot.services.setup
    draft = setup.start(ROSA, FORM, "form").loop
    setup.edit(ROSA, draft.id, an_edit(TUESDAY + timedelta(days=1), TOM), "interview")
    at_once(lambda: setup.create(ROSA, draft.id), lambda: setup.create(ROSA, draft.id))
    world.settle()
    assert len(world.actor(TOM).messages()) == 1
    assert len(world.actor(ROSA).messages(CHANNEL)) == 1


def test_four_forms_with_one_address_at_once_make_one_candidate(world: World) -> None:
    """The first makes the record; the others are asked whether theirs is the same person."""
    drafts = world.demo.bot.services.drafts
    asked: list[SamePerson] = []

    def make(number: int) -> None:
        spelled = FORM.candidate_email.title() if number % 2 else f" {FORM.candidate_email} "
        try:
            drafts.make(ROSA, replace(FORM, candidate_email=spelled), f"form {number}")
        except SamePerson as same:
            asked.append(same)

    at_once(*(partial(make, number) for number in range(4)))
    (made,) = drafts.of(ROSA)
    assert {each.candidate.id for each in asked} == {made.candidate.id}
    assert len(asked) == 3


def test_one_form_sent_twice_at_once_makes_one_draft(world: World) -> None:
    setup = world.demo.bot.services.setup
    at_once(lambda: setup.start(ROSA, FORM, "form"), lambda: setup.start(ROSA, FORM, "form"))
    assert len(world.demo.bot.services.drafts.of(ROSA)) == 1
