"""What is mine: what is next, what I owe, my loops. As a message, and as the Home tab."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.services.values import Mine, Seat
from bot.slack.ids import Action
from bot.slack.views import seats
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
        yield from (_coming(m, seat) for seat in later[:rows])
        yield from seats.left_out(later, rows, "interview")


def _coming(m: Mine, seat: Seat) -> Block:
    at = seat.interview.starts_at
    when = span(at, seat.interview.minutes, m.reader.zone, m.now) if at else "not scheduled yet"
    facts = [when, until(at, m.now) if at else "", seats.YOU[seat.panelist.role]]
    return section(_row(seat, facts), _about("Prepare", Action.PREP_NEXT, seat))


def _owed(m: Mine, rows: int) -> Iterator[Block]:
    if not m.owed:
        return
    yield section(f"*Feedback you owe · {len(m.owed)}*")
    for number, seat in enumerate(m.owed[:rows]):
        facts = [_was(m, seat), _due(m, seat)]
        yield section(_row(seat, facts), _about("Open scorecard", Action.SCORECARD_OPEN, seat, number == 0))
    yield from seats.left_out(m.owed, rows, "scorecard")


def _was(m: Mine, seat: Seat) -> str:
    at = seat.interview.starts_at
    return moment(at, m.reader.zone, m.now) if at else ""


def _due(m: Mine, seat: Seat) -> str:
    if seat.due is None:
        return ""
    late = "late, was " if seat.due < m.now else ""
    return f"{late}due {moment(seat.due, m.reader.zone, m.now)}"


def _row(seat: Seat, facts: Sequence[str]) -> str:
    """ "*System Design* · today 14:00", and who it is with under it."""
    top = " · ".join([f"*{seats.title(seat.interview, seat.guide)}*", *filter(None, facts)])
    return f"{top}\n{seats.candidate(seat.loop)} for {seats.position(seat.loop)}"


def _about(words: str, action: Action, seat: Seat, primary: bool = False) -> ButtonElement:
    return button(words, action, str(seat.panelist.id), primary=primary, says=f"{words}: {seat.guide.title}")


# --- loops -------------------------------------------------------------------------------------


def _loops(m: Mine, rows: int) -> Iterator[Block]:
    if m.loops:
        yield section(f"*Your open loops · {len(m.loops)}*")
        yield from (loop_row(line, m.reader, m.now) for line in m.loops[:rows])
        yield from seats.left_out(m.loops, rows, "loop")
    elif m.is_recruiter:
        yield section("*Your open loops*\nNone. Set one up when a candidate is ready to meet people.")


def _drafts(m: Mine, rows: int) -> Iterator[Block]:
    if m.drafts:
        yield section(f"*Drafts · {len(m.drafts)}*")
        yield from (
            section(seats.heading(loop), button("Continue", Action.LOOP_CONTINUE, str(loop.id)))
            for loop in m.drafts[:rows]
        )
        yield from seats.left_out(m.drafts, rows, "draft")
