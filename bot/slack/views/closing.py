"""Closing a loop, and going on without somebody's feedback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from bot.domain.errors import FieldRefused
from bot.domain.interviews import Panelist
from bot.domain.loops import Loop, Outcome
from bot.slack.ids import Callback
from bot.slack.views import assignments, inputs
from bot.slack.views.inputs import State, input_block, option
from bot.slack.views.shape import modal, section
from bot.slack.views.text import count, fitting, names
from bot.values.forms import Closing, GoOn
from bot.values.interviews import AssignmentView

KEEP, DROP = "keep", "drop"


def close_modal(loop: Loop, owed: Sequence[Panelist], *, now: datetime) -> View:
    """`owed`: whose scorecards of past interviews are still to come."""
    blocks: list[Block] = [
        section(f"{assignments.heading(loop)}\n{_what_it_does(loop, now)}"),
        _outcome(),
        *_owed(owed),
    ]
    return modal(
        Callback.CLOSE_LOOP,
        "Close the loop",
        blocks,
        submit="Close the loop",
        close="Keep it open",
        metadata={"loop": loop.id, "revision": loop.revision},
    )


def parse_closing(values: State, metadata: Mapping[str, Any]) -> Closing:
    """Feedback is wanted where nobody was asked. Raises FieldRefused where no outcome was chosen."""
    outcome = inputs.chosen(values, "outcome")
    if outcome is None:
        raise FieldRefused({"outcome": "Choose how it ended."})
    return Closing(
        loop_id=int(metadata["loop"]),
        outcome=Outcome(outcome),
        feedback_wanted=inputs.chosen(values, "feedback_wanted") != DROP,
    )


def _what_it_does(loop: Loop, now: datetime) -> str:
    coming = [interview for interview in loop.active if not interview.is_over(now)]
    told = any(interview.panel for interview in coming)
    cancels = f"Cancels {count(len(coming), 'coming interview')}" if coming else "Nothing is left to cancel"
    panelists = " and tells the panelists" if coming and told else ""
    return f"{cancels}{panelists}. From today its data is kept for a limited time, then deleted."


def _outcome() -> Block:
    options = [option(title, outcome) for outcome, title in assignments.OUTCOMES.items()]
    return input_block("outcome", "How it ended", inputs.radio(options))


def _owed(owed: Sequence[Panelist]) -> Iterator[Block]:
    if not owed:
        return
    people, left = fitting(dict.fromkeys(map(assignments.person, owed)), 2000)
    yield section(
        f"Feedback is still owed by {names([*people, assignments.others(left)] if left else people)}."
    )
    options = [
        option("Still wanted", KEEP, "Reminders go on until it is in"),
        option("Not needed any more", DROP, "Reminders stop, nobody owes it"),
    ]
    yield input_block("feedback_wanted", "Feedback still owed", inputs.radio(options, KEEP))


# --- going on without --------------------------------------------------------------------------


def go_on_modal(loop: Loop, owed: Sequence[AssignmentView], chosen: int | None = None) -> View:
    """`chosen`: the panelist id the button was about."""
    heading = assignments.heading(loop)
    if not owed:
        said = f"{heading}\nNobody owes feedback in this loop: there is nothing to go on without."
        return modal(Callback.GO_ON_WITHOUT, "Go on without", [section(said)])
    said = "It stops being owed, and the others' feedback no longer waits for it. It may still come later."
    options = [_seat_option(assignment) for assignment in owed[:100]]
    only = str(owed[0].panelist.id) if len(owed) == 1 else None
    blocks = [
        section(f"{heading}\n{said}"),
        input_block(
            "panelist", "Whose feedback", inputs.select(options, str(chosen) if chosen is not None else only)
        ),
        input_block(
            "reason",
            "Reason",
            inputs.typing(limit=500, lines=True),
            hint="Kept with the loop. For example: on leave until after the debrief.",
        ),
    ]
    return modal(
        Callback.GO_ON_WITHOUT,
        "Go on without",
        blocks,
        submit="Go on without it",
        close="Keep waiting",
        metadata={"loop": loop.id},
    )


def parse_go_on(values: State, metadata: Mapping[str, Any]) -> GoOn:
    panelist = inputs.chosen(values, "panelist")
    reason = inputs.typed_text(values, "reason")
    return GoOn(int(metadata["loop"]), int(panelist) if panelist else None, reason)


def _seat_option(assignment: AssignmentView) -> Option:
    name = assignments.display_name(assignment.panelist, assignment.names)
    return option(name, str(assignment.panelist.id), assignment.guide.title)
