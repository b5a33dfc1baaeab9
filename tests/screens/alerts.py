"""What recruiter and hiring manager are told of at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from bot.domain.about import AlertKind
from bot.domain.interviews import AnswerKind, Cause, Interview
from bot.slack.views.alerts import alert
from bot.values.interviews import Reader
from bot.values.reminders import Alert
from tests.screens import worst
from tests.screens.people import HENRIK, ROSA, november
from tests.screens.registry import Shows, screens, sweep
from tests.screens.world import DESIGN, GUIDES, MAYA, TOM_OBSERVES

DETAILS = {
    AlertKind.RUNNING_LATE: "10",
    AlertKind.CALLED_OFF: Cause.CANDIDATE.value,
    AlertKind.TAKEN_BACK: AnswerKind.CALLED_OFF.value,
    AlertKind.MORE_TIME: november(19, 12).isoformat(),
    AlertKind.CANNOT_MAKE_IT: "I am out sick. Ines knows the exercise.",
    AlertKind.NOT_REACHED: "the account is deactivated",
    AlertKind.CHANNEL_WITHHELD: "I cannot post in the loop's channel. Invite me there, and I will catch up.",
}
OWN_WORDS = (AlertKind.RUNNING_LATE, AlertKind.CALLED_OFF, AlertKind.TAKEN_BACK, AlertKind.MORE_TIME)
"""Their detail is the bot's own."""
OF_THE_LOOP = frozenset({AlertKind.CHANNEL_WITHHELD})


def an_alert(kind: AlertKind, reader: Reader = ROSA, interview: Interview | None = DESIGN) -> Alert:
    about = None if kind in OF_THE_LOOP else interview
    guide = GUIDES[about.guide] if about else None
    by = "" if kind in OF_THE_LOOP else "UTOM"
    return Alert(kind, reader, MAYA, about, guide, by, DETAILS.get(kind, ""), TOM_OBSERVES if about else None)


@screens
def alerts() -> Shows:
    for kind in AlertKind:
        yield f"alert-{kind}.realistic", alert(an_alert(kind, ROSA))
        detail = DETAILS[kind] if kind in OWN_WORDS else worst.typed(3000)
        worst_one = Alert(
            kind, ROSA, worst.loop(), worst.interview(), worst.guide(), "U1", detail, TOM_OBSERVES
        )
        yield f"alert-{kind}.worst", alert(worst_one)
    typed = replace(an_alert(AlertKind.CANNOT_MAKE_IT), detail="Train & <b>strike</b>")
    yield "alert-cannot-make-it-typed.realistic", alert(typed)
    yield "alert-cannot-make-it-manager.realistic", alert(an_alert(AlertKind.CANNOT_MAKE_IT, HENRIK))
    yield "alert-not-reached-no-interview.realistic", alert(an_alert(AlertKind.NOT_REACHED, ROSA, None))


@sweep
def whatever_is_known() -> Shows:
    """Without a time, without a guide, without anything, and about the worst."""
    worst_seat = worst.beyond("U0")
    nothing = Alert(AlertKind.NOT_REACHED, ROSA, worst_seat.loop, None, None, "", worst.long(3000))
    untimed = replace(DESIGN, starts_at=None)
    for kind, (who, reader) in product(AlertKind, (("recruiter", ROSA), ("manager", HENRIK))):
        known = an_alert(kind, reader)
        yield f"alert-{kind}-{who}.swept", alert(known)
        without = replace(known, interview=untimed, guide=None)
        yield f"alert-{kind}-{who}-untimed.swept", alert(without)
        long = nothing.detail if kind not in OWN_WORDS else DETAILS[kind]
        yield (
            f"alert-{kind}-{who}-worst.swept",
            alert(replace(nothing, kind=kind, reader=reader, detail=long)),
        )
