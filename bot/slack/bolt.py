"""Bolt with one middleware in place of its listeners: one dict look-up instead of a scan of them all."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.slack.answering import Ack, Answerer
from bot.slack.router import Router

log = structlog.get_logger()


def bolt_app(client: WebClient, identity: AuthorizeResult, router: Router, answerer: Answerer) -> App:
    """Signatures are checked before Bolt (`front`); Socket Mode's connection is trusted.

    `identity` is asked of Slack once at the start, not with every request.
    """
    quiet = logging.getLogger("bot.slack.bolt")
    quiet.setLevel(logging.ERROR)  # Bolt warns that the client's token is not its own concern here
    app = App(
        logger=quiet,
        client=client,
        authorize=lambda: identity,
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=True,
        token_verification_enabled=False,
    )

    @app.middleware
    def dispatch(req: BoltRequest, next: Callable[[], BoltResponse]) -> BoltResponse:
        request, answer = router.answer(req.body)
        return _response(answerer.carry_out(request, answer))

    app.error(_not_understood)
    return app


def _not_understood(error: Exception) -> BoltResponse:
    """The router raises nothing: this is Bolt's own reading of something that Slack would not send."""
    log.warning("not understood", error=type(error).__name__)
    return BoltResponse(status=400, body="cannot be read")


def _response(ack: Ack) -> BoltResponse:
    """Always 200: in Socket Mode anything else sends no acknowledgement at all."""
    if isinstance(ack, dict):
        return BoltResponse(status=200, body=json.dumps(ack), headers={"content-type": "application/json"})
    return BoltResponse(status=200, body=ack)
