"""The demo's loop: the screen was yesterday, the team stage is this afternoon and tomorrow."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.company import BERLIN, CHANNEL, HENRIK, INES, KENJI, LEA, PRIYA, ROSA, SAM, TOM
from bot.domain.interviews import Stage
from bot.domain.loops import Link
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation
from bot.services.use_cases import Services
from bot.values.forms import InterviewEdit, NewLoop

CANDIDATE = "Maya Lind"


def set_up(on: Services, now: datetime) -> None:
    """Through the same use cases as a recruiter's: step 1, each interview, create."""
    plan = on.setup.start(ROSA, _form(), "demo")
    for number, edit in enumerate(_interviews(now)):
        on.setup.edit(ROSA, plan.loop.id, edit, f"demo:{number}")
    made = on.setup.create(ROSA, plan.loop.id)
    screen = next(each for each in made.active if each.guide == "technical-screen")
    on.submissions.submit(INES, screen.panel[0].id, _feedback())


def _form() -> NewLoop:
    return NewLoop(
        candidate_name=CANDIDATE,
        candidate_email="maya@example.com",
        candidate_ats="https://ats.example.com/candidates/4711",
        candidate_zone=BERLIN,
        candidate_account=None,
        title="Engineer",
        level="Senior",
        team="Search",
        template="",
        hiring_manager=HENRIK,
        channel=CHANNEL,
        links=(Link("CV", "https://ats.example.com/candidates/4711/cv"),),
    )


def _interviews(now: datetime) -> list[InterviewEdit]:
    afternoon = now.astimezone(ZoneInfo(BERLIN)).replace(hour=14, minute=0, second=0, microsecond=0)
    yesterday = afternoon - timedelta(days=1, hours=4)
    join = "https://meet.example.com/search-loop"
    return [
        _edit("technical-screen", Stage.SCREEN, yesterday, INES, place=join),
        _edit("system-design", Stage.TEAM, afternoon, PRIYA, (TOM,), join, "backend-systems"),
        _edit("pairing-exercise", Stage.TEAM, afternoon + timedelta(hours=4), SAM, (), join, "question-bank"),
        _edit("take-home", Stage.TEAM, afternoon + timedelta(hours=19), KENJI, (), join),
        _edit("values", Stage.FINAL, afternoon + timedelta(days=2, hours=4), LEA, (), join),
    ]


def _edit(
    guide: str,
    stage: Stage,
    starts_at: datetime,
    lead: str,
    observers: tuple[str, ...] = (),
    place: str = "",
    exercise: str | None = None,
) -> InterviewEdit:
    return InterviewEdit(
        interview_id=None,
        revision=0,
        guide=guide,
        stage=stage,
        starts_at=starts_at,
        leads=(lead,),
        observers=observers,
        shadows=(),
        exercise=exercise,
        place=place,
    )


def _feedback() -> Feedback:
    return Feedback(
        notes="Walked through the move from nightly batches to streaming indexing at the last company.",
        recommendation=Recommendation.YES,
        reasons="Depth where the role needs it, and honest about what went wrong.",
        assessments=(
            Assessment("decisions", Rating.CLEAR_STRENGTH, "Named two rejected options and what each cost."),
        ),
    )
