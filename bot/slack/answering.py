"""An `Answer` carried out: in the acknowledgement where Slack allows it, else by the call it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.logs.setup import logger
from bot.slack.client import CALL_FAILED, code_of, respond
from bot.slack.ids import Callback
from bot.slack.request import (
    Answer,
    Done,
    FieldErrors,
    Later,
    Next,
    Nothing,
    Open,
    PublishHome,
    Redraw,
    Request,
    RequestKind,
    Say,
)
from bot.slack.views.help import refusal
from bot.slack.views.shape import Message, modal

log = logger(__name__)

Ack = dict[str, Any] | str | None  # None: no acknowledgement
VIEW_BLOCKS = 100
NOT_OPENED = "Slack did not open the form in time. Nothing was changed. Try again."
NO_FORM_HERE = "That opens a form, and only the slash command can. Type the same after it."
NOT_SHOWN = "Slack did not take all of the answer. Try again in a minute."


class Answerer:
    """`client` makes each call once and waits at most its time-out: a request has 2.5 seconds in all."""

    def __init__(self, client: WebClient, timeout: int = 2) -> None:
        self._client = client
        self._timeout = timeout

    def carry_out(self, request: Request, answer: Answer) -> Ack:
        """What the acknowledgement holds. A call that Slack refuses is logged, never raised."""
        try:
            return self._ack(request, answer)
        except CALL_FAILED as error:
            log.warning("slack refused", answer=type(answer).__name__, why=_why(error), where=_where(error))
        return self._told(request, NOT_OPENED) if isinstance(answer, Open) else ""

    def _ack(self, request: Request, answer: Answer) -> Ack:
        if isinstance(answer, Later):
            return None
        if isinstance(answer, FieldErrors):
            return {"response_action": "errors", "errors": dict(answer.errors)}
        if isinstance(answer, Next):
            return {"response_action": "update", "view": answer.view.to_dict()}
        if isinstance(answer, Done):
            return self._done(request, answer)
        if isinstance(answer, Say):
            return self._say(request, answer)
        if isinstance(answer, Open) and request.is_typed:
            return self._say(request, Say([refusal(NO_FORM_HERE)]))
        if isinstance(answer, Open):
            self._open(request, answer.view)
        if isinstance(answer, Redraw):
            self._client.views_update(
                view=answer.view.to_dict(), view_id=request.view["id"], hash=request.view.get("hash")
            )
        if isinstance(answer, PublishHome):
            self._client.views_publish(user_id=request.person, view=answer.view.to_dict())
        assert isinstance(answer, Open | Redraw | PublishHome | Nothing)
        return ""

    def _done(self, request: Request, answer: Done) -> Ack:
        if answer.parent is not None:
            self._client.views_update(view=answer.parent.to_dict(), view_id=request.view["previous_view_id"])
        return {"response_action": "clear"} if answer.clear else ""

    def _open(self, request: Request, view: View) -> None:
        if request.in_modal and request.kind is RequestKind.ACTION:
            self._client.views_push(trigger_id=request.trigger_id, view=view.to_dict())
        else:
            self._client.views_open(trigger_id=request.trigger_id, view=view.to_dict())

    def _say(self, request: Request, answer: Say) -> Ack:
        """To a command in its acknowledgement; of several messages the last, after those before it."""
        if request.is_typed or request.kind is RequestKind.EVENT:
            for message in answer.messages:
                self._post(request, message)
            return ""
        if request.kind is RequestKind.SUBMISSION:
            return {"response_action": "push", "view": _as_modal(answer.messages).to_dict()}
        if request.kind is RequestKind.COMMAND:
            return self._said(request, answer.messages)
        if request.response_url:
            for message in answer.messages:
                self._respond(request, message, replaces=answer.replaces)
            return ""
        self._open(request, _as_modal(answer.messages))
        return ""

    def _said(self, request: Request, messages: Sequence[Message]) -> Ack:
        arrived = [self._respond(request, message) for message in messages[:-1]]
        return _ephemeral(messages[-1] if all(arrived) else refusal(NOT_SHOWN))

    def _post(self, request: Request, message: Message) -> None:
        """Where words were typed: a message in the bot's own conversation, seen by one in a channel."""
        said = {"channel": request.channel, **message.payload()}
        said |= {"thread_ts": request.thread_ts} if request.thread_ts else {}
        if request.in_channel:
            self._client.chat_postEphemeral(user=request.person, **said)
        else:
            self._client.chat_postMessage(**said)

    def _respond(self, request: Request, message: Message, *, replaces: bool = False) -> bool:
        """Whether Slack took it."""
        payload = {**_ephemeral(message), "replace_original": replaces}
        why = respond(request.response_url, payload, self._timeout)
        if why:
            log.warning("slack refused", answer="response_url", why=why)
        return not why

    def _told(self, request: Request, sentence: str) -> Ack:
        """That a form did not open, where there is a place to say it."""
        if request.kind is RequestKind.COMMAND:
            return _ephemeral(refusal(sentence))
        if request.response_url:
            self._respond(request, refusal(sentence))
        return ""


def _ephemeral(message: Message) -> dict[str, Any]:
    return {"response_type": "ephemeral", **message.payload()}


def _why(error: Exception) -> str:
    """Slack's code alone: what else it says may hold somebody's text."""
    code = code_of(error)
    return code if code.isidentifier() else type(error).__name__


def _where(error: Exception) -> list[str]:
    """Which part of what was sent Slack does not take."""
    response: Any = getattr(error, "response", None) or {}
    said = (response.get("response_metadata") or {}).get("messages") or ()
    return [found[1] for each in said if (found := re.search(r"json-pointer:([^\]\s]+)", str(each)))]


def _as_modal(messages: Sequence[Message]) -> View:
    """Where no message can be answered: App Home, a shortcut, a form without a field to put it at."""
    blocks: list[Block] = [block for message in messages for block in message.blocks]
    return modal(Callback.PICK, "Interviews", blocks[:VIEW_BLOCKS])
