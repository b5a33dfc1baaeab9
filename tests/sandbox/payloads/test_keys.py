"""Keys that take one kind of value, and what a fault says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.payloads import Fault, check_message, check_view
from tests.sandbox.payloads.parts import (
    A0,
    B0,
    CHECKS,
    E0,
    MENU,
    NUMBER,
    OFFER,
    PAGE,
    PLAIN,
    R0,
    TEXT_INPUTS,
    TYPED,
    Json,
    ask,
    block,
    blocks_of_length,
    confirm,
    element,
    faults_of,
    listed,
    message,
    option,
    options,
    paths_of,
    plain,
    post,
    raw,
    say,
    section,
    show,
    table,
)

VIDEO = {"alt_text": "x", "title": plain(), "video_url": PAGE, "thumbnail_url": PAGE}
NUMERIC = {"type": "raw_number", "value": 1, "text": "1"}
REMOTE = {"external_id": "x", "source": "remote"}


def ratio(**more: Any) -> Json:
    return message(block("table", rows=[[{**NUMERIC, **more}]]))


def column(**more: Any) -> Json:
    return message(table(column_settings=[more]))


def kept(**more: Any) -> Json:
    return element("conversations_select", filter={"include": ["im"], **more})


def started(**more: Any) -> Json:
    return show("workflow_button")(**PLAIN, workflow={"trigger": {"url": PAGE, **more}})


def linked(**more: Any) -> Json:
    return message(block("image", alt_text="x", slack_file=more))


def legacy(**more: Any) -> Json:
    return {"attachments": [{"text": "x", "fields": [more]}]}


def spilled(**more: Any) -> Json:
    return show("overflow")(options=[option(**more)])


def markup(kind: str) -> Callable[..., Json]:
    return lambda **more: message(block("section", text={"type": kind, "text": "x", **more}))


Key = tuple[Callable[..., Json], Json, str, Any, Any, str]
"""A payload of, other keys it needs, key, right, wrong, where."""
PARAMS = "customizable_input_parameters"
TRIGGER = f"{A0}/workflow/trigger/{PARAMS}"
LONG, OVER = plain("x" * 75), plain("x" * 76)
KEYS: list[Key] = [
    (markup("plain_text"), {}, "emoji", False, "no", f"{B0}/text/emoji"),
    (markup("mrkdwn"), {}, "verbatim", False, "no", f"{B0}/text/verbatim"),
    (markup("plain_text"), {}, "text", "x", None, f"{B0}/text/text"),
    (post("section"), PLAIN, "expand", True, 1, f"{B0}/expand"),
    (post("video"), VIDEO, "alt_text", "x", "", f"{B0}/alt_text"),
    (post("video"), VIDEO, "thumbnail_url", PAGE, "x", f"{B0}/thumbnail_url"),
    (post("video"), VIDEO, "title_url", PAGE, "x", f"{B0}/title_url"),
    (post("video"), VIDEO, "provider_icon_url", PAGE, "x", f"{B0}/provider_icon_url"),
    (post("video"), VIDEO, "provider_name", "x", "", f"{B0}/provider_name"),
    (post("video"), VIDEO, "description", plain("x" * 3000), plain("x" * 3001), f"{B0}/description/text"),
    (linked, {}, "url", PAGE, "x", f"{B0}/slack_file/url"),
    (post("file"), REMOTE, "external_id", "x", "", f"{B0}/external_id"),
    (column, {}, "is_wrapped", False, 0, f"{B0}/column_settings/0/is_wrapped"),
    (ratio, {}, "text", "1", "", f"{B0}/rows/0/0/text"),
    (ratio, {}, "value", -1.5, True, f"{B0}/rows/0/0/value"),
    (say("text"), {}, "text", "x", "", f"{R0}/text"),
    (say("emoji"), {"name": "+1"}, "skin_tone", 1, 0, f"{R0}/skin_tone"),
    (say("emoji"), {"name": "+1"}, "skin_tone", 6, 7, f"{R0}/skin_tone"),
    (say("emoji"), {"name": "+1"}, "unicode", "1f44d", 1, f"{R0}/unicode"),
    (say("color"), {}, "value", "#000000", "", f"{R0}/value"),
    (say("link"), {"url": PAGE}, "unsafe", False, 0, f"{R0}/unsafe"),
    (say("link"), {"url": PAGE}, "text", "", 1, f"{R0}/text"),
    (say("date"), {"timestamp": 0, "format": "{time}"}, "fallback", "x", "", f"{R0}/fallback"),
    (say("date"), {"timestamp": 0, "format": "{time}"}, "url", PAGE, "x", f"{R0}/url"),
    (say("date"), {"format": "{time}"}, "timestamp", 0, -1, f"{R0}/timestamp"),
    (listed, {"kind": "rich_text_quote"}, "border", 1, 2, f"{A0}/border"),
    (listed, {"kind": "rich_text_preformatted"}, "border", 0, -1, f"{A0}/border"),
    (listed, {"kind": "rich_text_preformatted"}, "language", "c", "", f"{A0}/language"),
    *[
        (say("text"), {"text": "x"}, "style", {one: True}, {one: 1}, f"{R0}/style/{one}")
        for one in (
            "bold",
            "italic",
            "strike",
            "code",
            "underline",
            "highlight",
            "client_highlight",
            "unlink",
        )
    ],
    *[
        (say(kind), {}, key, "X1", "", f"{R0}/{key}")
        for kind, key in (
            ("usergroup", "usergroup_id"),
            ("channel", "channel_id"),
            ("team", "team_id"),
            ("user", "user_id"),
            ("emoji", "name"),
        )
    ],
    (started, {}, "url", PAGE, "x", f"{A0}/workflow/trigger/url"),
    (started, {}, PARAMS, [{"name": "x", "value": ""}], [{"name": "x", "value": 1}], f"{TRIGGER}/0/value"),
    (started, {}, PARAMS, [{"name": "x", "value": ""}], [{"name": "", "value": ""}], f"{TRIGGER}/0/name"),
    (spilled, {}, "value", "x" * 75, "x" * 76, f"{A0}/options/0/value"),
    (spilled, {}, "text", LONG, OVER, f"{A0}/options/0/text/text"),
    (spilled, {}, "description", LONG, OVER, f"{A0}/options/0/description/text"),
    (
        show("workflow_button"),
        {"workflow": {"trigger": {"url": PAGE}}},
        "text",
        LONG,
        OVER,
        f"{A0}/text/text",
    ),
    (show("overflow"), OFFER, "action_id", "x", "", f"{A0}/action_id"),
    (show("button"), PLAIN, "value", "", 1, f"{A0}/value"),
    *[
        (
            show("workflow_button"),
            {**PLAIN, "workflow": {"trigger": {"url": PAGE}}},
            key,
            right,
            "",
            f"{A0}/{key}",
        )
        for key, right in (("action_id", "x"), ("style", "primary"), ("accessibility_label", "x"))
    ],
    (kept, {}, "exclude_bot_users", False, 0, f"{E0}/filter/exclude_bot_users"),
    (kept, {}, "exclude_external_shared_channels", False, 0, f"{E0}/filter/exclude_external_shared_channels"),
    (ask("channels_select"), {}, "initial_channel", "C", "", f"{E0}/initial_channel"),
    (ask("channels_select"), {}, "response_url_enabled", False, 0, f"{E0}/response_url_enabled"),
    (MENU, {}, "initial_conversation", "C", "", f"{E0}/initial_conversation"),
    (MENU, {}, "response_url_enabled", False, 0, f"{E0}/response_url_enabled"),
    (ask("users_select"), {}, "initial_user", "U", "", f"{E0}/initial_user"),
    (ask("timepicker"), {}, "timezone", "Z", "", f"{E0}/timezone"),
    (ask("timepicker"), {}, "initial_time", "00:00", "", f"{E0}/initial_time"),
    (ask("datepicker"), {}, "initial_date", "2026-01-01", "", f"{E0}/initial_date"),
    (ask("multi_static_select", **OFFER), {}, "initial_options", options(1), [], f"{E0}/initial_options"),
    (ask("multi_external_select"), {}, "initial_options", options(1), [], f"{E0}/initial_options"),
    (ask("multi_external_select"), {}, "min_query_length", 0, -1, f"{E0}/min_query_length"),
    (ask("external_select"), {}, "initial_option", option(), "v", f"{E0}/initial_option"),
    (CHECKS, {}, "initial_options", options(1), [], f"{E0}/initial_options"),
    (ask("rich_text_input"), {}, "min_lines", 1, 0, f"{E0}/min_lines"),
    (ask("rich_text_input"), {}, "max_lines", 1, 0, f"{E0}/max_lines"),
    (ask("email_text_input"), {}, "initial_value", "", 1, f"{E0}/initial_value"),
    (ask("url_text_input"), {}, "initial_value", "", 1, f"{E0}/initial_value"),
    (TYPED, {}, "initial_value", "", 1, f"{E0}/initial_value"),
    (NUMBER, {}, "initial_value", "0", "", f"{E0}/initial_value"),
    (ask("number_input"), {}, "is_decimal_allowed", False, "no", f"{E0}/is_decimal_allowed"),
    (ask("file_input"), {}, "filetypes", ["x"], [], f"{E0}/filetypes"),
    (ask("file_input"), {}, "action_id", "x", "", f"{E0}/action_id"),
    *[
        (ask(kind), {}, "focus_on_load", False, 0, f"{E0}/focus_on_load")
        for kind in (*TEXT_INPUTS, "datepicker", "datetimepicker")
    ],
    *[
        (ask(kind), {}, "action_id", "x", "", f"{E0}/action_id")
        for kind in (*TEXT_INPUTS, "datepicker", "datetimepicker")
    ],
    *[
        (ask(kind), {}, "confirm", confirm(), True, f"{E0}/confirm")
        for kind in ("datepicker", "users_select")
    ],
    (legacy, {}, "title", "", 1, "/attachments/0/fields/0/title"),
    (legacy, {}, "value", "", 1, "/attachments/0/fields/0/value"),
    (legacy, {}, "short", True, 1, "/attachments/0/fields/0/short"),
    (raw, {"text": "x"}, "markdown_text", "", 1, "/markdown_text"),
    (raw, {"text": "x"}, "attachments", [], {}, "/attachments"),
]


@pytest.mark.parametrize("row", KEYS, ids=[f"{row[2]}: {row[4]!r:.30} at {row[5]}" for row in KEYS])
def test_values_of_keys(row: Key) -> None:
    make, others, key, right, wrong, path = row
    assert faults_of(make(**{**others, key: right})) == []
    assert paths_of(make(**{**others, key: wrong})) == [path]


def test_a_view_is_a_modal_or_home() -> None:
    assert [fault.path for fault in check_view({"type": "workflow_step", "blocks": [section()]})] == ["/type"]
    assert [fault.path for fault in check_view({"blocks": [section()]})] == ["/type"]


def test_a_fault_says_what_is_wrong_and_the_limit() -> None:
    (fault,) = check_message(message(section("x" * 3001)))
    assert fault == Fault("/blocks/0/text/text", "must have 1 to 3000 characters, has 3001")


def test_names_of_slacks_own_errors_come_first() -> None:
    assert check_message(blocks_of_length(13_201))[0].message.startswith("msg_blocks_too_long")
    assert check_message({"text": ""})[0].message.startswith("no_text")


@pytest.mark.parametrize("body", [{}, {"response_type": "in_channel"}, {"text": "x", "blocks": None}])
def test_acks_may_be_empty_and_none_is_not_given(body: Json) -> None:
    assert check_message(body) == []
