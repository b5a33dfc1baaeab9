"""What a person reads on a screen, what they can press there, and what Slack sends of a form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.sandbox.elements import state_values

Json = dict[str, Any]


def texts(value: object) -> Iterator[str]:
    """Every text, wherever it stands."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def marked_up(value: object) -> Iterator[str]:
    """Every text in which Slack finds mentions and links."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for each in value.values():
            yield from marked_up(each)
    elif isinstance(value, list):
        for each in value:
            yield from marked_up(each)


def elements(payload: Json) -> Iterator[Json]:
    """What stands in rows of buttons and boxes, and beside a text."""
    for block in payload["blocks"]:
        yield from block.get("elements", [])
        yield from filter(None, [block.get("accessory")])


def buttons(payload: Json) -> dict[str, list[str]]:
    """Their values by action, in order."""
    found: dict[str, list[str]] = {}
    for each in elements(payload):
        if each.get("type") == "button":
            found.setdefault(each["action_id"], []).append(each.get("value", ""))
    return found


# --- forms -------------------------------------------------------------------------------------


def untouched(view: Json) -> Json:
    """`state.values` as Slack sends it for a form submitted as it opened."""
    return state_values(view["blocks"], {})


def choose(values: Json, field: str, value: str) -> None:
    """Choose the option of a select or radio with this value."""
    (state,) = values[field].values()
    state["selected_option"] = {"text": {"type": "plain_text", "text": value}, "value": value}


def metadata(view: Json) -> Json:
    found: Json = json.loads(view["private_metadata"])
    return found


def fields(view: Json) -> list[str]:
    """The block ids there are, in order."""
    return [block["block_id"] for block in view["blocks"] if "block_id" in block]


def squeezed(text: str) -> str:
    """Without white space: for finding a text that was laid out over blocks."""
    return "".join(text.split())
