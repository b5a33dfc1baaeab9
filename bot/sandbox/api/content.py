"""What a message or view may hold: Slack's refusals in Slack's words."""

from typing import Any

from bot.sandbox.api.args import Args
from bot.sandbox.payloads import Fault, check_message, check_view
from bot.sandbox.state import State
from bot.sandbox.wire import Json, SlackError, dumped

CUT = 40_000
_VIEW_BYTES = 250_000
_CODES = {
    "/blocks": "invalid_blocks",
    "/attachments": "invalid_attachments",
    "/metadata": "invalid_metadata_format",
}


def message_content(state: State, args: Args, most: int = CUT) -> Json:
    """The checked text, blocks, attachments and metadata of a call, decoded; only those that were given."""
    content: Json = {}
    if args.has("text"):
        content["text"] = args.text("text")
    for name, broken in (
        ("blocks", "invalid_blocks_format"),
        ("attachments", "invalid_attachments"),
        ("metadata", "invalid_metadata_format"),
    ):
        value = args.data(name, broken)
        if value is not None:
            content[name] = value
    check_content(state, content, most)
    return content


def check_content(state: State, content: Json, most: int = CUT) -> None:
    """Refuses what Slack refuses. chat.postMessage cuts long text instead, and calls this with no limit."""
    # An empty object takes a message's metadata away.
    faults = check_message({key: value for key, value in content.items() if (key, value) != ("metadata", {})})
    for fault in faults:
        for code in ("no_text", "msg_blocks_too_long", "msg_too_long"):
            if fault.message.startswith(code):
                raise SlackError(code, pointed([fault]))
    if faults:
        raise SlackError(_code(faults[0]), pointed(faults), errors=[f.message for f in faults])
    if len(content.get("text") or "") > most:
        raise SlackError("msg_too_long")
    _check_files(state, content.get("blocks") or [], "/blocks")


def checked_view(state: State, view: Any, kind: str) -> Json:
    """A view of that kind, or `invalid_arguments` with each fault's path under /view."""
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", ["[ERROR] must be an object [json-pointer:/view]"])
    # The SDK's models and other JSON writers give null for what is left out.
    given: Json = {key: value for key, value in view.items() if value is not None}
    if len(dumped(given).encode()) > _VIEW_BYTES:
        raise SlackError("view_too_large")
    faults = check_view(given)
    if given.get("type") != kind:
        faults.insert(0, Fault("/type", f"must be {kind}"))
    if faults:
        raise SlackError("invalid_arguments", pointed(faults, "/view"))
    _check_files(state, given["blocks"], "/view/blocks")
    return given


def pointed(faults: list[Fault], prefix: str = "") -> list[str]:
    """The faults as `response_metadata.messages` has them."""
    return [f"[ERROR] {fault.message} [json-pointer:{prefix}{fault.path}]" for fault in faults]


def _code(fault: Fault) -> str:
    return next((code for start, code in _CODES.items() if fault.path.startswith(start)), "invalid_arguments")


def _check_files(state: State, blocks: list[Json], path: str) -> None:
    """A picture may name a file only once that is shared: before, nobody but its owner sees it."""
    for index, block in enumerate(blocks):
        if "slack_file" in block and not _is_shared(state, block["slack_file"]):
            fault = Fault(f"{path}/{index}/slack_file", "invalid slack file")
            raise SlackError("invalid_blocks", pointed([fault]), errors=[fault.message])


def _is_shared(state: State, reference: Json) -> bool:
    file_id = reference.get("id") or ""
    try:
        return bool(state.files.find(file_id).shares) if file_id else True
    except SlackError:
        return False
