"""What recruiter and hiring manager are told of at once."""

from __future__ import annotations

from bot.domain.about import AlertKind
from bot.domain.loops import Interview
from bot.services.values import Alert, Reader
from bot.slack.views.alerts import alert
from tests.screens import worst
from tests.screens.people import HENRIK, ROSA
from tests.screens.registry import Shows, screens
from tests.screens.world import DESIGN, GUIDES, MAYA

DETAILS = {
    AlertKind.RUNNING_LATE: "10 minutes",
    AlertKind.CANNOT_MAKE_IT: "I am out sick. Ines knows the exercise.",
    AlertKind.NOT_REACHED: "the account is deactivated",
    AlertKind.CHANNEL_WITHHELD: "I cannot post in the loop's channel. Invite me there, and I will catch up.",
}
OF_THE_LOOP = frozenset({AlertKind.CHANNEL_WITHHELD})


def _alert(kind: AlertKind, reader: Reader, interview: Interview | None = DESIGN) -> Alert:
    about = None if kind in OF_THE_LOOP else interview
    guide = GUIDES[about.guide] if about else None
    by = "" if kind in OF_THE_LOOP else "UTOM"
    return Alert(kind, reader, MAYA, about, guide, by, DETAILS.get(kind, ""))


@screens
def alerts() -> Shows:
    for kind in AlertKind:
        yield f"alert-{kind}.realistic", alert(_alert(kind, ROSA))
        worst_one = Alert(kind, ROSA, worst.loop(), worst.interview(), worst.guide(), "U1", worst.typed(3000))
        yield f"alert-{kind}.worst", alert(worst_one)
    yield "alert-cannot-make-it-manager.realistic", alert(_alert(AlertKind.CANNOT_MAKE_IT, HENRIK))
    yield "alert-not-reached-no-interview.realistic", alert(_alert(AlertKind.NOT_REACHED, ROSA, None))
