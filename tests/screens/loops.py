"""One loop's overview, the recruiter's page of loops, and which one is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.interviews import Stage
from bot.domain.loops import Link, Loop, LoopState, Outcome
from bot.domain.scorecards import Rating, Recommendation, Scorecard
from bot.slack.ids import Action
from bot.slack.views.loops import loops_page, no_loops, pick_loop
from bot.slack.views.overview import overview, overview_modal
from bot.values.loops import (
    InterviewRow,
    LoopRow,
    LoopsPage,
    Overview,
    OwedRow,
    PanelistRow,
    PanelistStatus,
)
from tests.builders import a_guide, a_scorecard, an_interview, feedback
from tests.screens import worst
from tests.screens.debriefs import LOOP, THE_TEAMS, a_pack, worst_pack
from tests.screens.feedback import CARDS, INESS_CARD, NOORS_CARD, PRIYAS_CARD, TOMS_CARD
from tests.screens.people import BERLIN, HENRIK, NOW, ROSA, TOM, november
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import AVA, DANA, DANAS, EXCEPTIONS, MAYA, NOAH, TOMS, TOMS_VALUES, rows, seated

BLIND = "Ratings of the team stage show when your feedback on System Design is in."
LOOP_LINES = (
    LoopRow(MAYA, Stage.TEAM, 3, 8, november(18, 10)),
    LoopRow(NOAH, Stage.FINAL, 4, 6, None),
    LoopRow(AVA, Stage.SCREEN, 0, 1, november(20, 10, 30)),
)
DRAFT = replace(NOAH, id=4, state=LoopState.DRAFT)


def _overview(**other: Any) -> Overview:
    read = {each.panelist_id: each for each in (INESS_CARD, PRIYAS_CARD, NOORS_CARD)}
    fields: dict[str, Any] = {
        "loop": MAYA,
        "rows": rows(dict(read)),
        "given": 2,
        "expected": 8,
        "now": NOW,
        "reader": ROSA,
        "may_change": True,
    }
    return Overview(**(fields | other))


def _overviews() -> dict[str, Overview]:
    blind = rows({11: INESS_CARD, 21: None})
    closed = replace(MAYA, state=LoopState.CLOSED, outcome=Outcome.HIRED, closed_at=november(20, 12))
    return {
        "open.realistic": _overview(),
        "everything-in.realistic": _overview(
            rows=rows(dict(CARDS), MAYA.interviews[:4]), given=5, expected=5
        ),
        "debriefs.realistic": _overview(
            rows=rows(dict(CARDS), MAYA.interviews[:4]),
            given=5,
            expected=5,
            debriefs=(a_pack(THE_TEAMS), LOOP),
        ),
        "blind.realistic": _overview(rows=blind, reader=TOM, may_change=False, blind_because=BLIND),
        "exceptions.realistic": _overview(rows=rows(_afterwards(), EXCEPTIONS), given=3, expected=4),
        "closed.realistic": _overview(
            loop=closed, rows=rows(dict(CARDS), MAYA.interviews[:4]), given=5, expected=5
        ),
        "draft.realistic": _overview(loop=replace(MAYA, state=LoopState.DRAFT), rows=rows({}), given=0),
        "no-interviews.realistic": _overview(rows=(), given=0, expected=0),
        "open.worst": _worst(),
        "blind.worst": replace(
            _worst(), rows=worst.owing(), may_change=False, blind_because=f"{'Ratings show later. ' * 60}"
        ),
    }


def _afterwards() -> dict[int, Scorecard | None]:
    """Given after reading the others', and entered for somebody else."""
    priyas = replace(PRIYAS_CARD, after_reading=True)
    danas = replace(TOMS_CARD, panelist_id=DANA.id, author="UROSA")
    return {INESS_CARD.panelist_id: INESS_CARD, priyas.panelist_id: priyas, DANA.id: danas}


def _worst() -> Overview:
    full = Overview(worst.loop(), worst.rows(read=True), 105, 105, NOW, ROSA, True)
    return replace(full, debriefs=(worst_pack(),) * 4)


@screens
def overviews() -> Shows:
    for name, one in _overviews().items():
        yield f"overview-{name}", overview(one)
        yield f"overview-modal-{name}", overview_modal(one)


CRITERIA = [f"criterion-of-thirty-two-letters{number}"[-32:].strip("-") for number in range(8)]
WIDE = a_guide(title="W" * 60, criteria=CRITERIA)


@sweep
def large_overviews() -> Shows:
    links = tuple(Link(f"{worst.HOSTILE}{'W' * 90}", f"https://l.example.com/{each}") for each in range(30))
    loop = replace(worst.loop(), links=links)
    for many in (15, 60):
        blind = worst.HOSTILE * 200
        large = Overview(loop, worst.rows(True, many), 1, 3, NOW, ROSA, True, blind)
        yield f"overview-{many}.swept", overview(large)
        yield f"overview-modal-{many}.swept", overview_modal(large)
    wide = Overview(MAYA, _wide_lines(), 1, 3, NOW, ROSA)
    yield "overview-wide.swept", overview(wide)
    yield "overview-modal-wide.swept", overview_modal(wide)


def _wide_lines() -> tuple[InterviewRow, ...]:
    """Fifteen interviews by two people, each with something to say of eight criteria."""
    rated = {each.id: Rating.MORE_CONCERN for each in WIDE.look_for[:7]}
    said = feedback(Recommendation.NO, rated)
    about = an_interview(november(17, 14), [], id=1)
    return tuple(
        InterviewRow(
            replace(about, id=number),
            WIDE,
            tuple(
                PanelistRow(each, PanelistStatus.IN, None, a_scorecard(about, each, feedback=said))
                for each in (seated(2 * number, "UA"), seated(2 * number + 1, "UB"))
            ),
        )
        for number in range(1, 16)
    )


# --- all of them -------------------------------------------------------------------------------


def _page(**other: Any) -> LoopsPage:
    owed = (OwedRow(TOMS_VALUES, 6.5), OwedRow(TOMS, 0.0), OwedRow(DANAS, 0.4))
    fields: dict[str, Any] = {
        "reader": ROSA,
        "now": NOW,
        "owed": owed,
        "loops": LOOP_LINES,
        "drafts": (DRAFT,),
        "may_create": True,
    }
    return LoopsPage(**(fields | other))


@screens
def loops_pages() -> Shows:
    yield "loops.realistic", loops_page(_page())
    yield "loops-nothing-owed.realistic", loops_page(_page(owed=(), drafts=()))
    yield "loops-empty.realistic", loops_page(_page(owed=(), loops=(), drafts=()))
    fresh = LoopRow(replace(AVA, id=6), None, 0, 0, None)
    yield "loops-manager.realistic", loops_page(_page(reader=HENRIK, loops=(*LOOP_LINES, fresh)))
    yield "loops-empty-manager.realistic", no_loops(may_create=False)
    owed = tuple(
        OwedRow(assignment, float(number))
        for number, assignment in enumerate(worst.assignments() + worst.assignments(8))
    )
    yield "loops.worst", loops_page(_page(owed=owed, loops=many_lines(), drafts=many()))


@sweep
def forty_of_each() -> Shows:
    owed = tuple(
        OwedRow(assignment, number / 2) for number, assignment in enumerate(worst.assignments(8, 40), 1)
    )
    yield "loops-forty.swept", loops_page(_page(owed=owed, loops=many_lines(40), drafts=many(40)))
    eighty = pick_loop(many(80), Action.LOOP_OVERVIEW, zone="UTC")
    yield "pick-eighty.swept", eighty


def many(how_many: int = worst.HOW_MANY) -> tuple[Loop, ...]:
    return tuple(map(worst.loop, range(1, how_many + 1)))


def many_lines(how_many: int = worst.HOW_MANY) -> tuple[LoopRow, ...]:
    return tuple(LoopRow(each, Stage.FINAL, 104, 105, november(18, 10)) for each in many(how_many))


@screens
def picks() -> Shows:
    namesake = replace(MAYA, id=5, position=NOAH.position, created_at=november(3, 9))
    for purpose in (Action.LOOP_OVERVIEW, Action.LOOP_CHANGE, Action.LOOP_CLOSE):
        yield f"pick-{purpose}.realistic", pick_loop([MAYA, namesake], purpose, zone=BERLIN)
    brief = pick_loop([MAYA, namesake], Action.LOOP_BRIEF, zone=BERLIN, label="Show the brief")
    yield "pick-loop-brief.realistic", brief
    yield "pick-one.realistic", pick_loop([MAYA], Action.LOOP_CLOSE, zone=BERLIN)
    yield (
        "pick.worst",
        pick_loop([worst.loop(number) for number in range(60)], Action.LOOP_CLOSE, zone=BERLIN),
    )
