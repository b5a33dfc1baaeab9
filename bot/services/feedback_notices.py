"""What notices of feedback say: the loop's channel, a scorecard's copy, word of a debrief."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.about import AboutDebrief
from bot.domain.giving_up import Dropped
from bot.domain.interviews import Role
from bot.domain.loops import Loop
from bot.domain.notices import Notice
from bot.domain.people import Channel, channel_problem
from bot.domain.pilot import Pilot
from bot.domain.readers import plan_debriefs
from bot.domain.visibility import FeedbackAccess
from bot.services.channel import ChannelThread
from bot.services.debriefs import Debriefs
from bot.services.guidebook import Guidebook
from bot.services.posting import Posting
from bot.storage import loops, people, scorecards
from bot.storage.database import Connection, Database
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Directory
from bot.values.stops import Impossible, Pointless

NOT_IN_CHANNEL = "I cannot post in the loop's channel. Invite me there, and I will catch up."


class FeedbackNotices:
    """Each raises the `Stop` that says why it is not said now."""

    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        directory: Directory,
        thread: ChannelThread,
        posting: Posting,
        debriefs: Debriefs,
        pilot: Pilot,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._directory = directory
        self._thread = thread
        self._posting = posting
        self._debriefs = debriefs
        self._pilot = pilot

    def channel(self, notice: Notice) -> Delivery:
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

    def copy(self, notice: Notice) -> Delivery:
        """Directly to who may read it, unless the channel shows it, which never shows a shadow's."""
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
            holds = channel is not None and channel.may_hold_feedback and self._pilot.has(channel.id)
            trusted = holds and panelist.role is not Role.SHADOW
            if channel and trusted and access.channel_may_show(channel.members, interview.stage):
                return Delivery(())  # the channel says it
            posted = self._posting.of(connection, access, found, opened=True)
        posted = replace(posted, for_recruiter=notice.recipient == loop.recruiter)
        copy = Outgoing(posted, notice.own_subject, discloses=(panelist.id,))
        return Delivery((copy,))

    def debrief(self, notice: Notice, about: AboutDebrief) -> Delivery:
        with self._database.read() as connection:
            loop = loops.load(connection, notice.loop_id) if notice.loop_id else None
            if loop is None:
                raise Pointless(Dropped.LOOP_GONE)
            access = self._access(connection, loop, None)
            owed = (each for each in plan_debriefs(access) if each.due <= access.now)
            if notice.key not in {each.key for each in owed}:
                raise Pointless(Dropped.UNTRUE)
            ready = self._debriefs.ready(connection, access, about.stage, notice.recipient)
        return Delivery((Outgoing(ready, notice.own_subject, discloses=about.panelists),))

    def _access(self, connection: Connection, loop: Loop, channel: Channel | None) -> FeedbackAccess:
        """With those who read the channel, as far as they are known: a guest on the panel closes it."""
        ids = loop.people() | (channel.members if channel else frozenset())
        known = people.find_all(connection, ids).values()
        return self._guidebook.access(connection, loop, scorecards.of_loop(connection, loop.id), known)
