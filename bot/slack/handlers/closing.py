"""A loop ended."""

from __future__ import annotations

from bot.domain.errors import Refused
from bot.domain.loops import LoopState
from bot.services.closing import LoopClosing
from bot.services.pages import Pages
from bot.slack.ids import Action
from bot.slack.request import Answer, Done, Open, Request, Say
from bot.slack.views.closing import close_modal, parse_closing
from bot.slack.views.loops import pick_loop
from bot.values.ports import Clock


class ClosingHandlers:
    def __init__(self, closing: LoopClosing, pages: Pages, clock: Clock) -> None:
        self._closing = closing
        self._pages = pages
        self._clock = clock

    def close(self, request: Request) -> Answer:
        """Always asks which, by name, position and day: closing cannot be taken back here."""
        found = self._pages.changeable(request.person, request.text)
        return Say([pick_loop(found, Action.LOOP_CLOSE, zone=self._pages.zone(request.person))])

    def close_form(self, request: Request) -> Answer:
        loop, owed = self._closing.owed(request.person, request.number)
        if loop.state is LoopState.CLOSED:
            raise Refused("This loop is closed already.")
        now = self._clock()
        waiting = [each.panelist for each in owed if each.interview.is_over(now)]
        return Open(close_modal(loop, waiting, now=now))

    def closed(self, request: Request) -> Answer:
        self._closing.close(request.person, parse_closing(request.values, request.metadata))
        return Done(clear=True)
