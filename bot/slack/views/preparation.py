"""The next interview on one screen, and what to say when none is coming."""

from __future__ import annotations

from bot.slack.ids import Action
from bot.slack.views import interview_parts as parts
from bot.slack.views.shape import Message, actions, button, section
from bot.slack.views.text import count, escape, span, until
from bot.values.interviews import Preparation


def preparation(p: Preparation) -> Message:
    assignment, reader = p.assignment, p.reader
    blocks = [
        section(_heading(p)),
        *parts.lines(
            parts.people(assignment, reader), parts.place(assignment), parts.pass_on(assignment, reader)
        ),
        actions(parts.join(assignment), parts.about("Open scorecard", Action.SCORECARD_OPEN, assignment)),
        *parts.lines(
            parts.papers(assignment),
            parts.agenda(assignment, reader),
            parts.look_for(assignment),
            parts.exercise(assignment),
        ),
        actions(
            parts.whole_guide(assignment),
            parts.about("Keep in my messages", Action.KEEP, assignment),
        ),
    ]
    return Message(f"Your next interview: {parts.day_title(assignment, reader, p.now)}", blocks)


def _heading(p: Preparation) -> str:
    interview = p.assignment.interview
    what = f"*{escape(p.assignment.guide.title)}*"
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
