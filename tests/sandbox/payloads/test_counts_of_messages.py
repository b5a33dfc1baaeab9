"""Lengths and counts of messages, views and blocks: each row is a sentence of Slack's reference."""

from __future__ import annotations

import pytest

from tests.sandbox.payloads.parts import (
    A0,
    Count,
    Json,
    actions,
    block,
    blocks_of_length,
    button,
    edges,
    field,
    home,
    message,
    modal,
    mrkdwn,
    paths_of,
    picture,
    plain,
    rich,
    rich_list,
    rich_section,
    section,
    table,
    url,
    video,
    view_of_bytes,
)

COUNTS: list[Count] = [
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
]


@pytest.mark.parametrize(("payload", "paths"), list(edges(COUNTS)))
def test_lengths_and_counts(payload: Json, paths: list[str]) -> None:
    assert paths_of(payload) == paths
