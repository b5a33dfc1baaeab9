"""What is mine: as a message, and as the Home tab."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.slack.views.mine import home_view, mine
from bot.values.loops import Mine
from tests.screens import worst
from tests.screens.loops import DRAFT, LOOP_LINES, many, many_lines
from tests.screens.people import PRIYA, ROSA, november
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import PRIYAS, PRIYAS_SCREEN, PRIYAS_VALUES

NOW = november(17, 13, 30)


def my_page(**other: Any) -> Mine:
    fields: dict[str, Any] = {"reader": PRIYA, "now": NOW, "coming": (), "owed": ()}
    return Mine(**(fields | other))


def _pages() -> dict[str, Mine]:
    long_ago = replace(
        PRIYAS_VALUES,
        due=november(16, 18),
        interview=replace(PRIYAS_VALUES.interview, starts_at=november(16, 11)),
    )
    busy = my_page(coming=(PRIYAS, PRIYAS_SCREEN), owed=(long_ago,))
    return {
        "empty.realistic": my_page(),
        "full.realistic": busy,
        "owed-only.realistic": my_page(owed=(PRIYAS_VALUES,)),
        "recruiter.realistic": my_page(reader=ROSA, loops=LOOP_LINES, drafts=(DRAFT,), is_recruiter=True),
        "recruiter-new.realistic": my_page(reader=ROSA, is_recruiter=True),
        "both.realistic": replace(busy, loops=LOOP_LINES, drafts=(DRAFT,), is_recruiter=True),
        "full.worst": _full(),
    }


def _full() -> Mine:
    assignments = worst.assignments()
    loops = {"loops": many_lines(), "drafts": many(), "is_recruiter": True}
    return my_page(now=november(16, 8), coming=assignments, owed=assignments, **loops)


@screens
def personal() -> Shows:
    for name, page in _pages().items():
        yield f"home-{name}", home_view(page)
        yield f"mine-{name}", mine(page)


@sweep
def forty_of_each() -> Shows:
    assignments = worst.assignments(8, 40)
    loops = {"loops": many_lines(40), "drafts": many(40), "is_recruiter": True}
    page = my_page(now=november(16, 8), coming=assignments, owed=assignments, **loops)
    yield "home-forty.swept", home_view(page)
    yield "mine-forty.swept", mine(page)
