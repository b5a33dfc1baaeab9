"""Step 1 of a loop: empty, come back from a question, filled again."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.loops import Link, LoopState
from bot.slack.views.new_loop import CV, SUBMISSION, new_loop_modal
from bot.slack.views.zones import ZONES
from bot.values.forms import NewLoop
from tests.screens import worst
from tests.screens.loops import DRAFT
from tests.screens.people import BERLIN, CHANNEL
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import ATS, CATALOG

TEMPLATES = tuple(CATALOG.templates.values())
TYPED = NewLoop(
    candidate_name="Maya Lind",
    candidate_email="maya@example.com",
    candidate_ats=ATS,
    candidate_zone=BERLIN,
    candidate_account=None,
    title="Engineer",
    level="Senior",
    team="Search",
    template="standard-engineering",
    hiring_manager="UHENRIK",
    channel=CHANNEL,
    links=(Link(CV, f"{ATS}/cv"), Link("Portfolio", "https://example.com/work")),
)
SAME = "Same person as Maya Lind, Product Manager, Search, opened 03 Nov 2025?"


@screens
def new_loops() -> Shows:
    yield "new-loop-empty.realistic", new_loop_modal(TEMPLATES, zone_default=BERLIN)
    yield "new-loop-drafts.realistic", new_loop_modal(TEMPLATES, zone_default=BERLIN, drafts=[DRAFT])
    yield (
        "new-loop-same-person.realistic",
        new_loop_modal(TEMPLATES, typed=TYPED, zone_default=BERLIN, same_as=SAME),
    )
    one = new_loop_modal(TEMPLATES[:1], zone_default=BERLIN)
    yield "new-loop-one-template.realistic", one
    refilled = replace(TYPED, template="", candidate_zone="Asia/Kathmandu", candidate_account="UNOOR")
    yield "new-loop-refilled.realistic", new_loop_modal(TEMPLATES, typed=refilled, zone_default=BERLIN)


@sweep
def templates_and_zones() -> Shows:
    yield "new-loop-no-template.swept", new_loop_modal([], zone_default=BERLIN)
    for zone in (zone for zones in ZONES.values() for zone in zones):
        there = replace(TYPED, candidate_zone=zone)
        yield f"new-loop-{zone}.swept", new_loop_modal(TEMPLATES, typed=there, zone_default=zone)


@screens
def worst_new_loops() -> Shows:
    candidate, position = worst.loop().candidate, worst.loop().position
    links = (
        Link(CV, f"https://example.com/{'c' * 2900}"),
        Link(SUBMISSION, f"https://example.com/{'s' * 2900}"),
        *(Link(worst.long(120, ""), f"https://example.com/{number}") for number in range(12)),
    )
    typed = NewLoop(
        candidate.name,
        candidate.email,
        candidate.ats_url,
        candidate.zone,
        "UNOOR",
        position.title,
        position.level,
        position.team,
        "",
        "UHENRIK",
        CHANNEL,
        links,
    )
    drafts = [replace(worst.loop(number), state=LoopState.DRAFT) for number in range(worst.HOW_MANY)]
    view = new_loop_modal(
        TEMPLATES,
        typed=typed,
        zone_default="America/Argentina/Buenos_Aires",
        same_as=f"{worst.long(400, '')}?",
        drafts=drafts,
    )
    yield "new-loop.worst", view
