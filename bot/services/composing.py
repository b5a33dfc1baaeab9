"""What a notice says when its time has come: checked again, with today's data."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from bot.catalog.models import Format
from bot.domain.about import (
    AboutAlert,
    AboutAssigned,
    AboutChanged,
    AboutChannel,
    AboutCopy,
    AboutDebrief,
    AboutFeedback,
    AboutHome,
    AboutOverdue,
    AboutRequest,
    AboutStart,
)
from bot.domain.errors import Refused
from bot.domain.giving_up import Dropped
from bot.domain.notices import IN_PLACE, Notice, NoticeKind
from bot.domain.sending import InInterview, Sending, waits_until
from bot.services.feedback_notices import FeedbackNotices
from bot.services.guidebook import Guidebook
from bot.services.pages import Pages
from bot.services.people import People
from bot.services.reminding import DEACTIVATED, Reminding
from bot.services.warnings import LONGEST
from bot.storage import loops
from bot.storage.database import Connection, Database
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Clock, Unreachable
from bot.values.reminders import Alert
from bot.values.stops import Impossible, Pointless, Postponed


class Composer:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        who: People,
        reminding: Reminding,
        feedback: FeedbackNotices,
        pages: Pages,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = who
        self._reminding = reminding
        self._feedback = feedback
        self._pages = pages
        self._pilot = who.deployment.pilot
        self._clock = clock

    def compose(self, notice: Notice) -> Delivery:
        """Checked again with today's data. Raises the `Stop` that says why it is not said now."""
        if notice.kind is not NoticeKind.HOME and not self._pilot.has(notice.recipient):
            raise Pointless(Dropped.NOT_IN_PILOT)
        self._check_moment(notice)
        try:
            return self._composed(notice)
        except Unreachable as unreachable:
            raise unreachable.stop from None
        except Refused as refused:  # Slack does not know the recipient
            raise Impossible(str(refused)) from None

    def _check_moment(self, notice: Notice) -> None:
        """Whether whoever receives it is to hear it now."""
        if notice.kind in IN_PLACE:
            return
        now = self._clock()
        with self._database.read() as connection:
            loop = loops.load(connection, notice.loop_id) if notice.loop_id else None
            found = loop.interview(notice.interview_id) if loop and notice.interview_id else None
            theirs = self._people.preferences_now(connection)(notice.recipient)
            busy = self._busy(connection, notice.recipient, now)
        if until := waits_until(Sending(notice, found, theirs, now), busy):
            raise Postponed(until)

    def _busy(self, connection: Connection, person: str, now: datetime) -> list[InInterview]:
        """What they are in now, where that is a conversation."""
        return [
            InInterview(number, ends_at)
            for number, ends_at, *guide in loops.on_now(connection, person, now - LONGEST, now)
            if self._guidebook.version(connection, *guide).format is not Format.TAKE_HOME
        ]

    def _composed(self, notice: Notice) -> Delivery:
        match notice.about:
            case AboutAssigned() | AboutChanged() | AboutStart() | AboutRequest():
                return self._reminding.compose(notice)
            case AboutFeedback() | AboutOverdue():
                return self._reminding.compose(notice)
            case AboutChannel():
                return self._feedback.channel(notice)
            case AboutCopy():
                return self._feedback.copy(notice)
            case AboutDebrief():
                return self._feedback.debrief(notice, notice.about)
            case AboutAlert():
                return self._alert(notice, notice.about)
            case AboutHome():
                return self._home(notice)
            case _:
                assert_never(notice.about)

    def _alert(self, notice: Notice, about: AboutAlert) -> Delivery:
        reader = self._people.reader(notice.recipient)
        if not self._people.person(notice.recipient).active:
            raise Impossible(DEACTIVATED)
        with self._database.read() as connection:
            loop = loops.load(connection, notice.loop_id) if notice.loop_id else None
            if loop is None:
                raise Pointless(Dropped.LOOP_GONE)
            found = loop.interview(notice.interview_id) if notice.interview_id else None
            guide = self._guidebook.of_interview(connection, found) if found else None
        place = loop.assignment(notice.panelist_id) if notice.panelist_id else None
        alert = Alert(
            about.what, reader, loop, found, guide, about.by, about.detail, place[1] if place else None
        )
        return Delivery((Outgoing(alert, notice.own_subject),))

    def _home(self, notice: Notice) -> Delivery:
        zone = self._people.reader(notice.recipient).zone
        with self._database.read() as connection:
            mine = self._pages.mine_in(connection, notice.recipient, zone)
        return Delivery((Outgoing(mine, "home"),))
