"""Bolt with one middleware in place of its listeners: one dict look-up instead of a scan of them all."""

from __future__ import annotations

import json
from collections.abc import Callable

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient

from bot.logs.faults import fault, way
from bot.logs.setup import logger, muted
from bot.slack.answering import Ack, Answerer
from bot.slack.router import Router

log = logger(__name__)


def bolt_app(client: WebClient, identity: AuthorizeResult, router: Router, answerer: Answerer) -> App:
    """Signatures are checked before Bolt (`front`); Socket Mode's connection is trusted.

    `identity` is asked of Slack once at the start, not with every request.
    """
    app = App(
        name="interview-bot",  # without, Bolt reads through the whole stack for one
        # Bolt warns that the client's token is not its own concern here, and writes what an error says:
        # that may be somebody's text.
        logger=muted("bot.slack.bolt"),
        client=client,
        authorize=lambda: identity,
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=True,
        token_verification_enabled=False,
    )
    app.use(_Dispatch(router, answerer))
    return app


class _Dispatch(Middleware):
    """A class and no function: to a function Bolt would give thirty arguments, worked out each time."""

    def __init__(self, router: Router, answerer: Answerer) -> None:
        self._router = router
        self._answerer = answerer

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002  # Bolt's signature
        next: Callable[[], BoltResponse],  # noqa: ARG002  # nothing comes after this one
    ) -> BoltResponse:
        request, answer = self._router.answer(req.body)
        try:
            return _response(self._answerer.carry_out(request, answer))
        except Exception as error:
            log.error("not answered", kind=request.kind, **fault(error), way=way(error))
            raise


def _response(ack: Ack) -> BoltResponse:
    """200, also to what is refused: in Socket Mode anything else sends no acknowledgement at all."""
    if ack is None:
        return BoltResponse(status=503, body="later")
    if isinstance(ack, dict):
        return BoltResponse(status=200, body=json.dumps(ack), headers={"content-type": "application/json"})
    return BoltResponse(status=200, body=ack)
