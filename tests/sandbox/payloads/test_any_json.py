"""Whatever JSON comes, it is refused with a place, and never an exception."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.payloads import check_message, check_view
from tests.sandbox.payloads.parts import Json, home, section
from tests.sandbox.payloads.screens import SCREENS

WORDS = [
    *("type", "text", "blocks", "block_id", "elements", "element", "accessory", "options", "option_groups"),
    *("initial_option", "initial_options", "value", "label", "fields", "rows", "confirm", "metadata", "url"),
    *("attachments", "title", "submit", "private_metadata", "is_decimal_allowed", "min_value", "filter"),
    *("modal", "home", "section", "actions", "input", "plain_text", "mrkdwn", "button", "static_select"),
    *("number_input", "table", "markdown", "rich_text", "rich_text_list", "datepicker", "2026-02-30", "1.5"),
]
NAMES = st.sampled_from(WORDS) | st.text(max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | NAMES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=25,
)


def nodes(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each place in ``value`` that can be replaced: its container and its key."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from nodes(value[key])


def points_into(payload: Any, path: str) -> bool:
    """Whether the pointer leads to a value, or to a key that could be in an object of the payload."""
    *parents, last = [one.replace("~1", "/").replace("~0", "~") for one in path.split("/")[1:]] or [""]
    for name in parents:
        payload = payload[int(name)] if isinstance(payload, list) else payload[name]
    return not path or isinstance(payload, dict) or int(last) < len(payload)


@given(JSON)
def test_no_json_value_raises(value: Any) -> None:
    check_message(value)
    check_view(value)
    check_message({"blocks": value, "attachments": value, "metadata": value})
    check_view({"type": "modal", "blocks": value})
    check_view({"type": "home", "blocks": [value]})


@given(st.sampled_from(list(SCREENS.values())), st.data(), JSON)
def test_one_wrong_value_is_pointed_at(screen: Json, data: st.DataObject, value: Any) -> None:
    payload = copy.deepcopy(screen)
    container, key = data.draw(st.sampled_from(list(nodes(payload))))
    container[key] = value
    for fault in (*check_message(payload), *check_view(payload)):
        assert points_into(payload, fault.path), fault
        assert fault.message


def test_deep_nesting_does_not_raise() -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    assert "/blocks" in [fault.path for fault in check_message({"blocks": [deep]})]
    assert "" in [fault.path for fault in check_view({"type": "home", "blocks": [deep]})]


def test_half_a_surrogate_pair_does_not_raise() -> None:
    assert check_view(home(section("\ud800"))) == []


@pytest.mark.parametrize("value", [None, [], "x", 1, True])
def test_what_is_no_object_is_refused(value: Any) -> None:
    assert [fault.path for fault in check_message(value)] == [""]
    assert [fault.path for fault in check_view(value)] == [""]
