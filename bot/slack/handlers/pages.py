"""What people look at: their interviews, their loops, one loop."""

from __future__ import annotations

from bot.services.pages import Pages
from bot.slack.ids import Action
from bot.slack.request import Answer, Open, Request, Say
from bot.slack.views.loops import loops_page, pick_loop
from bot.slack.views.mine import mine
from bot.slack.views.overview import overview, overview_modal


class PageHandlers:
    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def mine(self, request: Request) -> Answer:
        return Say([mine(self._pages.mine(request.person))])

    def loops(self, request: Request) -> Answer:
        return Say([loops_page(self._pages.loops(request.person))])

    def loop(self, request: Request) -> Answer:
        """At once, where nothing of it stays: what an overview shows may not be theirs to read tomorrow."""
        found = self._pages.named(request.person, request.text)
        if len(found) == 1 and not request.is_typed:
            return Say([overview(self._pages.overview(request.person, found[0].id))])
        return Say([pick_loop(found, Action.LOOP_OVERVIEW, zone=self._pages.zone(request.person))])

    def overview(self, request: Request) -> Answer:
        shown = self._pages.overview(request.person, request.number)
        if request.view:
            return Open(overview_modal(shown))
        return Say([overview(shown)])
