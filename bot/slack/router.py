"""One look-up from id to handler, and one place where what a handler raises becomes a sentence."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import DatabaseUnavailable, FieldRefused, InEachOthersWay, Missing, Refused
from bot.logs.faults import fault, way
from bot.logs.setup import logger
from bot.metrics.counts import NOTHING, Counts
from bot.slack import reading
from bot.slack.commands import Commands, Handler, Subcommand
from bot.slack.request import Answer, FieldErrors, Later, Nothing, Request, RequestKind, Say
from bot.slack.views.help import refusal
from bot.values.ports import Unreachable

MOST_TRIES = 3  # within one request
Routed = tuple[Request, Handler | None, str]
"""The last: the id under which the handler was found."""

log = logger(__name__)

DATABASE_UNAVAILABLE = "The database did not answer. Nothing was changed. Try again in a minute."
DATABASE_UNAVAILABLE_AT_SUBMISSION = (
    "This is not saved yet: the database did not answer. Your text is still here. Try again in a minute."
)
SLACK_AWAY = "Slack did not answer in time. Nothing was changed. Try again in a minute."
GONE = "What this message was about is gone. Nothing was changed."


@dataclass(frozen=True)
class Routes:
    """The whole surface: every id the app answers to."""

    commands: Mapping[str, Subcommand]
    actions: Mapping[str, Handler]
    submissions: Mapping[str, Handler]
    shortcuts: Mapping[str, Handler]
    events: Mapping[str, Handler]
    unknown_command: Handler
    help: Handler


class Router:
    """Turns a payload into an answer; raises nothing."""

    def __init__(self, routes: Routes, counts: Counts = NOTHING) -> None:
        self._routes = routes
        self._counts = counts
        self._commands = Commands(routes.commands, "", routes.help, routes.unknown_command)

    def answer(self, body: Mapping[str, Any]) -> tuple[Request, Answer]:
        try:
            request, handler, route = self._found(body)
        except Exception as error:  # noqa: BLE001  # nothing that Slack would send
            log.warning("not understood", **fault(error))
            return Request(kind=RequestKind.UNKNOWN, person=""), Nothing()
        if handler is None:
            return request, Nothing()
        began = time.monotonic()
        try:
            return request, _done(handler, request)
        except Exception as error:  # noqa: BLE001  # each has its sentence
            return request, explained(request, error)
        finally:
            self._counts.handled(request.kind.value, route, time.monotonic() - began)

    def _found(self, body: Mapping[str, Any]) -> Routed:
        if "command" in body:
            return self._commands.route(reading.command(body))
        kind = body.get("type")
        if kind == "block_actions":
            request = reading.action(body)
            return request, self._routes.actions.get(request.action), request.action
        if kind in ("view_submission", "view_closed"):
            request = reading.view(body)
            found = self._routes.submissions.get(request.callback) if kind == "view_submission" else None
            return request, found, request.callback
        if kind == "shortcut":
            request = reading.shortcut(body)
            return request, self._routes.shortcuts.get(request.callback), request.callback
        if kind == "event_callback":
            return self._event(body)
        return Request(kind=RequestKind.UNKNOWN, person=""), None, ""

    def _event(self, body: Mapping[str, Any]) -> Routed:
        request = reading.event(body)
        kind = str(request.event.get("type"))
        return request, self._routes.events.get(kind), kind


def _done(handler: Handler, request: Request) -> Answer:
    """Again where the database ended one of two transactions: what came twice changes nothing more."""
    for _ in range(MOST_TRIES - 1):
        try:
            return handler(request)
        except InEachOthersWay:
            log.info("done again", kind=request.kind)
    return handler(request)


def explained(request: Request, error: Exception) -> Answer:
    """The sentence for the person. What is not foreseen is logged under an id, without any text of theirs."""
    delivered_again = request.kind in (RequestKind.EVENT, RequestKind.TYPED)
    if delivered_again and isinstance(error, DatabaseUnavailable | Unreachable):
        return Later()
    if isinstance(error, FieldRefused) and request.kind is RequestKind.SUBMISSION and request.inputs:
        return FieldErrors(_on_screen(request, error.fields))
    return _said(request, _sentence(request, error))


def _sentence(request: Request, error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, DatabaseUnavailable):
        return (
            DATABASE_UNAVAILABLE_AT_SUBMISSION
            if request.kind is RequestKind.SUBMISSION
            else DATABASE_UNAVAILABLE
        )
    if isinstance(error, Unreachable):
        return SLACK_AWAY
    if isinstance(error, Missing):
        return GONE
    reference = secrets.token_hex(4)
    log.error(
        "handler failed",
        reference=reference,
        kind=request.kind,
        id=request.action or request.callback,
        **fault(error),
        way=way(error),
    )
    return (
        f"Something went wrong here, and nothing was changed. Try again; if it happens again, "
        f"tell your admins this reference: {reference}."
    )


def _said(request: Request, sentence: str) -> Answer:
    """A form keeps what was typed: the sentence stands at its first input, else in a form on top."""
    if request.kind is RequestKind.SUBMISSION and request.inputs:
        return FieldErrors({request.inputs[0]: sentence})
    if request.kind is RequestKind.EVENT:
        return Nothing()
    return Say([refusal(sentence)])


def _on_screen(request: Request, fields: Mapping[str, str]) -> Mapping[str, str]:
    """A sentence whose field is not in this form stands at the first one that is."""
    placed: dict[str, str] = {}
    for name, text in fields.items():
        place = name if name in request.inputs else request.inputs[0]
        placed[place] = f"{placed[place]} {text}" if place in placed else text
    return placed
