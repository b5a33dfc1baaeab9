"""Whether a notice whose time has come is said now, or waits for whoever receives it.

It waits for their hours, and for the end of the interview that they are in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.about import AboutChanged, AboutRequest
from bot.domain.interviews import Interview
from bot.domain.notices import CHASE, Notice, NoticeKind
from bot.domain.settings import Preferences
from bot.domain.worktime import next_opening

SOON = timedelta(hours=24)
AT_HAND = timedelta(hours=1)
LATE = timedelta(hours=1)
"""After it was due: what is said at its time ignores hours, what is caught up with keeps them."""


@dataclass(frozen=True)
class InInterview:
    """An interview that the recipient is in now."""

    interview_id: int
    ends_at: datetime


@dataclass(frozen=True)
class Sending:
    """A notice about to be said, to somebody with `prefs`. `interview`: as it is now."""

    notice: Notice
    interview: Interview | None
    prefs: Preferences
    now: datetime

    def near(self, margin: timedelta) -> bool:
        """Whether its interview, at the old time or at the new, is on, or starts or started about now."""
        return self._is_on() or self._starts(self.now - margin, self.now + margin)

    def starts_before_opening(self) -> bool:
        return self._starts(self.now, next_opening(self.now, self.prefs))

    def is_late(self) -> bool:
        return self.now - self.notice.due > LATE

    def _is_on(self) -> bool:
        found = self.interview
        return bool(found and found.starts_at and found.starts_at <= self.now < (found.ends_at or self.now))

    def _starts(self, first: datetime, last: datetime) -> bool:
        return any(first <= start <= last for start in self._times())

    def _times(self) -> Sequence[datetime]:
        about = self.notice.about
        known = [self.interview.starts_at] if self.interview else []
        told = [about.old_starts_at, about.new_starts_at] if isinstance(about, AboutChanged) else []
        return [each for each in (*known, *told) if each]


Holds = Callable[[Sending], bool]


def _always(_: Sending) -> bool:
    return True


def _never(_: Sending) -> bool:
    return False


def _asked(sending: Sending) -> bool:
    about = sending.notice.about
    by_another = isinstance(about, AboutRequest) and about.asked_by not in ("", sending.notice.recipient)
    return by_another or sending.is_late()


KEEPS_HOURS: Mapping[NoticeKind, Holds] = {
    NoticeKind.ASSIGNED: lambda sending: not sending.starts_before_opening(),
    NoticeKind.CHANGED: lambda sending: not sending.near(SOON),
    NoticeKind.PREPARE: _always,
    NoticeKind.STARTING: _never,
    NoticeKind.QUESTIONS: _never,
    NoticeKind.FEEDBACK: _asked,
    NoticeKind.OVERDUE_AWAY: _always,
    NoticeKind.OVERDUE_FIRST: _always,
    NoticeKind.OVERDUE_SECOND: _always,
    NoticeKind.OVERDUE_LAST: _always,
    NoticeKind.MISSED: _always,
    NoticeKind.SCORECARD_COPY: _always,
    NoticeKind.DEBRIEF: _always,
    NoticeKind.ALERT: lambda sending: not sending.near(SOON),
    NoticeKind.CHANNEL: _never,
    NoticeKind.HOME: _never,
}
"""Whether it waits for its recipient's hours."""

INTERRUPTS: Mapping[NoticeKind, Holds] = {
    NoticeKind.STARTING: _always,
    NoticeKind.CHANGED: lambda sending: sending.near(AT_HAND),
    NoticeKind.ALERT: lambda sending: sending.near(AT_HAND),
    NoticeKind.CHANNEL: _always,
    NoticeKind.HOME: _always,
}
"""What is said to somebody who is in another interview; all else is not."""


def waits_until(sending: Sending, busy: Sequence[InInterview]) -> datetime | None:
    """None: said now. It is looked at again then. `busy`: what the recipient is in."""
    waits = [each.ends_at for each in busy if _keeps_quiet(sending, each)]
    kind, prefs = sending.notice.kind, sending.prefs
    if KEEPS_HOURS[kind](sending):  # on days they are away nobody hears of what is late
        waits.append(next_opening(sending.now, prefs.at_work() if kind in CHASE else prefs))
    return max((each for each in waits if each > sending.now), default=None)


def _keeps_quiet(sending: Sending, busy: InInterview) -> bool:
    own = sending.notice.interview_id == busy.interview_id
    return not own and not INTERRUPTS.get(sending.notice.kind, _never)(sending)
