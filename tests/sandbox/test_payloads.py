"""The local Slack refuses what Slack refuses: each limit just inside and just outside.

One file in spite of its length: it is one table of limits, and each row is a sentence of Slack's reference.
"""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models import blocks as sdk
from slack_sdk.models.blocks import basic_components
from slack_sdk.models.views import View

from bot.sandbox.payloads import Fault, check_message, check_view

Json = dict[str, Any]
Make = Callable[[int], Json]


# --- the smallest payloads that are right ---------------------------------------------------------------


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Json:
    return {"type": "mrkdwn", "text": text}


def message(*blocks: Json, **more: Any) -> Json:
    return {"text": "x", "blocks": list(blocks), **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def block(kind: str, **more: Any) -> Json:
    return {"type": kind, **more}


def section(text: str = "x", **more: Any) -> Json:
    return block("section", text=mrkdwn(text), **more)


def field(element: Json, **more: Any) -> Json:
    return block("input", **{"label": plain(), "element": element, **more})


def actions(*elements: Json) -> Json:
    return block("actions", elements=list(elements))


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), **more}


def option(value: str = "v", /, **more: Any) -> Json:
    return {"text": plain(), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(f"v{n}") for n in range(count)]


def groups(count: int, of: int = 1) -> list[Json]:
    return [{"label": plain(), "options": options(of)} for _ in range(count)]


def confirm(**more: Any) -> Json:
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **more}


def element(kind: str, **more: Any) -> Json:
    """In an input block of a modal, which takes the most kinds."""
    return modal(field({"type": kind, **more}))


def picture(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://x.example/x.png", "alt_text": "x", **more}


def video(**more: Any) -> Json:
    url = "https://x.example/v"
    return block("video", alt_text="x", title=plain(), video_url=url, thumbnail_url=url, **more)


def rich(*elements: Json) -> Json:
    return block("rich_text", elements=list(elements))


def rich_section(*parts: Json) -> Json:
    return block("rich_text_section", elements=list(parts))


def rich_list(**more: Any) -> Json:
    return rich(block("rich_text_list", elements=[], style="bullet", **more))


def table(rows: int = 1, cells: int = 1, text: str = "x", **more: Any) -> Json:
    cell = {"type": "raw_text", "text": text}
    return block("table", rows=[[cell] * cells for _ in range(rows)], **more)


def url(length: int) -> str:
    return "https://".ljust(length, "x")


def blocks_of_length(total: int) -> Json:
    """A message whose blocks, as the shortest JSON, have this many characters."""
    blocks = [section("x" * 2500) for _ in range(5)]
    shortest = json.dumps(blocks, separators=(",", ":"))
    return message(*blocks[:-1], section("x" * (2500 + total - len(shortest))))


def view_of_bytes(total: int) -> Json:
    """A modal of this many bytes; é has two in UTF-8."""
    view = modal(*[section("é" * 1350) for _ in range(90)], private_metadata="")
    shortest = json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()
    return {**view, "private_metadata": "x" * (total - len(shortest))}


def faults_of(payload: Json) -> list[Fault]:
    is_view = payload.get("type") in ("modal", "home")
    return check_view(payload) if is_view else check_message(payload)


def paths_of(payload: Json) -> list[str]:
    return [fault.path for fault in faults_of(payload)]


# --- lengths and counts: (what, at least, at most, a payload of n, where) --------------------------------

E0 = "/blocks/0/element"
A0 = "/blocks/0/elements/0"
TEXT_INPUTS = ("plain_text_input", "email_text_input", "url_text_input", "rich_text_input")
MENUS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
MULTI_MENUS = tuple(f"multi_{kind}" for kind in MENUS)
CHOSEN = {"static_select": {"options": options(1)}, "multi_static_select": {"options": options(1)}}
PLACEHOLDERS = (*TEXT_INPUTS, *MENUS, *MULTI_MENUS, "datepicker", "timepicker")

COUNTS: list[tuple[str, int | None, int | None, Make, str]] = [
    # messages
    ("blocks of a message", 0, 50, lambda n: message(*[block("divider")] * n), "/blocks"),
    ("blocks together", None, 13_200, blocks_of_length, "/blocks"),
    ("markdown_text", None, 12_000, lambda n: {"markdown_text": "x" * n}, "/markdown_text"),
    ("attachments", None, 100, lambda n: {"text": "x", "attachments": [{}] * n}, "/attachments"),
    (
        "attachment footer",
        None,
        300,
        lambda n: {"attachments": [{"footer": "x" * n}]},
        "/attachments/0/footer",
    ),
    (
        "attachment actions",
        None,
        5,
        lambda n: {"attachments": [{"actions": [{}] * n}]},
        "/attachments/0/actions",
    ),
    (
        "metadata event_type",
        1,
        None,
        lambda n: message(metadata={"event_type": "x" * n, "event_payload": {}}),
        "/metadata/event_type",
    ),
    # views
    ("blocks of a modal", 1, 100, lambda n: modal(*[block("divider")] * n), "/blocks"),
    ("blocks of a Home", 1, 100, lambda n: home(*[block("divider")] * n), "/blocks"),
    ("a view as a whole", None, 250_000, view_of_bytes, ""),
    ("modal title", 1, 24, lambda n: modal(section(), title=plain("x" * n)), "/title/text"),
    ("modal submit", 1, 24, lambda n: modal(section(), submit=plain("x" * n)), "/submit/text"),
    ("modal close", 1, 24, lambda n: modal(section(), close=plain("x" * n)), "/close/text"),
    *[
        (f"{key} of a {view['type']}", None, most, lambda n, k=key, v=view: {**v, k: "x" * n}, f"/{key}")
        for key, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255))
        for view in (modal(section()), home(section()))
    ],
    # blocks
    ("block_id", 1, 255, lambda n: message(section(block_id="x" * n)), "/blocks/0/block_id"),
    ("header", 1, 150, lambda n: message(block("header", text=plain("x" * n))), "/blocks/0/text/text"),
    ("section text", 1, 3000, lambda n: message(section("x" * n)), "/blocks/0/text/text"),
    (
        "plain section text",
        1,
        3000,
        lambda n: message(block("section", text=plain("x" * n))),
        "/blocks/0/text/text",
    ),
    ("section fields", 1, 10, lambda n: message(section(fields=[plain()] * n)), "/blocks/0/fields"),
    (
        "section field",
        1,
        2000,
        lambda n: message(block("section", fields=[mrkdwn("x" * n)])),
        "/blocks/0/fields/0/text",
    ),
    (
        "context elements",
        1,
        10,
        lambda n: message(block("context", elements=[mrkdwn()] * n)),
        "/blocks/0/elements",
    ),
    ("context text", 1, 3000, lambda n: message(block("context", elements=[mrkdwn("x" * n)])), f"{A0}/text"),
    ("actions elements", 1, 25, lambda n: message(actions(*[button()] * n)), "/blocks/0/elements"),
    (
        "input label",
        1,
        2000,
        lambda n: modal(field({"type": "datepicker"}, label=plain("x" * n))),
        "/blocks/0/label/text",
    ),
    (
        "input hint",
        1,
        2000,
        lambda n: modal(field({"type": "datepicker"}, hint=plain("x" * n))),
        "/blocks/0/hint/text",
    ),
    ("image alt_text", 1, 2000, lambda n: message(picture(alt_text="x" * n)), "/blocks/0/alt_text"),
    ("image title", 1, 2000, lambda n: message(picture(title=plain("x" * n))), "/blocks/0/title/text"),
    ("image_url", None, 3000, lambda n: message(picture(image_url=url(n))), "/blocks/0/image_url"),
    (
        "slack_file id",
        1,
        None,
        lambda n: message(block("image", alt_text="x", slack_file={"id": "F" * n})),
        "/blocks/0/slack_file/id",
    ),
    (
        "accessory image alt_text",
        1,
        2000,
        lambda n: message(section(accessory=picture(alt_text="x" * n))),
        "/blocks/0/accessory/alt_text",
    ),
    (
        "accessory image_url",
        None,
        3000,
        lambda n: message(section(accessory=picture(image_url=url(n)))),
        "/blocks/0/accessory/image_url",
    ),
    ("table rows", 1, 100, lambda n: message(table(rows=n)), "/blocks/0/rows"),
    ("table cells", 1, 20, lambda n: message(table(cells=n)), "/blocks/0/rows/0"),
    ("table cell", 1, None, lambda n: message(table(text="x" * n)), "/blocks/0/rows/0/0/text"),
    (
        "table column_settings",
        None,
        20,
        lambda n: message(table(column_settings=[None] * n)),
        "/blocks/0/column_settings",
    ),
    ("markdown", 1, 12_000, lambda n: message(block("markdown", text="x" * n)), "/blocks/0/text"),
    (
        "markdown together",
        None,
        12_000,
        lambda n: message(block("markdown", text="x" * 6000), block("markdown", text="x" * (n - 6000))),
        "/blocks",
    ),
    ("video title", 1, 199, lambda n: message(video() | {"title": plain("x" * n)}), "/blocks/0/title/text"),
    ("video author_name", 1, 49, lambda n: message(video(author_name="x" * n)), "/blocks/0/author_name"),
    ("rich_text elements", 1, None, lambda n: message(rich(*[rich_section()] * n)), "/blocks/0/elements"),
    (
        "rich text",
        1,
        None,
        lambda n: message(rich(rich_section(block("text", text="x" * n)))),
        f"{A0}/elements/0/text",
    ),
    ("rich_text_list indent", 0, 8, lambda n: message(rich_list(indent=n)), f"{A0}/indent"),
    ("rich_text_list border", 0, 1, lambda n: message(rich_list(border=n)), f"{A0}/border"),
    ("rich_text_list offset", 0, None, lambda n: message(rich_list(offset=n)), f"{A0}/offset"),
    # elements
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


def edges() -> Iterator[Any]:
    for what, least, most, make, path in COUNTS:
        if least is not None:
            inside = make(least)
            yield pytest.param(inside, [], id=f"{what}: {least}")
        if least:
            yield pytest.param(make(least - 1), [path], id=f"{what}: {least - 1}")
        if least == 0 and "rich_text_list" in what:
            yield pytest.param(make(-1), [path], id=f"{what}: -1")
        if most is not None:
            yield pytest.param(make(most), [], id=f"{what}: {most}")
            yield pytest.param(make(most + 1), [path], id=f"{what}: {most + 1}")


@pytest.mark.parametrize(("payload", "paths"), list(edges()))
def test_lengths_and_counts(payload: Json, paths: list[str]) -> None:
    assert paths_of(payload) == paths


# --- everything that is not a number: (what, a payload of, right, wrong, where) --------------------------

ON = "dispatch_action_config"
IMG = "https://x.example/x.png"
PAGE = "https://x.example"
PHOTO = {"alt_text": "x", "image_url": IMG}
OFFER = {"options": options(2)}
META = {"event_type": "x", "event_payload": {}}
DATE = {"type": "datepicker"}


def raw(**payload: Any) -> Json:
    return payload


def post(kind: str) -> Callable[..., Json]:
    """One block of a message."""
    return lambda **more: message(block(kind, **more))


def show(kind: str) -> Callable[..., Json]:
    """One element of actions in a message."""
    return lambda **more: message(actions({"type": kind, **more}))


def ask(kind: str, **always: Any) -> Callable[..., Json]:
    """One element of an input block in a modal."""
    return lambda **more: modal(field({"type": kind, **always, **more}))


def say(kind: str) -> Callable[..., Json]:
    """One part of a rich text in a message."""
    return lambda **more: message(rich(rich_section(block(kind, **more))))


def listed(*parts: Json, kind: str = "rich_text_list", **more: Any) -> Json:
    return message(rich(block(kind, elements=list(parts), **more)))


def inputs(**more: Any) -> Json:
    return modal(block("input", **{"label": plain(), "element": DATE, **more}))


def meta(**more: Any) -> Json:
    return message(metadata=more)


def two_buttons(*ids: str) -> Json:
    return message(actions(*[button(action_id=one) for one in ids]))


def asked(**more: Any) -> Json:
    return show("button")(text=plain(), confirm={**confirm(), **more})


def of_groups(**more: Any) -> Json:
    return element("static_select", option_groups=groups(2), **more)


BUTTON, SELECT, MENU = show("button"), ask("static_select", **OFFER), ask("conversations_select")
RADIO, CHECKS = ask("radio_buttons", **OFFER), ask("checkboxes", **OFFER)
TYPED, NUMBER = ask("plain_text_input"), ask("number_input", is_decimal_allowed=False)
PLAIN, MRKDWN = {"text": plain()}, {"text": mrkdwn()}

Pair = tuple[str, Callable[..., Json], Json, Json, str]
MESSAGES: list[Pair] = [
    ("text is a string", raw, {"text": "x"}, {"text": 1}, "/text"),
    ("blocks are a list", raw, {"text": "x", "blocks": []}, {"text": "x", "blocks": {}}, "/blocks"),
    ("content", raw, {"channel": "C1", "text": "x"}, {"channel": "C1"}, "/text"),
    ("content is not empty", raw, {"blocks": [section()]}, {"text": "", "blocks": []}, "/text"),
    ("only deleting has none", raw, {"delete_original": True, "text": ""}, {"text": ""}, "/text"),
    ("attachment", raw, {"attachments": [{"color": "good"}]}, {"attachments": ["x"]}, "/attachments/0"),
    (
        "blocks of an attachment",
        raw,
        {"attachments": [{"blocks": [section()]}]},
        {"attachments": [{"blocks": [section(block_id=1)]}]},
        "/attachments/0/blocks/0/block_id",
    ),
    ("one table", raw, message(table()), message(table(), section(), table()), "/blocks/2"),
    (
        "one table with attachments",
        raw,
        message(table(), attachments=[{"blocks": [section()]}]),
        message(table(), attachments=[{"blocks": [table()]}]),
        "/attachments/0/blocks/0",
    ),
    ("event_type", meta, META, {"event_payload": {}}, "/metadata/event_type"),
    ("event_payload", meta, META, {"event_type": "x"}, "/metadata/event_payload"),
    ("event_payload is an object", meta, META, {**META, "event_payload": "x"}, "/metadata/event_payload"),
    (
        "event_payload is free",
        meta,
        {**META, "event_payload": {"a": [{}]}},
        {**META, "id": 1},
        "/metadata/id",
    ),
]
VIEWS: list[Pair] = [
    ("title is required", raw, modal(section()), {"type": "modal", "blocks": [section()]}, "/title"),
    ("title is plain", raw, modal(section()), modal(section(), title=mrkdwn()), "/title/type"),
    ("close is plain", raw, modal(section(), close=plain()), modal(section(), close=mrkdwn()), "/close/type"),
    ("blocks are required", raw, home(section()), {"type": "home"}, "/blocks"),
    (
        "an input needs submit",
        lambda **more: {"type": "modal", "title": plain(), **more},
        {"blocks": [section()]},
        {"blocks": [section(), field(DATE)]},
        "/submit",
    ),
    ("an input on Home needs none", raw, home(field(DATE)), home(section(), submit=plain()), "/submit"),
    ("no title on Home", raw, home(section()), home(section(), title=plain()), "/title"),
    ("no close on Home", raw, home(section()), home(section(), close=plain()), "/close"),
    ("known keys", raw, modal(section()), modal(section(), submit_disabled=True), "/submit_disabled"),
    ("what Slack adds", raw, modal(section()), modal(section(), hash="1.x"), "/hash"),
    (
        "notify_on_close",
        raw,
        modal(section(), notify_on_close=True),
        modal(section(), notify_on_close=1),
        "/notify_on_close",
    ),
    (
        "clear_on_close",
        raw,
        modal(section(), clear_on_close=False),
        modal(section(), clear_on_close=None),
        "/clear_on_close",
    ),
    (
        "one focus",
        raw,
        modal(field({**DATE, "focus_on_load": True}), field({**DATE, "focus_on_load": False})),
        modal(field({**DATE, "focus_on_load": True}), field({**DATE, "focus_on_load": True})),
        "/blocks/1/element/focus_on_load",
    ),
]
B0 = "/blocks/0"
BLOCKS: list[Pair] = [
    ("a block is an object", raw, message(section()), {"blocks": ["x"]}, B0),
    ("known type", raw, message(block("divider")), message(block("dividers")), f"{B0}/type"),
    ("known keys", post("section"), {**PLAIN, "expand": True}, {**PLAIN, "colour": "red"}, f"{B0}/colour"),
    ("key to escape", post("section"), PLAIN, {**PLAIN, "a/b~c": 1}, f"{B0}/a~1b~0c"),
    ("no key is null", post("section"), PLAIN, {**PLAIN, "fields": None}, f"{B0}/fields"),
    (
        "unique block_id",
        raw,
        message(section(block_id="a"), section(block_id="b"), section()),
        message(section(block_id="a"), section(), section(block_id="a")),
        "/blocks/2/block_id",
    ),
    ("section has text or fields", post("section"), {"fields": [plain()]}, {}, B0),
    (
        "emoji is of plain_text",
        post("section"),
        {"text": {**plain(), "emoji": True}},
        {"text": {**mrkdwn(), "emoji": True}},
        f"{B0}/text/emoji",
    ),
    (
        "verbatim is of mrkdwn",
        post("section"),
        {"text": {**mrkdwn(), "verbatim": True}},
        {"text": {**plain(), "verbatim": True}},
        f"{B0}/text/verbatim",
    ),
    ("header", post("header"), PLAIN, {}, f"{B0}/text"),
    ("header is plain", post("header"), PLAIN, MRKDWN, f"{B0}/text/type"),
    ("context", post("context"), {"elements": [picture(), plain()]}, {"elements": [button()]}, f"{A0}/type"),
    ("input label", inputs, {}, {"label": mrkdwn()}, f"{B0}/label/type"),
    ("input label is required", raw, modal(field(DATE)), modal(block("input", element=DATE)), f"{B0}/label"),
    ("input element is required", raw, modal(field(DATE)), modal(block("input", label=plain())), E0),
    ("input hint", inputs, {"hint": plain()}, {"hint": mrkdwn()}, f"{B0}/hint/type"),
    ("input optional", inputs, {"optional": True}, {"optional": "yes"}, f"{B0}/optional"),
    ("dispatch_action", inputs, {"dispatch_action": True}, {"dispatch_action": 1}, f"{B0}/dispatch_action"),
    ("image alt_text", post("image"), PHOTO, {"image_url": IMG}, f"{B0}/alt_text"),
    ("image source", post("image"), PHOTO, {"alt_text": "x"}, B0),
    (
        "one image source",
        post("image"),
        {"alt_text": "x", "slack_file": {"id": "F1"}},
        {**PHOTO, "slack_file": {"id": "F1"}},
        B0,
    ),
    ("image address", post("image"), PHOTO, {**PHOTO, "image_url": "x.png"}, f"{B0}/image_url"),
    (
        "image title",
        post("image"),
        {**PHOTO, "title": plain()},
        {**PHOTO, "title": mrkdwn()},
        f"{B0}/title/type",
    ),
    (
        "slack_file by id or url",
        lambda **file: message(block("image", alt_text="x", slack_file=file)),
        {"url": PAGE},
        {"url": PAGE, "id": "F1"},
        f"{B0}/slack_file",
    ),
    (
        "slack_file by something",
        lambda **file: message(block("image", alt_text="x", slack_file=file)),
        {"id": "F1"},
        {},
        f"{B0}/slack_file",
    ),
    (
        "file is remote",
        post("file"),
        {"external_id": "x", "source": "remote"},
        {"external_id": "x", "source": "local"},
        f"{B0}/source",
    ),
    ("video", raw, message(video()), message({**video(), "video_url": "x"}), f"{B0}/video_url"),
    (
        "table cells",
        post("table"),
        {"rows": [[rich(rich_section()), {"type": "raw_number", "value": 1.5, "text": "1.5"}]]},
        {"rows": [[plain()]]},
        f"{B0}/rows/0/0/type",
    ),
    (
        "table columns",
        lambda **column: message(table(column_settings=[None, column])),
        {"align": "right", "is_wrapped": True},
        {"align": "middle"},
        f"{B0}/column_settings/1/align",
    ),
]
R0 = f"{A0}/elements/0"
CODE = block("text", text="x", style={"code": True})
RICH_TEXTS: list[Pair] = [
    ("element", raw, message(rich(rich_section())), message(rich(CODE)), f"{A0}/type"),
    ("part", raw, say("text")(text="x"), say("plain_text")(text="x"), f"{R0}/type"),
    (
        "style",
        say("text"),
        {"text": "x", "style": {"bold": True}},
        {"text": "x", "style": {"big": True}},
        f"{R0}/style/big",
    ),
    ("link", say("link"), {"url": PAGE, "text": "x"}, {"text": "x"}, f"{R0}/url"),
    ("user", say("user"), {"user_id": "U1"}, {}, f"{R0}/user_id"),
    (
        "date",
        say("date"),
        {"timestamp": 1, "format": "{time}"},
        {"timestamp": "1", "format": "{time}"},
        f"{R0}/timestamp",
    ),
    ("broadcast", say("broadcast"), {"range": "here"}, {"range": "all"}, f"{R0}/range"),
    ("colour", say("color"), {"value": "#F0c040"}, {"value": "red"}, f"{R0}/value"),
    ("list style", listed, {"style": "ordered"}, {}, f"{A0}/style"),
    (
        "list of sections",
        raw,
        listed(rich_section(CODE), style="bullet"),
        listed(CODE, style="bullet"),
        f"{R0}/type",
    ),
    (
        "preformatted text",
        raw,
        listed(CODE, kind="rich_text_preformatted"),
        listed(block("user", user_id="U1"), kind="rich_text_preformatted"),
        f"{R0}/type",
    ),
    (
        "quote",
        raw,
        listed(block("emoji", name="tada"), kind="rich_text_quote"),
        listed(rich_section(), kind="rich_text_quote"),
        f"{R0}/type",
    ),
]
CLICKED: list[Pair] = [
    ("unique action_id", raw, two_buttons("a", "b"), two_buttons("a", "a"), "/blocks/0/elements/1/action_id"),
    ("button text", BUTTON, PLAIN, {}, f"{A0}/text"),
    ("button text is plain", BUTTON, PLAIN, MRKDWN, f"{A0}/text/type"),
    ("button style", BUTTON, {**PLAIN, "style": "danger"}, {**PLAIN, "style": "default"}, f"{A0}/style"),
    (
        "button url",
        BUTTON,
        {**PLAIN, "url": "mailto:x@x.example"},
        {**PLAIN, "url": "x.example"},
        f"{A0}/url",
    ),
    ("button keys", BUTTON, {**PLAIN, "value": ""}, {**PLAIN, "options": []}, f"{A0}/options"),
    ("confirm style", asked, {"style": "primary"}, {"style": "red"}, f"{A0}/confirm/style"),
    ("confirm text", asked, {"text": mrkdwn()}, {"text": "x"}, f"{A0}/confirm/text"),
    ("confirm title", asked, {}, {"title": mrkdwn()}, f"{A0}/confirm/title/type"),
    ("confirm keys", asked, {}, {"ok": plain()}, f"{A0}/confirm/ok"),
    (
        "confirm deny",
        BUTTON,
        {**PLAIN, "confirm": confirm()},
        {**PLAIN, "confirm": {"title": plain(), "text": plain(), "confirm": plain()}},
        f"{A0}/confirm/deny",
    ),
    (
        "workflow",
        show("workflow_button"),
        {**PLAIN, "workflow": {"trigger": {"url": "https://slack.com/shortcuts/x"}}},
        {**PLAIN, "workflow": {"trigger": {}}},
        f"{A0}/workflow/trigger/url",
    ),
]
CHOSEN_FROM: list[Pair] = [
    ("options or groups", SELECT, {}, {"option_groups": groups(1)}, E0),
    ("options at all", ask("static_select"), OFFER, {}, E0),
    ("option url", SELECT, {}, {"options": [option(url=PAGE)]}, f"{E0}/options/0/url"),
    ("option value", SELECT, {}, {"options": [{"text": plain()}]}, f"{E0}/options/0/value"),
    ("option text", SELECT, {}, {"options": [option(text=mrkdwn())]}, f"{E0}/options/0/text/type"),
    (
        "option with markup",
        RADIO,
        {"options": [option(text=mrkdwn(), description=mrkdwn())]},
        {"options": [option(text=block("markdown", text="x"))]},
        f"{E0}/options/0/text/type",
    ),
    ("placeholder", SELECT, {"placeholder": plain()}, {"placeholder": mrkdwn()}, f"{E0}/placeholder/type"),
    (
        "initial option",
        SELECT,
        {"initial_option": option("v1")},
        {"initial_option": option("v9")},
        f"{E0}/initial_option",
    ),
    (
        "initial option in every key",
        SELECT,
        {"initial_option": option("v1")},
        {"initial_option": option("v1", text=plain("y"))},
        f"{E0}/initial_option",
    ),
    (
        "initial option of a group",
        of_groups,
        {"initial_option": option("v0")},
        {"initial_option": option("v1")},
        f"{E0}/initial_option",
    ),
    (
        "initial radio button",
        RADIO,
        {"initial_option": option("v1")},
        {"initial_option": option("v2")},
        f"{E0}/initial_option",
    ),
    (
        "initial check marks",
        CHECKS,
        {"initial_options": options(2)},
        {"initial_options": options(3)},
        f"{E0}/initial_options/2",
    ),
    ("initial check marks are some", CHECKS, {}, {"initial_options": []}, f"{E0}/initial_options"),
    (
        "initial options",
        ask("multi_static_select", **OFFER),
        {"initial_options": options(2)},
        {"initial_options": options(3)},
        f"{E0}/initial_options/2",
    ),
    ("initial user", ask("users_select"), {"initial_user": "U1"}, {"initial_user": ""}, f"{E0}/initial_user"),
    (
        "filter include",
        MENU,
        {"filter": {"include": ["im", "mpim", "private", "public"]}},
        {"filter": {"include": ["private", "channels"]}},
        f"{E0}/filter/include/1",
    ),
    (
        "filter includes some",
        MENU,
        {"filter": {"exclude_bot_users": True}},
        {"filter": {"include": []}},
        f"{E0}/filter/include",
    ),
    (
        "filter says something",
        MENU,
        {"filter": {"exclude_external_shared_channels": True}},
        {"filter": {}},
        f"{E0}/filter",
    ),
    (
        "filter keys",
        MENU,
        {"filter": {"include": ["im"]}},
        {"filter": {"exclude": ["im"]}},
        f"{E0}/filter/exclude",
    ),
    ("filter of users", ask("users_select"), {}, {"filter": {"include": ["im"]}}, f"{E0}/filter"),
    (
        "current conversation",
        MENU,
        {"default_to_current_conversation": True},
        {"default_to_current_conversation": "C1"},
        f"{E0}/default_to_current_conversation",
    ),
    (
        "response_url not for several",
        ask("multi_conversations_select"),
        {},
        {"response_url_enabled": True},
        f"{E0}/response_url_enabled",
    ),
]
REPLIES = {"type": "channels_select", "response_url_enabled": True}
TYPED_IN: list[Pair] = [
    (
        "response_url on a modal",
        raw,
        modal(field(REPLIES)),
        home(field(REPLIES)),
        f"{E0}/response_url_enabled",
    ),
    (
        "response_url in an input",
        raw,
        modal(field(REPLIES)),
        modal(section(accessory=REPLIES)),
        "/blocks/0/accessory/response_url_enabled",
    ),
    (
        "date",
        ask("datepicker"),
        {"initial_date": "2028-02-29"},
        {"initial_date": "2026-02-29"},
        f"{E0}/initial_date",
    ),
    ("date form", ask("datepicker"), {}, {"initial_date": "31.12.2026"}, f"{E0}/initial_date"),
    ("time", ask("timepicker"), {"initial_time": "23:59"}, {"initial_time": "24:00"}, f"{E0}/initial_time"),
    (
        "time form",
        ask("timepicker"),
        {"initial_time": "09:05"},
        {"initial_time": "9:05"},
        f"{E0}/initial_time",
    ),
    (
        "datetime is a number",
        ask("datetimepicker"),
        {"initial_date_time": 1628633820},
        {"initial_date_time": "1628633820"},
        f"{E0}/initial_date_time",
    ),
    ("datetime has no placeholder", ask("datetimepicker"), {}, {"placeholder": plain()}, f"{E0}/placeholder"),
    ("multiline", TYPED, {"multiline": True}, {"multiline": "yes"}, f"{E0}/multiline"),
    (
        "lengths in order",
        TYPED,
        {"min_length": 5, "max_length": 5},
        {"min_length": 6, "max_length": 5},
        f"{E0}/min_length",
    ),
    ("no confirm when typed", TYPED, {}, {"confirm": confirm()}, f"{E0}/confirm"),
    (
        "when to dispatch",
        TYPED,
        {ON: {"trigger_actions_on": ["on_character_entered", "on_enter_pressed"]}},
        {ON: {"trigger_actions_on": ["on_blur"]}},
        f"{E0}/{ON}/trigger_actions_on/0",
    ),
    ("dispatch keys", TYPED, {ON: {}}, {ON: {"on": []}}, f"{E0}/{ON}/on"),
    ("dispatch only when typed", SELECT, {}, {ON: {}}, f"{E0}/{ON}"),
    ("decimals", ask("number_input"), {"is_decimal_allowed": True}, {}, f"{E0}/is_decimal_allowed"),
    ("bounds are strings", NUMBER, {"min_value": "-1"}, {"min_value": -1}, f"{E0}/min_value"),
    ("bounds are numbers", NUMBER, {"max_value": "10"}, {"max_value": "ten"}, f"{E0}/max_value"),
    (
        "bounds in order",
        NUMBER,
        {"min_value": "9", "max_value": "10"},
        {"min_value": "11", "max_value": "10"},
        f"{E0}/min_value",
    ),
    (
        "whole numbers",
        NUMBER,
        {"is_decimal_allowed": True, "initial_value": "1.5"},
        {"initial_value": "1.5"},
        f"{E0}/initial_value",
    ),
    ("file types", ask("file_input"), {"filetypes": ["pdf"]}, {"filetypes": "pdf"}, f"{E0}/filetypes"),
    (
        "initial rich text",
        ask("rich_text_input"),
        {"initial_value": rich(rich_section())},
        {"initial_value": "x"},
        f"{E0}/initial_value",
    ),
]
PAIRS = {
    **{f"message: {pair[0]}": pair for pair in MESSAGES},
    **{f"view: {pair[0]}": pair for pair in VIEWS},
    **{f"block: {pair[0]}": pair for pair in BLOCKS},
    **{f"rich text: {pair[0]}": pair for pair in RICH_TEXTS},
    **{f"element: {pair[0]}": pair for pair in (*CLICKED, *CHOSEN_FROM, *TYPED_IN)},
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_shapes(pair: Pair) -> None:
    _, make, right, wrong, path = pair
    assert faults_of(make(**right)) == []
    assert paths_of(make(**wrong)) == [path]


# Keys that take one kind of value: (a payload of, other keys it needs, key, right, wrong, where).
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


# --- what may stand where --------------------------------------------------------------------------------

M, H, P = "modal", "home", "message"  # P as in post
SURFACES: dict[str, Callable[..., Json]] = {M: modal, H: home, P: message}
RIGHT_BLOCKS: dict[str, tuple[Json, str]] = {
    "section": (section(), f"{M} {H} {P}"),
    "header": (block("header", text=plain()), f"{M} {H} {P}"),
    "divider": (block("divider"), f"{M} {H} {P}"),
    "image": (picture(), f"{M} {H} {P}"),
    "context": (block("context", elements=[plain()]), f"{M} {H} {P}"),
    "actions": (actions(button()), f"{M} {H} {P}"),
    "input": (field({"type": "plain_text_input"}), f"{M} {H} {P}"),
    "rich_text": (rich(rich_section()), f"{M} {H} {P}"),
    "video": (video(), f"{M} {H} {P}"),
    "markdown": (block("markdown", text="x"), P),
    "table": (table(), P),
    "file": (block("file", external_id="x", source="remote"), P),
    "card": (block("card", title=plain()), ""),
}


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("kind", RIGHT_BLOCKS)
def test_blocks_by_surface(kind: str, surface: str) -> None:
    right, allowed = RIGHT_BLOCKS[kind]
    expected = [] if surface in allowed.split() else ["/blocks/0/type"]
    assert paths_of(SURFACES[surface](right)) == expected


MINIMAL: dict[str, Json] = {
    "button": {"text": plain()},
    "workflow_button": {"text": plain(), "workflow": {"trigger": {"url": "https://slack.com/x"}}},
    "overflow": {"options": options(1)},
    "image": {"image_url": "https://x.example", "alt_text": "x"},
    "checkboxes": {"options": options(1)},
    "radio_buttons": {"options": options(1)},
    "number_input": {"is_decimal_allowed": True},
    **CHOSEN,
}
ALL = f"{M} {H} {P}"
PLACES: dict[str, tuple[str, str]] = {
    "button": ("section actions", ALL),
    "workflow_button": ("section actions", P),
    "overflow": ("section actions", ALL),
    "image": ("section context", ALL),
    "checkboxes": ("section actions input", ALL),
    "radio_buttons": ("section actions input", ALL),
    **dict.fromkeys((*MENUS, *MULTI_MENUS), ("section actions input", ALL)),
    "datepicker": ("section actions input", ALL),
    "timepicker": ("section actions input", ALL),
    "datetimepicker": ("actions input", f"{M} {P}"),
    "plain_text_input": ("input", ALL),
    "rich_text_input": ("actions input", f"{M} {H}"),
    "email_text_input": ("input", M),
    "url_text_input": ("input", M),
    "number_input": ("input", M),
    "file_input": ("input", M),
}
HOLDERS: dict[str, tuple[Callable[[Json], Json], str]] = {
    "section": (lambda one: section(accessory=one), "/blocks/0/accessory/type"),
    "actions": (actions, f"{A0}/type"),
    "input": (field, f"{E0}/type"),
    "context": (lambda one: block("context", elements=[one]), f"{A0}/type"),
}


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("kind", PLACES)
def test_elements_by_block_and_surface(kind: str, holder: str, surface: str) -> None:
    blocks, surfaces = PLACES[kind]
    hold, path = HOLDERS[holder]
    allowed = holder in blocks.split() and surface in surfaces.split()
    payload = SURFACES[surface](hold({"type": kind, **MINIMAL.get(kind, {})}))
    assert paths_of(payload) == ([] if allowed else [path])


@pytest.mark.parametrize("holder", ["section", "actions", "input"])
def test_a_text_is_no_element(holder: str) -> None:
    hold, path = HOLDERS[holder]
    assert paths_of(modal(hold(plain()))) == [path]


# --- whole screens are taken -----------------------------------------------------------------------------


def criterion(name: str) -> list[Json]:
    ratings = [option(value, text=plain(value)) for value in ("clear strength", "not assessed")]
    select = {
        "type": "static_select",
        "action_id": "rating",
        "options": ratings,
        "initial_option": ratings[1],
    }
    evidence = {
        "type": "plain_text_input",
        "action_id": "evidence",
        "multiline": True,
        "max_length": 3000,
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    return [
        field(select, block_id=f"rating:{name}", dispatch_action=True, hint=plain("What good looks like")),
        field(evidence, block_id=f"evidence:{name}", dispatch_action=True, optional=True),
    ]


SCORECARD = modal(
    block("context", elements=[mrkdwn("Job-related observations only; the candidate may ask to read this.")]),
    field({"type": "plain_text_input", "action_id": "notes", "multiline": True, "focus_on_load": True}),
    field({"type": "radio_buttons", "action_id": "recommendation", "options": options(5)}, block_id="say"),
    block("divider"),
    *criterion("trade-offs"),
    *criterion("collaboration"),
    title=plain("System Design"),
    submit=plain("Hand in"),
    close=plain("Keep as draft"),
    callback_id="scorecard",
    private_metadata='{"interview": 7}',
    notify_on_close=True,
)
LOOP = modal(
    block("header", text=plain("A loop")),
    field({"type": "email_text_input", "action_id": "email"}),
    field({"type": "multi_users_select", "action_id": "panel", "max_selected_items": 5}, optional=True),
    field(
        {
            "type": "conversations_select",
            "action_id": "channel",
            "filter": {"include": ["private"], "exclude_external_shared_channels": True},
            "response_url_enabled": True,
        }
    ),
    field({"type": "datepicker", "action_id": "day", "initial_date": "2026-11-23"}, block_id="day"),
    field({"type": "timepicker", "initial_time": "09:00", "timezone": "Europe/Berlin"}, block_id="time"),
    field({"type": "datetimepicker", "initial_date_time": 1763889600}),
    section("*Rooms*", accessory={"type": "overflow", "action_id": "more", "options": options(2)}),
)
HOME = home(
    block("header", text=plain("Your interviews")),
    section("*System Design*, 14:00", accessory=button(action_id="prep", value="7")),
    actions(button(action_id="new", style="primary"), button(action_id="list", url="https://x.example")),
    field({"type": "plain_text_input"}, dispatch_action=True),
    private_metadata="home",
)
REMINDER = message(
    section("*System Design*, <!date^1763889600^{time}|14:00 UTC>"),
    section(fields=[mrkdwn("*Role*\nlead"), mrkdwn("*Room*\n<https://x.example|join>")]),
    block("context", elements=[picture(), mrkdwn("3 of 5 in")]),
    actions(
        button(action_id="open", style="primary", value="7"),
        button(action_id="gone", style="danger", confirm=confirm(style="danger")),
        {"type": "checkboxes", "action_id": "ticks", "options": options(3), "initial_options": options(2)},
    ),
    channel="C1",
    thread_ts="1763889600.000100",
    metadata={"event_type": "notice", "event_payload": {"id": "b7"}},
)
PACK = message(
    block("header", text=plain("Debrief pack: 4 of 5")),
    table(rows=6, cells=5, column_settings=[{"is_wrapped": True}, None, {"align": "center"}]),
    rich(
        rich_section(block("text", text="Trade-offs", style={"bold": True}), block("user", user_id="U1")),
        block("rich_text_list", style="bullet", elements=[rich_section(block("text", text="asked twice"))]),
        block("rich_text_quote", elements=[block("text", text="We could cache it.")]),
    ),
    block("image", slack_file={"id": "F1"}, alt_text="Coverage map", title=plain("Coverage")),
    attachments=[{"color": "#36a64f", "blocks": [section("changed after reading others")]}],
)
SCREENS = {"scorecard": SCORECARD, "loop": LOOP, "home": HOME, "reminder": REMINDER, "pack": PACK}


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_whole_screens_are_taken(screen: Json) -> None:
    before = copy.deepcopy(screen)
    assert faults_of(screen) == []
    assert screen == before


def test_what_the_sdk_writes_is_taken() -> None:
    choices = [sdk.Option(text="Strong yes", value="4"), sdk.Option(text="No", value="1", description="…")]
    sure = sdk.ConfirmObject(title="Sure?", text="It cannot be undone.", style="danger")
    select = sdk.StaticSelectElement(options=choices, initial_option=choices[0], placeholder="Choose")
    typed = sdk.PlainTextInputElement(
        multiline=True,
        dispatch_action_config=basic_components.DispatchActionConfig(trigger_actions_on=["on_enter_pressed"]),
    )
    picked = sdk.ConversationSelectElement(filter=sdk.ConversationFilter(include=["private"]))
    blocks = [
        sdk.HeaderBlock(text="Feedback"),
        sdk.SectionBlock(text="*x*", accessory=sdk.ButtonElement(text="Go", action_id="a", confirm=sure)),
        sdk.ContextBlock(elements=[sdk.ImageElement(image_url="https://x.example", alt_text="x")]),
        sdk.InputBlock(label="Recommendation", element=select, dispatch_action=True),
        sdk.InputBlock(label="Notes", element=typed, hint="Yours", optional=True),
        sdk.InputBlock(label="Channel", element=picked),
        sdk.ActionsBlock(elements=[sdk.OverflowMenuElement(options=choices), sdk.DatePickerElement()]),
    ]
    assert check_view(View(type="modal", title="Feedback", submit="Send", blocks=blocks).to_dict()) == []
    assert check_message({"blocks": [one.to_dict() for one in blocks]}) == []


# --- never an exception ----------------------------------------------------------------------------------

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
