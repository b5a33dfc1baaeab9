"""The two things a screen can be, and the blocks screens are made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.slack.ids import Action
from bot.slack.views.text import clip, pieces

MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 12_000  # all blocks together; Slack refuses somewhere above 13,200
VIEW_BLOCKS = 100
VIEW_BYTES = 240_000  # Slack takes 250 KB with what it adds itself
SECTION_CHARACTERS = 3000
MOST_ROWS = 100  # what `as_many_as_fit` asks for first


@dataclass(frozen=True)
class Message:
    """`text` is what phones and screen readers get: never a candidate, rating or recommendation."""

    text: str
    blocks: Sequence[Block]

    def payload(self) -> dict[str, Any]:
        return {"text": self.text, "blocks": [block.to_dict() for block in self.blocks]}


def header(text: str) -> HeaderBlock:
    return HeaderBlock(text=PlainTextObject(text=clip(text, 150)))


def section(text: str, accessory: InteractiveElement | None = None) -> SectionBlock:
    """`text` is mrkdwn of at most 3000 characters; longer text goes through `sections`."""
    return SectionBlock(text=MarkdownTextObject(text=text), accessory=accessory)


def sections(text: str) -> list[Block]:
    """As many sections as the text needs, parted between lines or sentences, never cut in one."""
    return [section(piece) for piece in pieces(text, SECTION_CHARACTERS)]


def context(*texts: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=text) for text in texts])


def divider() -> DividerBlock:
    return DividerBlock()


def actions(*elements: InteractiveElement | None, block_id: str | None = None) -> ActionsBlock:
    """A row of buttons; a None is left out."""
    return ActionsBlock(elements=[element for element in elements if element], block_id=block_id)


def button(
    text: str,
    action: Action,
    value: str = "",
    *,
    primary: bool = False,
    url: str | None = None,
    says: str | None = None,
) -> ButtonElement:
    """`says` is what a screen reader says where the text alone is not enough."""
    return ButtonElement(
        text=PlainTextObject(text=clip(text, 75)),
        action_id=action,
        value=value or None,
        style="primary" if primary else None,
        url=url,
        accessibility_label=clip(says, 75) if says else None,
    )


def menu(action: Action, *options: Option) -> OverflowMenuElement:
    """The three dots: for what is seldom wanted."""
    return OverflowMenuElement(action_id=action, options=list(options))


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str = "Close",
    metadata: Mapping[str, object] | None = None,
) -> View:
    return View(
        type="modal",
        callback_id=callback,
        title=PlainTextObject(text=clip(title, 24)),
        submit=PlainTextObject(text=clip(submit, 24)) if submit else None,
        close=PlainTextObject(text=clip(close, 24)),
        blocks=list(blocks),
        private_metadata=json.dumps(metadata or {}, separators=(",", ":")),
    )


def fits(view: View) -> bool:
    """Whether Slack takes it."""
    if len(view.blocks or ()) > VIEW_BLOCKS:
        return False
    written = json.dumps(view.to_dict(), ensure_ascii=False)
    return len(written.encode(errors="replace")) <= VIEW_BYTES


def page(callback: str, title: str, blocks: Sequence[Block], too_long: str) -> View:
    """A modal to read: all of it, or under the line `too_long` as much as Slack takes."""
    view, most = modal(callback, title, blocks), len(blocks)
    while not fits(view):
        most = most * 3 // 4
        view = modal(callback, title, [context(too_long), *blocks[:most]])
    return view


def home(blocks: Sequence[Block]) -> View:
    return View(type="home", blocks=list(blocks))


def size(block: Block) -> int:
    """Characters the block counts for: what is around its text counts too."""
    return len(json.dumps(block.to_dict(), ensure_ascii=False, separators=(",", ":"))) + 1


def paragraphs(texts: Iterable[str], between: str = "\n\n") -> list[Block]:
    """Sections that hold several texts each; one is parted only where it alone is too long."""
    blocks: list[Block] = []
    held = ""
    for text in texts:
        joined = f"{held}{between}{text}" if held else text
        if len(joined) > SECTION_CHARACTERS:
            blocks += sections(held)
            joined = text
        held = joined
    return blocks + sections(held)


def messages(text: str, blocks: Iterable[Block], title: str) -> list[Message]:
    """As many messages as the blocks need; each further one is headed "<title>, continued"."""
    every: list[list[Block]] = [[]]
    used = 2
    for block in blocks:
        if len(every[-1]) == MESSAGE_BLOCKS or used + size(block) > MESSAGE_CHARACTERS:
            heading = section(f"*{title}, continued*")
            kept_back = [every[-1].pop()] if isinstance(every[-1][-1], HeaderBlock) else []
            every.append([heading, *kept_back])
            used = 2 + sum(map(size, every[-1]))
        every[-1].append(block)
        used += size(block)
    return [
        Message(text if number == 0 else f"{text} (continued)", part) for number, part in enumerate(every)
    ]


def as_many_as_fit(
    build: Callable[[int], list[Block]], *, blocks: int = MESSAGE_BLOCKS, characters: int = MESSAGE_CHARACTERS
) -> list[Block]:
    """What `build` makes with the most rows a list that still fit; it says itself what it leaves out."""
    made: list[Block] = []
    for rows in (MOST_ROWS, 40, 25, 15, 12, 10, 8, 6, 5, 4, 3, 2, 1):
        made = build(rows)
        if len(made) <= blocks and sum(map(size, made)) + 2 <= characters:
            break
    return made


def asking(element: ButtonElement, title: str, text: str, yes: str) -> ButtonElement:
    """The button, with a question before it does what it says. All plain text."""
    element.confirm = ConfirmObject(
        title=PlainTextObject(text=clip(title, 100)),
        text=PlainTextObject(text=clip(text, 300)),
        confirm=PlainTextObject(text=clip(yes, 30)),
        deny=PlainTextObject(text="Keep it"),
    )
    return element
