"""What is said once an answer was given, or taken back, and the form that asks why it did not take place."""

from __future__ import annotations

from bot.domain.interviews import AnswerKind
from bot.slack.views.said import call_off_modal, said, said_modal, taken_back
from tests.screens import worst
from tests.screens.people import NOW, PRIYA
from tests.screens.registry import Shows, screens
from tests.screens.world import PRIYAS


@screens
def answers() -> Shows:
    for kind in AnswerKind:
        detail = "10" if kind is AnswerKind.RUNNING_LATE else ""
        yield f"said-{kind}.realistic", said(kind, PRIYAS, reader=PRIYA, now=NOW, detail=detail)
        yield (
            f"said-{kind}.worst",
            said_modal(kind, worst.assignment(), reader=PRIYA, now=NOW, detail=detail),
        )
        for new in (True, False):
            yield f"said-taken-back-{kind}-{new}.realistic", taken_back(kind, new)
    yield "call-off.realistic", call_off_modal(PRIYAS, reader=PRIYA, now=NOW)
    yield "call-off.worst", call_off_modal(worst.assignment(), reader=PRIYA, now=NOW)
