"""What panelists say of their interviews."""

from __future__ import annotations

from bot.domain.errors import FieldRefused
from bot.services.answers import Answers
from bot.slack.request import Answer, Done, Open, Request, Say
from bot.slack.views import answers
from bot.slack.views.help import refusal
from bot.values.ports import Clock


class AnswerHandlers:
    def __init__(self, said: Answers, clock: Clock) -> None:
        self._answers = said
        self._clock = clock

    def candidate_absent(self, request: Request) -> Answer:
        self._answers.candidate_absent(request.person, request.number)
        return _told("The recruiter is told that the candidate did not come. No feedback is owed on it.")

    def took_place(self, request: Request) -> Answer:
        self._answers.took_place(request.person, request.number)
        return _told(
            "The recruiter is asked to set the time. What you wrote is kept; submit it once that is done."
        )

    def was_not_there(self, request: Request) -> Answer:
        self._answers.was_not_there(request.person, request.number)
        return _told("Noted: you owe no feedback on it. The recruiter is told.")

    def late_form(self, request: Request) -> Answer:
        assignment, reader = self._answers.assignment(request.person, request.number)
        return Open(answers.running_late_modal(assignment, reader=reader, now=self._clock()))

    def late(self, request: Request) -> Answer:
        said = answers.parse_running_late(request.values, request.metadata)
        self._answers.running_late(request.person, said.panelist_id, said.minutes, str(request.view["id"]))
        return Done()

    def cannot_form(self, request: Request) -> Answer:
        assignment, reader = self._answers.assignment(request.person, request.number)
        return Open(answers.cannot_make_it_modal(assignment, reader=reader, now=self._clock()))

    def cannot(self, request: Request) -> Answer:
        said = answers.parse_cannot_make_it(request.values, request.metadata)
        self._answers.cannot_make_it(request.person, said.panelist_id, said.reason, str(request.view["id"]))
        return Done()

    def more_time_form(self, request: Request) -> Answer:
        assignment, reader = self._answers.assignment(request.person, request.number)
        return Open(answers.more_time_modal(assignment, reader=reader, now=self._clock()))

    def more_time(self, request: Request) -> Answer:
        said = answers.parse_more_time(request.values, request.metadata)
        if said.until is None:
            raise FieldRefused({"until": "Choose a day and a time."})
        self._answers.more_time(request.person, said.panelist_id, said.until, str(request.view["id"]))
        return Done()


def _told(sentence: str) -> Answer:
    return Say([refusal(sentence)])
