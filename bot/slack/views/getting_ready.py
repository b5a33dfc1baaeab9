"""What somebody reads and gets ready before an interview, in whichever message carries it."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from bot.services.values import Reminder, Seat
from bot.slack.views import guide_parts
from bot.slack.views import interview_parts as parts
from bot.slack.views.checklist import checklist
from bot.slack.views.shape import paragraphs


def ready(r: Reminder, seat: Seat) -> list[Block]:
    """The panelist's part, what to look for, the exercise and the checklist with its ticks."""
    criteria = guide_parts.numbered(criterion.line for criterion in seat.guide.look_for)
    return [
        *paragraphs(parts.guidance(seat), "\n"),
        *paragraphs([guide_parts.look_for_heading(seat.guide), *criteria], "\n"),
        *parts.lines(parts.exercise(seat)),
        *checklist(seat, r.ticked.get(seat.panelist.id, ())),
    ]


def ready_if_included(r: Reminder, seat: Seat) -> list[Block]:
    """Where no other reminder is left to carry it."""
    return ready(r, seat) if seat.panelist.id in r.prepare_included else []
