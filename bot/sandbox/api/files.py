"""files.*: the three steps of an upload, looking at a file and deleting it."""

import asyncio

from bot.sandbox.api.args import Args
from bot.sandbox.api.chat import new_message
from bot.sandbox.conversations import writable_by_bot
from bot.sandbox.files import File, file_object
from bot.sandbox.state import State
from bot.sandbox.wire import Json, SlackError
from bot.sandbox.workspace import Channel


def get_upload_url(state: State, args: Args) -> Json:
    """files.getUploadURLExternal."""
    name, size = args.need("filename"), args.number("length", 0)
    if size <= 0:
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: length"])
    bot = state.workspace.bot.user_id
    file = state.files.announce(state.new_id("F"), name, size, bot, state.stamps.seconds())
    file.alt_text = args.text("alt_txt") or args.text("alt_text")
    return {"ok": True, "upload_url": f"{state.url}/upload/{file.upload_key}", "file_id": file.id}


def complete_upload(state: State, args: Args) -> Json:
    """files.completeUploadExternal. The message appears a moment later: until then `shares` is empty."""
    given = args.data("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: files"])
    files = [_uploaded(state, one) for one in given]
    targets = args.listing("channels") or args.listing("channel_id")
    channels = [writable_by_bot(state, channel_id) for channel_id in targets]
    for channel in channels:
        state.busy.enter()
        state.spawn(_share(state, files, channel, args.text("initial_comment"), args.text("thread_ts")))
    return {"ok": True, "files": [shown(state, file) for file in files]}


def info(state: State, args: Args) -> Json:
    """files.info."""
    file = state.files.find(args.need("file"))
    return {"ok": True, "file": shown(state, file), "comments": [], "response_metadata": {"next_cursor": ""}}


def delete(state: State, args: Args) -> Json:
    """files.delete; messages keep a tombstone where it was."""
    file = state.files.find(args.need("file"))
    state.files.delete(file)
    for channel_id, stamps in file.shares.items():
        for ts in stamps:
            _bury(state, file, channel_id, ts)
    return {"ok": True}


def shown(state: State, file: File) -> Json:
    """The file as Slack describes it."""
    private = {c.id for c in state.workspace.channels if c.kind != "public"}
    return file_object(file, state.url, private)


def _uploaded(state: State, one: Json) -> File:
    file = state.files.find(str(one.get("id", "")))
    if file.data is None:
        raise SlackError("file_not_found")
    file.title = one.get("title") or file.title
    return file


async def _share(state: State, files: list[File], channel: Channel, comment: str, thread_ts: str) -> None:
    try:
        await asyncio.sleep(state.timing.share)
        message = new_message(state, channel, {"text": comment})
        message.thread_ts = thread_ts or None
        for file in files:
            file.shares.setdefault(channel.id, []).append(message.ts)
        message.files = [shown(state, file) for file in files]
        state.post(message)
    finally:
        state.busy.leave()


def _bury(state: State, file: File, channel_id: str, ts: str) -> None:
    message = state.messages.find(channel_id, ts)
    if message is None:
        return
    tombstone = {"id": file.id, "mode": "tombstone"}
    message.files = [tombstone if one["id"] == file.id else one for one in message.files]
    state.announce(message)
