"""The shape of each block, and the surfaces that show it.

Source: https://docs.slack.dev/reference/block-kit/blocks. Left out, and so refused: blocks this bot has no
use for (alert, call, card, carousel, container, context_actions, data_table, data_visualization, plan,
task_card).
"""

from bot.sandbox.payloads.elements import EVERYWHERE, Surface, elements_for
from bot.sandbox.payloads.objects import ID, ONE_PICTURE, PICTURE, plain, text, texts
from bot.sandbox.payloads.rich_text import RICH_TEXT
from bot.sandbox.payloads.shapes import (
    Check,
    array,
    at_least_one,
    boolean,
    by_type,
    choice,
    number,
    or_null,
    record,
    string,
    typed,
    web_address,
)

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}

_NAMED = {"block_id": ID}


_CELLS = {
    "raw_text": typed("raw_text", {"text": string(1)}),
    "raw_number": typed("raw_number", {"value": number, "text": string(1)}),
    "rich_text": RICH_TEXT,
}
_COLUMN = record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})

_SAME_EVERYWHERE = {
    "divider": typed("divider", {}, _NAMED),
    "header": typed("header", {"text": plain(150)}, _NAMED),
    "image": typed(
        "image", {"alt_text": string(1, 2000)}, {**_NAMED, **PICTURE, "title": plain(2000)}, ONE_PICTURE
    ),
    "rich_text": RICH_TEXT,
    "video": typed(
        "video",
        {
            "alt_text": string(1),
            "title": plain(199),  # "less than 200", and the author's name "less than 50"
            "video_url": web_address(),
            "thumbnail_url": web_address(),
        },
        {
            **_NAMED,
            "title_url": web_address(),
            "description": plain(3000),
            "provider_icon_url": web_address(),
            "provider_name": string(1),
            "author_name": string(1, 49),
        },
    ),
}

_ONLY_MESSAGES = {
    "file": typed("file", {"external_id": string(1), "source": choice("remote")}, _NAMED),
    "markdown": typed("markdown", {"text": string(1, 12_000)}, _NAMED),
    "table": typed(
        "table",
        {"rows": array(array(by_type(_CELLS, "a cell"), 1, 20), 1, 100)},
        # null keeps a column as it is, so that a later one can be set
        {**_NAMED, "column_settings": array(or_null(_COLUMN), 0, 20)},
    ),
}


def _with_elements(surface: Surface) -> dict[str, Check]:
    """The blocks that hold elements; which ones they take depends on where they are shown."""
    in_section, in_actions = elements_for("section", surface), elements_for("actions", surface)
    in_input, in_context = elements_for("input", surface), elements_for("context", surface)
    return {
        "section": typed(
            "section",
            {},
            {
                **_NAMED,
                "text": text(3000),
                "fields": array(text(2000), 1, 10),
                "accessory": by_type(in_section, "an accessory of a section"),
                "expand": boolean,
            },
            at_least_one("text", "fields"),
        ),
        "context": typed(
            "context",
            {"elements": array(by_type({**in_context, **texts(3000)}, "an element of a context"), 1, 10)},
            _NAMED,
        ),
        "actions": typed(
            "actions",
            {"elements": array(by_type(in_actions, "an element of actions"), 1, 25)},
            _NAMED,
        ),
        "input": typed(
            "input",
            {"label": plain(2000), "element": by_type(in_input, "an element of an input")},
            {**_NAMED, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
        ),
    }


def _blocks_on(surface: Surface) -> Check:
    kinds = {**_SAME_EVERYWHERE, **_with_elements(surface)}
    if surface == "message":
        kinds |= _ONLY_MESSAGES
    # A message may give an empty list, to take its blocks away; a view must show something.
    least = 0 if surface == "message" else 1
    return array(by_type(kinds, f"a block of a {surface}"), least, MOST_BLOCKS[surface])


BLOCKS = {surface: _blocks_on(surface) for surface in EVERYWHERE}
