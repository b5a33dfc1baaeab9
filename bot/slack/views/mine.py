"""What is mine: what is next, what I owe, my loops. As a message, and as the Home tab."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.slack.ids import Action
from bot.slack.views import assignments
from bot.slack.views.loops import loop_row
from bot.slack.views.shape import (
    Message,
    actions,
    as_many_as_fit,
    button,
    divider,
    header,
    home,
    section,
)
from bot.slack.views.text import count, moment, span, until
from bot.values.interviews import AssignmentView
from bot.values.loops import Mine

HOME_BLOCKS, HOME_CHARACTERS = 100, 100_000


def mine(m: Mine) -> Message:
    """For the reader alone. No scorecard content."""
    summary = _summary(m)
    blocks = as_many_as_fit(lambda rows: [section(f"*Your interviews*\n{summary}"), *_body(m, rows)])
    return Message(f"Your interviews. {summary}", blocks)


def home_view(m: Mine) -> View:
    """The Home tab: the same, in more room."""
    blocks = as_many_as_fit(
        lambda rows: [header("Your interviews"), section(_summary(m)), *_body(m, rows)],
        blocks=HOME_BLOCKS,
        characters=HOME_CHARACTERS,
    )
    return home(blocks)


def _summary(m: Mine) -> str:
    """ "You owe feedback on 1 interview. 3 interviews are coming."; what to do where there is nothing."""
    if not (m.owed or m.coming):
        return "Nothing is coming and you owe no feedback. Interviews you are added to appear here."
    owed = f"You owe feedback on {count(len(m.owed), 'interview')}." if m.owed else ""
    coming = f"{count(len(m.coming), 'interview is', 'interviews are')} coming." if m.coming else ""
    return " ".join(filter(None, (owed, coming)))


def _body(m: Mine, rows: int) -> list[Block]:
    return [
        *_next(m),
        *_owed(m, rows),
        *_later(m, rows),
        *_loops(m, rows),
        *_drafts(m, rows),
        divider(),
        _quick_actions(m),
    ]


def _quick_actions(m: Mine) -> Block:
    return actions(
        button("All interview types", Action.GUIDE_LIST),
        button("Set up a loop", Action.LOOP_NEW) if m.is_recruiter else None,
        button("Help", Action.HELP),
    )


# --- interviews --------------------------------------------------------------------------------


def _next(m: Mine) -> Iterator[Block]:
    if m.coming:
        yield section("*Next*")
        yield _coming(m, m.coming[0])


def _later(m: Mine, rows: int) -> Iterator[Block]:
    later = m.coming[1:]
    if later:
        yield section("*After that*")
        yield from (_coming(m, assignment) for assignment in later[:rows])
        yield from assignments.left_out(later, rows, "interview")


def _coming(m: Mine, assignment: AssignmentView) -> Block:
    at = assignment.interview.starts_at
    when = span(at, assignment.interview.minutes, m.reader.zone, m.now) if at else "not scheduled yet"
    facts = [when, until(at, m.now) if at else "", assignments.YOU[assignment.panelist.role]]
    return section(_row(assignment, facts), _about("Prepare", Action.PREP_NEXT, assignment))


def _owed(m: Mine, rows: int) -> Iterator[Block]:
    if not m.owed:
        return
    yield section(f"*Feedback you owe · {len(m.owed)}*")
    for number, assignment in enumerate(m.owed[:rows]):
        facts = [_was(m, assignment), _due(m, assignment)]
        yield section(
            _row(assignment, facts), _about("Open scorecard", Action.SCORECARD_OPEN, assignment, number == 0)
        )
    yield from assignments.left_out(m.owed, rows, "scorecard")


def _was(m: Mine, assignment: AssignmentView) -> str:
    at = assignment.interview.starts_at
    return moment(at, m.reader.zone, m.now) if at else ""


def _due(m: Mine, assignment: AssignmentView) -> str:
    if assignment.due is None:
        return ""
    late = "late, was " if assignment.due < m.now else ""
    return f"{late}due {moment(assignment.due, m.reader.zone, m.now)}"


def _row(assignment: AssignmentView, facts: Sequence[str]) -> str:
    """ "*System Design* · today 14:00", and who it is with under it."""
    top = " · ".join([f"*{assignments.title(assignment.interview, assignment.guide)}*", *filter(None, facts)])
    return f"{top}\n{assignments.candidate(assignment.loop)} for {assignments.position(assignment.loop)}"


def _about(words: str, action: Action, assignment: AssignmentView, primary: bool = False) -> ButtonElement:
    return button(
        words, action, str(assignment.panelist.id), primary=primary, says=f"{words}: {assignment.guide.title}"
    )


# --- loops -------------------------------------------------------------------------------------


def _loops(m: Mine, rows: int) -> Iterator[Block]:
    if m.loops:
        yield section(f"*Your open loops · {len(m.loops)}*")
        yield from (loop_row(row, m.reader, m.now) for row in m.loops[:rows])
        yield from assignments.left_out(m.loops, rows, "loop")
    elif m.is_recruiter:
        yield section("*Your open loops*\nNone. Set one up when a candidate is ready to meet people.")


def _drafts(m: Mine, rows: int) -> Iterator[Block]:
    if m.drafts:
        yield section(f"*Drafts · {len(m.drafts)}*")
        yield from (
            section(assignments.heading(loop), button("Continue", Action.LOOP_CONTINUE, str(loop.id)))
            for loop in m.drafts[:rows]
        )
        yield from assignments.left_out(m.drafts, rows, "draft")
