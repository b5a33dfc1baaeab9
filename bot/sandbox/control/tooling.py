"""What the page's tools ask for: the clock and what comes next, faults, the log, the guide."""

import asyncio

from bot.sandbox.api.methods import METHODS
from bot.sandbox.guide import Happening
from bot.sandbox.messages import Message
from bot.sandbox.mishaps import KINDS
from bot.sandbox.state import State
from bot.sandbox.wire import ControlError, Json
from bot.sandbox.workspace import Person


async def clock(state: State) -> Json:
    """What time it is, and when the next thing happens, where somebody can tell (`announced`)."""
    # Asked beside the server's loop: whoever answers may look into a database.
    tell = state.next_event
    coming = await asyncio.to_thread(tell) if tell else None
    return {
        "now": state.clock.now().isoformat(),
        "next": coming.isoformat() if coming else None,
        "announced": tell is not None,
    }


def faults(state: State) -> Json:
    """What is armed, and what could be."""
    return {
        "faults": state.mishaps.waiting(),
        "kinds": list(KINDS),
        "methods": [*sorted(METHODS), "response_url"],
    }


def arm(state: State, asked: Json) -> Json:
    """Arms one."""
    return {"ok": True, "id": state.mishaps.arrange(asked)}


def calm(state: State) -> Json:
    """Disarms all."""
    state.mishaps.clear()
    return {"ok": True}


def take_back(state: State, mishap_id: str) -> Json:
    """Disarms one."""
    state.mishaps.take_back(mishap_id)
    return {"ok": True}


def log(state: State, asked: Json) -> Json:
    """The entries after a number; with `limit`, so many at most, the oldest of them first."""
    entries = state.journal.after(number(asked, "after"), number(asked, "limit") or None)
    return {"entries": entries, "last": state.journal.last}


def calls(state: State) -> Json:
    """How often each method was called, and what became of it."""
    counted: dict[str, dict[str, int]] = {}
    for (method, outcome), times in state.journal.calls.items():
        counted.setdefault(method, {})[outcome or "ok"] = times
    return {"calls": counted}


def posted(state: State) -> Json:
    """The bot's messages that are there, without what they say."""
    return {"messages": [_posted(each) for each in state.messages.everywhere() if each.from_bot]}


def _posted(message: Message) -> Json:
    return {
        "channel": message.channel,
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "metadata": message.metadata,
        "edits": message.edits,
        "late": message.late,
    }


def guide(state: State) -> Json:
    """The steps of the guide; none where none were given."""
    return {"steps": state.guide.shown()}


def guide_again(state: State) -> Json:
    """The guide from its start."""
    state.guide.again()
    state.feed.tell_all("guide")
    return {"ok": True}


def number(asked: Json, name: str) -> int:
    """A whole number from a body or an address."""
    try:
        return int(asked.get(name, 0))
    except (TypeError, ValueError):
        raise ControlError("invalid_number") from None


def happening(state: State, person: Person, name: str, asked: Json) -> Happening:
    """What a control call is in the guide's words. Asked before it is done: a form is gone afterwards."""
    if name == "messages":
        return Happening("thread" if asked.get("thread") else "read", person.id, _place(state, asked))
    if name in ("submit", "close"):
        view = state.views.find(str(asked.get("view_id")))
        return Happening(name, person.id, str(view.body.get("callback_id") or "") if view else "")
    about = {"command": "text", "act": "action_id", "shortcut": "callback_id"}.get(name)
    return Happening(name, person.id, str(asked.get(about) or "") if about else _place(state, asked))


def _place(state: State, asked: Json) -> str:
    channel = state.workspace.channel(str(asked.get("channel")))
    return "dm" if channel and channel.kind == "im" else str(asked.get("channel") or "")
