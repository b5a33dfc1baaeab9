"""Clicks and choices (block_actions), and the options of an external select (block_suggestion)."""

from typing import Any

from bot.sandbox.acts.commands import log_refusal
from bot.sandbox.acts.common import common
from bot.sandbox.acts.places import place_of, typed
from bot.sandbox.api.content import check_content
from bot.sandbox.elements import find, initial_key, key_of, taken_value
from bot.sandbox.parcels import Parcel
from bot.sandbox.state import State
from bot.sandbox.wire import ControlError, Json, SlackError
from bot.sandbox.workspace import Person

_TOLD = ("text", "value", "style", "url", "placeholder", "confirm", "accessibility_label")


async def act(state: State, person: Person, asked: Json) -> Json:
    """One click or choice, answered by the app within three seconds or not at all."""
    place = place_of(state, person, asked.get("container"))
    block, element = find(place.blocks, str(asked.get("block_id")), str(asked.get("action_id")))
    _check_dispatches(block)
    typed(state, person, place, asked.get("state"))
    value = taken_value(element, asked.get("value")) if key_of(element) else None
    if value is not None and element["type"] != "overflow":
        typed(state, person, place, {block["block_id"]: {element["action_id"]: value}})
    payload = common(state, "block_actions", person) | place.fields()
    payload["trigger_id"] = state.triggers.issue(person.id, place.modal_id, place.channel_id)
    payload["actions"] = [_action(block, element, value, state.stamps.next())]
    answer = await state.delivery.deliver(
        Parcel("interactive", f"block_actions {element['action_id']}", payload)
    )
    return {"ok": answer.error is None} | ({"error": answer.error} if answer.error else {})


async def suggest(state: State, person: Person, asked: Json) -> Json:
    """What an external select offers for what was typed into it."""
    place = place_of(state, person, asked.get("container"))
    block, element = find(place.blocks, str(asked.get("block_id")), str(asked.get("action_id")))
    if "external" not in element["type"]:
        raise ControlError("not_an_external_select")
    payload = common(state, "block_suggestion", person) | place.fields()
    payload.pop("response_url", None)
    payload |= {"block_id": block["block_id"], "action_id": element["action_id"]}
    payload["value"] = str(asked.get("value") or "")
    what = f"block_suggestion {element['action_id']}"
    answer = await state.delivery.deliver(Parcel("interactive", what, payload))
    if answer.error:
        return {"ok": False, "error": answer.error}
    return _offered(state, what, answer.body)


def _offered(state: State, what: str, body: Any) -> Json:
    """The app's options, if a select could show them."""
    given = body if isinstance(body, dict) else {}
    offer = {key: given[key] for key in ("options", "option_groups") if key in given}
    if offer.get("options") == [] or offer.get("option_groups") == []:
        return {"ok": True} | offer  # nothing found is an answer; an empty select in a view would not be
    select = {"type": "static_select", "action_id": "a", **offer}
    try:
        check_content(state, {"text": "-", "blocks": [{"type": "actions", "elements": [select]}]})
    except SlackError as refusal:
        log_refusal(state, what, body, refusal)
        return {"ok": False, "error": "invalid_options", **refusal.body().get("response_metadata", {})}
    return {"ok": True} | offer


def _check_dispatches(block: Json) -> None:
    """Slack sends nothing for an input that is not set to dispatch."""
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise ControlError("does_not_dispatch", block_id=block["block_id"])


def _action(block: Json, element: Json, value: Json | None, ts: str) -> Json:
    """The entry of `actions`: what the element is, and what it holds now."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    action |= {key: element[key] for key in _TOLD if key in element}
    key = key_of(element)
    if key is not None and initial_key(key) in element:
        action[initial_key(key)] = element[initial_key(key)]
    return action | (value or {}) | {"action_ts": ts}
