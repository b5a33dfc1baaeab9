"""The scorecard: opened, saved as it is typed, submitted, read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.errors import DatabaseUnavailable, FieldRefused
from bot.domain.scorecards import Feedback
from bot.services.people import People
from bot.services.scorecards import Scorecards
from bot.services.submissions import Submissions
from bot.slack.request import Answer, FieldErrors, Next, Nothing, Open, Redraw, Request, RequestKind, Say
from bot.slack.views.answers import pick_scorecard, pick_scorecard_modal
from bot.slack.views.handed_in import handed_in
from bot.slack.views.posted import read_scorecard_modal
from bot.slack.views.scorecard_typed import field_errors, parse_metadata, parse_scorecard, saves_notes
from bot.slack.views.scorecards import evidence_block, scorecard_modal
from bot.values.ports import Clock


class ScorecardHandlers:
    def __init__(
        self, scorecards: Scorecards, submissions: Submissions, people: People, clock: Clock
    ) -> None:
        self._scorecards = scorecards
        self._submissions = submissions
        self._people = people
        self._clock = clock

    def feedback(self, request: Request) -> Answer:
        """`feedback [candidate]`: the form itself where only one is open, else which."""
        waiting = self._scorecards.waiting(request.person, request.text)
        over = [each for each in waiting if each.interview.is_over(self._clock())]
        chosen = over or waiting
        if len(chosen) == 1 and not request.is_typed:
            return self._form(request.person, chosen[0].panelist.id)
        reader = self._people.reader(request.person)
        if request.kind is RequestKind.SHORTCUT:
            return Open(pick_scorecard_modal(waiting, reader=reader, now=self._clock()))
        return Say([pick_scorecard(waiting, reader=reader, now=self._clock())])

    def open(self, request: Request) -> Answer:
        return self._form(request.person, request.number)

    def _form(self, person: str, panelist_id: int) -> Answer:
        return Open(scorecard_modal(self._scorecards.form(person, panelist_id)))

    def typed(self, request: Request) -> Answer:
        """Saved on every change and answered with a bare ack: the form is never redrawn under the typist.

        Only where a rating now needs its evidence, or needs it no more, is its box added or named anew, which
        keeps all that was typed.
        """
        try:
            return self._saved(request)
        except DatabaseUnavailable:
            return Nothing()  # the next change saves it; the text is still in the form

    def _saved(self, request: Request) -> Answer:
        panelist_id, feedback, shown = self._read(request)
        self._scorecards.save_draft(request.person, panelist_id, feedback, self._typed_at(request))
        if request.block.startswith("rating:"):
            criterion = request.block.removeprefix("rating:")
            needed = feedback.of(criterion).rating.needs_evidence
            if needed != _is_asked_for(request, criterion):
                boxes = {*shown, criterion} if needed else shown
                return self._with_box(request, panelist_id, boxes)
        return Nothing()

    def ask_evidence(self, request: Request) -> Answer:
        panelist_id, feedback, shown = self._read(request)
        self._scorecards.save_draft(request.person, panelist_id, feedback, self._typed_at(request))
        return self._with_box(request, panelist_id, {*shown, request.value})

    def _with_box(self, request: Request, panelist_id: int, shown: Collection[str]) -> Answer:
        form = self._scorecards.form(request.person, panelist_id, opening=False)
        return Redraw(scorecard_modal(form, shown_evidence=shown))

    def submit(self, request: Request) -> Answer:
        panelist_id, feedback, _ = self._read(request)
        by, form = request.person, str(request.view["id"])
        if saves_notes(str(request.view.get("private_metadata"))):
            return Next(handed_in(self._submissions.keep_notes(by, panelist_id, feedback)))
        try:
            revision = int(request.metadata.get("revision", 0))
            became = self._submissions.submit(by, panelist_id, feedback, form, revision)
        except FieldRefused as refused:
            return FieldErrors(field_errors(refused.fields, request.values.keys()))
        return Next(handed_in(became))

    def finish(self, request: Request) -> Answer:
        """On the form's closing screen, or on a message."""
        view = handed_in(self._submissions.finish(request.person, request.number))
        return Redraw(view) if request.in_modal else Open(view)

    def read(self, request: Request) -> Answer:
        posted = self._scorecards.read(request.person, request.number)
        mine = request.person == posted.loop.recruiter
        return Open(read_scorecard_modal(posted, with_recruiter_note=mine))

    def _read(self, request: Request) -> tuple[int, Feedback, Collection[str]]:
        panelist_id, _, shown = parse_metadata(str(request.view.get("private_metadata")))
        criteria, stored = self._scorecards.stored(request.person, panelist_id)
        return panelist_id, parse_scorecard(request.values, criteria, stored), shown

    def _typed_at(self, request: Request) -> datetime:
        return request.acted_at or self._clock()


def _is_asked_for(request: Request, criterion: str) -> bool:
    """Whether the open form has a box for its evidence that has to be filled in."""
    named = (each for each in request.view.get("blocks", ()) if each["block_id"] == evidence_block(criterion))
    return any(not each.get("optional") for each in named)
