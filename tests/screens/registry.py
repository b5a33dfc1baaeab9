"""The list of all screens: small functions that name what they draw."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import CodeType, FrameType
from typing import Any, Literal

from slack_sdk.models.views import View

from bot.slack.views.shape import Message

Kind = Literal["message", "modal", "home"]
Drawn = Message | View | Sequence[Message]
Shows = Iterator[tuple[str, Drawn]]

MODULES = (
    "guides",
    "guide_lists",
    "reminders",
    "changes",
    "overdue",
    "alerts",
    "channel",
    "debriefs",
    "loops",
    "personal",
    "new_loop",
    "plans",
    "interviews",
    "scorecards",
    "answers",
)
PUSHED = ("reminder-", "alert-", "card-", "posted-", "debrief-")
"""How the names begin of what arrives unasked: a phone shows its first lines to anybody who looks."""

_functions: list[Callable[[], Shows]] = []


@dataclass(frozen=True)
class Screen:
    """`name` says what it is and how it was filled: "scorecard-modal-empty.realistic"."""

    name: str
    kind: Kind
    payload: dict[str, Any]

    @property
    def worst(self) -> bool:
        return self.name.endswith(".worst")

    @property
    def pushed(self) -> bool:
        return self.name.startswith(PUSHED)

    def to_json(self) -> str:
        written = {"kind": self.kind, "payload": self.payload}
        return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def screens(function: Callable[[], Shows]) -> Callable[[], Shows]:
    """The function yields names and what they look like."""
    _functions.append(function)
    return function


@cache
def every() -> tuple[Screen, ...]:
    """All screens, each name once."""
    return tuple(screen for name, drawn in _drawn() for screen in _screens(name, drawn))


def drawing_code() -> frozenset[CodeType]:
    """What ran while everything was drawn: shows which views no entry has."""
    ran: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            ran.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        for _ in _drawn():
            pass
    finally:
        sys.setprofile(before)
    return frozenset(ran)


def _drawn() -> Shows:
    for module in MODULES:
        import_module(f"tests.screens.{module}")
    for function in _functions:
        yield from function()


def _screens(name: str, drawn: Drawn) -> list[Screen]:
    if isinstance(drawn, View):
        return [Screen(name, "home" if drawn.type == "home" else "modal", drawn.to_dict())]
    messages = [drawn] if isinstance(drawn, Message) else list(drawn)
    what, _, filling = name.rpartition(".")
    names = [f"{what}-{number}.{filling}" for number in range(1, len(messages) + 1)]
    return [
        Screen(each if len(messages) > 1 else name, "message", message.payload())
        for each, message in zip(names, messages, strict=True)
    ]
