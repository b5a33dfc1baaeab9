"""Loops made in the demo workspace by the same use cases as a recruiter's, in few lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from bot.demo.company import CHANNEL, HENRIK, ROSA
from bot.domain.interviews import Interview, Role, Stage
from bot.domain.loops import Loop
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.storage import loops
from bot.values.forms import InterviewEdit, NewLoop
from tests.acting import World
from tests.builders import panelist_of

_numbers = count(1)

FORM = NewLoop(
    candidate_name="Maya Lind",
    candidate_email="maya@example.com",
    candidate_ats="",
    candidate_zone="Europe/Berlin",
    candidate_account=None,
    title="Engineer",
    level="Senior",
    team="Search",
    template="",
    hiring_manager=HENRIK,
    channel=CHANNEL,
)


def an_edit(starts_at: datetime | None, *leads: str, **other: Any) -> InterviewEdit:
    fields: dict[str, Any] = {
        "interview_id": None,
        "revision": 0,
        "guide": "system-design",
        "stage": Stage.TEAM,
        "starts_at": starts_at,
        "leads": leads,
        "observers": (),
        "shadows": (),
    }
    return InterviewEdit(**(fields | other))


def a_created_loop(world: World, *edits: InterviewEdit, **form: Any) -> Loop:
    """Created by Rosa; what it owes at once is delivered."""
    setup = world.demo.bot.services.setup
    made = setup.start(ROSA, replace(FORM, **form), f"test:{next(_numbers)}").loop
    for each in edits:
        setup.edit(ROSA, made.id, each, f"test:{next(_numbers)}")
    setup.create(ROSA, made.id)
    world.settle()
    return the_loop(world, made.id)


def the_loop(world: World, loop_id: int) -> Loop:
    with world.demo.bot.services.database.read() as connection:
        found = loops.load(connection, loop_id)
    assert found
    return found


def changes(world: World, loop: Loop, interview: Interview, **facts: Any) -> Interview:
    """Rosa saves the interview with these facts changed; nothing is delivered yet."""
    now = the_loop(world, loop.id).interview(interview.id)
    assert now
    people = {role: tuple(each.person or "" for each in now.in_role(role)) for role in Role}
    fields: dict[str, Any] = {
        "interview_id": now.id,
        "revision": now.revision,
        "guide": now.guide,
        "stage": now.stage,
        "starts_at": now.starts_at,
        "leads": people[Role.LEAD],
        "observers": people[Role.OBSERVER],
        "shadows": people[Role.SHADOW],
        "exercise": now.exercise,
        "place": now.place,
        "cancelled": now.cancelled,
    }
    edit = InterviewEdit(**(fields | facts))
    world.demo.bot.services.setup.edit(ROSA, loop.id, edit, f"test:{next(_numbers)}")
    changed = the_loop(world, loop.id).interview(interview.id)
    assert changed
    return changed


def feedback(recommendation: Recommendation = Recommendation.YES, said: str = "Saw it") -> Feedback:
    return Feedback(
        notes="notes",
        recommendation=recommendation,
        reasons="As seen",
        assessments=(Assessment("trade-offs", Rating.CLEAR_STRENGTH, said),),
    )


def gives(world: World, person: str, interview: Interview, **other: Any) -> None:
    assignment = panelist_of(interview, person)
    assert assignment
    world.demo.bot.services.submissions.submit(person, assignment.id, feedback(**other))
