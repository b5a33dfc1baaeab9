"""Pieces of Block Kit for tests, and the refusal of a call."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(action_id: str = "go", value: str = "1") -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Go"), "value": value}


def actions(*elements: Json, block_id: str = "acts") -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


def select(action_id: str = "pick", *values: str, **more: Any) -> Json:
    options = [option(value) for value in values or ("red", "blue")]
    return {"type": "static_select", "action_id": action_id, "options": options, **more}


def typed(action_id: str = "text", **more: Any) -> Json:
    return {"type": "plain_text_input", "action_id": action_id, **more}


def field(block_id: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element, **more}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def modal(*blocks: Json, **more: Any) -> Json:
    view: Json = {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "callback_id": "form"}
    return view | {"blocks": list(blocks) or [section("Hello")]} | more


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section("Hello")], **more}


def place(channel: str, ts: str) -> Json:
    return {"type": "message", "channel": channel, "ts": ts}


def refusal(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Json:
    """The answer of a call that Slack refuses."""
    with pytest.raises(SlackApiError) as caught:
        call(*args, **kwargs)
    data = caught.value.response.data
    assert isinstance(data, dict)
    return data


def error(call: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    """Slack's word for the refusal."""
    return str(refusal(call, *args, **kwargs)["error"])
