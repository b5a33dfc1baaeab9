"""What changes while something is under way: people hear of it, and of nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import now
from bot.demo.company import PRIYA, ROSA, TOM
from bot.domain.errors import FieldRefused
from bot.domain.interviews import AnswerKind, Cause
from bot.domain.notices import NoticeKind
from bot.values.outgoing import Delivery
from tests.acting import World, a_demo, words
from tests.setting_up import FORM, a_created_loop, an_edit, changes, gives, the_loop

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("Europe/Berlin"))
START = TUESDAY + timedelta(hours=2)
LEASE = timedelta(seconds=60)


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    with a_demo(database_url=database_url, start_at=TUESDAY) as demo:
        yield World(demo)


def test_taken_off_while_the_first_message_was_under_way(world: World) -> None:
    services = world.demo.bot.services
    draft = services.setup.start(ROSA, FORM, "form").loop
    services.setup.edit(ROSA, draft.id, an_edit(START, PRIYA, observers=(TOM,)), "interview")
    loop = services.setup.create(ROSA, draft.id)
    outbox = services.outbox
    claimed = outbox.claim("slow", now(), LEASE, 20)
    slow = next(each for each in claimed if each.recipient == TOM and each.kind is NoticeKind.ASSIGNED)
    composed = outbox.compose(slow)
    assert isinstance(composed, Delivery)
    changes(world, loop, loop.interviews[0], observers=())
    assert outbox.sent(slow, composed)
    world.settle()
    told = [words(each) for each in world.actor(TOM).messages()]
    assert len(told) == 1, "the first one was sent by hand, so this is the second"
    assert "off" in told[0] or "no longer" in told[0].lower()


def test_moved_after_the_candidate_did_not_come_it_is_owed_again(world: World) -> None:
    loop = a_created_loop(world, an_edit(START, PRIYA))
    interview = loop.interviews[0]
    world.moves_to(START + timedelta(minutes=20))
    answers = world.demo.bot.services.answers
    answers.say(PRIYA, interview.panel[0].id, AnswerKind.CALLED_OFF, Cause.CANDIDATE)
    world.settle()
    later = START + timedelta(days=1)
    moved = changes(world, loop, interview, starts_at=later)
    assert not moved.called_off
    world.moves_to(later + timedelta(minutes=45))
    assert "feedback" in world.actor(PRIYA).last()["text"].lower()


def test_an_interview_keeps_its_type_once_feedback_on_it_is_in(world: World) -> None:
    loop = a_created_loop(world, an_edit(START, PRIYA))
    interview = loop.interviews[0]
    world.moves_to(START + timedelta(hours=1))
    gives(world, PRIYA, interview)
    with pytest.raises(FieldRefused) as refused:
        changes(world, loop, interview, guide="values")
    assert "stays" in refused.value.fields["guide"]
    assert the_loop(world, loop.id).interviews[0].guide == "system-design"
