"""chat.*: posting, changing and deleting messages."""

from bot.sandbox.acts.events import changed_in_dm
from bot.sandbox.api.args import Args
from bot.sandbox.api.content import CUT, message_content
from bot.sandbox.conversations import can_dm, open_dm, seen_by_bot, writable_by_bot
from bot.sandbox.elements import settled_blocks
from bot.sandbox.messages import Message
from bot.sandbox.state import State
from bot.sandbox.wire import Json, SlackError
from bot.sandbox.workspace import Channel

_UPDATE_MOST = 4_000
_NO_LIMIT = 10**9


def post_message(state: State, args: Args) -> Json:
    """chat.postMessage; a person's id as the channel is the DM with them."""
    channel = _target(state, args.text("channel"))
    # Slack does not refuse a long text here, it cuts it.
    content = message_content(state, args, _NO_LIMIT)
    message = new_message(state, channel, content)
    message.thread_ts = _thread(state, channel, args.text("thread_ts"))
    message.broadcast = bool(message.thread_ts) and args.flag("reply_broadcast")
    state.post(message)
    answer = {"ok": True, "channel": channel.id, "ts": message.ts}
    answer["message"] = state.messages.shown(message, state.workspace, with_metadata=True)
    return answer | (_cut_warning() if len(content.get("text", "")) > CUT else {})


def post_ephemeral(state: State, args: Args) -> Json:
    """chat.postEphemeral: seen by one person, who must be in the conversation."""
    channel = _target(state, args.text("channel"))
    user_id = args.need("user")
    if user_id not in channel.members:
        raise SlackError("user_not_in_channel")
    message = new_message(state, channel, message_content(state, args))
    message.seen_by = user_id
    message.thread_ts = _thread(state, channel, args.text("thread_ts"))
    state.post(message)
    return {"ok": True, "message_ts": message.ts}


def update(state: State, args: Args) -> Json:
    """chat.update. Text without blocks takes the blocks away; what is not given stays."""
    channel = seen_by_bot(state, args.text("channel"))
    message = _own(state, channel, args.need("ts"), "cant_update_message")
    content = message_content(state, args, _UPDATE_MOST)
    rewrite(state, message, content)
    shown = state.messages.shown(message, state.workspace, with_metadata=True)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(state: State, args: Args) -> Json:
    """chat.delete, of the bot's own messages."""
    channel = seen_by_bot(state, args.text("channel"))
    message = _own(state, channel, args.need("ts"), "cant_delete_message")
    take_away(state, channel, message)
    return {"ok": True, "channel": channel.id, "ts": message.ts}


def get_permalink(state: State, args: Args) -> Json:
    """chat.getPermalink."""
    channel = seen_by_bot(state, args.text("channel"))
    message = state.messages.find(channel.id, args.need("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    link = f"{state.url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts and message.thread_ts != message.ts:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"ok": True, "channel": channel.id, "permalink": link}


def new_message(state: State, channel: Channel, content: Json) -> Message:
    """A message of the bot's, checked content as Slack keeps it; not posted yet."""
    return Message(
        state.stamps.next(),
        channel.id,
        state.workspace.bot.user_id,
        text=content.get("text", "")[:CUT],
        from_bot=True,
        blocks=settled_blocks(content.get("blocks") or []),
        attachments=content.get("attachments") or [],
        metadata=content.get("metadata"),
    )


def take_away(state: State, channel: Channel, message: Message) -> None:
    """Deletes it, and tells pages and app; a root with replies has become Slack's tombstone."""
    before = state.messages.shown(message, state.workspace)
    state.messages.remove(message)
    state.announce(message)
    left = state.messages.find(channel.id, message.ts)
    changed_in_dm(state, channel, before, state.messages.shown(left, state.workspace) if left else None)


def rewrite(state: State, message: Message, content: Json) -> None:
    """New content for a message, and pages and app told: its own edits come back to it."""
    before = state.messages.shown(message, state.workspace)
    message.edits += 1
    if "blocks" in content or "text" in content:
        message.blocks = settled_blocks(content.get("blocks") or [])
    if "attachments" in content:
        message.attachments = content["attachments"]
    if "metadata" in content:
        message.metadata = content["metadata"] or None
    message.text = content.get("text", message.text)
    # Slack marks only messages of plain text as edited.
    if not message.blocks:
        message.edited = {"user": state.workspace.bot.user_id, "ts": state.stamps.next()}
    state.announce(message)
    channel = state.workspace.channel(message.channel)
    if channel and not message.seen_by:
        changed_in_dm(state, channel, before, state.messages.shown(message, state.workspace))


def _target(state: State, channel_id: str) -> Channel:
    if not channel_id.startswith(("U", "W")):
        return writable_by_bot(state, channel_id)
    try:
        return open_dm(state, can_dm(state, channel_id).id)
    except SlackError as refusal:
        # chat.* knows of channels only; a person who is gone is a channel that is not there.
        raise (refusal if refusal.code == "cannot_dm_bot" else SlackError("channel_not_found")) from None


def _thread(state: State, channel: Channel, thread_ts: str) -> str | None:
    """The thread's root; a reply's ts leads to its root too."""
    if not thread_ts:
        return None
    root = state.messages.find(channel.id, thread_ts)
    if root is None:
        raise SlackError("thread_not_found")
    return root.thread_ts or root.ts


def _own(state: State, channel: Channel, ts: str, foreign: str) -> Message:
    message = state.messages.find(channel.id, ts)
    if message is None or message.subtype == "tombstone":
        raise SlackError("message_not_found")
    if not message.from_bot:
        raise SlackError(foreign)
    return message


def _cut_warning() -> Json:
    warning = "message_truncated"
    return {"warning": warning, "response_metadata": {"warnings": [warning]}}
