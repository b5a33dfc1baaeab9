"""One interview's form: new, to edit, and opened over a change that somebody else saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slack_sdk.models.views import View

from bot.domain.loops import Loop, LoopState
from bot.slack.views.interview import interview_modal
from bot.slack.views.interview_typed import edit_of
from tests.screens import worst
from tests.screens.people import ROSA, november
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import DANA, DESIGN, GUIDES, INES, MAYA, PRODUCT

EVERY = tuple(GUIDES.values())
OVERTAKEN = (
    "Henrik changed the time and the place while this was open. Saving now replaces that with what is here."
)


ARCHITECTURE = GUIDES["architecture"]
EARLIER = replace(edit_of(None, ARCHITECTURE), exercise="dropped-since")


def _form(loop: Loop = MAYA, **other: Any) -> View:
    fields: dict[str, Any] = {
        "loop": loop,
        "interview": DESIGN,
        "guides": EVERY,
        "guide": GUIDES["system-design"],
        "reader": ROSA,
    }
    return interview_modal(**(fields | other))


@screens
def interviews() -> Shows:
    yield "interview-new.realistic", _form(interview=None)
    draft = replace(MAYA, state=LoopState.DRAFT)
    yield "interview-draft.realistic", _form(draft)
    yield "interview-edit.realistic", _form()
    product: dict[str, Any] = {"interview": PRODUCT, "guide": GUIDES["product-and-design"]}
    yield "interview-edit-untimed.realistic", _form(**product)
    cancelled = replace(DESIGN, cancelled=True)
    yield "interview-edit-cancelled.realistic", _form(interview=cancelled)
    panel = (*DESIGN.everyone, replace(DANA, name="Dana Cole, PhD"), replace(INES, removed=True))
    yield "interview-edit-everybody.realistic", _form(interview=replace(DESIGN, everyone=panel, revision=4))
    values = replace(edit_of(DESIGN, GUIDES["system-design"]), guide="values", exercise=None)
    yield "interview-edit-other-guide.realistic", _form(typed=values, guide=GUIDES["values"])
    yield "interview-draft-earlier.realistic", _form(draft, interview=None, typed=EARLIER, guide=ARCHITECTURE)
    typed = replace(edit_of(DESIGN, GUIDES["system-design"]), starts_at=november(18, 14), revision=2)
    yield "interview-overtaken.realistic", _form(typed=typed, note=OVERTAKEN)


@sweep
def each_of_the_worst() -> Shows:
    for number in range(worst.HOW_MANY):
        guides = [*EVERY, worst.guide(number)]
        about: dict[str, Any] = {"interview": worst.interview(number), "guide": worst.guide(number)}
        yield f"interview-{number}.swept", _form(worst.loop(), guides=guides, **about)


@screens
def worst_interviews() -> Shows:
    guides = [worst.guide(number) for number in range(worst.HOW_MANY)]
    note = "Somebody changed the time and the panel. " * 30
    fields: dict[str, Any] = {
        "interview": worst.interview(),
        "guides": [*EVERY, *guides],
        "guide": worst.guide(),
        "note": note,
    }
    yield "interview.worst", _form(worst.loop(), **fields)
