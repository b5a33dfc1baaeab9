"""What Slack does to a form, for tests: a view as JSON, and the state it sends when nothing was touched."""

from __future__ import annotations

from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.sandbox.payloads import check_message, check_view
from bot.slack.views.shape import Message

HOSTILE = '<!channel> *&* "x" <@UEVIL> </x>'

_STATE: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "static_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
}


def untouched(view: View) -> dict[str, Any]:
    """`state.values` as Slack sends it for a form submitted as it opened."""
    values: dict[str, Any] = {}
    for block in view.to_dict()["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            key, initial, empty = _STATE[element["type"]]
            state = {"type": element["type"], key: element.get(initial, empty)}
            values[block["block_id"]] = {element["action_id"]: state}
    return values


def choose(values: dict[str, Any], field: str, value: str) -> None:
    """Choose the option of a select or radio with this value."""
    (state,) = values[field].values()
    state["selected_option"] = {"text": {"type": "plain_text", "text": value}, "value": value}


def words(screen: View | Message | list[Block]) -> str:
    """Every text on a screen, for looking into."""
    if isinstance(screen, View):
        found: object = screen.to_dict()
    elif isinstance(screen, Message):
        found = screen.payload()
    else:
        found = [block.to_dict() for block in screen]
    return "\n".join(_texts(found))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for each in value.values() if not isinstance(each, str) for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []


def actions_of(screen: View | Message) -> dict[str, list[str]]:
    """The buttons of a screen: their values by action."""
    blocks = screen.to_dict()["blocks"] if isinstance(screen, View) else screen.payload()["blocks"]
    found: dict[str, list[str]] = {}
    for block in blocks:
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            if element.get("type") == "button":
                found.setdefault(element["action_id"], []).append(element.get("value", ""))
    return found


def fine(screen: View | Message) -> None:
    """Slack takes it, what was typed is harmless, and one button at most is the primary one."""
    if isinstance(screen, View):
        payload, faults = screen.to_dict(), check_view(screen.to_dict())
    else:
        payload, faults = screen.payload(), check_message(screen.payload())
    assert faults == []
    assert _count_primary(payload) <= 1
    for text in _mrkdwn(payload):
        assert "<!channel>" not in text
        assert "<@UEVIL>" not in text


def _count_primary(value: object) -> int:
    if isinstance(value, dict):
        return (value.get("style") == "primary") + sum(map(_count_primary, value.values()))
    return sum(map(_count_primary, value)) if isinstance(value, list) else 0


def _mrkdwn(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if value.get("type") == "mrkdwn" else []
        return own + [text for each in value.values() for text in _mrkdwn(each)]
    return [text for each in value for text in _mrkdwn(each)] if isinstance(value, list) else []
