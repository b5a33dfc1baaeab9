"""What became of a scorecard's form: it is in, or kept as a draft, and what can be done next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.handing_in import DraftReason, correctable_until, counts_from
from bot.slack.ids import Action, Callback
from bot.slack.views import assignments
from bot.slack.views.shape import Message, actions, asking, button, modal, section
from bot.slack.views.text import clock_time, escape, moment
from bot.values.feedback import Submission, Withdrawn
from bot.values.interviews import AssignmentView

_KEPT: Mapping[DraftReason, tuple[str, str]] = {
    DraftReason.NOTES: ("Your notes are saved", "Nobody else sees them."),
    DraftReason.EARLY: (
        "Kept as a draft, not submitted",
        "The interview has not begun. Nobody else sees what you wrote.",
    ),
    DraftReason.UNSCHEDULED: (
        "Kept as a draft, not submitted",
        "The interview has no time yet. Nobody else sees what you wrote.",
    ),
    DraftReason.CANCELLED: (
        "Kept as a draft, not submitted",
        "The interview is cancelled, so its feedback counts no more. Nobody else sees what you wrote.",
    ),
}
"""The headline, and what it means."""


def handed_in(s: Submission) -> View:
    """The form's closing screen."""
    lines = _kept(s, s.kept) if s.kept else _in(s)
    blocks: list[Block] = [section("\n".join([assignments.about(s.assignment, s.reader, s.now), *lines]))]
    if next_step := _next_step(s):
        blocks.append(actions(next_step))
    return modal(Callback.HANDED_IN, "Saved" if s.kept else "Submitted", blocks)


def _kept(s: Submission, kept: DraftReason) -> list[str]:
    headline, meaning = _KEPT[kept]
    starts_at = s.assignment.interview.starts_at
    ahead = starts_at if starts_at and starts_at > s.now and kept is not DraftReason.CANCELLED else None
    from_then = [f"You can submit your feedback from {moment(ahead, s.reader.zone, s.now)}."] if ahead else []
    return [f"*{headline}*", " ".join([meaning, *from_then])]


def _in(s: Submission) -> Iterator[str]:
    yield "*Your feedback is in*"
    interview, scorecard = s.assignment.interview, s.scorecard
    counts = counts_from(interview, scorecard) if scorecard else None
    until = correctable_until(interview, scorecard) if scorecard else None
    if counts and counts > s.now:
        yield f"It counts once the interview is over, at {clock_time(counts, s.reader.zone)}."
    if until and until > s.now:
        opens = " Then you can read the others'." if s.opens else ""
        yield f"You can correct it until {clock_time(until, s.reader.zone)}.{opens}"
    if s.blind_because and not s.opens:
        yield escape(s.blind_because)


def _next_step(s: Submission) -> ButtonElement | None:
    panelist = str(s.assignment.panelist.id)
    if s.opens:
        return asking(
            button("I'm done: open the others'", Action.SCORECARD_DONE, panelist),
            "Done with yours?",
            "You can no longer correct your feedback then.",
            "Open the others'",
        )
    if s.kept is None:
        return (
            button("Read the others'", Action.LOOP_OVERVIEW, str(s.assignment.loop.id)) if _reads(s) else None
        )
    return took_place(s.assignment) if _may_have_been(s) else None


def _reads(s: Submission) -> bool:
    return not s.blind_because


def _may_have_been(s: Submission) -> bool:
    """Whether its time may be what is wrong."""
    starts_at = s.assignment.interview.starts_at
    return s.kept is not DraftReason.CANCELLED and (starts_at is None or starts_at > s.now)


def took_place(assignment: AssignmentView) -> ButtonElement:
    return button("It already took place", Action.TOOK_PLACE, str(assignment.panelist.id))


def withdrawn(w: Withdrawn) -> list[Message]:
    """In the thread, in place of what stood there."""
    who = assignments.person(w.panelist)
    text = f"Feedback on {escape(w.guide.title)} by {who} is not submitted any more: the interview has moved."
    return [Message(text, [section(text)])]
