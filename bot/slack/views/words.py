"""What recruiter and hiring manager are told of at once, each with the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement

from bot.services.values import Word, WordKind
from bot.slack.ids import Action
from bot.slack.views import seats
from bot.slack.views.shape import Message, actions, button, paragraphs, section
from bot.slack.views.text import dated, escape, mention, quote


@dataclass(frozen=True)
class Saying:
    """`headline` and `text` follow the interview's title; `next_step` says what to do. {by}: who said it."""

    headline: str
    next_step: str
    text: str = ""  # where the headline holds a mention
    changes: bool = False  # whether the interview's plan is the place to go
    why: bool = False  # whether the detail is the bot's reason, not somebody's own words


SAYINGS: Mapping[WordKind, Saying] = {
    WordKind.CANDIDATE_ABSENT: Saying(
        "the candidate has not come",
        "{by} says so. Call the candidate, or find a new time. Feedback on it is not owed any more.",
        changes=True,
    ),
    WordKind.RUNNING_LATE: Saying(
        "{by} is running late",
        "Tell the candidate, and the others on the panel.",
        text="somebody is running late",
    ),
    WordKind.CANNOT_MAKE_IT: Saying(
        "{by} can't make it",
        "Find somebody else, or a new time.",
        text="somebody can't make it",
        changes=True,
    ),
    WordKind.WAS_NOT_THERE: Saying(
        "{by} wasn't there",
        "Their scorecard is not owed any more. If somebody else took their place, add them to the interview.",
        text="somebody wasn't there",
        changes=True,
    ),
    WordKind.NOT_REACHED: Saying(
        "{by} was not reached",
        "A message did not arrive. Tell them yourself, and check who is on the panel.",
        text="somebody was not reached",
        changes=True,
        why=True,
    ),
    WordKind.CHANNEL_WITHHELD: Saying(
        "feedback is held back from the channel",
        "It is posted as soon as this is put right. Until then you get it directly.",
        why=True,
    ),
    WordKind.LATE_FEEDBACK: Saying(
        "late feedback is in",
        "{by} gave it when the others' could already be read. It is added to the thread.",
    ),
}


def word(w: Word) -> Message:
    """The first block and `text` name no candidate."""
    saying = SAYINGS[w.kind]
    by = mention(w.by) if w.by else "Somebody"
    title = _title(w)
    blocks: list[Block] = [
        section(f"*{title}: {saying.headline.format(by=by)}*\n{saying.next_step.format(by=by)}"),
        *paragraphs([_about(w), *_detail(w, saying)], "\n"),
        actions(*_buttons(w, saying)),
    ]
    return Message(f"{title}: {saying.text or saying.headline}", blocks)


def _title(w: Word) -> str:
    """ "System Design, Tue 17 Nov 14:00"; "A loop of yours" where no interview is meant."""
    if w.interview is None:
        return "A loop of yours"
    what = seats.title(w.interview, w.guide)
    starts_at = w.interview.starts_at
    return f"{what}, {dated(starts_at, w.reader.zone)}" if starts_at else what


def _detail(w: Word, saying: Saying) -> list[str]:
    said = w.detail.strip()
    if not said:
        return []
    return [f"Why: {escape(said)}"] if saying.why else [quote(said)]


def _about(w: Word) -> str:
    """Whose loop, and where it was withheld."""
    said = [f"{seats.candidate(w.loop)} for {seats.position(w.loop)}"]
    if w.kind is WordKind.CHANNEL_WITHHELD and w.loop.channel:
        said.append(f"<#{escape(w.loop.channel)}>")
    return " · ".join(said)


def _buttons(w: Word, saying: Saying) -> list[ButtonElement]:
    loop = str(w.loop.id)
    buttons = [button("Overview", Action.LOOP_OVERVIEW, loop)]
    if w.kind is WordKind.LATE_FEEDBACK and w.interview and (seat := w.interview.seat_of(w.by)):
        buttons.insert(0, button("Read it", Action.SCORECARD_READ, str(seat.id), primary=True))
    if saying.changes and w.reader.id == w.loop.recruiter:
        buttons.insert(0, button("Change the interview", Action.LOOP_CHANGE, loop, primary=True))
    return buttons
