"""People and conversations picked in a menu: only those the person would be offered."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.acts.common import response_url
from bot.sandbox.conversations import seen_by_person
from bot.sandbox.elements import Values, elements, key_of
from bot.sandbox.state import State
from bot.sandbox.tickets import ResponseUrl
from bot.sandbox.views import View
from bot.sandbox.wire import ControlError, Json
from bot.sandbox.workspace import Person


def check_picks(state: State, person: Person, blocks: list[Json], values: Values) -> None:
    """Refuses a pick the menu does not have for this person."""
    for block, element in elements(blocks):
        held = values.get(block["block_id"], {}).get(element["action_id"])
        for picked in _picked(element, held) if held else ():
            _check(state, person, element, picked)


def submitted_urls(state: State, person: Person, view: View) -> list[Json]:
    """`response_urls`: one for each menu of conversations that asked for it."""
    urls = []
    for block, element in elements(view.blocks):
        held = view.typed.get(block["block_id"], {}).get(element["action_id"])
        if held and element.get("response_url_enabled"):
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            urls += [
                {**ids, "channel_id": one, "response_url": response_url(state, ResponseUrl(person.id, one))}
                for one in _picked(element, held)
            ]
    return urls


def preselect(state: State, view: View, channel_id: str | None) -> None:
    """Menus that start with the conversation one came from, where they offer it."""
    for block, element in elements(view.blocks):
        if channel_id and _starts_with(state, view, element, channel_id):
            key = key_of(element) or ""
            value: Any = [channel_id] if key.endswith("s") else channel_id
            values = view.typed.setdefault(block["block_id"], {})
            values.setdefault(element["action_id"], {"type": element["type"], key: value})


def _starts_with(state: State, view: View, element: Json, channel_id: str) -> bool:
    person = state.workspace.person(view.user_id)
    if person is None or not element.get("default_to_current_conversation"):
        return False
    try:
        _check(state, person, element, channel_id)
    except ControlError:
        return False
    return True


def _picked(element: Json, held: Json) -> Iterator[str]:
    key = key_of(element) or ""
    if "user" in key or "conversation" in key or "channel" in key:
        value = held.get(key) or []
        yield from value if isinstance(value, list) else [value]


def _check(state: State, person: Person, element: Json, picked: str) -> None:
    if "users_select" in element["type"]:
        found = state.workspace.person(picked)
        if found is None or found.deleted:
            raise ControlError("user_not_found", 404, user=picked)
        return
    channel = seen_by_person(state, picked, person)
    limits = element.get("filter") or {}
    kinds = ["public"] if "channels_select" in element["type"] else limits.get("include")
    outside = limits.get("exclude_external_shared_channels") and channel.is_ext_shared
    if outside or (kinds and channel.kind not in kinds):
        raise ControlError("not_offered", channel=picked)
