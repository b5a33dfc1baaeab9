"""The answer to words that are no command, and the buttons for what an answer in words cannot do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.catalog.catalog import Choice
from bot.slack.ids import Action
from bot.slack.views import interview_parts as parts
from bot.slack.views.guide_list import GUIDE, offers
from bot.slack.views.shape import Message, actions, button, context, section
from bot.slack.views.text import clip, escape
from bot.values.interviews import AssignmentView, Reader

ECHOED = 100  # characters of what was typed
IN_A_BUTTON = 2000  # Slack's limit of a button's value
MOST_OFFERED = 3  # interviews a note may be about
LABELS = {
    Action.PREP_NEXT: "Prep my next interview",
    Action.GUIDE_LIST: "All interview types",
    Action.MINE: "My interviews",
    Action.LOOP_NEW: "Set up a loop",
    Action.LOOPS: "Loops",
    Action.SETTINGS_OWN: "Settings",
}
"""What a command is called on a button."""


@dataclass(frozen=True)
class Understood:
    """What words that are no command may have meant.

    `words`: as typed, "" where the answer stands below them anyway. `usage`, `button`: the nearest command.
    `note`: the words as a note for one of `offered`; `ts`: of the message that holds them.
    """

    words: str
    usage: str = ""
    button: Action | None = None
    guides: Sequence[Choice] = ()
    note: str = ""
    ts: str = ""
    offered: Sequence[AssignmentView] = ()
    in_channel: bool = False


def not_understood(found: Understood, reader: Reader, command: str) -> Message:
    """Never the words themselves at first sight of a message: they may be about a candidate."""
    unknown = f"I don't know “{clip(found.words, ECHOED)}”." if found.words else "That is no command of mine."
    said = escape(" ".join(filter(None, (unknown, _meant(found, command)))))
    blocks: list[Block] = [
        section(said),
        *(_offer(found, each, reader) for each in found.offered[:MOST_OFFERED]),
        *(offers(found.guides, GUIDE) if found.guides else ()),
        *_not_in_channels(found, command),
        actions(
            button(LABELS[found.button], found.button) if found.button else None,
            button("What you can do", Action.HELP),
        ),
    ]
    return Message(said, blocks)


def _meant(found: Understood, command: str) -> str:
    if found.usage:
        return f"Did you mean {found.usage}?"
    if found.guides:
        return "Did you mean one of these?"
    return f"Type {command} help to see what I can do." if found.words else ""


def _offer(found: Understood, assignment: AssignmentView, reader: Reader) -> Block:
    title, panelist = parts.short_title(assignment, reader), str(assignment.panelist.id)
    held = f"{panelist} {found.ts} {found.note}"
    if len(held) <= IN_A_BUTTON:
        return section(f"Keep it as a note for *{title}*?", button("Keep as note", Action.NOTE_ADD, held))
    says = f"A note for *{title}*? It is too long for one press: open the scorecard, and paste it there."
    return section(says, button("Open scorecard", Action.SCORECARD_OPEN, panelist))


def _not_in_channels(found: Understood, command: str) -> Iterator[Block]:
    if found.in_channel:
        yield context(
            f"For a candidate's loop, use `{escape(command)} loop …`: in a channel I look nobody up."
        )


def kept_note(assignment: AssignmentView, reader: Reader) -> Message:
    said = f"Kept in your notes for {parts.short_title(assignment, reader)}"
    open_it = button("Open scorecard", Action.SCORECARD_OPEN, str(assignment.panelist.id))
    return Message(said, [section(f"{said}."), actions(open_it)])


def press_to(sentence: str, action: Action) -> Message:
    """Where no form can be opened: the button that opens it."""
    return Message(sentence, [section(sentence), actions(button(LABELS[action], action, primary=True))])
