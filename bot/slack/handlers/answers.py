"""What people say of their interviews, and take back."""

from __future__ import annotations

from bot.domain.errors import FieldRefused
from bot.domain.interviews import AnswerKind
from bot.services.answers import Answers
from bot.slack.request import Answer, Next, Open, Request, Say
from bot.slack.views import answers
from bot.slack.views.help import refusal
from bot.slack.views.said import call_off_modal, parse_call_off, said, said_modal, taken_back
from bot.values.ports import Clock

ASKED = "The recruiter is asked to set the time. What you wrote is kept; submit it once that is done."


class AnswerHandlers:
    def __init__(self, said: Answers, clock: Clock) -> None:
        self._answers = said
        self._clock = clock

    # --- at one press -----------------------------------------------------------------------------

    def candidate_missing(self, request: Request) -> Answer:
        return self._said(request, AnswerKind.CANDIDATE_MISSING)

    def was_not_there(self, request: Request) -> Answer:
        return self._said(request, AnswerKind.WAS_NOT_THERE)

    def done(self, request: Request) -> Answer:
        return self._said(request, AnswerKind.DONE)

    def take_back(self, request: Request) -> Answer:
        panelist, _, answer = request.value.partition(" ")
        kind = AnswerKind(answer)
        return Say([taken_back(kind, self._answers.take_back(request.person, int(panelist), kind))])

    def took_place(self, request: Request) -> Answer:
        self._answers.took_place(request.person, request.number)
        return Say([refusal(ASKED)])

    def _said(self, request: Request, answer: AnswerKind) -> Answer:
        self._answers.say(request.person, request.number, answer)
        assignment, reader = self._answers.assignment(request.person, request.number)
        return Say([said(answer, assignment, reader=reader, now=self._clock())])

    # --- by a form --------------------------------------------------------------------------------

    def late_form(self, request: Request) -> Answer:
        assignment, reader = self._answers.assignment(request.person, request.number, AnswerKind.RUNNING_LATE)
        return Open(answers.running_late_modal(assignment, reader=reader, now=self._clock()))

    def late(self, request: Request) -> Answer:
        typed = answers.parse_running_late(request.values, request.metadata)
        return self._closing(request, typed.panelist_id, AnswerKind.RUNNING_LATE, str(typed.minutes))

    def cannot_form(self, request: Request) -> Answer:
        assignment, reader = self._answers.assignment(
            request.person, request.number, AnswerKind.CANNOT_MAKE_IT
        )
        return Open(answers.cannot_make_it_modal(assignment, reader=reader, now=self._clock()))

    def cannot(self, request: Request) -> Answer:
        typed = answers.parse_cannot_make_it(request.values, request.metadata)
        return self._closing(request, typed.panelist_id, AnswerKind.CANNOT_MAKE_IT, typed.reason)

    def call_off_form(self, request: Request) -> Answer:
        assignment, reader = self._answers.assignment(request.person, request.number, AnswerKind.CALLED_OFF)
        return Open(call_off_modal(assignment, reader=reader, now=self._clock()))

    def call_off(self, request: Request) -> Answer:
        cause = parse_call_off(request.values)
        if cause is None:
            raise FieldRefused({"cause": "Choose why it did not take place."})
        panelist_id = int(request.metadata["panelist"])
        return self._closing(request, panelist_id, AnswerKind.CALLED_OFF, cause.value)

    def more_time_form(self, request: Request) -> Answer:
        assignment, reader = self._answers.due(request.person, request.number)
        return Open(answers.more_time_modal(assignment, reader=reader, now=self._clock()))

    def more_time(self, request: Request) -> Answer:
        typed = answers.parse_more_time(request.values, request.metadata)
        if typed.until is None:
            raise FieldRefused({"until": "Choose a day and a time."})
        self._answers.more_time(request.person, typed.panelist_id, typed.until, str(request.view["id"]))
        assignment, reader = self._answers.due(request.person, typed.panelist_id)
        return Next(answers.more_time_taken(assignment, reader=reader, now=self._clock()))

    def _closing(self, request: Request, panelist_id: int, answer: AnswerKind, detail: str) -> Answer:
        self._answers.say(request.person, panelist_id, answer, detail, str(request.view["id"]))
        assignment, reader = self._answers.assignment(request.person, panelist_id)
        return Next(said_modal(answer, assignment, reader=reader, now=self._clock(), detail=detail))
