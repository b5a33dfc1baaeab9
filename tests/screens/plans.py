"""The list of a loop's interviews: a draft, an open loop, and what to look at before creating."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.interviews import Role
from bot.domain.loops import LoopState
from bot.slack.views.plan import plan_modal
from bot.values.forms import LoopPlan
from tests.screens import worst
from tests.screens.people import NAMES, ROSA, TOKYO, ZONES, november
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import (
    DANA,
    DESIGN,
    GUIDES,
    INTERVIEWS,
    MAYA,
    PAIRING,
    PRIYA_LEADS,
    TOM_OBSERVES,
    VALUES,
)

NOW = november(16, 18)
WARNINGS: dict[int, tuple[str, ...]] = {
    0: ("Nobody asks about edge cases.",),
    DESIGN.id: ("Priya has another interview at that time.",),
    PAIRING.id: (
        "It is Tue 08:00 for Sam, outside their working hours.",
        "Earlier candidates for this position met other interviewers.",
    ),
}


def _plan(**other: Any) -> LoopPlan:
    fields: dict[str, Any] = {
        "loop": MAYA,
        "guides": GUIDES,
        "reader": ROSA,
        "now": NOW,
        "warnings": {},
        "names": NAMES,
        "zones": ZONES,
    }
    return LoopPlan(**(fields | other))


@screens
def plans() -> Shows:
    bare = [replace(each, starts_at=None, everyone=(), place="") for each in INTERVIEWS]
    fresh = replace(MAYA, state=LoopState.DRAFT, interviews=tuple(bare))
    yield "plan-draft-fresh.realistic", plan_modal(_plan(loop=fresh))
    left_out = replace(INTERVIEWS[3], cancelled=True)
    draft = replace(
        MAYA, state=LoopState.DRAFT, revision=2, interviews=(*INTERVIEWS[:3], left_out, *INTERVIEWS[4:])
    )
    yield "plan-draft.realistic", plan_modal(_plan(loop=draft))
    yield (
        "plan-draft-warnings.realistic",
        plan_modal(_plan(loop=draft, warnings=WARNINGS, channel_readers=("UJONAS", TOM_OBSERVES.person))),
    )
    yield "plan-draft-empty.realistic", plan_modal(_plan(loop=replace(draft, interviews=())))
    yield "plan-open.realistic", plan_modal(_plan())
    yield "plan-far.realistic", plan_modal(_far())
    cancelled = replace(MAYA, interviews=(*INTERVIEWS[:3], left_out, *INTERVIEWS[4:]))
    yield "plan-open-cancelled.realistic", plan_modal(_plan(loop=cancelled))


def _far() -> LoopPlan:
    """The candidate in New York, Priya in Tokyo, and an interview that nobody leads."""
    passed_on = replace(DANA, name="Dana & Co", role=Role.SHADOW)
    interviews = (
        replace(PAIRING, starts_at=november(16, 19), everyone=(PRIYA_LEADS,)),
        replace(DESIGN, place="Room 4", everyone=(PRIYA_LEADS, TOM_OBSERVES, passed_on)),
        replace(VALUES, starts_at=None, everyone=()),
    )
    loop = replace(MAYA, interviews=interviews, candidate=replace(MAYA.candidate, zone="America/New_York"))
    return _plan(
        loop=loop,
        now=november(16, 10),
        zones=ZONES | {"UPRIYA": TOKYO},
        warnings={VALUES.id: ("Nobody leads it.",)},
        channel_readers=("UJONAS", "UOTHER"),
    )


@sweep
def more_than_fit() -> Shows:
    interviews = tuple(worst.interview(number) for number in range(120))
    yield "plan-120.swept", plan_modal(_plan(loop=replace(worst.loop(), interviews=interviews)))


@screens
def worst_plans() -> Shows:
    guides = {f"worst-{number}": worst.guide(number) for number in range(worst.HOW_MANY)}
    said = tuple(["The guide asks for at most 2 interviewers. " * 7] * 8)
    warnings = dict.fromkeys(range(worst.HOW_MANY + 1), said)
    plan = _plan(
        loop=worst.loop(),
        guides=guides,
        warnings=warnings,
        channel_readers=tuple(f"UREADER{number}" for number in range(60)),
        names=worst.NAMES,
        zones=dict.fromkeys(worst.NAMES, "Pacific/Auckland"),
    )
    yield "plan-open.worst", plan_modal(plan)
    yield "plan-draft.worst", plan_modal(replace(plan, loop=replace(worst.loop(), state=LoopState.DRAFT)))
