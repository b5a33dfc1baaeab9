"""Feedback that is waited for: asked for now, or gone on without."""

from __future__ import annotations

from bot.domain.errors import FieldRefused
from bot.services.chasing import Chasing
from bot.slack.request import Answer, Done, Open, Request, Say
from bot.slack.views.closing import go_on_modal, parse_go_on
from bot.slack.views.help import refusal
from bot.slack.views.text import moment


class ChasingHandlers:
    def __init__(self, chasing: Chasing) -> None:
        self._chasing = chasing

    def remind_now(self, request: Request) -> Answer:
        asked = self._chasing.remind_now(request.person, request.number)
        when = moment(asked.opening, asked.reader.zone, asked.now) if asked.opening else ""
        said = f"is reminded when they are next at work, {when}" if when else "is being reminded now"
        return Say([refusal(f"{asked.name} {said}.")])

    def send_again(self, request: Request) -> Answer:
        loop_id, _, recipient = request.value.partition(" ")
        who, number = self._chasing.send_again(request.person, int(loop_id), recipient)
        messages = "1 message goes" if number == 1 else f"{number} messages go"
        return Say([refusal(f"{messages} to {who} again, as far as still true. You hear if it fails again.")])

    def go_on_form(self, request: Request) -> Answer:
        loop_id, _, panelist = request.value.partition(" ")
        loop, owed = self._chasing.waited_for(request.person, int(loop_id))
        return Open(go_on_modal(loop, owed, int(panelist) if panelist else None))

    def go_on(self, request: Request) -> Answer:
        said = parse_go_on(request.values, request.metadata)
        if said.panelist_id is None:
            raise FieldRefused({"panelist": "Choose whose feedback to go on without."})
        self._chasing.go_on_without(request.person, said.panelist_id, said.reason)
        return Done()
