"""My next interview: shown, kept in my messages, its checklist ticked."""

from __future__ import annotations

from bot.services.pages import Pages
from bot.services.preparation import Preparing
from bot.slack.request import Answer, Nothing, Request, Say
from bot.slack.views.checklist import parse_ticks
from bot.slack.views.preparation import no_interview, preparation


class PreparationHandlers:
    def __init__(self, preparing: Preparing, pages: Pages, command: str) -> None:
        self._preparing = preparing
        self._pages = pages
        self._command = command

    def next(self, request: Request) -> Answer:
        """The next one, or the one a button names."""
        chosen = int(request.value) if request.value.isdigit() else None
        found = self._preparing.preparation(request.person, chosen)
        if found is None:
            owed = len(self._pages.mine(request.person).owed)
            return Say([no_interview(self._command, owed)])
        return Say([preparation(found)])

    def keep(self, request: Request) -> Answer:
        self._preparing.keep(request.person, request.number)
        return Nothing()

    def tick(self, request: Request) -> Answer:
        ticks = parse_ticks(request.block, request.chosen)
        self._preparing.tick(request.person, ticks.panelist_id, ticks.shown, ticks.ticked)
        return Nothing()
