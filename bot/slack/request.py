"""What arrives from Slack, as typed values; what a handler answers, as meanings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from slack_sdk.models.views import View

from bot.slack.views.shape import Message


class RequestKind(StrEnum):
    """What arrived."""

    COMMAND = "command"
    ACTION = "action"  # a button pressed, a field changed
    SUBMISSION = "submission"  # a form sent
    CLOSED = "closed"  # a form left
    SHORTCUT = "shortcut"
    EVENT = "event"
    TYPED = "typed"  # words to the bot, in its own messages or after its name
    UNKNOWN = "unknown"  # nothing that Slack would send


@dataclass(frozen=True)
class Request:
    """One inbound thing, whatever its kind: fields that do not apply are empty.

    `values` is a form's `state.values`; `value` the clicked element's own; `view` the raw view.
    """

    kind: RequestKind
    person: str
    text: str = ""
    channel: str = ""
    trigger_id: str = ""
    response_url: str = ""
    action: str = ""
    block: str = ""
    value: str = ""
    chosen: Sequence[str] = ()  # values of chosen options
    acted_at: datetime | None = None  # as Slack's clock tells it
    thread_ts: str = ""
    callback: str = ""
    view: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    event: Mapping[str, Any] = field(default_factory=dict)
    event_id: str = ""

    @property
    def metadata(self) -> dict[str, Any]:
        """The view's private metadata."""
        found = json.loads(self.view.get("private_metadata") or "{}")
        return found if isinstance(found, dict) else {}

    @property
    def in_modal(self) -> bool:
        return self.view.get("type") == "modal"

    @property
    def is_typed(self) -> bool:
        """Whether the answer is a message that stays; no form can be opened from there."""
        return self.kind is RequestKind.TYPED

    @property
    def in_channel(self) -> bool:
        """Whether others were told what was asked: the answer is seen by the one person all the same."""
        return self.event.get("type") == "app_mention"

    @property
    def inputs(self) -> Sequence[str]:
        """Block ids of the form's inputs: only there can Slack show an error."""
        blocks = self.view.get("blocks") or ()
        return [str(each.get("block_id")) for each in blocks if each.get("type") == "input"]

    def with_text(self, text: str) -> Request:
        """The same, with the subcommand's word taken off."""
        return replace(self, text=text)

    @property
    def number(self) -> int:
        """The clicked element's value as the id it holds."""
        return int(self.value)


# --- answers ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Later:
    """Not taken: Slack delivers the event again, and by then it may be possible."""


@dataclass(frozen=True)
class Nothing:
    """Received; there is nothing to show."""


@dataclass(frozen=True)
class Say:
    """Messages only this person sees. `replaces`: they take the place of the one whose button was pressed."""

    messages: Sequence[Message]
    replaces: bool = False


@dataclass(frozen=True)
class Open:
    """A modal: opened, or pushed on top of the one that was clicked."""

    view: View


@dataclass(frozen=True)
class Redraw:
    """The modal the person acted in, drawn anew: what was typed stays where ids stay."""

    view: View


@dataclass(frozen=True)
class FieldErrors:
    """The modal stays, each sentence under its field."""

    errors: Mapping[str, str]


@dataclass(frozen=True)
class Next:
    """After a submission: the modal shows this instead."""

    view: View


@dataclass(frozen=True)
class Done:
    """After a submission: the modal closes. `parent`: the one below it, drawn anew; `clear`: all close."""

    parent: View | None = None
    clear: bool = False


@dataclass(frozen=True)
class PublishHome:
    view: View


Answer = Later | Nothing | Say | Open | Redraw | FieldErrors | Next | Done | PublishHome
