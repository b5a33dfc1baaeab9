"""What changed about an interview somebody knows of: old and new, and whether they still come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.domain.about import AboutChanged, ChangeKind
from bot.domain.interviews import Role
from bot.slack.views import interview_parts as parts
from bot.slack.views.assignments import THEY, YOU
from bot.slack.views.getting_ready import ready_if_included
from bot.slack.views.shape import Message, actions, messages, section
from bot.slack.views.text import clip, escape, is_address, link, moment, sentence, span
from bot.values.interviews import AssignmentView
from bot.values.reminders import Reminder

TO_DO = {Role.LEAD: "to lead", Role.OBSERVER: "to observe", Role.SHADOW: "to shadow"}


@dataclass(frozen=True)
class ChangedAssignment:
    """What changed for one panelist, and who reads of it."""

    r: Reminder
    assignment: AssignmentView
    about: AboutChanged

    @property
    def over(self) -> bool:
        """Whether the panelist has nothing to do with it any more."""
        return self.says(ChangeKind.CANCELLED, ChangeKind.REMOVED)

    def says(self, *kinds: ChangeKind) -> bool:
        """Whether any of these changed."""
        return any(kind in self.about.change for kind in kinds)

    def at(self, when: datetime | None) -> str:
        return moment(when, self.r.reader.zone, self.r.now) if when else "without a time"


def changed(r: Reminder) -> list[Message]:
    about = r.about
    assert isinstance(about, AboutChanged)
    return [
        message
        for assignment in r.assignments
        for message in _changed(ChangedAssignment(r, assignment, about))
    ]


def _changed(change: ChangedAssignment) -> list[Message]:
    headline, second = _headline(change)
    assignment, reader = change.assignment, change.r.reader
    blocks: list[Block] = [
        section(f"*{headline}*\n{second}"),
        *parts.lines(
            parts.candidate(assignment) if change.over else parts.people(assignment, reader),
            *_details(change),
            "" if change.over else parts.pass_on(assignment, reader),
        ),
    ]
    if not change.over:
        away = parts.cannot_make_it(assignment, reader) if change.about.new_starts_at else None
        blocks += ready_if_included(change.r, assignment)
        blocks.append(actions(parts.whole_guide(assignment), away))
    return messages(headline, blocks, headline)


# --- the first two lines -----------------------------------------------------------------------


def _headline(c: ChangedAssignment) -> tuple[str, str]:
    """What weighs most, and what to do or to know about it. Names no candidate."""
    match next(kind for kind in ChangeKind if c.says(kind)):
        case ChangeKind.CANCELLED:
            return f"{_old_title(c)}: cancelled", _over(c)
        case ChangeKind.REMOVED:
            return f"{_old_title(c)}: {_who_is(c)} off the panel", _over(c)
        case ChangeKind.RESTORED:
            return f"{_new_title(c)}: it takes place after all", _say_so(c, "It had been cancelled.")
        case ChangeKind.MOVED:
            return _moved(c)
        case ChangeKind.ROLE:
            before = f"Until now {_was_asked(c)} {TO_DO[c.about.old_role]}."
            return f"{_new_title(c)}: {_does(c)} now", _say_so(c, before)
        case ChangeKind.PLACE:
            return f"{_new_title(c)}: new place", _where(c)


def _over(c: ChangedAssignment) -> str:
    return parts.pass_on(c.assignment, c.r.reader) or "There is nothing you need to do."


def _moved(c: ChangedAssignment) -> tuple[str, str]:
    if c.about.new_starts_at is None:
        told = " You will be told when it has." if parts.is_own(c.assignment, c.r.reader) else ""
        return f"{_old_title(c)}: postponed", f"It has no new time yet.{told}"
    when = span(c.about.new_starts_at, c.assignment.interview.minutes, c.r.reader.zone, c.r.now)
    title, old = escape(c.assignment.guide.title), c.about.old_starts_at
    was = f"It was {c.at(old)}." if old else "It had no time yet."
    return f"{title}: {'moved to' if old else 'set for'} {when}", _say_so(c, was)


def _say_so(c: ChangedAssignment, before: str) -> str:
    own = c.about.new_starts_at and parts.is_own(c.assignment, c.r.reader)
    return f"{before} If you can't make it, say so now." if own else before


def _old_title(c: ChangedAssignment) -> str:
    return f"{escape(c.assignment.guide.title)}, {c.at(c.about.old_starts_at or c.about.new_starts_at)}"


def _new_title(c: ChangedAssignment) -> str:
    return f"{escape(c.assignment.guide.title)}, {c.at(c.about.new_starts_at)}"


def _who_is(c: ChangedAssignment) -> str:
    return "you are" if parts.is_own(c.assignment, c.r.reader) else f"{parts.name(c.assignment.panelist)} is"


def _was_asked(c: ChangedAssignment) -> str:
    return "you were" if parts.is_own(c.assignment, c.r.reader) else "they were"


def _does(c: ChangedAssignment) -> str:
    if parts.is_own(c.assignment, c.r.reader):
        return YOU[c.about.new_role]
    return f"{parts.name(c.assignment.panelist)} {THEY[c.about.new_role]}"


# --- the rest ----------------------------------------------------------------------------------


def _details(c: ChangedAssignment) -> list[str]:
    """Old and new of all that changed and is not told above."""
    if c.over:
        return []
    details = []
    if c.says(ChangeKind.MOVED) and c.says(ChangeKind.RESTORED):
        details.append(f"Time: {c.at(c.about.new_starts_at)}, it was {c.at(c.about.old_starts_at)}")
    if c.says(ChangeKind.ROLE) and c.says(ChangeKind.MOVED, ChangeKind.RESTORED):
        details.append(f"{sentence(_does(c))}: until now {_was_asked(c)} {TO_DO[c.about.old_role]}")
    if c.says(ChangeKind.PLACE) and c.says(ChangeKind.MOVED, ChangeKind.RESTORED, ChangeKind.ROLE):
        details.append(_where(c))
    return details


def _where(c: ChangedAssignment) -> str:
    return f"Where: {_place(c.about.new_place)}, it was {_place(c.about.old_place)}"


def _place(place: str) -> str:
    said = place.strip()
    if is_address(said):
        return link(clip(said.partition("://")[2], 60), said)
    return escape(clip(said, 300)) or "not given"
