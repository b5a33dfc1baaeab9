"""What a notice says when its time has come: checked again, with today's data."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.catalog.models import Format
from bot.domain.about import (
    AboutAlert,
    AboutAssigned,
    AboutChanged,
    AboutChannel,
    AboutCopy,
    AboutFeedback,
    AboutHome,
    AboutOverdue,
    AboutRequest,
    AboutStart,
)
from bot.domain.errors import Refused
from bot.domain.giving_up import Dropped
from bot.domain.loops import Loop
from bot.domain.notices import IN_PLACE, Notice, NoticeKind
from bot.domain.people import Channel, channel_problem
from bot.domain.scorecards import by_submission
from bot.domain.sending import InInterview, Sending, waits_until
from bot.domain.visibility import FeedbackAccess
from bot.services.channel import ChannelThread
from bot.services.guidebook import Guidebook
from bot.services.pages import Pages
from bot.services.people import People
from bot.services.reminding import DEACTIVATED, Reminding
from bot.services.warnings import LONGEST
from bot.storage import loops, people, scorecards
from bot.storage.database import Connection, Database
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Clock, Directory, Unreachable
from bot.values.reminders import Alert
from bot.values.stops import Impossible, Pointless, Postponed

NOT_IN_CHANNEL = "I cannot post in the loop's channel. Invite me there, and I will catch up."


class Composer:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        who: People,
        directory: Directory,
        reminding: Reminding,
        thread: ChannelThread,
        pages: Pages,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = who
        self._directory = directory
        self._reminding = reminding
        self._thread = thread
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
                return self._channel(notice)
            case AboutCopy():
                return self._copy(notice)
            case AboutAlert():
                return self._alert(notice, notice.about)
            case AboutHome():
                return self._home(notice)
            case _:
                assert_never(notice.about)

    def _channel(self, notice: Notice) -> Delivery:
        channel = self._directory.channel(notice.recipient)
        if channel is None or not channel.bot_is_in:
            raise Impossible(NOT_IN_CHANNEL)
        with self._database.read() as connection:
            loop = loops.load(connection, notice.loop_id) if notice.loop_id else None
            if loop is None or loop.channel != channel.id:
                raise Pointless(Dropped.OTHER_CHANNEL)
            access = self._access(connection, loop, channel)
            withheld = channel_problem(channel, loop.candidate.account)
            return Delivery(self._thread.compose(connection, access, channel), withheld=withheld)

    def _copy(self, notice: Notice) -> Delivery:
        """Directly to recruiter or hiring manager, unless the channel shows it."""
        with self._database.read() as connection:
            loop = loops.load(connection, notice.loop_id) if notice.loop_id else None
        found = loop.assignment(notice.panelist_id) if loop and notice.panelist_id else None
        if loop is None or found is None:
            raise Pointless(Dropped.UNTRUE)
        channel = self._directory.channel(loop.channel) if loop.channel else None
        with self._database.read() as connection:
            access = self._access(connection, loop, channel)
            interview, panelist = found
            if not access.may_read(notice.recipient, panelist.id):
                raise Pointless(Dropped.NOT_READABLE)
            trusted = channel is not None and channel.may_hold_feedback and self._pilot.has(channel.id)
            if channel and trusted and access.channel_may_show(channel.members, interview.stage):
                return Delivery(())  # the channel says it
            order = [each.panelist_id for each in by_submission(access.counted.values())]
            number = order.index(panelist.id) + 1
            posted = self._thread.posted(connection, access, found, number, opened=True)
        posted = replace(posted, for_recruiter=notice.recipient == loop.recruiter)
        copy = Outgoing(posted, notice.own_subject, discloses=(panelist.id,))
        return Delivery((copy,))

    def _access(self, connection: Connection, loop: Loop, channel: Channel | None) -> FeedbackAccess:
        """With those who read the channel, as far as they are known: a guest on the panel closes it."""
        ids = loop.people() | (channel.members if channel else frozenset())
        known = people.find_all(connection, ids).values()
        return self._guidebook.access(connection, loop, scorecards.of_loop(connection, loop.id), known)

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
