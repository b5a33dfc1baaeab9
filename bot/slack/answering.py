"""An `Answer` carried out: in the acknowledgement where Slack allows it, else by the call it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient

from bot.slack.ids import Callback
from bot.slack.request import (
    Answer,
    Done,
    FieldErrors,
    Next,
    Nothing,
    Open,
    PublishHome,
    Redraw,
    Request,
    Say,
)
from bot.slack.views.shape import Message, modal

log = structlog.get_logger()

Ack = dict[str, Any] | str
VIEW_BLOCKS = 100


class Answerer:
    """`client` makes each call once and waits at most its time-out: a request has 2.5 seconds in all."""

    def __init__(self, client: WebClient, timeout: float = 2) -> None:
        self._client = client
        self._timeout = timeout

    def carry_out(self, request: Request, answer: Answer) -> Ack:
        """What the acknowledgement holds. A call that Slack refuses is logged, never raised."""
        try:
            return self._ack(request, answer)
        except SlackApiError as error:
            log.warning(
                "slack refused",
                method=type(answer).__name__,
                error=error.response.get("error"),
                where=(error.response.get("response_metadata") or {}).get("messages"),
            )
        except OSError as error:
            log.warning("slack did not answer", method=type(answer).__name__, error=type(error).__name__)
        return ""

    def _ack(self, request: Request, answer: Answer) -> Ack:
        if isinstance(answer, FieldErrors):
            return {"response_action": "errors", "errors": dict(answer.errors)}
        if isinstance(answer, Next):
            return {"response_action": "update", "view": answer.view.to_dict()}
        if isinstance(answer, Done):
            return self._done(request, answer)
        if isinstance(answer, Say):
            return self._say(request, answer)
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
        if request.in_modal and request.kind == "action":
            self._client.views_push(trigger_id=request.trigger_id, view=view.to_dict())
        else:
            self._client.views_open(trigger_id=request.trigger_id, view=view.to_dict())

    def _say(self, request: Request, answer: Say) -> Ack:
        """A command's one message goes in its acknowledgement; several go one after the other."""
        if request.kind == "command" and len(answer.messages) == 1:
            return {"response_type": "ephemeral", **answer.messages[0].payload()}
        if request.response_url:
            for message in answer.messages:
                self._respond(request.response_url, message, answer.instead)
            return ""
        self._open(request, _as_modal(answer.messages))
        return ""

    def _respond(self, url: str, message: Message, instead: bool) -> None:
        payload = {"response_type": "ephemeral", "replace_original": instead, **message.payload()}
        client = WebhookClient(url, timeout=int(self._timeout), retry_handlers=[])
        client.proxy = self._client.proxy
        found = client.send_dict(payload)
        if found.status_code != 200:
            log.warning("slack refused", method="response_url", error=found.body[:200])


def _as_modal(messages: Sequence[Message]) -> View:
    """For a click where no message can be answered: App Home, a shortcut."""
    blocks: list[Block] = [block for message in messages for block in message.blocks]
    return modal(Callback.PICK, "Interviews", blocks[:VIEW_BLOCKS])
