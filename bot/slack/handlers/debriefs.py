"""A debrief: read, and copied for the ATS."""

from __future__ import annotations

from bot.domain.interviews import Stage
from bot.services.debrief_pages import DebriefPages
from bot.slack.request import Answer, Open, Request
from bot.slack.views.ats import copy_debrief_modal
from bot.slack.views.debrief import read_debrief_modal
from bot.values.feedback import DebriefPage


class DebriefHandlers:
    def __init__(self, pages: DebriefPages) -> None:
        self._pages = pages

    def read(self, request: Request) -> Answer:
        return Open(read_debrief_modal(self._page(request)))

    def copy(self, request: Request) -> Answer:
        return Open(copy_debrief_modal(self._page(request)))

    def _page(self, request: Request) -> DebriefPage:
        loop_id, _, stage = request.value.partition(" ")
        return self._pages.page(request.person, int(loop_id), Stage(stage) if stage else None)
