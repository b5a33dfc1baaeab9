"""What one can do here, and the answer to anything that cannot be done."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.slack.ids import Action
from bot.slack.views.shape import Message, actions, button, paragraphs, section, sections
from bot.slack.views.text import clip, escape


def help_page(commands: Sequence[tuple[str, str]], *, may_create: bool = False) -> Message:
    """`commands`: the whole usage ("/interview prep <type>") and a sentence on each.

    `may_create`: this person may set up loops.
    """
    title = "*Interview guides, reminders and feedback*\nChoose one, or type a command."
    lines = [f"`{escape(usage)}`\n{escape(sentence)}" for usage, sentence in commands]
    blocks: list[Block] = [
        section(title),
        actions(
            button("Prep my next interview", Action.PREP_NEXT, primary=True),
            button("My interviews", Action.MINE),
            button("All interview types", Action.GUIDE_LIST),
            button("Set up a loop", Action.LOOP_NEW) if may_create else None,
            button("Loops", Action.LOOPS) if may_create else None,
        ),
        *paragraphs(lines, "\n"),
    ]
    return Message("Interview guides, reminders and feedback: what you can do", blocks)


def refusal(sentence: str) -> Message:
    """Any plain "no": the sentence says what happened and what to do now."""
    return Message(clip(escape(sentence), 3000), sections(escape(sentence)))
