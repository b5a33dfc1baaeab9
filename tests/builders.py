"""Short ways to make domain values. Each argument has a sensible default; name only what a test is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.catalog.models import Company, Guide
from bot.domain.about import (
    About,
    AboutAlert,
    AboutAssigned,
    AboutChanged,
    AboutChannel,
    AboutCopy,
    AboutDebrief,
    AboutFeedback,
    AboutHome,
    AboutOverdue,
    AboutStart,
    AlertKind,
    ChangeKind,
)
from bot.domain.interviews import AnswerKind, Cause, Interview, Panelist, Role, Said, Stage
from bot.domain.loops import Candidate, Loop, LoopState, Position
from bot.domain.notices import NoticeKind
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation, Scorecard

MONDAY_NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)

CALLED_OFF = Said(AnswerKind.CALLED_OFF, "UPRIYA", MONDAY_NINE, None, Cause.CANDIDATE)

_ids = count(1)


def a_panelist(person: str | None = "UPRIYA", role: Role = Role.LEAD, **other: Any) -> Panelist:
    fields: dict[str, Any] = {
        "id": next(_ids),
        "person": person,
        "name": "" if person else "Outside Expert",
        "role": role,
        "added_at": MONDAY_NINE,
    }
    return Panelist(**(fields | other))


def panelist_of(interview: Interview, person: str) -> Panelist | None:
    return next((each for each in interview.panel if each.person == person), None)


def an_interview(
    starts_at: datetime | None = MONDAY_NINE + timedelta(days=1, hours=5),
    panel: Sequence[Panelist] | None = None,
    **other: Any,
) -> Interview:
    fields: dict[str, Any] = {
        "id": next(_ids),
        "loop_id": 1,
        "ordinal": 1,
        "guide": "system-design",
        "guide_version": "v1",
        "stage": Stage.TEAM,
        "starts_at": starts_at,
        "minutes": 45,
        "timed_at": MONDAY_NINE,
        "everyone": tuple(panel) if panel is not None else (a_panelist(),),
    }
    return Interview(**(fields | other))


def a_loop(*interviews: Interview, **other: Any) -> Loop:
    fields: dict[str, Any] = {
        "id": 1,
        "candidate": Candidate(1, "Maya Lind", email="maya@example.com"),
        "position": Position(1, "Engineer", "Senior", "Search"),
        "recruiter": "UROSA",
        "hiring_manager": "UHENRIK",
        "channel": "GMAYA",
        "state": LoopState.OPEN,
        "created_at": MONDAY_NINE,
        "interviews": interviews,
        "closed_at": MONDAY_NINE if other.get("state") is LoopState.CLOSED else None,
    }
    return Loop(**(fields | other))


def feedback(
    recommendation: Recommendation | None = Recommendation.YES,
    ratings: dict[str, Rating] | None = None,
    **other: Any,
) -> Feedback:
    chosen = ratings if ratings is not None else {"trade-offs": Rating.CLEAR_STRENGTH}
    assessments = tuple(Assessment(criterion, rating, "saw it") for criterion, rating in chosen.items())
    fields: dict[str, Any] = {
        "notes": "notes",
        "recommendation": recommendation,
        "reasons": "because",
        "assessments": assessments,
    }
    return Feedback(**(fields | other))


def a_scorecard(
    interview: Interview, panelist: Panelist, submitted_at: datetime | None = MONDAY_NINE, **other: Any
) -> Scorecard:
    fields: dict[str, Any] = {
        "panelist_id": panelist.id,
        "interview_id": interview.id,
        "author": panelist.person or "UROSA",
        "guide": interview.guide,
        "guide_version": interview.guide_version,
        "feedback": feedback(),
        "saved_at": submitted_at or MONDAY_NINE,
        "submitted_at": submitted_at,
        "revision": 1 if submitted_at else 0,
    }
    return Scorecard(**(fields | other))


def a_guide(
    slug: str = "system-design", criteria: Sequence[str] = ("trade-offs", "ambiguity"), **other: Any
) -> Guide:
    """A guide by its slug, with these criterion ids; two exercises, the second with its own length."""
    fields: dict[str, Any] = {
        "slug": slug,
        "title": slug.replace("-", " ").title(),
        "summary": "The candidate designs a system while the requirements change.",
        "track": "engineering",
        "minutes": {"min": 45, "max": 45},
        "interviewers": {"min": 1, "max": 2, "who": "1–2 people from the hiring team"},
        "agenda": [
            {"minutes": 5, "what": "introductions"},
            {"minutes": 30, "what": "design"},
            {"minutes": 10, "what": "the candidate's questions", "candidate_questions": True},
        ],
        "purpose": "They design something from scratch.",
        "roles": {"lead": ["Pick a question for the target level."]},
        "look_for": [
            {
                "id": criterion,
                "short": criterion.replace("-", " "),
                "line": f"Shows {criterion.replace('-', ' ')}",
                "question": f"How do they deal with {criterion.replace('-', ' ')}?",
                "competencies": [criterion],
            }
            for criterion in criteria
        ],
        "criteria": "stated",
        "exercises": [
            {"slug": "backend", "title": "Backend systems", "summary": "A service.", "levels": ["L4", "L5"]},
            {
                "slug": "release",
                "title": "Release",
                "summary": "A release process.",
                "minutes": {"min": 60, "max": 60},
            },
        ],
        "brief": {"about": "You design a system with us."},
        "owner": "Engineering",
        "reviewed_on": "2026-11-01",
    }
    return Guide.model_validate(fields | other)


def a_company(**other: Any) -> Company:
    """That says nothing of roles and checklists."""
    fields: dict[str, Any] = {name: ["We work together."] for name in ("about_work", "aims", "wanted")}
    return Company.model_validate(fields | other)


def an_about(kind: NoticeKind) -> About:
    """What may go with a notice of this kind."""
    start = MONDAY_NINE + timedelta(days=1, hours=5)
    known: Mapping[NoticeKind, About] = {
        NoticeKind.ASSIGNED: AboutAssigned(start, prepare_included=False),
        NoticeKind.CHANGED: a_change(),
        NoticeKind.PREPARE: AboutStart(start),
        NoticeKind.STARTING: AboutStart(start),
        NoticeKind.QUESTIONS: AboutStart(start),
        NoticeKind.FEEDBACK: AboutFeedback(start, None),
        NoticeKind.OVERDUE_AWAY: AboutOverdue(start, None, "UPRIYA", 0),
        NoticeKind.OVERDUE_FIRST: AboutOverdue(start, None, "UPRIYA", 1),
        NoticeKind.OVERDUE_SECOND: AboutOverdue(start, None, "UPRIYA", 1),
        NoticeKind.OVERDUE_LAST: AboutOverdue(start, None, "UPRIYA", 1),
        NoticeKind.MISSED: AboutStart(start),
        NoticeKind.CHANNEL: AboutChannel(),
        NoticeKind.SCORECARD_COPY: AboutCopy(),
        NoticeKind.DEBRIEF: AboutDebrief(Stage.TEAM, (1, 2)),
        NoticeKind.ALERT: AboutAlert(AlertKind.NOT_REACHED, "UPRIYA", "the account is deactivated"),
        NoticeKind.HOME: AboutHome(),
    }
    return known[kind]


def a_change(*change: ChangeKind, **other: Any) -> AboutChanged:
    """By default moved, on Monday, to tomorrow."""
    fields: dict[str, Any] = {
        "change": change or (ChangeKind.MOVED,),
        "old_starts_at": MONDAY_NINE + timedelta(hours=5),
        "new_starts_at": MONDAY_NINE + timedelta(days=1, hours=4),
        "old_place": "Room 4",
        "new_place": "https://meet.example.com/a",
        "old_role": Role.LEAD,
        "new_role": Role.LEAD,
        "prepare_included": False,
    }
    return AboutChanged(**(fields | other))
