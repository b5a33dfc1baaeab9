"""Debriefs as people get them: in the thread, as word to recruiter and hiring manager, opened, copied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.demo.company import CHANNEL, HENRIK, INES, KENJI, LEA, PRIYA, ROSA, SAM, TOM
from bot.domain.interviews import Interview, Stage
from bot.domain.loops import Loop, Outcome
from bot.domain.notices import NoticeKind
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.services.debrief_pages import NOTHING_IN
from bot.storage import notices
from bot.storage.schema import audit
from bot.values.forms import Closing
from tests.acting import Json, World, a_demo, words
from tests.builders import panelist_of
from tests.setting_up import a_created_loop, an_edit, changes, gives, the_loop

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=ZoneInfo("Europe/Berlin"))
START = TUESDAY + timedelta(hours=1)
OVER = START + timedelta(hours=1)
READ_ONLY = START + timedelta(hours=1, minutes=16)  # nothing can be corrected any more
CONCERN, STRENGTH = Rating.CLEAR_CONCERN, Rating.CLEAR_STRENGTH
SAW = {  # of four interviews with one person each, what is clear in each
    PRIYA: ("system-design", {"trade-offs": CONCERN, "ambiguity": STRENGTH}),
    TOM: ("pairing-exercise", {"troubleshooting": STRENGTH, "feedback": CONCERN, "flexibility": STRENGTH}),
    SAM: ("values", {"teamwork": STRENGTH, "self-insight": CONCERN}),
    KENJI: ("technical-screen", {"decisions": CONCERN, "depth": STRENGTH, "clarity": STRENGTH}),
}


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    with a_demo(database_url=database_url, start_at=TUESDAY) as demo:
        yield World(demo)


def quote(person: str, criterion: str) -> str:
    return f"{person} saw this of {criterion}"


def feedback_of(person: str, ratings: dict[str, Rating]) -> Feedback:
    said = tuple(Assessment(each, rating, quote(person, each)) for each, rating in ratings.items())
    return Feedback(recommendation=Recommendation.YES, reasons=f"Why {person}", assessments=said)


def hands_in(world: World, interview: Interview, person: str, said: Feedback) -> None:
    panelist = panelist_of(interview, person)
    assert panelist
    world.demo.bot.services.submissions.submit(person, panelist.id, said)


def four_single(world: World) -> Loop:
    loop = a_created_loop(world, *(an_edit(START, each, guide=guide) for each, (guide, _) in SAW.items()))
    world.moves_to(OVER)
    for interview, (person, (_, ratings)) in zip(loop.interviews, SAW.items(), strict=True):
        hands_in(world, interview, person, feedback_of(person, ratings))
    world.moves_to(READ_ONLY)
    return loop


def thread(world: World) -> list[Json]:
    rosa = world.actor(ROSA)
    return rosa.messages(CHANNEL, rosa.messages(CHANNEL)[0]["ts"])[1:]


def packs(world: World) -> list[Json]:
    return [each for each in thread(world) if "Who recommends what" in words(each)]


def word_to(world: World, person: str) -> list[Json]:
    """Messages that say that a stage can be read."""
    return [each for each in world.actor(person).messages() if " stage: " in each["text"]]


def disclosed(world: World, what: str, **where: Any) -> list[int]:
    """Panelist ids, as another connection reads them."""
    with world.demo.bot.services.database.read() as connection:
        rows = connection.execute(select(audit).where(audit.c.what == what).order_by(audit.c.id)).mappings()
        return [row["panelist_id"] for row in rows if all(row[key] == each for key, each in where.items())]


def planned(world: World, loop: Loop) -> list[tuple[str, str]]:
    """Of words that a stage can be read: to whom, and what became of it."""
    with world.demo.bot.services.database.read() as connection:
        rows = notices.of_loop(connection, loop.id)
    return [(each.recipient, each.state.value) for each in rows if each.kind is NoticeKind.DEBRIEF]


# --- what it holds -------------------------------------------------------------------------------


def test_all_that_one_person_saw_clearly_is_in_it_with_who_saw_it(world: World) -> None:
    four_single(world)
    (pack,) = packs(world)
    henrik = world.actor(HENRIK)
    (word,) = word_to(world, HENRIK)
    henrik.clicks(word, "Read")
    for read in (words(pack), words(henrik.modal())):
        for person, (_, ratings) in SAW.items():
            for criterion in ratings:
                (line,) = [each for each in read.splitlines() if quote(person, criterion) in each]
                assert f"<@{person}>" in line
        assert [person for person in SAW if f"*Yes*  <@{person}>" in read] == list(SAW)
        assert [person for person in SAW if f"Why {person}" in read] == list(SAW)


def test_two_scorecards_say_who_differs_and_leave_the_rest_out(world: World) -> None:
    loop = a_created_loop(world, an_edit(START, PRIYA, observers=(TOM,)))
    world.moves_to(OVER)
    hands_in(
        world, loop.interviews[0], PRIYA, feedback_of(PRIYA, {"trade-offs": STRENGTH, "proposal": CONCERN})
    )
    hands_in(world, loop.interviews[0], TOM, feedback_of(TOM, {"trade-offs": CONCERN}))
    world.moves_to(READ_ONLY)
    (pack,) = packs(world)
    read = words(pack)
    for part in ("Talk about these first", "Clear concerns one person saw", quote(PRIYA, "proposal")):
        assert part in read
    for part in ("Agreed", "Nobody assessed", "Suggested agenda"):
        assert part not in read


def test_one_scorecard_is_the_debrief(world: World) -> None:
    loop = a_created_loop(world, an_edit(START, PRIYA))
    world.moves_to(OVER)
    gives(world, PRIYA, loop.interviews[0], said="three stores")
    world.moves_to(READ_ONLY)
    assert len(thread(world)) == 1, "the scorecard, and no pack"
    rosa = world.actor(ROSA)
    (word,) = word_to(world, ROSA)
    assert "One scorecard: it is the debrief." in words(word)
    rosa.clicks(word, "Read")
    assert "three stores" in words(rosa.modal())


def test_a_shadow_is_heard_by_the_lead_alone(world: World) -> None:
    loop = a_created_loop(world, an_edit(START, PRIYA, observers=(TOM,), shadows=(LEA,)))
    world.moves_to(OVER)
    (interview,) = loop.interviews
    for person in (PRIYA, TOM):
        gives(world, person, interview)
    hands_in(world, interview, LEA, feedback_of(LEA, {"trade-offs": CONCERN}))
    world.moves_to(READ_ONLY)
    secret = quote(LEA, "trade-offs")
    rosa = world.actor(ROSA)
    rosa.clicks(packs(world)[0], "Copy for the ATS", CHANNEL)
    for read in (thread(world), rosa.messages(), rosa.modal(), world.actor(HENRIK).messages()):
        assert secret not in words(read)
        assert f"<@{LEA}>" not in words(read)
    assert secret in words(world.actor(PRIYA).messages())
    assert secret not in words(world.actor(TOM).messages())


def test_the_whole_loop_comes_with_its_last_stage(world: World) -> None:
    loop = a_created_loop(
        world,
        an_edit(START, PRIYA, guide="technical-screen", stage=Stage.SCREEN),
        an_edit(START + timedelta(days=1), TOM, observers=(SAM,)),
    )
    screen, team = loop.interviews
    world.moves_to(OVER)
    gives(world, PRIYA, screen)
    world.moves_to(READ_ONLY)
    assert packs(world) == []
    world.moves_to(OVER + timedelta(days=1))
    for person in (TOM, SAM):
        gives(world, person, team)
    world.moves_to(READ_ONLY + timedelta(days=1))
    assert [each["text"] for each in packs(world)] == [
        "Team stage: everything is in (2 of 2).",
        "Whole loop: everything is in (3 of 3).",
    ]
    henrik = world.actor(HENRIK)
    henrik.clicks(word_to(world, HENRIK)[-1], "Read the whole loop")
    assert f"<@{PRIYA}>, Technical Screen" in words(henrik.modal())


def test_the_whole_loop_waits_for_who_may_not_read_every_stage(world: World) -> None:
    """Henrik's own scorecard decides nothing: the team stage stays closed to him, and the screen does not."""
    loop = a_created_loop(
        world,
        an_edit(START, PRIYA, observers=(TOM,), guide="technical-screen", stage=Stage.SCREEN),
        an_edit(START, HENRIK, observers=(SAM,)),
    )
    screen, team = loop.interviews
    world.moves_to(OVER)
    for person, interview in ((PRIYA, screen), (TOM, screen), (SAM, team)):
        gives(world, person, interview)
    gives(world, HENRIK, team, recommendation=Recommendation.NO_DECISION)
    world.moves_to(READ_ONLY)
    assert [each["text"] for each in packs(world)] == ["Screen: everything is in (2 of 2)."]
    rosas = words(world.actor(ROSA).messages())
    henriks = words(world.actor(HENRIK).messages())
    assert "Read the whole loop" in rosas
    assert "Read the whole loop" not in henriks
    assert "Screen: everything is in" in henriks
    assert "Team stage: everything is in" not in henriks


def test_whom_nobody_waits_for_is_missing(world: World) -> None:
    loop = a_created_loop(world, an_edit(START, PRIYA, observers=(TOM, SAM)))
    world.moves_to(OVER)
    for person in (PRIYA, TOM):
        gives(world, person, loop.interviews[0])
    sam = panelist_of(loop.interviews[0], SAM)
    assert sam
    world.demo.bot.services.chasing.go_on_without(ROSA, sam.id, "on leave")
    world.moves_to(READ_ONLY)
    (pack,) = packs(world)
    assert pack["text"] == "Team stage: 2 of 3, one missing."
    assert f"Not waiting for <@{SAM}>." in words(pack)
    gives(world, SAM, loop.interviews[0], recommendation=Recommendation.NO)
    world.moves_to(READ_ONLY + timedelta(minutes=16))
    assert [each["text"] for each in packs(world)] == ["Team stage: everything is in (3 of 3)."]
    assert [each["text"] for each in word_to(world, HENRIK)] == [
        "Team stage: 2 of 3, one missing.",
        "Team stage: everything is in (3 of 3).",
    ]


def test_what_became_a_draft_again_leaves_no_pack_open(world: World) -> None:
    loop = four_single(world)
    for each in loop.interviews:
        changes(world, loop, each, starts_at=START + timedelta(days=7))
    world.settle()
    assert packs(world) == []
    for person, (_, ratings) in SAW.items():
        assert not [each for each in ratings if quote(person, each) in words(thread(world))]
    henrik = world.actor(HENRIK)
    henrik.clicks(word_to(world, HENRIK)[0], "Read")
    assert NOTHING_IN in words(henrik.messages()) + words(henrik.hand.modals())


# --- who hears of it, and when -------------------------------------------------------------------


def test_recruiter_and_manager_hear_of_it_once_and_nothing_shows_at_first_sight(world: World) -> None:
    loop = four_single(world)
    for person in (ROSA, HENRIK):
        (word,) = word_to(world, person)
        first = word["text"] + words(word["blocks"][0])
        for hidden in ("Maya", "Yes", "concern", "strength"):
            assert hidden not in first
        assert "Yes <@" in words(word)
        assert "Maya Lind" in words(word)
    changes(world, loop, loop.interviews[0], place="Room 4")
    world.moves_to(READ_ONLY + timedelta(hours=2))
    assert planned(world, loop) == [(HENRIK, "sent"), (ROSA, "sent")]


def test_who_still_owes_in_the_stage_hears_once_theirs_is_in(world: World) -> None:
    loop = a_created_loop(
        world, an_edit(START, PRIYA, observers=(HENRIK,)), an_edit(START, SAM, guide="values")
    )
    design, values = loop.interviews
    world.moves_to(OVER)
    gives(world, PRIYA, design)
    gives(world, SAM, values)
    world.moves_to(READ_ONLY)
    assert word_to(world, ROSA) == word_to(world, HENRIK) == []
    gives(world, HENRIK, design)
    assert word_to(world, HENRIK) == []
    world.moves_to(READ_ONLY + timedelta(minutes=16))
    assert len(word_to(world, HENRIK)) == len(word_to(world, ROSA)) == 1
    own = panelist_of(design, HENRIK)
    assert own
    henriks = world.actor(HENRIK).dm
    assert own.id not in disclosed(world, "posted", channel=henriks)
    assert own.id in disclosed(world, "posted", channel=world.actor(ROSA).dm)


def test_what_is_no_longer_true_is_not_said(world: World) -> None:
    """Everything is in in the evening; before they are at work a panelist is added."""
    night = datetime(2026, 11, 17, 19, tzinfo=ZoneInfo("Europe/Berlin"))
    loop = a_created_loop(world, an_edit(night, PRIYA, observers=(TOM,)))
    world.moves_to(night + timedelta(hours=1))
    for person in (PRIYA, TOM):
        gives(world, person, loop.interviews[0])
    world.moves_to(night + timedelta(hours=2))
    assert planned(world, loop) == [(HENRIK, "pending"), (ROSA, "pending")]
    changes(world, loop, loop.interviews[0], observers=(TOM, SAM))
    world.settle()
    assert planned(world, loop) == [(HENRIK, "dropped"), (ROSA, "dropped")]
    gives(world, SAM, the_loop(world, loop.id).interviews[0])
    world.moves_to(night + timedelta(hours=16))
    assert [each["text"] for each in word_to(world, ROSA)] == ["Team stage: everything is in (3 of 3)."]


def test_closing_the_loop_makes_no_stage_ready(world: World) -> None:
    loop = a_created_loop(
        world, an_edit(START, PRIYA), an_edit(START + timedelta(days=1), TOM, guide="values")
    )
    world.moves_to(OVER)
    gives(world, PRIYA, loop.interviews[0])
    world.moves_to(READ_ONLY)
    world.demo.bot.services.closing.close(ROSA, Closing(loop.id, Outcome.WITHDREW, False))
    world.settle()
    assert planned(world, loop) == []


# --- opened --------------------------------------------------------------------------------------


def test_each_scorecard_that_is_opened_is_on_record_as_read(world: World) -> None:
    loop = four_single(world)
    everyone = [each.everyone[0].id for each in loop.interviews]
    henrik = world.actor(HENRIK)
    (word,) = word_to(world, HENRIK)
    assert sorted(disclosed(world, "posted", channel=henrik.dm)) == everyone
    assert disclosed(world, "read", actor=HENRIK) == []
    henrik.clicks(word, "Read")
    assert sorted(disclosed(world, "read", actor=HENRIK)) == everyone


def test_it_is_drawn_from_what_its_reader_may_read_now(world: World) -> None:
    loop = four_single(world)
    (word,) = word_to(world, HENRIK)
    changes(world, loop, loop.interviews[0], observers=(HENRIK,))
    world.settle()
    henrik = world.actor(HENRIK)
    henrik.clicks(word, "Read")
    read = words(henrik.hand.modals()) + words(henrik.messages()[-1])
    assert "Ratings show when your feedback on System Design is in." in read
    assert quote(SAM, "teamwork") not in read
    assert disclosed(world, "read", actor=HENRIK) == []


def test_the_copy_has_every_scorecard_in_the_guides_order(world: World) -> None:
    four_single(world)
    rosa = world.actor(ROSA)
    (pack,) = packs(world)
    rosa.clicks(pack, "Copy for the ATS", CHANNEL)
    copied = words(rosa.modal())
    order = [
        "Maya Lind, Senior Engineer, Search\nTeam stage: everything is in (4 of 4)",
        "System Design: feedback by",
        quote(PRIYA, "ambiguity"),
        quote(PRIYA, "trade-offs"),
        "Pairing Exercise: feedback by",
        quote(TOM, "flexibility"),
        quote(TOM, "troubleshooting"),
        quote(TOM, "feedback"),
        "Technical Screen / Resume Deep Dive: feedback by",
    ]
    assert sorted(order, key=copied.index) == order
    assert "<@" not in copied


def test_the_overview_leads_with_what_differs_and_opens_the_debrief(world: World) -> None:
    loop = a_created_loop(
        world, an_edit(START, PRIYA, observers=(TOM,)), an_edit(START, INES, guide="values")
    )
    world.moves_to(OVER)
    hands_in(world, loop.interviews[0], PRIYA, feedback_of(PRIYA, {"trade-offs": STRENGTH}))
    hands_in(world, loop.interviews[0], TOM, feedback_of(TOM, {"trade-offs": CONCERN}))
    world.settle()
    blind = words(world.actor(INES).types("/interview loop maya"))
    assert "disagree" not in blind
    henrik = world.actor(HENRIK)
    overview = henrik.types("/interview loop maya")
    read = words(overview)
    assert read.index("*Team stage: 2 of 3 in*\nPeople disagree on trade-offs.") < read.index(
        "*System Design*"
    )
    henrik.clicks(overview, "Read the debrief", "C0GENERAL")
    assert quote(TOM, "trade-offs") in words(henrik.modal())
