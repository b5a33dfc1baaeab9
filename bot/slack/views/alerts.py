"""What recruiter and hiring manager are told of at once, each with the next step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.about import AlertKind
from bot.domain.interviews import AnswerKind
from bot.slack.ids import Action
from bot.slack.views import assignments
from bot.slack.views.said import CAUSES, answer_buttons
from bot.slack.views.shape import Message, actions, button, paragraphs, section
from bot.slack.views.text import dated, escape, mention, quote
from bot.values.reminders import Alert


@dataclass(frozen=True)
class Wording:
    """`headline` and `text` follow the interview's title; `next_step` says what to do.

    {by}: who said it. In the headline, {who}: whom it is about, {detail}: what was said, {back}: what holds
    again.
    """

    headline: str
    next_step: str
    text: str = ""  # where the headline holds a mention
    changes: bool = False  # whether the interview's plan is the place to go
    says: Callable[[Alert], str] = lambda _: ""  # what stands below it


def _quoted(a: Alert) -> str:
    return quote(a.detail.strip()) if a.detail.strip() else ""


def _why(a: Alert) -> str:
    return f"Why: {escape(a.detail.strip())}" if a.detail.strip() else ""


def _cause(a: Alert) -> str:
    cause = next((words for each, words in CAUSES.items() if each == a.detail), "")
    return f"Why: {cause}." if cause else ""


def _until(a: Alert) -> str:
    return f"Until {dated(datetime.fromisoformat(a.detail), a.reader.zone)}." if a.detail else ""


BACK: Mapping[AnswerKind, str] = {
    AnswerKind.CANDIDATE_MISSING: "the candidate is here",
    AnswerKind.CALLED_OFF: "it did take place: feedback on it is owed again",
    AnswerKind.DONE: "it goes on until the time that was booked",
    AnswerKind.WAS_NOT_THERE: "{who} was there, and owes feedback again",
    AnswerKind.CANNOT_MAKE_IT: "{who} can make it after all",
    AnswerKind.RUNNING_LATE: "{who} is on time after all",
}
"""What holds again, once an answer was taken back."""


SAYINGS: Mapping[AlertKind, Wording] = {
    AlertKind.CANDIDATE_MISSING: Wording(
        "the candidate is not here yet", "{by} says so. Write to the candidate, or call."
    ),
    AlertKind.CALLED_OFF: Wording(
        "it did not take place", "{by} called it off. Feedback on it is not owed.", changes=True, says=_cause
    ),
    AlertKind.DONE: Wording("it is over", "{by} says so. Your feedback is asked for now."),
    AlertKind.RUNNING_LATE: Wording(
        "{who} is about {detail} minutes late",
        "Tell the candidate, if they wait already.",
        text="somebody is running late",
    ),
    AlertKind.CANNOT_MAKE_IT: Wording(
        "{who} can't make it",
        "Find somebody else, or a new time.",
        text="somebody can't make it",
        changes=True,
        says=_quoted,
    ),
    AlertKind.WAS_NOT_THERE: Wording(
        "{who} wasn't there",
        "Their scorecard is not owed any more. If somebody else took their place, add them to the interview.",
        text="somebody wasn't there",
        changes=True,
    ),
    AlertKind.TAKEN_BACK: Wording("{back}", "{by} says so.", text="something was taken back"),
    AlertKind.MORE_TIME: Wording(
        "{who} takes more time for feedback",
        "Reminders wait until then.",
        text="more time for feedback",
        says=_until,
    ),
    AlertKind.CANDIDATE_ABSENT: Wording(
        "the candidate has not come", "{by} says so. Call the candidate, or find a new time.", changes=True
    ),
    AlertKind.TOOK_PLACE: Wording(
        "{by} says that it already took place",
        "Set the time it had: then their feedback can be submitted.",
        text="it already took place",
        changes=True,
    ),
    AlertKind.NOT_REACHED: Wording(
        "{by} was not reached",
        "A message did not arrive. Send it again when the reason is gone; until then, tell them yourself.",
        text="somebody was not reached",
        changes=True,
        says=_why,
    ),
    AlertKind.CHANNEL_WITHHELD: Wording(
        "feedback is held back from the channel",
        "It is posted as soon as this is put right. Until then you get it directly.",
        says=_why,
    ),
}


def alert(a: Alert) -> Message:
    """The first block and `text` name no candidate."""
    saying = SAYINGS[a.kind]
    by = mention(a.by) if a.by else "Somebody"
    title, headline = _title(a), _headline(a, saying, by)
    blocks: list[Block] = [
        section(f"*{title}: {headline}*\n{saying.next_step.format(by=by)}".strip()),
        *paragraphs(filter(None, [_about(a), saying.says(a)]), "\n"),
        actions(*_buttons(a, saying)),
    ]
    return Message(f"{title}: {saying.text or headline}", blocks)


def _headline(a: Alert, saying: Wording, by: str) -> str:
    who = assignments.person(a.panelist) if a.panelist else by
    back = next((words for each, words in BACK.items() if each == a.detail), "what was said was taken back")
    return saying.headline.format(by=by, who=who, detail=escape(a.detail), back=back.format(who=who))


def _title(a: Alert) -> str:
    """ "System Design, Tue 17 Nov 14:00"; "Your loop" where no interview is meant."""
    if a.interview is None:
        return "Your loop"
    what = assignments.title(a.interview, a.guide)
    starts_at = a.interview.starts_at
    return f"{what}, {dated(starts_at, a.reader.zone)}" if starts_at else what


def _about(a: Alert) -> str:
    """Whose loop, and where it was withheld."""
    said = [f"{assignments.candidate(a.loop)} for {assignments.position(a.loop)}"]
    if a.kind is AlertKind.CHANNEL_WITHHELD and a.loop.channel:
        said.append(f"<#{escape(a.loop.channel)}>")
    return " · ".join(said)


def _buttons(a: Alert, saying: Wording) -> list[ButtonElement]:
    loop = str(a.loop.id)
    buttons = [*_answers(a), button("Overview", Action.LOOP_OVERVIEW, loop)]
    if saying.changes and a.reader.id == a.loop.recruiter:
        buttons.insert(0, button("Change the interview", Action.LOOP_CHANGE, loop, primary=True))
        if a.kind is AlertKind.NOT_REACHED and a.by:
            buttons.insert(1, button("Send again", Action.SEND_AGAIN, f"{loop} {a.by}"))
    return buttons


def _answers(a: Alert) -> list[ButtonElement]:
    """What whoever reads it may do about what was said."""
    missing, recruiter = a.kind is AlertKind.CANDIDATE_MISSING, a.loop.recruiter
    if a.interview is None or a.panelist is None or not (missing or a.reader.id == recruiter):
        return []
    answer = next((each for each in AnswerKind if each.value == a.kind.value), None)
    if answer is None:
        return []
    return answer_buttons(answer, a.interview, a.panelist.id, a.reader, recruiter)
