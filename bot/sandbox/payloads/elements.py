"""What people click and type into: the shape of each element, and where it may stand.

Source: https://docs.slack.dev/reference/block-kit/block-elements. Its overview lists blocks and surfaces
for each element; rich_text_input inside actions comes from the page on the actions block. Left out, and
so refused: what only assistants use (a button's agent_prompt and visible_to_user_ids).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from bot.sandbox.payloads.faults import Fault
from bot.sandbox.payloads.objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    ID,
    MARKUP_OPTION,
    ONE_PICTURE,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PICTURE,
    STYLE,
    WORKFLOW,
    initial_among_options,
    plain,
)
from bot.sandbox.payloads.rich_text import RICH_TEXT
from bot.sandbox.payloads.shapes import (
    Check,
    Keys,
    Rule,
    array,
    below,
    boolean,
    calendar_date,
    exactly_one,
    integer,
    link,
    ordered,
    string,
    typed,
)

Surface = Literal["modal", "message", "home"]
EVERYWHERE: tuple[Surface, ...] = ("modal", "message", "home")


@dataclass(frozen=True)
class Element:
    """Keys and their limits, and the blocks and surfaces that take the element."""

    blocks: str
    required: Keys
    optional: Keys
    rules: tuple[Rule, ...] = ()
    surfaces: tuple[Surface, ...] = EVERYWHERE


def whole_unless_decimal(value: dict[str, Any], path: str) -> Iterator[Fault]:
    for key in ("initial_value", "min_value", "max_value"):
        if not value["is_decimal_allowed"] and "." in value.get(key, ""):
            yield Fault(below(path, key), "must be whole, since is_decimal_allowed is false")


_LABEL = string(1, 75)
_NAMES = array(string(1), 1)
_DIGITS = string(1, None, r"-?[0-9]+(\.[0-9]+)?", "a number written as a string")

_CLICKED: Keys = {"action_id": ID, "confirm": CONFIRM}
_CHOSEN: Keys = {**_CLICKED, "focus_on_load": boolean}
_PICKED: Keys = {**_CHOSEN, "placeholder": plain(150)}
_SEVERAL: Keys = {**_PICKED, "max_selected_items": integer(1)}
_TYPED: Keys = {
    "action_id": ID,
    "placeholder": plain(150),
    "focus_on_load": boolean,
    "dispatch_action_config": DISPATCH,
}

_OFFERED: Keys = {"options": array(OPTION, 1, 100), "option_groups": array(OPTION_GROUP, 1, 100)}
_OFFERED_RULES = (exactly_one(*_OFFERED), initial_among_options)
_CONVERSATIONS: Keys = {"default_to_current_conversation": boolean, "filter": FILTER}

_MENU = "section actions input"
_ONLY_MODAL: tuple[Surface, ...] = ("modal",)

ELEMENTS = {
    "button": Element(
        "section actions",
        {"text": plain(75)},
        {
            **_CLICKED,
            "value": string(0, 2000),
            "url": link(),
            "style": STYLE,
            "accessibility_label": _LABEL,
        },
    ),
    "workflow_button": Element(
        "section actions",
        {"text": plain(75), "workflow": WORKFLOW},
        {"action_id": ID, "style": STYLE, "accessibility_label": _LABEL},
        surfaces=("message",),
    ),
    "overflow": Element("section actions", {"options": array(OVERFLOW_OPTION, 1, 5)}, _CLICKED),
    "image": Element("section context", {"alt_text": string(1, 2000)}, PICTURE, (ONE_PICTURE,)),
    "checkboxes": Element(
        _MENU,
        {"options": array(MARKUP_OPTION, 1, 10)},
        {**_CHOSEN, "initial_options": array(MARKUP_OPTION, 1)},
        (initial_among_options,),
    ),
    "radio_buttons": Element(
        _MENU,
        {"options": array(MARKUP_OPTION, 1, 10)},
        {**_CHOSEN, "initial_option": MARKUP_OPTION},
        (initial_among_options,),
    ),
    "static_select": Element(_MENU, {}, {**_PICKED, **_OFFERED, "initial_option": OPTION}, _OFFERED_RULES),
    "multi_static_select": Element(
        _MENU, {}, {**_SEVERAL, **_OFFERED, "initial_options": array(OPTION, 1)}, _OFFERED_RULES
    ),
    "external_select": Element(
        _MENU, {}, {**_PICKED, "initial_option": OPTION, "min_query_length": integer(0)}
    ),
    "multi_external_select": Element(
        _MENU, {}, {**_SEVERAL, "initial_options": array(OPTION, 1), "min_query_length": integer(0)}
    ),
    "users_select": Element(_MENU, {}, {**_PICKED, "initial_user": string(1)}),
    "multi_users_select": Element(_MENU, {}, {**_SEVERAL, "initial_users": _NAMES}),
    "channels_select": Element(
        _MENU, {}, {**_PICKED, "initial_channel": string(1), "response_url_enabled": boolean}
    ),
    "multi_channels_select": Element(_MENU, {}, {**_SEVERAL, "initial_channels": _NAMES}),
    "conversations_select": Element(
        _MENU,
        {},
        {**_PICKED, **_CONVERSATIONS, "initial_conversation": string(1), "response_url_enabled": boolean},
    ),
    "multi_conversations_select": Element(
        _MENU, {}, {**_SEVERAL, **_CONVERSATIONS, "initial_conversations": _NAMES}
    ),
    "datepicker": Element(_MENU, {}, {**_PICKED, "initial_date": calendar_date}),
    "timepicker": Element(
        _MENU,
        {},
        {
            **_PICKED,
            "initial_time": string(1, None, "([01][0-9]|2[0-3]):[0-5][0-9]", "a time, HH:mm"),
            "timezone": string(1),
        },
    ),
    "datetimepicker": Element(
        "actions input",
        {},
        # Ten digits, seconds: a time in milliseconds is the usual mistake.
        {**_CHOSEN, "initial_date_time": integer(1_000_000_000, 9_999_999_999)},
        surfaces=("modal", "message"),
    ),
    "plain_text_input": Element(
        "input",
        {},
        {
            **_TYPED,
            "initial_value": string(0, 3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        (ordered("min_length", "max_length"),),
    ),
    "rich_text_input": Element(
        "actions input",
        {},
        {**_TYPED, "initial_value": RICH_TEXT, "min_lines": integer(1), "max_lines": integer(1)},
        (ordered("min_lines", "max_lines"),),
        surfaces=("modal", "home"),
    ),
    "email_text_input": Element("input", {}, {**_TYPED, "initial_value": string()}, surfaces=_ONLY_MODAL),
    "url_text_input": Element("input", {}, {**_TYPED, "initial_value": string()}, surfaces=_ONLY_MODAL),
    "number_input": Element(
        "input",
        {"is_decimal_allowed": boolean},
        {**_TYPED, "initial_value": _DIGITS, "min_value": _DIGITS, "max_value": _DIGITS},
        (ordered("min_value", "max_value", Decimal), whole_unless_decimal),
        surfaces=_ONLY_MODAL,
    ),
    "file_input": Element(
        "input",
        {},
        {"action_id": ID, "filetypes": _NAMES, "max_files": integer(1, 10)},
        surfaces=_ONLY_MODAL,
    ),
}


def elements_for(block: str, surface: Surface) -> dict[str, Check]:
    """The elements that may stand in such a block on such a surface."""
    return {
        kind: typed(kind, element.required, element.optional, *element.rules)
        for kind, element in ELEMENTS.items()
        if block in element.blocks.split() and surface in element.surfaces
    }
