"""Reminders before and during an interview, and the way to all the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from slack_sdk.models.blocks import Block, OverflowMenuElement

from bot.domain.interviews import Role
from bot.domain.notices import NoticeKind
from bot.slack.ids import Action
from bot.slack.views import interview_parts as parts
from bot.slack.views.asking import feedback
from bot.slack.views.changed import changed
from bot.slack.views.checklist import to_do
from bot.slack.views.getting_ready import ready, ready_or_exercise
from bot.slack.views.inputs import option
from bot.slack.views.missed import missed
from bot.slack.views.overdue import overdue
from bot.slack.views.shape import Message, actions, context, divider, menu, messages, section
from bot.slack.views.text import clip, clock_time, count, escape, sentence, until
from bot.values.interviews import AssignmentView
from bot.values.reminders import Reminder

TO_DO = {Role.LEAD: "to lead it", Role.OBSERVER: "to observe it", Role.SHADOW: "to shadow it"}


class NoScreen(LookupError):
    """A kind of notice that nothing here draws."""

    def __init__(self, kind: NoticeKind) -> None:
        super().__init__(f"no screen draws {kind.value}: give it a row in SCREENS of {__name__}")


def reminder(r: Reminder) -> list[Message]:
    """The messages this reminder needs, in order; most need one.

    `text` and first blocks name no candidate: phones and desktops show them to anybody who looks.
    """
    screen = SCREENS.get(r.kind)
    if screen is None:
        raise NoScreen(r.kind)
    return screen(r)


# --- given an interview ------------------------------------------------------------------------


def assigned(r: Reminder) -> list[Message]:
    """All the interviews somebody was just given."""
    if len(r.assignments) == 1:
        return _assigned_one(r, r.assignments[0])
    titles = "; ".join(parts.day_title(assignment, r.reader, r.now) for assignment in r.assignments)
    said = count(len(r.assignments), "new interview")
    blocks: list[Block] = [
        section(f"*{said} for you*\nCheck the times. If you can't make one, say so now."),
    ]
    for assignment in r.assignments:
        title = f"*{parts.title(assignment, r.reader, r.now)}*"
        blocks += [
            divider(),
            *parts.lines(title, parts.people(assignment, r.reader), parts.pass_on(assignment, r.reader)),
            *ready_or_exercise(r, assignment),
            actions(parts.whole_guide(assignment), parts.cannot_make_it(assignment, r.reader)),
        ]
    return messages(clip(f"{said}: {titles}", 300), blocks, said)


def _assigned_one(r: Reminder, assignment: AssignmentView) -> list[Message]:
    title = parts.title(assignment, r.reader, r.now)
    blocks: list[Block] = [
        section(f"*{title}*\n{_asked(r, assignment)}"),
        *parts.lines(parts.people(assignment, r.reader), parts.place(assignment), parts.papers(assignment)),
        *ready_or_exercise(r, assignment),
        actions(parts.whole_guide(assignment), parts.cannot_make_it(assignment, r.reader)),
    ]
    new = "New interview to pass on" if parts.pass_on(assignment, r.reader) else "New interview for you"
    return messages(f"{new}: {parts.day_title(assignment, r.reader, r.now)}", blocks, title)


def _asked(r: Reminder, assignment: AssignmentView) -> str:
    what = TO_DO[assignment.panelist.role]
    if parts.is_own(assignment, r.reader):
        return f"You are asked {what}. If you can't, say so now."
    passed_on = parts.pass_on(assignment, r.reader)
    return (
        f"{passed_on} They are asked {what}."
        if passed_on
        else f"{parts.name(assignment.panelist)} is asked {what}."
    )


# --- the working day before --------------------------------------------------------------------


def prepare(r: Reminder) -> list[Message]:
    return [message for assignment in r.assignments for message in _prepare_one(r, assignment)]


def _prepare_one(r: Reminder, assignment: AssignmentView) -> list[Message]:
    title = parts.title(assignment, r.reader, r.now)
    what = "Read your part and tick off what is ready." if to_do(assignment) else "Read your part."
    blocks: list[Block] = [
        section(f"*{title}*\n{parts.pass_on(assignment, r.reader) or what}"),
        *parts.lines(parts.people(assignment, r.reader), parts.place(assignment), parts.papers(assignment)),
        *ready(r, assignment),
        actions(parts.whole_guide(assignment), parts.cannot_make_it(assignment, r.reader)),
    ]
    return messages(f"Get ready: {parts.day_title(assignment, r.reader, r.now)}", blocks, title)


NOTES_HERE = (
    "Jot notes by replying in this thread: they land in your scorecard. "
    "One that begins with a number goes to that criterion: “2 named what each costs”."
)


# --- the day itself ----------------------------------------------------------------------------


def starting(r: Reminder) -> list[Message]:
    return [_starting_one(r, assignment) for assignment in r.assignments]


def _starting_one(r: Reminder, assignment: AssignmentView) -> Message:
    title, own = parts.short_title(assignment, r.reader), parts.is_own(assignment, r.reader)
    late, absent = ("I'm running late" if own else "They are running late"), "The candidate is not here"
    blocks: list[Block] = [
        section(f"*{title}*"),
        *parts.lines(_starts(r, assignment), parts.place(assignment), parts.pass_on(assignment, r.reader)),
        actions(parts.join(assignment), parts.about("Open scorecard", Action.SCORECARD_OPEN, assignment)),
        *parts.lines(
            parts.agenda(assignment, r.reader),
            parts.look_for(assignment),
            parts.exercise(assignment),
            parts.papers(assignment),
        ),
        *([context(NOTES_HERE)] if own else []),
        actions(
            parts.about(absent, Action.CANDIDATE_ABSENT, assignment) if assignment.panelist.counts else None,
            parts.about(late, Action.RUNNING_LATE, assignment),
            _not_this_kind(NoticeKind.STARTING),
        ),
    ]
    return Message(title, blocks)


def _starts(r: Reminder, assignment: AssignmentView) -> str:
    """ "Your interview with Maya Lind starts in 15 minutes. You lead, @tom observes."."""
    whose = (
        "Your interview"
        if parts.is_own(assignment, r.reader)
        else f"{parts.name(assignment.panelist)}'s interview"
    )
    when = until(assignment.interview.starts_at, r.now) if assignment.interview.starts_at else ""
    panel = sentence(", ".join(parts.parts(assignment, r.reader)))
    return f"{whose} with {parts.candidate(assignment)} {when or 'is coming up'}. {panel}."


def questions(r: Reminder) -> list[Message]:
    """One quiet line to the lead: the end belongs to the candidate."""
    return [_questions_one(r, assignment) for assignment in r.assignments]


def _questions_one(r: Reminder, assignment: AssignmentView) -> Message:
    ends_at = assignment.interview.ends_at
    until_then = f", until {clock_time(ends_at, r.reader.zone)}" if ends_at else ""
    said = f"{escape(assignment.guide.title)}: over to the candidate's questions{until_then}."
    done = parts.about("We're done", Action.DONE, assignment)
    return Message(said, [section(said), actions(done, _not_this_kind(NoticeKind.QUESTIONS))])


def _not_this_kind(kind: NoticeKind) -> OverflowMenuElement:
    return menu(Action.REMINDER_OFF, option("Don't send me this kind", kind.value))


SCREENS: Mapping[NoticeKind, Callable[[Reminder], list[Message]]] = {
    NoticeKind.ASSIGNED: assigned,
    NoticeKind.CHANGED: changed,
    NoticeKind.PREPARE: prepare,
    NoticeKind.STARTING: starting,
    NoticeKind.QUESTIONS: questions,
    NoticeKind.FEEDBACK: feedback,
    NoticeKind.OVERDUE_AWAY: overdue,
    NoticeKind.OVERDUE_FIRST: overdue,
    NoticeKind.OVERDUE_SECOND: overdue,
    NoticeKind.OVERDUE_LAST: overdue,
    NoticeKind.MISSED: missed,
}
