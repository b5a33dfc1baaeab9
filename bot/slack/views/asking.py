"""Feedback asked for at the end of an interview: of one, and of several."""

from __future__ import annotations

from collections.abc import Callable

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.about import AboutRequest
from bot.domain.interviews import Role
from bot.slack.ids import Action
from bot.slack.views import interview_parts as parts
from bot.slack.views.shape import Message, actions, divider, messages, section
from bot.slack.views.text import clip, clock_time, day, mention, moment
from bot.values.interviews import AssignmentView
from bot.values.reminders import Reminder

NOW = "Write it while you remember, or say what keeps you."


def feedback(r: Reminder) -> list[Message]:
    """At the end of the interview; of several, where they come late."""
    if len(r.assignments) == 1:
        return [_feedback_one(r, r.assignments[0])]
    said = f"Feedback on {len(r.assignments)} interviews"
    return several(r, list(r.assignments), said, lambda _: "")


def _feedback_one(r: Reminder, assignment: AssignmentView) -> Message:
    title, own = _title(r, assignment), parts.is_own(assignment, r.reader)
    asked = "write your feedback" if own else "write the feedback"
    blocks: list[Block] = [
        section(f"*{title}: {asked}*\n{_asked_by(r)}{due_line(r, assignment)}"),
        *parts.lines(parts.afterwards(assignment, r.reader), for_them(assignment, r)),
        actions(*answer_buttons(r, assignment, primary=True)),
    ]
    return Message(f"{title}: {asked}", blocks)


def _title(r: Reminder, assignment: AssignmentView) -> str:
    """With its day, unless that is today: somebody may ask again later."""
    starts_at = assignment.interview.starts_at
    if starts_at and day(starts_at, r.reader.zone, r.now) == "today":
        return parts.short_title(assignment, r.reader)
    return parts.day_title(assignment, r.reader, r.now)


def _asked_by(r: Reminder) -> str:
    by = r.about.asked_by if isinstance(r.about, AboutRequest) else ""
    return f"{mention(by)} asks for it. " if by not in ("", r.reader.id) else ""


def due_line(r: Reminder, assignment: AssignmentView) -> str:
    if assignment.due is None:
        return "It is not owed, but welcome."
    when = moment(assignment.due, r.reader.zone, r.now)
    return f"Due {when}." if assignment.due > r.now else f"It was due {when}."


def for_them(assignment: AssignmentView, r: Reminder) -> str:
    if not parts.pass_on(assignment, r.reader):
        return ""
    return f"{parts.name(assignment.panelist)} has no account here: ask them, and enter it for them."


def answer_buttons(r: Reminder, assignment: AssignmentView, primary: bool) -> list[ButtonElement]:
    write, away = ("Write your feedback", "I wasn't there")
    if not parts.is_own(assignment, r.reader):
        write, away = ("Write it for them", "They weren't there")
    answers = [
        parts.about(_draft(r, assignment) or write, Action.SCORECARD_OPEN, assignment, primary=primary),
        *parts.if_role(
            assignment, Role.LEAD, parts.about("It did not take place", Action.CALL_OFF, assignment)
        ),
    ]
    if assignment.due is None:
        return answers
    return [
        *answers,
        parts.about(away, Action.WAS_NOT_THERE, assignment),
        parts.about("More time", Action.MORE_TIME, assignment),
    ]


def _draft(r: Reminder, assignment: AssignmentView) -> str:
    """ "Draft saved 14:05 · Continue", with its day unless that is today; "" where nothing is written yet."""
    saved = r.drafts.get(assignment.panelist.id)
    if saved is None:
        return ""
    today = day(saved, r.reader.zone, r.now) == "today"
    when = clock_time(saved, r.reader.zone) if today else moment(saved, r.reader.zone, r.now)
    return f"Draft saved {when} · Continue"


def several(
    r: Reminder, assignments: list[AssignmentView], said: str, then: Callable[[AssignmentView], str]
) -> list[Message]:
    """`then`: what happens if one does not come."""
    blocks: list[Block] = [section(f"*{said}*\n{NOW}")]
    for number, assignment in enumerate(assignments):
        blocks += [
            divider(),
            *parts.lines(
                title_and_due(r, assignment),
                parts.afterwards(assignment, r.reader),
                for_them(assignment, r),
                then(assignment),
            ),
            actions(*answer_buttons(r, assignment, primary=number == 0)),
        ]
    return messages(with_titles(said, r, assignments), blocks, said)


def title_and_due(r: Reminder, assignment: AssignmentView) -> str:
    was = "was due" if assignment.due and assignment.due <= r.now else "due"
    due = f" · {was} {moment(assignment.due, r.reader.zone, r.now)}" if assignment.due else ""
    return f"*{parts.day_title(assignment, r.reader, r.now)}*{due}"


def with_titles(said: str, r: Reminder, assignments: list[AssignmentView]) -> str:
    titles = (parts.day_title(each, r.reader, r.now) for each in assignments)
    return clip(f"{said}: {'; '.join(titles)}", 300)
