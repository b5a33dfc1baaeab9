"""What a panelist may answer: more time, cannot make it, running late; and which interview they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.slack.ids import Action, Callback
from bot.slack.views import assignments, inputs
from bot.slack.views.inputs import State, input_block, option
from bot.slack.views.shape import Message, as_many_as_fit, button, modal, section
from bot.slack.views.text import moment
from bot.values.forms import CannotMakeIt, MoreTime, RunningLate
from bot.values.interviews import AssignmentView, Reader

MINUTES = (5, 10, 15, 20, 30)


def more_time_modal(assignment: AssignmentView, *, reader: Reader, now: datetime) -> View:
    """Offers a day more than there is."""
    due = f"due {moment(assignment.due, reader.zone, now)}" if assignment.due else "not owed"
    offered = (max(assignment.due or now, now) + timedelta(days=1)).replace(second=0, microsecond=0)
    blocks = [
        section(
            f"{assignments.about(assignment, reader, now)}\n"
            f"The feedback is {due}. The recruiter sees the new time."
        ),
        input_block(
            "until",
            "More time until",
            inputs.time_picker(offered),
            hint=f"In your zone, {reader.zone}. Reminders wait until then.",
        ),
    ]
    return _answer(Callback.MORE_TIME, "More time", "Take more time", blocks, assignment)


def more_time_taken(assignment: AssignmentView, *, reader: Reader, now: datetime) -> View:
    """The form's closing screen."""
    due = f"It is due {moment(assignment.due, reader.zone, now)}" if assignment.due else "It is not owed"
    said = f"*{due}*\nReminders wait until then. The recruiter has been told."
    return modal(Callback.SAID, "Done", [section(f"{assignments.about(assignment, reader, now)}\n{said}")])


def parse_more_time(values: State, metadata: Mapping[str, Any]) -> MoreTime:
    return MoreTime(int(metadata["panelist"]), inputs.chosen_time(values, "until"))


def cannot_make_it_modal(assignment: AssignmentView, *, reader: Reader, now: datetime) -> View:
    blocks = [
        section(f"{assignments.about(assignment, reader, now)}\n{_stays(assignment, reader)}"),
        input_block(
            "reason",
            "Reason, or who could take over",
            inputs.typing(limit=500, lines=True),
            hint="The recruiter reads this.",
            optional=True,
        ),
    ]
    title = "I can't make it" if _is_own(assignment, reader) else "They can't make it"
    return _answer(Callback.CANNOT_MAKE_IT, title, "Tell the recruiter", blocks, assignment)


def _stays(assignment: AssignmentView, reader: Reader) -> str:
    who = "You stay" if _is_own(assignment, reader) else f"{assignments.person(assignment.panelist)} stays"
    return f"The recruiter is told at once. {who} on the panel until it is changed."


def parse_cannot_make_it(values: State, metadata: Mapping[str, Any]) -> CannotMakeIt:
    return CannotMakeIt(int(metadata["panelist"]), inputs.typed_text(values, "reason"))


def running_late_modal(assignment: AssignmentView, *, reader: Reader, now: datetime) -> View:
    options = [option(f"{minutes} minutes", str(minutes)) for minutes in MINUTES]
    blocks = [
        section(
            f"{assignments.about(assignment, reader, now)}\n"
            "The recruiter is told at once, to tell the candidate."
        ),
        input_block("minutes", "How late", inputs.select(options, str(MINUTES[0]))),
    ]
    title = "I'm running late" if _is_own(assignment, reader) else "They are running late"
    return _answer(Callback.RUNNING_LATE, title, "Tell the recruiter", blocks, assignment)


def parse_running_late(values: State, metadata: Mapping[str, Any]) -> RunningLate:
    return RunningLate(int(metadata["panelist"]), int(inputs.chosen(values, "minutes") or MINUTES[0]))


def _answer(
    callback: Callback, title: str, submit: str, blocks: Sequence[Block], assignment: AssignmentView
) -> View:
    return modal(
        callback, title, blocks, submit=submit, close="Cancel", metadata={"panelist": assignment.panelist.id}
    )


def _is_own(assignment: AssignmentView, reader: Reader) -> bool:
    return assignment.panelist.person == reader.id


# --- which interview ---------------------------------------------------------------------------


def pick_scorecard(open_ones: Sequence[AssignmentView], *, reader: Reader, now: datetime) -> Message:
    """Asks which interview the feedback is for; says what to do where there is none."""
    blocks = as_many_as_fit(lambda rows: _choices(open_ones, rows, reader, now))
    return Message("Which interview is your feedback for?" if open_ones else "You owe no feedback", blocks)


def pick_scorecard_modal(open_ones: Sequence[AssignmentView], *, reader: Reader, now: datetime) -> View:
    blocks = as_many_as_fit(lambda rows: _choices(open_ones, rows, reader, now), blocks=100)
    return modal(Callback.PICK, "Your feedback", blocks)


def _choices(open_ones: Sequence[AssignmentView], rows: int, reader: Reader, now: datetime) -> list[Block]:
    if not open_ones:
        said = "If you interviewed somebody, ask your recruiter to add the interview: then it appears here."
        return [section(f"*You owe no feedback*\n{said}")]
    blocks: list[Block] = [section("*Which interview is your feedback for?*")]
    for assignment in open_ones[:rows]:
        says = f"Open scorecard: {assignment.guide.title}"
        open_it = button("Open scorecard", Action.SCORECARD_OPEN, str(assignment.panelist.id), says=says)
        blocks.append(section(_choice(assignment, reader, now), open_it))
    return [*blocks, *assignments.left_out(open_ones, rows, "interview")]


def _choice(assignment: AssignmentView, reader: Reader, now: datetime) -> str:
    due = (
        f"\nDue {moment(assignment.due, reader.zone, now)}"
        if assignment.due and not assignment.submitted
        else ""
    )
    return f"{assignments.about(assignment, reader, now)}{due}"
