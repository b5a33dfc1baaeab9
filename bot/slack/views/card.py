"""The loop's card in its private channel: where it stands, without a word of anybody's feedback."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.domain.loops import LoopState
from bot.slack.ids import Action
from bot.slack.views import assignments
from bot.slack.views.shape import (
    Message,
    actions,
    as_many_as_fit,
    button,
    context,
    paragraphs,
    section,
)
from bot.slack.views.text import clip, escape, everyones_moment
from bot.values.loops import Card, InterviewRow

WAITS = "Feedback opens here when everyone in this channel has given theirs."
OPEN = "Feedback is in the thread."
COMES = "Feedback comes into the thread as it is given."


def card(c: Card) -> Message:
    """Each member sees its times in their own zone. The name comes second: desktops push the first block."""
    progress = assignments.progress(c.given, c.expected)
    told = progress if not c.expected else f"feedback {progress}"
    heading = clip(c.loop.position.heading, 160)
    closed = " · closed" if c.loop.state is LoopState.CLOSED else ""
    blocks = as_many_as_fit(
        lambda most: [
            section(f"*Loop for {escape(heading)}* · {progress}{closed}"),
            section(f"*{assignments.candidate(c.loop)}*\n{assignments.owners(c.loop)}"),
            *_interviews(c, most),
            context(_footer(c)),
            _buttons(c),
        ]
    )
    return Message(escape(f"Loop for {heading}: {told}{closed.replace(' · ', ', ')}"), blocks)


def _interviews(c: Card, most: int) -> Iterator[Block]:
    if not c.rows:
        yield section("No interviews yet. Add the first one with Change.")
    for stage, rows in assignments.by_stage(c.rows[:most]):
        yield assignments.stage_label(stage)
        yield from paragraphs(map(_row, rows), "\n")
    if len(c.rows) > most:
        yield context(f"{assignments.more(len(c.rows) - most, 'interview')}: see Overview")


def _row(row: InterviewRow) -> str:
    """What and when, and under it who."""
    interview, told = row.interview, assignments.told(row)
    said = (
        f"*{assignments.title(interview, row.guide)}* · {assignments.scheduled(interview, everyones_moment)}"
    )
    over = interview.cancelled or interview.called_off
    return said if over and not told else f"{said}\n{assignments.panel(told, everyones_moment)}"


def _footer(c: Card) -> str:
    feedback = WAITS if not c.opened else OPEN if c.given else COMES
    if c.loop.state is not LoopState.CLOSED:
        return feedback
    outcome = assignments.OUTCOMES[c.loop.outcome] if c.loop.outcome else "Closed"
    at = f" {everyones_moment(c.loop.closed_at)}" if c.loop.closed_at else ""
    return f"{outcome}. This loop was closed{at}. {feedback}"


def _buttons(c: Card) -> Block:
    loop = str(c.loop.id)
    open_still = c.loop.state is LoopState.OPEN
    return actions(
        button("Overview", Action.LOOP_OVERVIEW, loop),
        button("Change", Action.LOOP_CHANGE, loop) if open_still else None,
        button("Go on without …", Action.GO_ON_WITHOUT, loop)
        if open_still and assignments.waiting(c.rows)
        else None,
    )
