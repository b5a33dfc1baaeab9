"""What a scorecard's form says when it closes, and what stands where one is a draft again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.handing_in import DraftReason
from bot.slack.views.handed_in import handed_in, withdrawn
from bot.values.feedback import Submission, Withdrawn
from tests.screens import feedback, worst
from tests.screens.people import PRIYA, november
from tests.screens.registry import Shows, screens
from tests.screens.world import PRIYAS, TOM_OBSERVES

BLIND = "Ratings show when your feedback on Values is in."


def a_submission(**other: Any) -> Submission:
    fields: dict[str, Any] = {
        "assignment": PRIYAS,
        "reader": PRIYA,
        "now": november(17, 15, 10),
        "kept": None,
        "scorecard": feedback.PRIYAS_CARD,
        "opens": False,
        "blind_because": "",
    }
    return Submission(**(fields | other))


@screens
def closing() -> Shows:
    early = november(17, 9)
    for kept in DraftReason:
        said = a_submission(kept=kept, scorecard=None, now=early)
        yield f"handed-in-{kept.value}.realistic", handed_in(said)
    unscheduled = replace(PRIYAS, interview=replace(PRIYAS.interview, starts_at=None))
    none = a_submission(assignment=unscheduled, kept=DraftReason.UNSCHEDULED, scorecard=None)
    yield "handed-in-without-a-time.realistic", handed_in(none)
    during = replace(feedback.PRIYAS_CARD, submitted_at=november(17, 14, 20))
    yield (
        "handed-in-during.realistic",
        handed_in(a_submission(scorecard=during, now=november(17, 14, 20), blind_because=BLIND)),
    )
    yield "handed-in-opens.realistic", handed_in(a_submission(opens=True))
    yield "handed-in-owing-more.realistic", handed_in(a_submission(blind_because=BLIND))
    yield "handed-in-reads.realistic", handed_in(a_submission(now=november(17, 16)))
    yield "handed-in.worst", handed_in(a_submission(assignment=worst.assignment(), opens=True))
    yield "scorecard-withdrawn.realistic", withdrawn(Withdrawn(PRIYAS.guide, TOM_OBSERVES))
