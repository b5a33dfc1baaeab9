"""What recruiter and hiring manager are told of at once, each with the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.about import AlertKind
from bot.slack.ids import Action
from bot.slack.views import assignments
from bot.slack.views.shape import Message, actions, button, paragraphs, section
from bot.slack.views.text import dated, escape, mention, quote
from bot.values.reminders import Alert


@dataclass(frozen=True)
class Wording:
    """`headline` and `text` follow the interview's title; `next_step` says what to do. {by}: who said it."""

    headline: str
    next_step: str
    text: str = ""  # where the headline holds a mention
    changes: bool = False  # whether the interview's plan is the place to go
    why: bool = False  # whether the detail is the bot's reason, not somebody's own words


SAYINGS: Mapping[AlertKind, Wording] = {
    AlertKind.CANDIDATE_ABSENT: Wording(
        "the candidate has not come",
        "{by} says so. Call the candidate, or find a new time. Feedback on it is not owed any more.",
        changes=True,
    ),
    AlertKind.RUNNING_LATE: Wording(
        "{by} is running late",
        "Tell the candidate, and the others on the panel.",
        text="somebody is running late",
    ),
    AlertKind.CANNOT_MAKE_IT: Wording(
        "{by} can't make it",
        "Find somebody else, or a new time.",
        text="somebody can't make it",
        changes=True,
    ),
    AlertKind.WAS_NOT_THERE: Wording(
        "{by} wasn't there",
        "Their scorecard is not owed any more. If somebody else took their place, add them to the interview.",
        text="somebody wasn't there",
        changes=True,
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
        why=True,
    ),
    AlertKind.CHANNEL_WITHHELD: Wording(
        "feedback is held back from the channel",
        "It is posted as soon as this is put right. Until then you get it directly.",
        why=True,
    ),
}


def alert(a: Alert) -> Message:
    """The first block and `text` name no candidate."""
    saying = SAYINGS[a.kind]
    by = mention(a.by) if a.by else "Somebody"
    title = _title(a)
    blocks: list[Block] = [
        section(f"*{title}: {saying.headline.format(by=by)}*\n{saying.next_step.format(by=by)}"),
        *paragraphs([_about(a), *_detail(a, saying)], "\n"),
        actions(*_buttons(a, saying)),
    ]
    return Message(f"{title}: {saying.text or saying.headline}", blocks)


def _title(a: Alert) -> str:
    """ "System Design, Tue 17 Nov 14:00"; "A loop of yours" where no interview is meant."""
    if a.interview is None:
        return "A loop of yours"
    what = assignments.title(a.interview, a.guide)
    starts_at = a.interview.starts_at
    return f"{what}, {dated(starts_at, a.reader.zone)}" if starts_at else what


def _detail(a: Alert, saying: Wording) -> list[str]:
    said = a.detail.strip()
    if not said:
        return []
    return [f"Why: {escape(said)}"] if saying.why else [quote(said)]


def _about(a: Alert) -> str:
    """Whose loop, and where it was withheld."""
    said = [f"{assignments.candidate(a.loop)} for {assignments.position(a.loop)}"]
    if a.kind is AlertKind.CHANNEL_WITHHELD and a.loop.channel:
        said.append(f"<#{escape(a.loop.channel)}>")
    return " · ".join(said)


def _buttons(a: Alert, saying: Wording) -> list[ButtonElement]:
    loop = str(a.loop.id)
    buttons = [button("Overview", Action.LOOP_OVERVIEW, loop)]
    if saying.changes and a.reader.id == a.loop.recruiter:
        buttons.insert(0, button("Change the interview", Action.LOOP_CHANGE, loop, primary=True))
        if a.kind is AlertKind.NOT_REACHED and a.by:
            buttons.insert(1, button("Send again", Action.SEND_AGAIN, f"{loop} {a.by}"))
    return buttons
