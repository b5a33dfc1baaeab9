"""Lengths and counts of elements: each row is a sentence of Slack's reference."""

from __future__ import annotations

import pytest

from tests.sandbox.payloads.parts import (
    A0,
    CHOSEN,
    E0,
    MENUS,
    MULTI_MENUS,
    TEXT_INPUTS,
    Count,
    Json,
    actions,
    block,
    button,
    confirm,
    edges,
    element,
    groups,
    message,
    option,
    options,
    paths_of,
    plain,
    url,
)

PLACEHOLDERS = (*TEXT_INPUTS, *MENUS, *MULTI_MENUS, "datepicker", "timepicker")


COUNTS: list[Count] = [
    ("action_id", 1, 255, lambda n: message(actions(button(action_id="x" * n))), f"{A0}/action_id"),
    ("button text", 1, 75, lambda n: message(actions(button(text=plain("x" * n)))), f"{A0}/text/text"),
    ("button value", None, 2000, lambda n: message(actions(button(value="x" * n))), f"{A0}/value"),
    ("button url", None, 3000, lambda n: message(actions(button(url=url(n)))), f"{A0}/url"),
    (
        "accessibility_label",
        1,
        75,
        lambda n: message(actions(button(accessibility_label="x" * n))),
        f"{A0}/accessibility_label",
    ),
    *[
        (
            f"confirm {key}",
            1,
            most,
            lambda n, k=key: message(actions(button(confirm=confirm(**{k: plain("x" * n)})))),
            f"{A0}/confirm/{key}/text",
        )
        for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30))
    ],
    ("overflow", 1, 5, lambda n: message(actions(block("overflow", options=options(n)))), f"{A0}/options"),
    (
        "overflow url",
        None,
        3000,
        lambda n: message(actions(block("overflow", options=[option(url=url(n))]))),
        f"{A0}/options/0/url",
    ),
    *[
        (f"options of {kind}", 1, most, lambda n, k=kind: element(k, options=options(n)), f"{E0}/options")
        for kind, most in (
            ("radio_buttons", 10),
            ("checkboxes", 10),
            ("static_select", 100),
            ("multi_static_select", 100),
        )
    ],
    *[
        (
            f"option_groups of {kind}",
            1,
            100,
            lambda n, k=kind: element(k, option_groups=groups(n)),
            f"{E0}/option_groups",
        )
        for kind in ("static_select", "multi_static_select")
    ],
    (
        "options of a group",
        1,
        100,
        lambda n: element("static_select", option_groups=groups(1, of=n)),
        f"{E0}/option_groups/0/options",
    ),
    (
        "label of a group",
        1,
        75,
        lambda n: element("static_select", option_groups=[{"label": plain("x" * n), "options": options(1)}]),
        f"{E0}/option_groups/0/label/text",
    ),
    *[
        (
            f"option {key} of {kind}",
            1,
            75,
            lambda n, k=kind, key=key: element(k, options=[option(**{key: plain("x" * n)})]),
            f"{E0}/options/0/{key}/text",
        )
        for kind in ("radio_buttons", "checkboxes", "static_select", "multi_static_select")
        for key in ("text", "description")
    ],
    *[
        (
            f"option value of {kind}",
            1,
            75,
            lambda n, k=kind: element(k, options=[option("x" * n)]),
            f"{E0}/options/0/value",
        )
        for kind in ("radio_buttons", "checkboxes", "static_select", "multi_static_select")
    ],
    *[
        (
            f"placeholder of {kind}",
            1,
            150,
            lambda n, k=kind: element(k, placeholder=plain("x" * n), **CHOSEN.get(k, {})),
            f"{E0}/placeholder/text",
        )
        for kind in PLACEHOLDERS
    ],
    *[
        (
            f"max_selected_items of {kind}",
            1,
            None,
            lambda n, k=kind: element(k, max_selected_items=n, **CHOSEN.get(k, {})),
            f"{E0}/max_selected_items",
        )
        for kind in MULTI_MENUS
    ],
    *[
        (
            f"{initial} of {kind}",
            1,
            None,
            lambda n, k=kind, i=initial: element(k, **{i: ["X"] * n}),
            f"{E0}/{initial}",
        )
        for kind, initial in (
            ("multi_users_select", "initial_users"),
            ("multi_channels_select", "initial_channels"),
            ("multi_conversations_select", "initial_conversations"),
        )
    ],
    ("min_length", 0, 3000, lambda n: element("plain_text_input", min_length=n), f"{E0}/min_length"),
    ("max_length", 1, 3000, lambda n: element("plain_text_input", max_length=n), f"{E0}/max_length"),
    (
        "initial_value of plain_text_input",
        None,
        3000,
        lambda n: element("plain_text_input", initial_value="x" * n),
        f"{E0}/initial_value",
    ),
    ("max_files", 1, 10, lambda n: element("file_input", max_files=n), f"{E0}/max_files"),
    (
        "min_query_length",
        0,
        None,
        lambda n: element("external_select", min_query_length=n),
        f"{E0}/min_query_length",
    ),
    (
        "digits of initial_date_time",
        1_000_000_000,
        9_999_999_999,
        lambda n: element("datetimepicker", initial_date_time=n),
        f"{E0}/initial_date_time",
    ),
    (
        "trigger_actions_on",
        1,
        2,
        lambda n: element(
            "plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"] * n}
        ),
        f"{E0}/dispatch_action_config/trigger_actions_on",
    ),
]


@pytest.mark.parametrize(("payload", "paths"), list(edges(COUNTS)))
def test_lengths_and_counts(payload: Json, paths: list[str]) -> None:
    assert paths_of(payload) == paths
