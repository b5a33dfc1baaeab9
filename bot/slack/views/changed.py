"""What changed about an interview somebody knows of: old and new, and whether they still come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.domain.loops import Role
from bot.services.values import Reminder, Seat
from bot.slack.views import interview_parts as parts
from bot.slack.views.getting_ready import ready_if_included
from bot.slack.views.seats import THEY, YOU
from bot.slack.views.shape import Message, actions, messages, section
from bot.slack.views.text import clip, escape, is_address, link, moment, sentence, span

TO_DO = {Role.LEAD: "to lead", Role.OBSERVER: "to observe", Role.SHADOW: "to shadow"}


@dataclass(frozen=True)
class Change:
    """The notice's `about` as typed values, for one seat."""

    r: Reminder
    seat: Seat
    words: frozenset[str]
    old_at: datetime | None
    new_at: datetime | None
    old_place: str
    new_place: str
    old_role: Role
    new_role: Role

    @property
    def over(self) -> bool:
        """Whether the panelist has nothing to do with it any more."""
        return bool(self.words & {"cancelled", "removed"})

    def at(self, when: datetime | None) -> str:
        return moment(when, self.r.reader.zone, self.r.now) if when else "without a time"


def changed(r: Reminder) -> list[Message]:
    return [message for seat in r.seats for message in _changed(_change(r, seat))]


def _changed(change: Change) -> list[Message]:
    headline, second = _headline(change)
    seat, reader = change.seat, change.r.reader
    blocks: list[Block] = [
        section(f"*{headline}*\n{second}"),
        *parts.lines(
            parts.candidate(seat) if change.over else parts.people(seat, reader),
            *_details(change),
            "" if change.over else parts.pass_on(seat, reader),
        ),
    ]
    if not change.over:
        away = parts.cannot_make_it(seat, reader) if change.new_at else None
        blocks += ready_if_included(change.r, seat)
        blocks.append(actions(parts.whole_guide(seat), away))
    return messages(headline, blocks, headline)


# --- the first two lines -----------------------------------------------------------------------


def _headline(c: Change) -> tuple[str, str]:
    """What weighs most, and what to do or to know about it. Names no candidate."""
    if "cancelled" in c.words:
        return f"{_old_title(c)}: cancelled", _over(c)
    if "removed" in c.words:
        return f"{_old_title(c)}: {_who_is(c)} off the panel", _over(c)
    if "restored" in c.words:
        return f"{_new_title(c)}: it takes place after all", _say_so(c, "It had been cancelled.")
    if "moved" in c.words:
        return _moved(c)
    if "role" in c.words:
        before = f"Until now {_was_asked(c)} {TO_DO[c.old_role]}."
        return f"{_new_title(c)}: {_does(c)} now", _say_so(c, before)
    return f"{_new_title(c)}: new place", _where(c)


def _over(c: Change) -> str:
    return parts.pass_on(c.seat, c.r.reader) or "There is nothing you need to do."


def _moved(c: Change) -> tuple[str, str]:
    if c.new_at is None:
        told = " You will be told when it has." if parts.is_own(c.seat, c.r.reader) else ""
        return f"{_old_title(c)}: postponed", f"It has no new time yet.{told}"
    when = span(c.new_at, c.seat.interview.minutes, c.r.reader.zone, c.r.now)
    was = f"It was {c.at(c.old_at)}." if c.old_at else "It had no time yet."
    return f"{escape(c.seat.guide.title)}: {'moved to' if c.old_at else 'set for'} {when}", _say_so(c, was)


def _say_so(c: Change, before: str) -> str:
    own = c.new_at and parts.is_own(c.seat, c.r.reader)
    return f"{before} If you can't make it, say so now." if own else before


def _old_title(c: Change) -> str:
    return f"{escape(c.seat.guide.title)}, {c.at(c.old_at or c.new_at)}"


def _new_title(c: Change) -> str:
    return f"{escape(c.seat.guide.title)}, {c.at(c.new_at)}"


def _who_is(c: Change) -> str:
    return "you are" if parts.is_own(c.seat, c.r.reader) else f"{parts.name(c.seat.panelist)} is"


def _was_asked(c: Change) -> str:
    return "you were" if parts.is_own(c.seat, c.r.reader) else "they were"


def _does(c: Change) -> str:
    if parts.is_own(c.seat, c.r.reader):
        return YOU[c.new_role]
    return f"{parts.name(c.seat.panelist)} {THEY[c.new_role]}"


# --- the rest ----------------------------------------------------------------------------------


def _details(c: Change) -> list[str]:
    """Old and new of all that changed and is not told above."""
    if c.over:
        return []
    details = []
    if "moved" in c.words and "restored" in c.words:
        details.append(f"Time: {c.at(c.new_at)}, it was {c.at(c.old_at)}")
    if "role" in c.words and c.words & {"moved", "restored"}:
        details.append(f"{sentence(_does(c))}: until now {_was_asked(c)} {TO_DO[c.old_role]}")
    if "place" in c.words and c.words & {"moved", "restored", "role"}:
        details.append(_where(c))
    return details


def _where(c: Change) -> str:
    return f"Where: {_place(c.new_place)}, it was {_place(c.old_place)}"


def _place(place: str) -> str:
    said = place.strip()
    if is_address(said):
        return link(clip(said.partition("://")[2], 60), said)
    return escape(clip(said, 300)) or "not given"


# --- reading the notice ------------------------------------------------------------------------


def _change(r: Reminder, seat: Seat) -> Change:
    about, role = r.about, seat.panelist.role
    words = about.get("change")
    return Change(
        r=r,
        seat=seat,
        words=frozenset(words) if isinstance(words, list | tuple) else frozenset(),
        old_at=_moment(about.get("old_starts_at")),
        new_at=_moment(about.get("new_starts_at")),
        old_place=str(about.get("old_place") or ""),
        new_place=str(about.get("new_place") or ""),
        old_role=Role(str(about.get("old_role") or role)),
        new_role=Role(str(about.get("new_role") or role)),
    )


def _moment(iso: object) -> datetime | None:
    return datetime.fromisoformat(iso) if isinstance(iso, str) and iso else None
