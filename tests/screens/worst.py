"""The most and the longest that models and forms allow, all of it hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

from bot.catalog.models import Guide
from bot.domain.feedback import NOTES_LIMIT, TEXT_LIMIT
from bot.domain.interviews import Interview, Panelist, Role, Stage
from bot.domain.loops import Candidate, Link, Loop, Position
from bot.domain.scorecards import Assessment, Feedback, Rating, Recommendation, Scorecard
from bot.values.interviews import AssignmentView
from bot.values.loops import InterviewRow, PanelistRow, PanelistStatus
from tests.builders import a_guide, a_loop, a_scorecard, an_interview
from tests.screens.people import november
from tests.screens.world import CATALOG, seated

HOSTILE = '<!channel> *&* "x" <@UEVIL> </x>'
HOW_MANY = 15
CANDIDATE = "Zephyrine"  # the name begins so: for finding it on screens that must not tell


def long(limit: int, ending: str = ".") -> str:
    """Hostile text of exactly that length, in sentences; its last sentence says that nothing was cut."""
    last = f"The end{ending}"
    sentence = f"{HOSTILE} said so & said so. "
    filled = (sentence * (limit // len(sentence) + 1))[: limit - len(last) - 1].rstrip(" ")
    return f"{filled.ljust(limit - len(last) - 1, 'x')} {last}"


NAMES = {f"U{number}": long(80, "") for number in range(HOW_MANY)}
PEOPLE = [{"id": person, "name": f"person{number}", "tz": "UTC"} for number, person in enumerate(NAMES)]
SENTENCES = "They listed three stores & chose by <write pattern>; `cost` was *named*. "


def typed(limit: int) -> str:
    """So many characters as somebody might type them, in paragraphs."""
    paragraph = SENTENCES * 6 + "\n"
    return (paragraph * (limit // len(paragraph) + 1))[: limit - 1].rstrip().ljust(limit, "x")


def lines(how_many: int) -> list[str]:
    """Each another one."""
    return [long(300, f" {number}.") for number in range(how_many)]


@cache
def guide(number: int = 0) -> Guide:
    line, paragraph = long(300), long(1500)
    roles = {"lead": lines(8), "observer": lines(8), "shadow": lines(8)}
    resources = [
        {"title": long(120), "link": f"https://example.com/{number}?a=1&b=2|3"} for number in range(10)
    ]
    fields: dict[str, Any] = {
        "slug": f"worst-{number}",
        "title": long(60),
        "summary": long(200),
        "interviewers": {"min": 1, "max": 6, "who": line},
        "purpose": paragraph,
        "details": [paragraph] * 6,
        "roles": roles,
        "rules": {"dry_run": True, "same_exercise": True, "reads_earlier_feedback": True},
        "before": ["Read it.", long(120), *lines(10)],
        "observer_before": lines(12),
        "shadow_before": lines(12),
        "look_for": [
            {
                "id": f"criterion-{number}",
                "short": long(32),
                "line": long(100),
                "question": line,
                "competencies": ["trade-offs"],
                "anchors": {"strength": line, "concern": line},
            }
            for number in range(8)
        ],
        "criteria": "derived",
        "agenda": [
            {"minutes": 4, "what": long(120), "derived": True},
            {"minutes": 31, "what": long(120)},
            {"minutes": 10, "what": long(120), "candidate_questions": True},
        ],
        "exercises": [
            {
                "slug": f"exercise-{number}",
                "title": long(75),
                "summary": line,
                "levels": ["L4", "L5"],
                "minutes": {"min": 60, "max": 90},
                "note": line,
                "details": [paragraph] * 2,
                "agenda": [
                    {"minutes": 80, "what": long(120), "derived": True},
                    {"minutes": 10, "what": long(120), "candidate_questions": True},
                ],
                "before": lines(4),
                "observer_before": lines(4),
                "shadow_before": lines(4),
                "roles": roles,
                "competencies": ["edge-cases"],
                "resources": resources,
            }
            for number in range(3)
        ],
        "resources": resources,
        "assistants": "expected",
        "owner": long(80),
    }
    return a_guide(**fields)


@cache
def interview(number: int = 0) -> Interview:
    """One of the loop's fifteen: a lead, five observers, two shadows, two people without an account."""
    base = 100 * (number + 1)
    panel = (
        seated(base, "U0"),
        *(seated(base + each, f"U{each}", Role.OBSERVER) for each in range(1, 6)),
        *(seated(base + each, f"U{each}", Role.SHADOW) for each in range(6, 8)),
        seated(base + 8, None, Role.OBSERVER, name=long(490, "")),
        seated(base + 9, None, Role.SHADOW, name=long(490, "")),
    )
    return an_interview(
        november(16, 9) + timedelta(hours=3 * number),
        panel,
        id=number + 1,
        ordinal=number,
        guide=f"worst-{number}",
        stage=list(Stage)[number % 3],
        exercise="exercise-0",
        place=long(600, ""),
    )


@cache
def loop(number: int = 0) -> Loop:
    every = tuple(map(interview, range(HOW_MANY)))
    return a_loop(
        *every,
        id=number + 1,
        candidate=Candidate(
            number + 1,
            f"{CANDIDATE} {long(109, '')}",
            f"{'z' * 240}@example.com",
            f"https://ats.example.com/{'a' * 2900}?a=1&b=2|3",
            "America/Argentina/Buenos_Aires",
        ),
        position=Position(number + 1, long(120, ""), long(40, ""), long(80, "")),
        links=tuple(Link(long(120, ""), f"https://example.com/{each}?<>&|") for each in range(12)),
    )


def assignment(number: int = 0, place: int = 0, **other: Any) -> AssignmentView:
    """The loop's interview with that number, from the side of its panelist in that place."""
    found = interview(number)
    due = found.ends_at + timedelta(hours=4) if found.ends_at else None
    fields: dict[str, Any] = {"due": due, "submitted": False, "names": NAMES, "company": CATALOG.company}
    return AssignmentView(loop(), found, found.panel[place], guide(number), **(fields | other))


def assignments(place: int = 0, how_many: int = HOW_MANY) -> tuple[AssignmentView, ...]:
    return tuple(assignment(number, place) for number in range(how_many))


def beyond(person: str | None, number: int = 0) -> AssignmentView:
    """More than any form lets in: a crowd on the panel, and texts of any length. "U0" or nobody's."""
    own = seated(10_000 + number, person, name="" if person else HOSTILE)
    crowd = [seated(each, f"U{each}", Role.OBSERVER) for each in range(1, 13)]
    outsiders = [seated(20 + each, None, Role.SHADOW, name=long(300)) for each in range(6)]
    usual = assignment()
    held = replace(usual.interview, everyone=(own, *crowd, *outsiders), place=long(2000))
    candidate = Candidate(1, f"{CANDIDATE} {long(200)}", ats_url="https://ats.example.com/1|2?a=1&b=2")
    links = tuple(Link(long(120), f"https://example.com/{each}?<>&|") for each in range(12))
    about = replace(
        usual.loop,
        candidate=candidate,
        position=Position(1, long(150), long(60), long(100)),
        links=links,
    )
    return replace(usual, loop=about, interview=held, panelist=own, names={"U0": long(100), "U1": HOSTILE})


@cache
def feedback() -> Feedback:
    text = typed(TEXT_LIMIT)
    rated = tuple(Assessment(each.id, Rating.CLEAR_CONCERN, text) for each in guide().look_for)
    return Feedback(typed(NOTES_LIMIT), Recommendation.STRONG_NO, text, rated, text, shares_notes=True)


def scorecard(of: Panelist, about: Interview, **other: Any) -> Scorecard:
    fields: dict[str, Any] = {"feedback": feedback(), "after_reading": True, "author": "UROSA"}
    return a_scorecard(about, of, november(17, 19), **(fields | other))


def rows(read: bool, how_many: int = HOW_MANY) -> tuple[InterviewRow, ...]:
    """All in. `read`: the reader sees the scorecards."""
    return tuple(
        InterviewRow(each, guide(number), tuple(_line(each, person, read) for person in each.panel))
        for number, each in enumerate(map(interview, range(how_many)))
    )


def owing(how_many: int = HOW_MANY) -> tuple[InterviewRow, ...]:
    """Everybody still owes."""
    return tuple(
        replace(
            line,
            assignments=tuple(
                PanelistRow(each.panelist, PanelistStatus.OWED, november(17, 18)) for each in line.assignments
            ),
        )
        for line in rows(read=False, how_many=how_many)
    )


def _line(about: Interview, panelist: Panelist, read: bool) -> PanelistRow:
    status = PanelistStatus.SHADOW if panelist.role is Role.SHADOW else PanelistStatus.IN
    return PanelistRow(panelist, status, None, scorecard(panelist, about) if read else None)
