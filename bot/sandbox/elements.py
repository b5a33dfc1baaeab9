"""Walking blocks: their interactive elements, the ids Slack gives, and what was typed into them."""

import copy
import re
import secrets
from collections.abc import Iterator
from typing import Any

from bot.sandbox.wire import ControlError, Json

Values = dict[str, dict[str, Json]]
"""`state.values`: block_id → action_id → what the element holds."""

_KEYS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_LISTS = {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}
_STATELESS = {"overflow", "button", "workflow_button"}
_FORMS = {
    "selected_date": r"\d{4}-\d\d-\d\d",
    "selected_time": r"\d\d:\d\d",
    "selected_date_time": r"\d{10}",
}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each (block, interactive element) of a message or view."""
    for block in blocks:
        found = (
            list(block.get("elements") or []) if block.get("type") in ("actions", "context_actions") else []
        )
        found += [block[key] for key in ("accessory", "element") if isinstance(block.get(key), dict)]
        yield from (
            (block, one) for one in found if one.get("type") in _KEYS or one.get("type") in _STATELESS
        )


def find(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json]:
    """The element of those ids; a person cannot touch one that is not there."""
    for block, element in elements(blocks):
        if block["block_id"] == block_id and element["action_id"] == action_id:
            return block, element
    raise ControlError("no_such_element", 404, block_id=block_id, action_id=action_id)


def settled_blocks(blocks: list[Json]) -> list[Json]:
    """The blocks as Slack keeps them: ids where none were given, and the text defaults spelled out."""
    kept: list[Json] = copy.deepcopy(blocks)
    for block in kept:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        _spell_out(block)
    for _, element in elements(kept):
        element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
    return kept


def _spell_out(node: Any) -> None:
    if isinstance(node, list):
        for item in node:
            _spell_out(item)
    elif isinstance(node, dict):
        if node.get("type") == "plain_text" and "text" in node:
            node.setdefault("emoji", True)
        if node.get("type") == "mrkdwn" and "text" in node:
            node.setdefault("verbatim", False)
        for item in node.values():
            _spell_out(item)


def key_of(element: Json) -> str | None:
    """The field of `state.values` in which this element says what it holds; None for a button."""
    return _KEYS.get(element["type"])


def initial_key(key: str) -> str:
    """The field of the element with which the app filled it in."""
    return key.replace("selected", "initial") if key.startswith("selected") else "initial_value"


def state_values(blocks: list[Json], typed: Values) -> Values:
    """What every stateful element holds: what was typed, else what the app filled in, else nothing."""
    values: Values = {}
    for block, element in elements(blocks):
        if element["type"] in _STATELESS:
            continue
        held = typed.get(block["block_id"], {}).get(element["action_id"])
        values.setdefault(block["block_id"], {})[element["action_id"]] = held or _initial(element)
    return values


def _initial(element: Json) -> Json:
    key = _KEYS[element["type"]]
    value = element.get(initial_key(key))
    return {"type": element["type"], key: ([] if key in _LISTS else None) if value is None else value}


def kept_values(old: list[Json], new: list[Json], typed: Values) -> Values:
    """What a view still holds after an update: fields whose block_id, action_id and type are the same.

    A field nobody touched keeps its first value too, as in Slack: a new `initial_…` under the same ids
    shows only after a change of block_id.
    """
    held = state_values(old, typed)
    kept: Values = {}
    for block, element in elements(new):
        before = held.get(block["block_id"], {}).get(element["action_id"])
        if before and before["type"] == element["type"] and _still_offered(element, before):
            kept.setdefault(block["block_id"], {})[element["action_id"]] = before
    return kept


def _still_offered(element: Json, held: Json) -> bool:
    """A choice goes with its option."""
    if "external" in element["type"]:
        return True
    chosen = [held["selected_option"]] if held.get("selected_option") else held.get("selected_options") or []
    offered = {option.get("value") for option in options_of(element)}
    return all(option.get("value") in offered for option in chosen)


def accept(blocks: list[Json], given: Any) -> Values:
    """What a person typed, taken only as far as the elements allow it."""
    taken: Values = {}
    for block_id, actions in _mapping(given).items():
        for action_id, value in _mapping(actions).items():
            _, element = find(blocks, block_id, action_id)
            if element["type"] not in _STATELESS:
                taken.setdefault(block_id, {})[action_id] = taken_value(element, value)
    return taken


def _mapping(given: Any) -> Json:
    if not isinstance(given, dict):
        raise ControlError("invalid_values")
    return given


def taken_value(element: Json, value: Any) -> Json:
    """`value` in the shape of `state.values`, refused where the element could not hold it."""
    key = _KEYS[element["type"]]
    if not isinstance(value, dict) or key not in value:
        raise _unfit(element, key)
    held = value[key]
    if key in _LISTS:
        return {"type": element["type"], key: _several(element, key, held)}
    if held is None or held == "":
        return {"type": element["type"], key: None}
    return {"type": element["type"], key: _one(element, key, held)}


def _several(element: Json, key: str, held: Any) -> list[Any]:
    if not isinstance(held or [], list):
        raise _unfit(element, f"a list as {key}")
    if len(held or []) > element.get("max_selected_items", 100):
        raise ControlError("too_many_selected", action_id=element["action_id"])
    return [_one(element, key, item) for item in held or []]


def _one(element: Json, key: str, held: Any) -> Any:
    if key in ("selected_option", "selected_options"):
        return _option(element, held)
    if key in ("rich_text_value", "files"):
        return held
    form = _FORMS.get(key, r"(?s).*")
    if not isinstance(held, str | int) or not re.fullmatch(form, str(held)):
        raise _unfit(element, form)
    return int(held) if key == "selected_date_time" else str(held)


def _unfit(element: Json, expected: str) -> ControlError:
    return ControlError("invalid_value", expected=expected, action_id=element["action_id"])


def _option(element: Json, held: Any) -> Json:
    value = held.get("value") if isinstance(held, dict) else None
    if "external" in element["type"] and isinstance(held, dict):
        return held
    for option in options_of(element):
        if option.get("value") == value:
            return option
    raise ControlError("no_such_option", action_id=element["action_id"], value=value)


def options_of(element: Json) -> list[Json]:
    """All options of a select, its groups' included."""
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [one for group in groups for one in group.get("options", [])]
