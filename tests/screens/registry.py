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
from tests.screens import reading

Kind = Literal["message", "modal", "home"]
Drawn = Message | View | Sequence[Message]
Shows = Iterator[tuple[str, Drawn]]
Draws = Callable[[], Shows]
Json = dict[str, Any]

MODULES = (
    "guides",
    "guide_lists",
    "reminders",
    "changes",
    "overdue",
    "reminder_sweeps",
    "alerts",
    "channel",
    "debriefs",
    "loops",
    "personal",
    "new_loop",
    "plans",
    "interviews",
    "handed_in",
    "scorecards",
    "filled",
    "answers",
    "said",
    "settings",
    "typed",
)
PUSHED = ("reminder", "alert", "card", "posted", "debrief")
"""How the names begin of what arrives unasked: a phone shows its first lines to anybody who looks."""

_screens: list[Draws] = []
_sweeps: list[Draws] = []


@dataclass(frozen=True)
class Screen:
    """`name` says what it is and how it was filled: "scorecard-modal-empty.realistic".

    Of several messages in one `drawing` each has its number: "prep-guide-whole-2.worst".
    """

    name: str
    kind: Kind
    payload: Json
    drawing: str

    @property
    def worst(self) -> bool:
        return not self.name.endswith(".realistic")

    @property
    def pushed(self) -> bool:
        return self.name.startswith(PUSHED)

    @property
    def text(self) -> str:
        """What a message's notification says."""
        return str(self.payload["text"])

    @property
    def first(self) -> str:
        """What a phone or a desktop shows of a message to anybody who looks."""
        return "\n".join([self.text, *reading.texts(self.payload["blocks"][0])])

    @property
    def words(self) -> str:
        """All that can be read on it."""
        return "\n".join(reading.texts(self.payload))

    @property
    def buttons(self) -> dict[str, list[str]]:
        return reading.buttons(self.payload)

    def to_json(self) -> str:
        written = {"kind": self.kind, "payload": self.payload}
        return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


# --- what there is -----------------------------------------------------------------------------


def screens(function: Draws) -> Draws:
    """The function yields names and what they look like."""
    _screens.append(function)
    return function


def sweep(function: Draws) -> Draws:
    """As `screens`, for what only a machine looks through: every guide in every reminder, and the like.

    Its names end in `.swept`.
    """
    _sweeps.append(function)
    return function


@cache
def every() -> tuple[Screen, ...]:
    """All screens, each name once."""
    return _drawn(_screens)


@cache
def swept() -> tuple[Screen, ...]:
    """What was drawn besides, to be sure of it."""
    return _drawn(_sweeps)


def everything() -> tuple[Screen, ...]:
    return (*every(), *swept())


def screen(name: str) -> Screen:
    """Drawn once, however often it is asked for."""
    return _by_name(name.endswith(".swept"))[name]


def parts(drawing: str) -> list[Screen]:
    """The messages of one drawing, in order."""
    found = [each for each in _by_name(drawing.endswith(".swept")).values() if each.drawing == drawing]
    assert found, drawing
    return found


@cache
def _by_name(is_swept: bool) -> dict[str, Screen]:
    return {each.name: each for each in (swept() if is_swept else every())}


# --- drawing -----------------------------------------------------------------------------------


@cache
def drawn_again() -> tuple[tuple[Screen, ...], frozenset[CodeType]]:
    """All screens once more, and what code ran for it: shows which views no entry has."""
    ran: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            ran.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        again = _drawn(_screens)
    finally:
        sys.setprofile(before)
    return again, frozenset(ran)


def _drawn(functions: list[Draws]) -> tuple[Screen, ...]:
    for module in MODULES:
        import_module(f"tests.screens.{module}")
    return tuple(each for function in functions for name, drawn in function() for each in _named(name, drawn))


def _named(drawing: str, drawn: Drawn) -> list[Screen]:
    if isinstance(drawn, View):
        return [Screen(drawing, "home" if drawn.type == "home" else "modal", drawn.to_dict(), drawing)]
    messages = [drawn] if isinstance(drawn, Message) else list(drawn)
    what, _, filling = drawing.rpartition(".")
    names = [f"{what}-{number}.{filling}" for number in range(1, len(messages) + 1)]
    return [
        Screen(each if len(messages) > 1 else drawing, "message", message.payload(), drawing)
        for each, message in zip(names, messages, strict=True)
    ]
