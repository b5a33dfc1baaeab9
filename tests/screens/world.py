"""One loop as it might be: Maya's, on the evening of her first afternoon, and others beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.catalog.loading import load
from bot.domain.interviews import AnswerKind, Cause, Excuse, ExcuseReason, Interview, Panelist, Role, Said
from bot.domain.interviews import Stage as Stage
from bot.domain.loops import Candidate, Link, Loop, Position
from bot.domain.scorecards import Scorecard
from bot.values.interviews import AssignmentView
from bot.values.loops import InterviewRow, PanelistRow, PanelistStatus
from tests.builders import a_loop, a_panelist, an_interview
from tests.screens.people import BERLIN, CHANNEL, NAMES, NOW, november

CATALOG = load(Path(__file__).parents[2] / "catalog")
GUIDES = CATALOG.guides
COMMAND = "/interview"
JOIN = "https://meet.example.com/search-loop"
ATS = "https://ats.example.com/candidates/4711"


def seated(number: int, person: str | None, role: Role = Role.LEAD, **other: Any) -> Panelist:
    return a_panelist(person, role, id=number, **other)


def booked(
    number: int, guide: str, stage: Stage, starts_at: datetime | None, *panel: Panelist, **other: Any
) -> Interview:
    fields: dict[str, Any] = {
        "id": number,
        "ordinal": number,
        "guide": guide,
        "guide_version": GUIDES[guide].version,
        "stage": stage,
        "minutes": GUIDES[guide].length(other.get("exercise")),
        "place": JOIN,
    }
    return an_interview(starts_at, panel, **(fields | other))


INES = seated(11, "UINES")
PRIYA_LEADS = seated(21, "UPRIYA")
TOM_OBSERVES = seated(22, "UTOM", Role.OBSERVER)
NOOR_SHADOWS = seated(23, "UNOOR", Role.SHADOW)
SAM_LEADS = seated(31, "USAM")
KENJI_LEADS = seated(41, "UKENJI")
LEA_LEADS = seated(51, "ULEA")
MARTA_LEADS = seated(61, "UMARTA")
DANA = seated(62, None, Role.OBSERVER, name="Dana")

SCREEN = booked(1, "technical-screen", Stage.SCREEN, november(16, 14), INES)
DESIGN = booked(
    2,
    "system-design",
    Stage.TEAM,
    november(17, 14),
    PRIYA_LEADS,
    TOM_OBSERVES,
    NOOR_SHADOWS,
    exercise="backend-systems",
)
PAIRING = booked(
    3, "pairing-exercise", Stage.TEAM, november(17, 17), SAM_LEADS, exercise="question-bank", minutes=60
)
TAKE_HOME = booked(4, "take-home", Stage.TEAM, november(18, 10), KENJI_LEADS)
PRODUCT = booked(5, "product-and-design", Stage.TEAM, None, MARTA_LEADS, DANA, place="")
VALUES = booked(6, "values", Stage.FINAL, november(19, 17), LEA_LEADS)
INTERVIEWS = (SCREEN, DESIGN, PAIRING, TAKE_HOME, PRODUCT, VALUES)

MAYA = a_loop(
    *INTERVIEWS,
    candidate=Candidate(1, "Maya Lind", "maya@example.com", ATS, BERLIN),
    channel=CHANNEL,
    links=(Link("CV", f"{ATS}/cv"), Link("Submission", "https://git.example.com/maya/take-home")),
    template="standard-engineering",
)
NOAH = a_loop(
    id=2,
    candidate=Candidate(2, "Noah Berg", "noah@example.com", "https://ats.example.com/candidates/4720"),
    position=Position(2, "Product Manager", "", "Search"),
    created_at=november(12, 10),
)
AVA = a_loop(
    id=3,
    candidate=Candidate(3, "Ava Lund", "ava@example.com"),
    position=Position(3, "Engineer", "Staff", "Platform"),
    created_at=november(13, 15),
)
VALUES_NOAH = booked(
    9, "values", Stage.FINAL, november(17, 11), seated(71, "UPRIYA"), seated(72, "UTOM", Role.OBSERVER)
)
SCREEN_AVA = booked(10, "technical-screen", Stage.SCREEN, november(20, 10, 30), seated(81, "UPRIYA"))


def panelist_of(
    panelist: Panelist, interview: Interview = DESIGN, loop: Loop = MAYA, **other: Any
) -> AssignmentView:
    """Due four working hours after the end, as by default."""
    due = interview.ends_at + timedelta(hours=4) if interview.ends_at and panelist.counts else None
    fields: dict[str, Any] = {"due": due, "submitted": False, "names": NAMES, "company": CATALOG.company}
    return AssignmentView(loop, interview, panelist, GUIDES[interview.guide], **(fields | other))


PRIYAS = panelist_of(PRIYA_LEADS)
TOMS = panelist_of(TOM_OBSERVES)
NOORS = panelist_of(NOOR_SHADOWS)
SAMS = panelist_of(SAM_LEADS, PAIRING)
KENJIS = panelist_of(KENJI_LEADS, TAKE_HOME)
DANAS = panelist_of(DANA, replace(PRODUCT, starts_at=november(18, 15), place="Room Fjord, 3rd floor"))
PRIYAS_VALUES = panelist_of(VALUES_NOAH.panel[0], VALUES_NOAH, NOAH)
TOMS_VALUES = panelist_of(VALUES_NOAH.panel[1], VALUES_NOAH, NOAH)
PRIYAS_SCREEN = panelist_of(SCREEN_AVA.panel[0], SCREEN_AVA, AVA)


def rows(
    given: Mapping[int, Scorecard | None], interviews: tuple[Interview, ...] = INTERVIEWS, now: datetime = NOW
) -> tuple[InterviewRow, ...]:
    """`given`: by panelist id who has handed in, with the scorecard where the reader may see it."""
    return tuple(
        InterviewRow(
            each, GUIDES[each.guide], tuple(_seat_line(each, person, given, now) for person in each.panel)
        )
        for each in interviews
    )


def _seat_line(
    interview: Interview, panelist: Panelist, given: Mapping[int, Scorecard | None], now: datetime
) -> PanelistRow:
    status = _status(interview, panelist, panelist.id in given, now)
    due = interview.ends_at + timedelta(hours=4) if interview.ends_at else None
    owed = status is PanelistStatus.OWED
    return PanelistRow(panelist, status, due if owed else None, given.get(panelist.id))


def _status(interview: Interview, panelist: Panelist, given: bool, now: datetime) -> PanelistStatus:
    if given:
        return PanelistStatus.IN
    if panelist.excuse:
        return PanelistStatus.EXCUSED
    if panelist.role is Role.SHADOW:
        return PanelistStatus.SHADOW
    if interview.starts_at is None:
        return PanelistStatus.NOT_SCHEDULED
    return PanelistStatus.OWED if interview.is_over(now) else PanelistStatus.COMING


def excused(panelist: Panelist, reason: ExcuseReason, note: str = "") -> Panelist:
    return replace(panelist, excuse=Excuse(reason, "UROSA", NOW, note))


EXCEPTIONS = (
    SCREEN,
    replace(DESIGN, everyone=(PRIYA_LEADS, excused(TOM_OBSERVES, ExcuseReason.GONE_ON_WITHOUT, "on leave"))),
    replace(PAIRING, answers=(Said(AnswerKind.CALLED_OFF, "USAM", NOW, None, Cause.CANDIDATE),)),
    replace(TAKE_HOME, cancelled=True),
    replace(PRODUCT, starts_at=november(17, 11)),
    replace(VALUES, everyone=()),
)
"""Gone on without, the candidate absent, cancelled, somebody without an account, nobody yet."""
