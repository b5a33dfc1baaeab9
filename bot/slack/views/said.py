"""What became of an answer: what holds now, who was told, and how it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.interviews import AnswerKind, Cause, Interview, Role
from bot.slack.ids import Action, Callback
from bot.slack.views import assignments, inputs
from bot.slack.views.inputs import State, input_block, option
from bot.slack.views.shape import Message, actions, button, context, modal, section
from bot.values.interviews import AssignmentView, Reader

CAUSES: Mapping[Cause, str] = {
    Cause.CANDIDATE: "The candidate did not come",
    Cause.TROUBLE: "Technical trouble",
    Cause.MISSING: "One of us was missing",
    Cause.OTHER: "Something else",
}
_SAID: Mapping[AnswerKind, tuple[str, str]] = {
    AnswerKind.CANDIDATE_MISSING: (
        "The candidate is not here yet",
        "The others of this interview and the recruiter have been told. Nothing else changes.",
    ),
    AnswerKind.CALLED_OFF: (
        "It did not take place",
        "Feedback on it is not owed. Its panel, the recruiter and the hiring manager have been told.",
    ),
    AnswerKind.DONE: ("It is over", "Its panel is asked for feedback now."),
    AnswerKind.WAS_NOT_THERE: (
        "You weren't there",
        "You owe no feedback on it. The lead and the recruiter have been told.",
    ),
    AnswerKind.CANNOT_MAKE_IT: (
        "You can't make it",
        "The recruiter has been told, to find somebody else. You are not reminded of it any more.",
    ),
    AnswerKind.RUNNING_LATE: (
        "You are about {detail} minutes late",
        "The others of this interview and the recruiter have been told.",
    ),
}
"""What holds, and what it means."""
TAKEN_BACK: Mapping[AnswerKind, str] = {
    AnswerKind.CANDIDATE_MISSING: "The candidate is here",
    AnswerKind.CALLED_OFF: "It did take place: feedback on it is owed again",
    AnswerKind.DONE: "It goes on until the time that was booked",
    AnswerKind.WAS_NOT_THERE: "You were there: your feedback is owed again",
    AnswerKind.CANNOT_MAKE_IT: "You can make it after all",
    AnswerKind.RUNNING_LATE: "You are on time after all",
}


def said(
    answer: AnswerKind, assignment: AssignmentView, *, reader: Reader, now: datetime, detail: str = ""
) -> Message:
    headline, _ = _SAID[answer]
    return Message(headline.format(detail=detail), _blocks(answer, assignment, reader, now, detail))


def said_modal(
    answer: AnswerKind, assignment: AssignmentView, *, reader: Reader, now: datetime, detail: str = ""
) -> View:
    """The closing screen of a form."""
    return modal(Callback.SAID, "Done", _blocks(answer, assignment, reader, now, detail))


def _blocks(
    answer: AnswerKind, assignment: AssignmentView, reader: Reader, now: datetime, detail: str
) -> list[Block]:
    headline, meaning = _SAID[answer]
    text = f"*{headline.format(detail=detail)}*\n{meaning}"
    buttons = answer_buttons(
        answer, assignment.interview, assignment.panelist.id, reader, assignment.loop.recruiter
    )
    return [section(text), context(assignments.about(assignment, reader, now)), actions(*buttons)]


def answer_buttons(
    answer: AnswerKind, interview: Interview, panelist_id: int, reader: Reader, recruiter: str
) -> list[ButtonElement]:
    """What can be done once it was said, by whoever reads of it."""
    words = "They came" if answer is AnswerKind.CANDIDATE_MISSING else "Take it back"
    back = button(words, Action.TAKE_BACK, f"{panelist_id} {answer.value}")
    leads = {each.person for each in interview.in_role(Role.LEAD)} | {recruiter}
    if answer is AnswerKind.CANDIDATE_MISSING and reader.id in leads:
        return [back, button("Call it off", Action.CALL_OFF, str(panelist_id))]
    return [back]


def taken_back(answer: AnswerKind, new: bool) -> Message:
    """`new`: it stood until now."""
    text = TAKEN_BACK[answer] if new else "That was taken back already, or never said"
    return Message(text, [section(f"{text}.")])


def call_off_modal(assignment: AssignmentView, *, reader: Reader, now: datetime) -> View:
    causes = [option(words, cause) for cause, words in CAUSES.items()]
    blocks = [
        section(
            f"{assignments.about(assignment, reader, now)}\n"
            "Nobody owes feedback on it then; what is in stays in. Its panel, the recruiter and the hiring "
            "manager are told. It can be taken back."
        ),
        input_block("cause", "Why did it not take place?", inputs.radio(causes)),
    ]
    metadata = {"panelist": assignment.panelist.id}
    return modal(
        Callback.CALL_OFF, "Call it off", blocks, submit="Call it off", close="Cancel", metadata=metadata
    )


def parse_call_off(values: State) -> Cause | None:
    chosen = inputs.chosen(values, "cause")
    return Cause(chosen) if chosen else None
