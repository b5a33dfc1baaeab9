"""The recruiter's page of loops, and the question which loop is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.loops import Loop
from bot.slack.ids import Action
from bot.slack.views import assignments
from bot.slack.views.shape import Message, actions, as_many_as_fit, asking, button, context, section
from bot.slack.views.text import count, date, moment, sentence
from bot.values.interviews import Reader
from bot.values.loops import LoopRow, LoopsPage, OwedRow

NO_LOOPS = "*You have no open loops*\n"


def loops_page(page: LoopsPage) -> Message:
    """For the reader alone: owed now, open loops, drafts; the most urgent where not all of it fits."""
    if not (page.owed or page.loops or page.drafts):
        return no_loops(page.may_create)
    blocks = as_many_as_fit(lambda rows: _page(page, rows))
    return Message(f"Your loops: {len(page.loops)} open, {count(len(page.owed), 'scorecard')} owed", blocks)


def no_loops(may_create: bool) -> Message:
    """Nothing to list, and what to do about it."""
    if may_create:
        blocks: list[Block] = [
            section(f"{NO_LOOPS}Set one up when a candidate is ready to meet people."),
            actions(button("Set up a loop", Action.LOOP_NEW, primary=True)),
        ]
    else:
        blocks = [section(f"{NO_LOOPS}If you should have one, ask your recruiter.")]
    return Message("You have no open loops", blocks)


def loop_row(line: LoopRow, reader: Reader, now: datetime) -> Block:
    """A loop where it stands, with its Overview."""
    facts = [
        assignments.STAGE_NAMES[line.stage] if line.stage else "",
        assignments.progress(line.given, line.expected),
        f"next {moment(line.next_at, reader.zone, now)}" if line.next_at else "",
    ]
    return section(
        f"{assignments.heading(line.loop)}\n{sentence(' · '.join(filter(None, facts)))}",
        button(
            "Overview", Action.LOOP_OVERVIEW, str(line.loop.id), says=f"Overview: {line.loop.candidate.name}"
        ),
    )


# --- the page ----------------------------------------------------------------------------------


def _page(page: LoopsPage, rows: int) -> list[Block]:
    return [
        *_owed(page, rows),
        *_loops(page, rows),
        *_drafts(page, rows),
        *([actions(button("Set up a loop", Action.LOOP_NEW))] if page.may_create else []),
    ]


def _owed(page: LoopsPage, rows: int) -> Iterator[Block]:
    most_urgent = sorted(page.owed, key=lambda line: -line.late_hours)
    if not most_urgent:
        yield section("*Owed now*\nNothing: all feedback due is in.")
        return
    yield section(f"*Owed now · {len(most_urgent)}*\n{_what_to_do(page)}")
    for line in most_urgent[:rows]:
        yield section(_owed_line(page, line))
        if line.assignment.loop.recruiter == page.reader.id:
            yield _owed_buttons(line)
    yield from assignments.left_out(most_urgent, rows, "scorecard")


def _what_to_do(page: LoopsPage) -> str:
    if any(line.assignment.loop.recruiter == page.reader.id for line in page.owed):
        return "Remind them, or go on without their feedback."
    return "They and the recruiter are reminded."


def _owed_line(page: LoopsPage, line: OwedRow) -> str:
    assignment = line.assignment
    title = assignments.title(assignment.interview, assignment.guide)
    about = f"{title}, {assignments.candidate(assignment.loop)}"
    return f"{assignments.person(assignment.panelist)} · {about}\n{sentence(_late(page, line))}"


def _late(page: LoopsPage, line: OwedRow) -> str:
    if line.late_hours >= 1:
        return f"{count(int(line.late_hours), 'working hour')} late"
    if line.late_hours > 0:
        return "less than 1 working hour late"
    return f"due {moment(line.assignment.due, page.reader.zone, page.now)}" if line.assignment.due else "owed"


def _owed_buttons(line: OwedRow) -> Block:
    """Who has no account cannot be reminded: the recruiter writes for them."""
    assignment = line.assignment
    name, panelist = (
        assignments.display_name(assignment.panelist, assignment.names),
        str(assignment.panelist.id),
    )
    if assignment.panelist.person:
        first = button("Remind now", Action.REMIND_NOW, panelist, says=f"Remind {name} now")
    else:
        first = button("Enter it for them", Action.SCORECARD_OPEN, panelist, says=f"Enter it for {name}")
    without = button(
        "Go on without",
        Action.GO_ON_WITHOUT,
        f"{assignment.loop.id} {panelist}",
        says=f"Go on without {name}",
    )
    return actions(first, without)


def _loops(page: LoopsPage, rows: int) -> Iterator[Block]:
    soonest = sorted(page.loops, key=lambda line: (line.next_at is None, line.next_at or page.now))
    if soonest:
        yield section(f"*Your open loops · {len(soonest)}*")
        yield from (loop_row(line, page.reader, page.now) for line in soonest[:rows])
        yield from assignments.left_out(soonest, rows, "loop")


def _drafts(page: LoopsPage, rows: int) -> Iterator[Block]:
    if page.drafts:
        yield section(f"*Drafts · {len(page.drafts)}*\nNobody has been told of these yet.")
        for loop in page.drafts[:rows]:
            yield section(assignments.heading(loop))
            yield actions(button("Continue", Action.LOOP_CONTINUE, str(loop.id)), _discard(loop))
        yield from assignments.left_out(page.drafts, rows, "draft")


def _discard(loop: Loop) -> ButtonElement:
    said = f"What was entered for {loop.candidate.name} is deleted. Nobody was told of it."
    return asking(
        button("Discard", Action.LOOP_DISCARD, str(loop.id)), "Discard this draft?", said, "Discard"
    )


# --- which one ---------------------------------------------------------------------------------

_CHOICES = {
    Action.LOOP_OVERVIEW: "Overview",
    Action.LOOP_CHANGE: "Change",
    Action.LOOP_CLOSE: "Close",
    Action.LOOP_CONTINUE: "Continue",
    Action.GO_ON_WITHOUT: "Go on without …",
}


def pick_loop(loops: Sequence[Loop], purpose: Action, *, zone: str, label: str = "") -> Message:
    """ "Which loop?" Each button is the action meant, with the loop's id. `label` names a new purpose."""
    words = label or _CHOICES.get(purpose, "Choose")
    blocks = as_many_as_fit(lambda rows: _choices(loops[:rows], len(loops), purpose, words, zone))
    return Message("Which loop?", blocks)


def _choices(loops: Sequence[Loop], every: int, purpose: Action, words: str, zone: str) -> list[Block]:
    what_to_do = "More than one fits: choose it here." if every > 1 else "Check that it is this one."
    blocks: list[Block] = [section(f"*Which loop?*\n{what_to_do}")]
    for loop in loops:
        says = f"{words}: {loop.candidate.name}"
        row = f"{assignments.heading(loop)}\nOpened {date(loop.created_at, zone)}"
        blocks.append(section(row, button(words, purpose, str(loop.id), says=says)))
    if every > len(loops):
        blocks.append(
            context(f"{assignments.more(every - len(loops), 'loop')}: ask again with more of the name")
        )
    return blocks
