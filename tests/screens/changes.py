"""What changed about an interview somebody knows of, each alone and the worst together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.loops import Role
from bot.domain.notices import NoticeKind
from bot.services.values import Reader, Reminder, Seat
from bot.slack.views.reminders import reminder
from tests.screens import worst
from tests.screens.people import PRIYA, ROSA, TOM, november
from tests.screens.registry import Shows, screens
from tests.screens.world import DANAS, JOIN, PRIYAS, TOMS

NOW = november(16, 11)
OLD, NEW = november(17, 11), november(17, 14)
WORST = Reader("U0", "America/Argentina/Buenos_Aires")


def about(*change: str, **other: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "change": list(change),
        "old_starts_at": OLD.isoformat(),
        "new_starts_at": NEW.isoformat(),
        "old_place": "Room Fjord, 3rd floor",
        "new_place": JOIN,
        "old_role": "observer",
        "new_role": "lead",
    }
    return fields | other


def _changed(seat: Seat, reader: Reader, *change: str, **other: Any) -> Reminder:
    return Reminder(NoticeKind.CHANGED, reader, (seat,), NOW, about(*change, **other))


@screens
def one_thing() -> Shows:
    for word in ("moved", "place", "role"):
        yield f"reminder-changed-{word}.realistic", reminder(_changed(PRIYAS, PRIYA, word))
    still = {"old_starts_at": NEW.isoformat()}
    for word in ("cancelled", "removed", "restored"):
        yield f"reminder-changed-{word}.realistic", reminder(_changed(PRIYAS, PRIYA, word, **still))
    yield (
        "reminder-changed-now-observer.realistic",
        reminder(_changed(TOMS, TOM, "role", old_role="lead", new_role="observer")),
    )


@screens
def times() -> Shows:
    untimed = replace(PRIYAS, interview=replace(PRIYAS.interview, starts_at=None))
    off = _changed(untimed, PRIYA, "moved", new_starts_at=None)
    yield "reminder-changed-time-off.realistic", reminder(off)
    yield (
        "reminder-changed-time-set.realistic",
        reminder(_changed(PRIYAS, PRIYA, "moved", old_starts_at=None)),
    )
    sooner = _changed(PRIYAS, PRIYA, "moved", prepare_included=True)
    yield "reminder-changed-with-guide.realistic", reminder(sooner)


@screens
def several_things() -> Shows:
    nowhere = _changed(PRIYAS, PRIYA, "place", new_place="")
    yield "reminder-changed-place-gone.realistic", reminder(nowhere)
    together = ("moved", "place", "role")
    yield "reminder-changed-together.realistic", reminder(_changed(PRIYAS, PRIYA, *together))
    yield (
        "reminder-changed-restored-moved.realistic",
        reminder(_changed(PRIYAS, PRIYA, "restored", *together)),
    )


@screens
def for_an_outsider() -> Shows:
    times = {"old_starts_at": november(18, 11).isoformat(), "new_starts_at": november(18, 15).isoformat()}
    for word in ("moved", "cancelled", "removed", "role"):
        change = _changed(DANAS, ROSA, word, **times, old_role="lead", new_role="observer")
        yield f"reminder-changed-{word}-outsider.realistic", reminder(change)


@screens
def worst_changes() -> Shows:
    places = {"old_place": worst.long(600, ""), "new_place": f"https://example.com/{'a' * 580}"}
    everything = _changed(
        worst.seat(), WORST, "restored", "moved", "place", "role", **places, prepare_included=True
    )
    yield "reminder-changed.worst", reminder(everything)
    outsider = replace(worst.seat(place=8), panelist=replace(worst.seat(place=8).panelist, role=Role.LEAD))
    yield (
        "reminder-changed-outsider.worst",
        reminder(_changed(outsider, ROSA, "moved", "place", "role", **places)),
    )
    yield "reminder-changed-removed-outsider.worst", reminder(_changed(outsider, ROSA, "removed"))
