"""One loop's overview, the recruiter's page of loops, and which one is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.loops import Loop, LoopState, Outcome, Stage
from bot.services.values import LoopLine, LoopsPage, Overview, OwedLine
from bot.slack.ids import Action
from bot.slack.views.loops import loops_page, no_loops, pick_loop
from bot.slack.views.overview import overview, overview_modal
from tests.screens import worst
from tests.screens.feedback import CARDS, INESS_CARD, NOORS_CARD, PRIYAS_CARD
from tests.screens.people import BERLIN, NOW, ROSA, TOM, november
from tests.screens.registry import Shows, screens
from tests.screens.world import AVA, DANAS, MAYA, NOAH, TOMS, TOMS_VALUES, lines

BLIND = "Ratings of the team stage show when your feedback on System Design is in."
LOOP_LINES = (
    LoopLine(MAYA, Stage.TEAM, 3, 8, november(18, 10)),
    LoopLine(NOAH, Stage.FINAL, 4, 6, None),
    LoopLine(AVA, Stage.SCREEN, 0, 1, november(20, 10, 30)),
)
DRAFT = replace(NOAH, id=4, state=LoopState.DRAFT)


def _overview(**other: Any) -> Overview:
    read = {each.panelist_id: each for each in (INESS_CARD, PRIYAS_CARD, NOORS_CARD)}
    fields: dict[str, Any] = {
        "loop": MAYA,
        "lines": lines(dict(read)),
        "given": 2,
        "expected": 8,
        "now": NOW,
        "reader": ROSA,
        "may_change": True,
    }
    return Overview(**(fields | other))


def _overviews() -> dict[str, Overview]:
    blind = lines({11: INESS_CARD, 21: None})
    closed = replace(MAYA, state=LoopState.CLOSED, outcome=Outcome.HIRED, closed_at=november(20, 12))
    return {
        "open.realistic": _overview(),
        "everything-in.realistic": _overview(
            lines=lines(dict(CARDS), MAYA.interviews[:4]), given=5, expected=5
        ),
        "blind.realistic": _overview(lines=blind, reader=TOM, may_change=False, blind_because=BLIND),
        "closed.realistic": _overview(
            loop=closed, lines=lines(dict(CARDS), MAYA.interviews[:4]), given=5, expected=5
        ),
        "draft.realistic": _overview(loop=replace(MAYA, state=LoopState.DRAFT), lines=lines({}), given=0),
        "no-interviews.realistic": _overview(lines=(), given=0, expected=0),
        "open.worst": _worst(),
        "blind.worst": replace(
            _worst(), lines=worst.owing(), may_change=False, blind_because=f"{'Ratings show later. ' * 60}"
        ),
    }


def _worst() -> Overview:
    return Overview(worst.loop(), worst.lines(read=True), 105, 105, NOW, ROSA, True)


@screens
def overviews() -> Shows:
    for name, one in _overviews().items():
        yield f"overview-{name}", overview(one)
        yield f"overview-modal-{name}", overview_modal(one)


# --- all of them -------------------------------------------------------------------------------


def _page(**other: Any) -> LoopsPage:
    owed = (OwedLine(TOMS_VALUES, 6.5), OwedLine(TOMS, 0.0), OwedLine(DANAS, 0.4))
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
    yield "loops-empty-manager.realistic", no_loops(may_create=False)
    owed = tuple(OwedLine(seat, float(number)) for number, seat in enumerate(worst.seats() + worst.seats(8)))
    yield "loops.worst", loops_page(_page(owed=owed, loops=many_lines(), drafts=many()))


def many() -> tuple[Loop, ...]:
    return tuple(map(worst.loop, range(worst.HOW_MANY)))


def many_lines() -> tuple[LoopLine, ...]:
    return tuple(LoopLine(each, Stage.FINAL, 104, 105, november(18, 10)) for each in many())


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
