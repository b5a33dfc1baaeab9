"""What changed about an interview somebody knows of, each alone and the worst together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.about import AboutChanged, ChangeKind
from bot.domain.interviews import Role
from bot.domain.notices import NoticeKind
from bot.slack.views.reminders import reminder
from bot.values.interviews import AssignmentView, Reader
from bot.values.reminders import Reminder
from tests.builders import a_change
from tests.screens import worst
from tests.screens.people import PRIYA, ROSA, TOM, november
from tests.screens.registry import Shows, screens
from tests.screens.world import DANAS, JOIN, PRIYAS, TOMS

NOW = november(16, 11)
OLD, NEW = november(17, 11), november(17, 14)
WORST = Reader("U0", "America/Argentina/Buenos_Aires")


def about(*change: ChangeKind, **other: Any) -> AboutChanged:
    fields: dict[str, Any] = {
        "old_starts_at": OLD,
        "new_starts_at": NEW,
        "old_place": "Room Fjord, 3rd floor",
        "new_place": JOIN,
        "old_role": Role.OBSERVER,
        "new_role": Role.LEAD,
    }
    return a_change(*change, **(fields | other))


def _changed(assignment: AssignmentView, reader: Reader, *change: ChangeKind, **other: Any) -> Reminder:
    changed = about(*change, **other)
    included = frozenset({assignment.panelist.id} if changed.prepare_included else ())
    return Reminder(NoticeKind.CHANGED, reader, (assignment,), NOW, changed, included)


@screens
def one_thing() -> Shows:
    for word in (ChangeKind.MOVED, ChangeKind.PLACE, ChangeKind.ROLE):
        yield f"reminder-changed-{word}.realistic", reminder(_changed(PRIYAS, PRIYA, word))
    still = {"old_starts_at": NEW}
    for word in (ChangeKind.CANCELLED, ChangeKind.REMOVED, ChangeKind.RESTORED):
        yield f"reminder-changed-{word}.realistic", reminder(_changed(PRIYAS, PRIYA, word, **still))
    yield (
        "reminder-changed-now-observer.realistic",
        reminder(_changed(TOMS, TOM, ChangeKind.ROLE, old_role=Role.LEAD, new_role=Role.OBSERVER)),
    )


@screens
def times() -> Shows:
    untimed = replace(PRIYAS, interview=replace(PRIYAS.interview, starts_at=None))
    off = _changed(untimed, PRIYA, ChangeKind.MOVED, new_starts_at=None)
    yield "reminder-changed-time-off.realistic", reminder(off)
    yield (
        "reminder-changed-time-set.realistic",
        reminder(_changed(PRIYAS, PRIYA, ChangeKind.MOVED, old_starts_at=None)),
    )
    sooner = _changed(PRIYAS, PRIYA, ChangeKind.MOVED, prepare_included=True)
    yield "reminder-changed-with-guide.realistic", reminder(sooner)


@screens
def several_things() -> Shows:
    nowhere = _changed(PRIYAS, PRIYA, ChangeKind.PLACE, new_place="")
    yield "reminder-changed-place-gone.realistic", reminder(nowhere)
    together = (ChangeKind.MOVED, ChangeKind.PLACE, ChangeKind.ROLE)
    yield "reminder-changed-together.realistic", reminder(_changed(PRIYAS, PRIYA, *together))
    yield (
        "reminder-changed-restored-moved.realistic",
        reminder(_changed(PRIYAS, PRIYA, ChangeKind.RESTORED, *together)),
    )


@screens
def for_an_outsider() -> Shows:
    times = {"old_starts_at": november(18, 11), "new_starts_at": november(18, 15)}
    for word in (ChangeKind.MOVED, ChangeKind.CANCELLED, ChangeKind.REMOVED, ChangeKind.ROLE):
        change = _changed(DANAS, ROSA, word, **times, old_role=Role.LEAD, new_role=Role.OBSERVER)
        yield f"reminder-changed-{word}-outsider.realistic", reminder(change)


@screens
def worst_changes() -> Shows:
    places = {"old_place": worst.long(600, ""), "new_place": f"https://example.com/{'a' * 580}"}
    every = (ChangeKind.RESTORED, ChangeKind.MOVED, ChangeKind.PLACE, ChangeKind.ROLE)
    everything = _changed(worst.assignment(), WORST, *every, **places, prepare_included=True)
    yield "reminder-changed.worst", reminder(everything)
    outsider = replace(
        worst.assignment(place=8), panelist=replace(worst.assignment(place=8).panelist, role=Role.LEAD)
    )
    yield (
        "reminder-changed-outsider.worst",
        reminder(_changed(outsider, ROSA, ChangeKind.MOVED, ChangeKind.PLACE, ChangeKind.ROLE, **places)),
    )
    yield "reminder-changed-removed-outsider.worst", reminder(_changed(outsider, ROSA, ChangeKind.REMOVED))
