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
    blocks = as_many_as_fit(lambda most: _page(page, most))
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


def loop_row(row: LoopRow, reader: Reader, now: datetime) -> Block:
    """A loop where it stands, with its Overview."""
    facts = [
        assignments.STAGE_NAMES[row.stage] if row.stage else "",
        assignments.progress(row.given, row.expected),
        f"next {moment(row.next_at, reader.zone, now)}" if row.next_at else "",
    ]
    return section(
        f"{assignments.heading(row.loop)}\n{sentence(' · '.join(filter(None, facts)))}",
        button(
            "Overview", Action.LOOP_OVERVIEW, str(row.loop.id), says=f"Overview: {row.loop.candidate.name}"
        ),
    )


# --- the page ----------------------------------------------------------------------------------


def _page(page: LoopsPage, most: int) -> list[Block]:
    return [
        *_owed(page, most),
        *_loops(page, most),
        *_drafts(page, most),
        *([actions(button("Set up a loop", Action.LOOP_NEW))] if page.may_create else []),
    ]


def _owed(page: LoopsPage, most: int) -> Iterator[Block]:
    most_urgent = sorted(page.owed, key=lambda row: -row.late_hours)
    if not most_urgent:
        yield section("*Owed now*\nNothing: all feedback due is in.")
        return
    yield section(f"*Owed now · {len(most_urgent)}*\n{_what_to_do(page)}")
    for row in most_urgent[:most]:
        yield section(_owed_row(page, row))
        if row.assignment.loop.recruiter == page.reader.id:
            yield _owed_buttons(row)
    yield from assignments.left_out(most_urgent, most, "scorecard")


def _what_to_do(page: LoopsPage) -> str:
    if any(row.assignment.loop.recruiter == page.reader.id for row in page.owed):
        return "Remind them, or go on without their feedback."
    return "They and the recruiter are reminded."


def _owed_row(page: LoopsPage, row: OwedRow) -> str:
    assignment = row.assignment
    title = assignments.title(assignment.interview, assignment.guide)
    about = f"{title}, {assignments.candidate(assignment.loop)}"
    return f"{assignments.person(assignment.panelist)} · {about}\n{sentence(_late(page, row))}"


def _late(page: LoopsPage, row: OwedRow) -> str:
    if row.late_hours >= 1:
        return f"{count(int(row.late_hours), 'working hour')} late"
    if row.late_hours > 0:
        return "less than 1 working hour late"
    return f"due {moment(row.assignment.due, page.reader.zone, page.now)}" if row.assignment.due else "owed"


def _owed_buttons(row: OwedRow) -> Block:
    """Who has no account cannot be reminded: the recruiter writes for them."""
    assignment = row.assignment
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


def _loops(page: LoopsPage, most: int) -> Iterator[Block]:
    soonest = sorted(page.loops, key=lambda row: (row.next_at is None, row.next_at or page.now))
    if soonest:
        yield section(f"*Your open loops · {len(soonest)}*")
        yield from (loop_row(row, page.reader, page.now) for row in soonest[:most])
        yield from assignments.left_out(soonest, most, "loop")


def _drafts(page: LoopsPage, most: int) -> Iterator[Block]:
    if page.drafts:
        yield section(f"*Drafts · {len(page.drafts)}*\nNobody has been told of these yet.")
        for loop in page.drafts[:most]:
            yield section(assignments.heading(loop))
            yield actions(button("Continue", Action.LOOP_CONTINUE, str(loop.id)), _discard(loop))
        yield from assignments.left_out(page.drafts, most, "draft")


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
    blocks = as_many_as_fit(lambda most: _choices(loops[:most], len(loops), purpose, words, zone))
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
