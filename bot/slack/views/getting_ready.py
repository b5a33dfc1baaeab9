"""What somebody reads and gets ready before an interview, in whichever message carries it."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from bot.slack.views import guide_parts
from bot.slack.views import interview_parts as parts
from bot.slack.views.checklist import checklist
from bot.slack.views.shape import paragraphs
from bot.slack.views.text import escape
from bot.values.interviews import AssignmentView
from bot.values.reminders import Reminder


def ready(r: Reminder, assignment: AssignmentView) -> list[Block]:
    """The exercise, the panelist's part, what to look for and the checklist with its ticks."""
    criteria = guide_parts.numbered(criterion.line for criterion in assignment.guide.look_for)
    return [
        *parts.lines(parts.exercise(assignment)),
        *paragraphs(parts.guidance(assignment), "\n"),
        *paragraphs(
            [guide_parts.look_for_heading(assignment.guide), *criteria, *_only_here(r, assignment)], "\n"
        ),
        *checklist(assignment, r.ticked.get(assignment.panelist.id, ())),
    ]


def _only_here(r: Reminder, assignment: AssignmentView) -> list[str]:
    found = r.only_here.get(assignment.panelist.id, ())
    if len(found) == len(assignment.guide.look_for):
        return ["No other interview of this loop looks at any of these."]
    said = " · ".join(escape(criterion.short) for criterion in found)
    return [f"No other interview of this loop looks at: {said}"] if found else []


def ready_or_exercise(r: Reminder, assignment: AssignmentView) -> list[Block]:
    """Of somebody new to it: the exercise at least, to look at in good time."""
    return ready_if_included(r, assignment) or parts.lines(parts.exercise(assignment))


def ready_if_included(r: Reminder, assignment: AssignmentView) -> list[Block]:
    """Where no other reminder is left to carry it."""
    return ready(r, assignment) if assignment.panelist.id in r.prepare_included else []
