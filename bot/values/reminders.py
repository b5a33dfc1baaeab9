"""Messages the bot owes somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.catalog.models import Criterion, Guide
from bot.domain.about import About, AlertKind
from bot.domain.interviews import Interview, Panelist
from bot.domain.ladder import NextRung
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind
from bot.values.interviews import AssignmentView, Reader


class Unasked(StrEnum):
    """Why somebody who owes a scorecard was never asked for it: so nobody may be told that they were."""

    SO_FAR = "so far"  # what would have asked them failed, or they were not in the pilot then
    NOT_IN_PILOT = "not in the pilot"


@dataclass(frozen=True)
class Reminder:
    """Any reminder to a panelist, or to the recruiter for one without an account.

    `about` is the notice's own (what changed). Several assignments are one message (`said_together`).
    `prepare_included`: panelist ids of those it has to prepare for as well. `ticked`: by panelist id, the
    marks of the checklist's lines that are done. `next_rungs`: by panelist id, who hears next of what is
    overdue.
    `away`: panelist ids of those whose feedback is due while they are away.
    `unasked`: by panelist id, why whoever owes what is overdue was not asked for it.
    `only_here`: by panelist id, the criteria that no other interview of the loop gives signal on.
    `drafts`: by panelist id, when what is written of the feedback asked for was saved.
    """

    kind: NoticeKind
    reader: Reader
    assignments: tuple[AssignmentView, ...]
    now: datetime
    about: About
    prepare_included: frozenset[int] = frozenset()
    ticked: Mapping[int, Sequence[int]] = field(default_factory=dict)
    next_rungs: Mapping[int, NextRung] = field(default_factory=dict)
    away: frozenset[int] = frozenset()
    unasked: Mapping[int, Unasked] = field(default_factory=dict)
    only_here: Mapping[int, Sequence[Criterion]] = field(default_factory=dict)
    drafts: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Reminded:
    """Who is reminded at the recruiter's wish. `opening`: when they are next at work, where that is later."""

    name: str
    opening: datetime | None
    reader: Reader
    now: datetime


@dataclass(frozen=True)
class Alert:
    """`by` said it (a person id, "" for the bot); `detail` is their own words or the reason."""

    kind: AlertKind
    reader: Reader
    loop: Loop
    interview: Interview | None
    guide: Guide | None
    by: str
    detail: str = ""
    panelist: Panelist | None = None  # whom it is about
