"""An interview as typed, turned into the next interview: pure, checked at the field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.catalog.models import Guide
from bot.domain.errors import FieldRefused
from bot.domain.interviews import ExcuseReason, Interview, Panelist, Role
from bot.domain.loops import Loop
from bot.domain.typed import folded, name_key
from bot.values.forms import InterviewEdit

OF_THAT_TIME = (ExcuseReason.WAS_NOT_THERE, ExcuseReason.CANNOT_MAKE_IT)

Placement = tuple[str | None, str, Role]  # person, name, role


def check_panel(loop: Loop, edit: InterviewEdit) -> None:
    """Raises `FieldRefused`: one lead, nobody twice, never the candidate."""
    problems: dict[str, str] = {}
    if len(edit.leads) + sum(role is Role.LEAD for _, role in edit.outsiders) > 1:
        problems["leads"] = "One person leads. Put the second interviewer under observers."
    outside = [name_key(name) for name, _ in edit.outsiders]
    if len(set(outside)) < len(outside):
        problems["outsiders"] = "Somebody is on this panel twice. Give each person one role."
    if not all(any(map(str.isalnum, folded(name))) for name, _ in edit.outsiders):
        problems["outsiders"] = "Each line needs a name, for example: Dana Cole, observer."
    seen: set[str] = set()
    for field, people in _by_field(edit):
        for person in people:
            if person in seen:
                problems[field] = "Somebody is on this panel twice. Give each person one role."
            if person == loop.candidate.account:
                problems[field] = "The candidate cannot be on their own panel. Choose somebody else."
            seen.add(person)
    if problems:
        raise FieldRefused(problems)


def _by_field(edit: InterviewEdit) -> Iterable[tuple[str, tuple[str, ...]]]:
    return (("leads", edit.leads), ("observers", edit.observers), ("shadows", edit.shadows))


def edited(before: Interview, edit: InterviewEdit, guide: Guide, now: datetime) -> Interview:
    """The interview as it is after the edit; `before` itself where nothing differs."""
    exercise = edit.exercise if guide.exercise(edit.exercise) else None
    same_length = (before.guide, before.exercise) == (guide.slug, exercise)
    after = replace(
        before,
        guide=guide.slug,
        guide_version=before.guide_version if before.guide == guide.slug else guide.version,
        stage=edit.stage,
        starts_at=edit.starts_at,
        minutes=before.minutes if same_length else guide.length(exercise),
        exercise=exercise,
        place=edit.place,
        cancelled=edit.cancelled,
        everyone=_panel_after(before, edit, now),
    )
    if after == before:
        return before
    if after.starts_at != before.starts_at:
        after = _held_anew(after)
    moved = after.starts_at != before.starts_at or before.cancelled != after.cancelled
    return replace(after, revision=before.revision + 1, timed_at=now if moved else before.timed_at)


def _held_anew(interview: Interview) -> Interview:
    """At another time what was said of this one holds no more: who could not make it owes again."""
    everyone = tuple(
        replace(each, excuse=None) if each.excuse and each.excuse.reason in OF_THAT_TIME else each
        for each in interview.everyone
    )
    return replace(interview, answers=(), everyone=everyone)


def _places(edit: InterviewEdit) -> list[Placement]:
    roles = ((Role.LEAD, edit.leads), (Role.OBSERVER, edit.observers), (Role.SHADOW, edit.shadows))
    inside: list[Placement] = [(person, "", role) for role, people in roles for person in people]
    return inside + [(None, name, role) for name, role in edit.outsiders]


def _panel_after(before: Interview, edit: InterviewEdit, now: datetime) -> tuple[Panelist, ...]:
    """Known panelists keep their row; those left out stay, removed, until they have been told."""
    places = {_mark(person, name): (person, name, role) for person, name, role in _places(edit)}
    remaining = [
        _seated(each, places.pop(_mark(each.person, each.name), None), now) for each in before.everyone
    ]
    new = [Panelist(0, person, name, role, now) for person, name, role in places.values()]
    return (*remaining, *new)


def _mark(person: str | None, name: str) -> str:
    return person or f"name:{name_key(name)}"


def _seated(panelist: Panelist, place: Placement | None, now: datetime) -> Panelist:
    if place is None:
        return panelist if panelist.removed else replace(panelist, removed=True)
    if panelist.removed:
        return replace(panelist, removed=False, role=place[2], added_at=now, excuse=None)
    return replace(panelist, role=place[2])


def what_differs(shown_revision: int, stored: Interview, edit: InterviewEdit) -> str:
    """For somebody whose form is older than the interview: what it is now."""
    if shown_revision == stored.revision:
        return ""
    parts = []
    if stored.starts_at != edit.starts_at:
        parts.append("the time")
    if {each.person for each in stored.panel} != {person for person, _, _ in _places(edit)}:
        parts.append("the panel")
    if stored.place != edit.place:
        parts.append("the place")
    if stored.cancelled != edit.cancelled:
        parts.append("whether it is cancelled")
    return " and ".join(parts) or "something"
