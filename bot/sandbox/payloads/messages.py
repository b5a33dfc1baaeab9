"""Messages: chat.postMessage, chat.update, chat.postEphemeral, response_url, the body of an ack.

Source: https://docs.slack.dev/reference/methods/chat.postMessage, and slack_sdk.models.attachments.
"""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.payloads.blocks import BLOCKS
from bot.sandbox.payloads.faults import Fault
from bot.sandbox.payloads.relations import MOST_MARKDOWN, characters, check_one_table, check_relations
from bot.sandbox.payloads.shapes import array, below, boolean, record, string

# Not documented: observed between 13,172 and 13,297, falling with the number of blocks. Slack speaks of
# 12,000 characters of text and room for what is around them, so what is around them is counted here.
MOST_CHARACTERS = 13_200

_CONTENT = ("text", "markdown_text", "blocks", "attachments")

_METADATA = record({"event_type": string(1), "event_payload": record(unknown_allowed=True)})

_ATTACHMENT_TEXTS = (
    *("author_icon", "author_link", "author_name", "author_subname", "callback_id", "color", "fallback"),
    *("footer_icon", "image_url", "pretext", "text", "thumb_url", "title", "title_link"),
)
# Slack ignores what it does not know in an attachment, unlike in a block.
_ATTACHMENT = record(
    {},
    {
        **{key: string() for key in _ATTACHMENT_TEXTS},
        "footer": string(0, 300),
        "fields": array(record({}, {"title": string(), "value": string(), "short": boolean})),
        "actions": array(record(unknown_allowed=True), 0, 5),
        "blocks": BLOCKS["message"],
    },
    unknown_allowed=True,
)

# Whatever else a method takes (channel, thread_ts, …) is the method's to check.
_MESSAGE = record(
    {},
    {
        "text": string(),
        "markdown_text": string(0, MOST_MARKDOWN),
        "blocks": BLOCKS["message"],
        "attachments": array(_ATTACHMENT, 0, 100),
        "metadata": _METADATA,
    },
    unknown_allowed=True,
)


def check_message(payload: dict[str, Any]) -> list[Fault]:
    """The faults of a message; an empty list when Slack would take it.

    Takes the arguments decoded from JSON; an argument that is None counts as not given. A message whose
    blocks are too large together gets a fault at ``/blocks`` that starts with ``msg_blocks_too_long``, one
    with nothing to show a fault at ``/text`` that starts with ``no_text``. How long ``text`` may be differs
    by method and is left to it.
    """
    if not isinstance(payload, dict):
        return [Fault("", "must be an object")]
    given = {key: value for key, value in payload.items() if value is not None}
    lists = list(_block_lists(given))
    faults = [*_MESSAGE(given, ""), *_nothing_to_show(given), *check_one_table(lists)]
    for blocks, path in lists:
        faults += check_relations(blocks, path, "message")
        faults += _too_long(blocks, path)
    return faults


def _block_lists(payload: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    yield payload.get("blocks"), "/blocks"
    attachments = payload.get("attachments")
    for index, attachment in enumerate(attachments if isinstance(attachments, list) else []):
        if isinstance(attachment, dict):
            yield attachment.get("blocks"), below(below("/attachments", index), "blocks")


def _nothing_to_show(payload: dict[str, Any]) -> Iterator[Fault]:
    # An ack may be empty, and a response_url may only delete: those say nothing about content.
    meant_to_show = {"channel", "metadata", *_CONTENT} & payload.keys()
    if meant_to_show and not payload.get("delete_original") and not any(map(payload.get, _CONTENT)):
        yield Fault("/text", "no_text: a message needs text, blocks or attachments")


def _too_long(blocks: Any, path: str) -> Iterator[Fault]:
    count = characters(blocks)
    if count > MOST_CHARACTERS:
        limit = f"blocks have {count} characters together, no more than {MOST_CHARACTERS}"
        yield Fault(path, f"msg_blocks_too_long: {limit}")
