"""The next interview on one screen, and what to say when none is coming."""

from __future__ import annotations

from bot.services.values import Preparation
from bot.slack.ids import Action
from bot.slack.views import interview_parts as parts
from bot.slack.views.shape import Message, actions, button, section
from bot.slack.views.text import count, escape, span, until


def preparation(p: Preparation) -> Message:
    seat, reader = p.seat, p.reader
    uncovered = f"Not covered by anyone else in this loop: {escape(', '.join(p.uncovered))}"
    blocks = [
        section(_heading(p)),
        *parts.lines(parts.people(seat, reader), parts.place(seat), parts.pass_on(seat, reader)),
        actions(parts.join(seat), parts.about("Open scorecard", Action.SCORECARD_OPEN, seat)),
        *parts.lines(
            parts.papers(seat),
            parts.agenda(seat, reader),
            parts.look_for(seat),
            parts.exercise(seat),
            uncovered if p.uncovered else "",
        ),
        actions(
            parts.whole_guide(seat),
            parts.about("Keep in my messages", Action.KEEP, seat),
        ),
    ]
    return Message(f"Your next interview: {parts.day_title(seat, reader, p.now)}", blocks)


def _heading(p: Preparation) -> str:
    interview = p.seat.interview
    what = f"*{escape(p.seat.guide.title)}*"
    if interview.starts_at is None:
        return f"{what} · not scheduled yet"
    facts = (
        span(interview.starts_at, interview.minutes, p.reader.zone, p.now),
        until(interview.starts_at, p.now),
    )
    return " · ".join((what, *(fact for fact in facts if fact)))


def no_interview(command: str, owed: int = 0) -> Message:
    """Nothing is coming. `owed`: interviews the reader still owes feedback on."""
    said = "You have no interview coming up"
    waiting = f"You owe feedback on {count(owed, 'interview')}: see My interviews. " if owed else ""
    told = "When you are added to one, you get a message."
    usage = f"For the guide of any type, add it: `{escape(command)} prep system-design`."
    blocks = [
        section(f"*{said}*\n{waiting}{told}\n{usage}"),
        actions(
            button("My interviews", Action.MINE),
            button("All interview types", Action.GUIDE_LIST),
        ),
    ]
    return Message(said, blocks)
