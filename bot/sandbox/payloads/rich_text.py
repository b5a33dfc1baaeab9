"""The structure of rich_text blocks.

Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from bot.sandbox.payloads.objects import ID
from bot.sandbox.payloads.shapes import (
    Check,
    Keys,
    array,
    boolean,
    by_type,
    choice,
    integer,
    link,
    record,
    string,
    typed,
)

_STYLE = record(
    {},
    {
        "bold": boolean,
        "italic": boolean,
        "strike": boolean,
        "code": boolean,
        "underline": boolean,
        "highlight": boolean,
        "client_highlight": boolean,
        "unlink": boolean,
    },
)


def _part(kind: str, required: Keys, optional: Keys | None = None) -> Check:
    return typed(kind, required, {"style": _STYLE, **(optional or {})})


_NAME = string(1)

_PARTS = {
    "text": _part("text", {"text": _NAME}),
    "link": _part("link", {"url": link()}, {"text": string(), "unsafe": boolean}),
    "emoji": _part("emoji", {"name": _NAME}, {"unicode": _NAME, "skin_tone": integer(1, 6)}),
    "user": _part("user", {"user_id": _NAME}),
    "usergroup": _part("usergroup", {"usergroup_id": _NAME}),
    "channel": _part("channel", {"channel_id": _NAME}),
    "team": _part("team", {"team_id": _NAME}),
    "broadcast": _part("broadcast", {"range": choice("here", "channel", "everyone")}),
    "color": _part("color", {"value": string(1, None, "#[0-9a-f]{6}", "a colour such as #f0c040")}),
    "date": _part("date", {"timestamp": integer(0), "format": _NAME}, {"url": link(), "fallback": string(1)}),
}
_VERBATIM_PARTS = {kind: _PARTS[kind] for kind in ("text", "link")}

_LINE = array(by_type(_PARTS, "a part of a rich text"))
_BORDER = integer(0, 1)
_SECTION = typed("rich_text_section", {"elements": _LINE})
_ITEM = by_type({"rich_text_section": _SECTION}, "an item of a list")

_ELEMENTS = {
    "rich_text_section": _SECTION,
    "rich_text_quote": typed("rich_text_quote", {"elements": _LINE}, {"border": _BORDER}),
    "rich_text_preformatted": typed(
        "rich_text_preformatted",
        {"elements": array(by_type(_VERBATIM_PARTS, "a part of preformatted text"))},
        {"border": _BORDER, "language": string(1)},
    ),
    "rich_text_list": typed(
        "rich_text_list",
        {"style": choice("bullet", "ordered"), "elements": array(_ITEM)},
        {"indent": integer(0, 8), "offset": integer(0), "border": _BORDER},
    ),
}

RICH_TEXT = typed(
    "rich_text",
    {"elements": array(by_type(_ELEMENTS, "an element of a rich text"), 1)},
    {"block_id": ID},
)
