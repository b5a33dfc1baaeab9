"""The small objects blocks are made of: texts, options, confirmation dialogs, filters, files.

Source: https://docs.slack.dev/reference/block-kit/composition-objects, and slack_sdk.models for what
the pages leave open.
"""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.payloads.faults import Fault
from bot.sandbox.payloads.shapes import (
    Check,
    array,
    at_least_one,
    below,
    boolean,
    by_type,
    choice,
    exactly_one,
    link,
    record,
    string,
    typed,
    web_address,
)

ID = string(1, 255)  # block_id, action_id


def plain(most: int) -> Check:
    """A plain_text object; markup is refused where Slack would show it raw."""
    return typed("plain_text", {"text": string(1, most)}, {"emoji": boolean})


def text(most: int) -> Check:
    """A plain_text or mrkdwn object. An empty text is refused everywhere."""
    return by_type(texts(most), "a text")


def texts(most: int) -> dict[str, Check]:
    # emoji belongs to plain_text alone, verbatim to mrkdwn alone.
    mrkdwn = typed("mrkdwn", {"text": string(1, most)}, {"verbatim": boolean})
    return {"plain_text": plain(most), "mrkdwn": mrkdwn}


STYLE = choice("primary", "danger")

CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)}, {"style": STYLE}
)

# Values: 150 by the page on options, 75 by Slack's own type package. The smaller one is safe by both.
_VALUE = string(1, 75)

OPTION = record({"text": plain(75), "value": _VALUE}, {"description": plain(75)})
MARKUP_OPTION = record({"text": text(75), "value": _VALUE}, {"description": text(75)})
OVERFLOW_OPTION = record({"text": plain(75), "value": _VALUE}, {"description": plain(75), "url": link()})
OPTION_GROUP = record({"label": plain(75), "options": array(OPTION, 1, 100)})

DISPATCH = record({}, {"trigger_actions_on": array(choice("on_enter_pressed", "on_character_entered"), 1, 2)})

FILTER = record(
    {},
    {
        "include": array(choice("im", "mpim", "private", "public"), 1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)

SLACK_FILE = record({}, {"id": string(1), "url": web_address()}, exactly_one("id", "url"))

PICTURE = {"image_url": web_address(), "slack_file": SLACK_FILE}
ONE_PICTURE = exactly_one(*PICTURE)

WORKFLOW = record(
    {
        "trigger": record(
            {"url": web_address()},
            {"customizable_input_parameters": array(record({"name": string(1), "value": string()}))},
        )
    }
)


def initial_among_options(value: dict[str, Any], path: str) -> Iterator[Fault]:
    """What is chosen at first must equal an option in every key, as Slack compares the whole object."""
    offered = list(value.get("options", []))
    for group in value.get("option_groups", []):
        offered += group["options"]
    if "initial_option" in value and value["initial_option"] not in offered:
        yield Fault(below(path, "initial_option"), "must equal one of the options")
    for index, option in enumerate(value.get("initial_options", [])):
        if option not in offered:
            yield Fault(below(below(path, "initial_options"), index), "must equal one of the options")
