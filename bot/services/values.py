"""What services take and give: frozen values, complete enough that a screen needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.catalog.models import Criterion, Exercise, Guide
from bot.domain.about import About, AlertKind
from bot.domain.debrief import Topic as Topic
from bot.domain.debrief import Voice as Voice
from bot.domain.loops import Candidate, Interview, Loop, Panelist, Role, Stage
from bot.domain.notices import NoticeKind
from bot.domain.scorecards import Recommendation, Scorecard


@dataclass(frozen=True)
class Reader:
    """Who reads a screen, and the IANA zone its times are in."""

    id: str
    zone: str


# --- one interview, as one person meets it ---------------------------------------------------


@dataclass(frozen=True)
class Seat:
    """An interview from one panelist's side. `names`: display names by person id, for plain text."""

    loop: Loop
    interview: Interview
    panelist: Panelist
    guide: Guide
    due: datetime | None  # when the scorecard is due, None where none is owed
    submitted: bool
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def exercise(self) -> Exercise | None:
        return self.guide.exercise(self.interview.exercise)


@dataclass(frozen=True)
class Preparation:
    """`prep` with no type: the next interview. `uncovered`: competencies nobody else in the loop covers."""

    seat: Seat
    reader: Reader
    now: datetime
    uncovered: tuple[str, ...] = ()


@dataclass(frozen=True)
class GuidePage:
    """A guide as asked for. `successor` is set for a superseded one, whose earlier text was not asked for."""

    guide: Guide
    role: Role = Role.LEAD
    whole: bool = False
    successor: Guide | None = None


@dataclass(frozen=True)
class CandidateBrief:
    """What a candidate is sent of all their interviews: each with its guide, by time."""

    candidate: Candidate
    interviews: tuple[tuple[Guide, Interview], ...]


# --- messages the bot owes --------------------------------------------------------------------


@dataclass(frozen=True)
class Reminder:
    """Any reminder to a panelist, or to the recruiter for one without an account.

    `about` is the notice's own (what changed). Several seats are one message (assigned, overdue).
    `prepare_included`: panelist ids of the seats it has to prepare for as well. `ticked`: by panelist id,
    the lines of the checklist that are done.
    """

    kind: NoticeKind
    reader: Reader
    seats: tuple[Seat, ...]
    now: datetime
    about: About
    prepare_included: frozenset[int] = frozenset()
    ticked: Mapping[int, Sequence[int]] = field(default_factory=dict)


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


class SeatStatus(StrEnum):
    IN = "in"
    OWED = "owed"  # the interview is over
    COMING = "coming"
    NOT_SCHEDULED = "not-scheduled"
    EXCUSED = "excused"
    SHADOW = "shadow"


@dataclass(frozen=True)
class SeatLine:
    """`scorecard` only where the reader may see it."""

    panelist: Panelist
    status: SeatStatus
    due: datetime | None = None
    scorecard: Scorecard | None = None


@dataclass(frozen=True)
class InterviewLine:
    interview: Interview
    guide: Guide
    seats: tuple[SeatLine, ...]


@dataclass(frozen=True)
class Overview:
    """A loop as `reader` may see it. `given` of `expected` scorecards are in.

    `blind_because` says in words why ratings are withheld, "" where none are.
    """

    loop: Loop
    lines: tuple[InterviewLine, ...]
    given: int
    expected: int
    now: datetime
    reader: Reader
    may_change: bool = False
    blind_because: str = ""


@dataclass(frozen=True)
class Card:
    """The loop's card in its channel: never holds scorecard content."""

    loop: Loop
    lines: tuple[InterviewLine, ...]
    given: int
    expected: int
    now: datetime
    opened: bool  # whether the thread shows feedback in full


@dataclass(frozen=True)
class Posted:
    """One scorecard as a reply in the loop's thread, or directly. Not `opened`: the count alone."""

    loop: Loop
    interview: Interview
    guide: Guide
    panelist: Panelist
    scorecard: Scorecard
    given: int
    expected: int
    opened: bool
    names: Mapping[str, str] = field(default_factory=dict)
    for_recruiter: bool = False  # with the note that only the recruiter gets


@dataclass(frozen=True)
class DebriefPack:
    """A stage's feedback put together. With fewer than three scorecards only the counts are shown."""

    loop: Loop
    stage: Stage
    given: int
    expected: int
    missing: tuple[Panelist, ...]  # gone on without
    tally: tuple[tuple[Recommendation, int], ...]
    disagreements: tuple[Topic, ...]
    agreed: tuple[Topic, ...]
    unassessed: tuple[tuple[Guide, Criterion], ...]
    agenda: tuple[tuple[int, str], ...]  # minutes and what
    full: bool  # three or more scorecards
    opened: bool  # whether the channel may show it


# --- pages -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LoopLine:
    loop: Loop
    stage: Stage | None  # the one under way
    given: int
    expected: int
    next_at: datetime | None


@dataclass(frozen=True)
class Mine:
    """`mine` and App Home: no scorecard content. `loops`: those the reader is recruiter or manager of."""

    reader: Reader
    now: datetime
    coming: tuple[Seat, ...]
    owed: tuple[Seat, ...]
    loops: tuple[LoopLine, ...] = ()
    drafts: tuple[Loop, ...] = ()
    is_recruiter: bool = False


@dataclass(frozen=True)
class OwedLine:
    """Somebody's owed scorecard as the recruiter sees it; `late_hours` in their own working hours."""

    seat: Seat
    late_hours: float


@dataclass(frozen=True)
class LoopsPage:
    reader: Reader
    now: datetime
    owed: tuple[OwedLine, ...]
    loops: tuple[LoopLine, ...]
    drafts: tuple[Loop, ...]
    may_create: bool
