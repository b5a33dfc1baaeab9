"""What somebody reads and gets ready before an interview, in whichever message carries it."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from bot.slack.views import guide_parts
from bot.slack.views import interview_parts as parts
from bot.slack.views.checklist import checklist
from bot.slack.views.shape import paragraphs
from bot.values.interviews import AssignmentView
from bot.values.reminders import Reminder


def ready(r: Reminder, assignment: AssignmentView) -> list[Block]:
    """The panelist's part, what to look for, the exercise and the checklist with its ticks."""
    criteria = guide_parts.numbered(criterion.line for criterion in assignment.guide.look_for)
    return [
        *paragraphs(parts.guidance(assignment), "\n"),
        *paragraphs([guide_parts.look_for_heading(assignment.guide), *criteria], "\n"),
        *parts.lines(parts.exercise(assignment)),
        *checklist(assignment, r.ticked.get(assignment.panelist.id, ())),
    ]


def ready_if_included(r: Reminder, assignment: AssignmentView) -> list[Block]:
    """Where no other reminder is left to carry it."""
    return ready(r, assignment) if assignment.panelist.id in r.prepare_included else []
