"""What a notice says when its time has come: checked again, with today's data."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

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
    tells_the_plan,
)
from bot.domain.errors import Refused
from bot.domain.giving_up import Dropped
from bot.domain.interviews import Interview, LastTold, Panelist
from bot.domain.ladder import RUNGS, NextRung
from bot.domain.loops import Loop
from bot.domain.notices import Notice, NoticeKind, is_digest
from bot.domain.outbox import was_asked
from bot.domain.people import Channel, channel_problem
from bot.domain.reminders import next_rung
from bot.domain.scorecards import by_submission
from bot.domain.sending import waits_until
from bot.domain.visibility import FeedbackAccess
from bot.services.assignments import Assignments
from bot.services.channel import ChannelThread
from bot.services.guidebook import Guidebook
from bot.services.pages import Pages
from bot.services.people import People
from bot.services.planning import Planner
from bot.services.truth import Truth
from bot.storage import loops, notices, people, scorecards
from bot.storage.database import Connection, Database
from bot.values.interviews import AssignmentView
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Clock, Directory, Unreachable
from bot.values.reminders import Alert, Reminder, Unasked
from bot.values.stops import AfterHours, Impossible, Pointless

DEACTIVATED = "the account is deactivated"
NOT_IN_CHANNEL = "I cannot post in the loop's channel. Invite me there, and I will catch up."


class Composer:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        who: People,
        directory: Directory,
        assignments: Assignments,
        thread: ChannelThread,
        pages: Pages,
        planner: Planner,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = who
        self._directory = directory
        self._assignments = assignments
        self._thread = thread
        self._pages = pages
        self._truth = Truth(planner)
        self._pilot = who.deployment.pilot
        self._clock = clock

    def compose(self, notice: Notice) -> Delivery:
        """Checked again with today's data: one that has become false raises `Pointless`."""
        if notice.kind is not NoticeKind.HOME and not self._pilot.has(notice.recipient):
            raise Pointless(Dropped.NOT_IN_PILOT)
        try:
            return self._composed(notice)
        except Unreachable as unreachable:
            raise unreachable.stop from None
        except Refused as refused:  # Slack does not know the recipient
            raise Impossible(str(refused)) from None

    def _composed(self, notice: Notice) -> Delivery:
        match notice.about:
            case AboutAssigned() | AboutChanged() | AboutStart() | AboutRequest():
                return self._reminder(notice)
            case AboutFeedback() | AboutOverdue():
                return self._reminder(notice)
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

    def _reminder(self, notice: Notice) -> Delivery:
        reader = self._people.reader(notice.recipient)
        if not self._people.person(notice.recipient).active:
            raise Impossible(DEACTIVATED)
        with self._database.read() as connection:
            theirs = self._people.preferences_now(connection)(notice.recipient)
            until = waits_until(notice.kind, theirs, self._clock())
            beside = notices.due_beside(connection, notice, self._clock()) if is_digest(notice.kind) else []
            looked = [(each, self._true_assignment(connection, each)) for each in (notice, *beside)]
            found = [(each, assignment) for each, assignment in looked if assignment]
            chase = [self._chase(connection, *each) for each in found if each[0].kind in RUNGS]
            ticked = {
                assignment.panelist.id: loops.ticked(connection, assignment.panelist.id)
                for _, assignment in found
            }
        if not found or found[0][0] is not notice:
            raise Pointless(Dropped.UNTRUE)
        if until:
            raise AfterHours(until)
        content = Reminder(
            kind=notice.kind,
            reader=reader,
            assignments=tuple(assignment for _, assignment in found),
            now=self._clock(),
            about=notice.about,
            prepare_included=frozenset(
                assignment.panelist.id for each, assignment in found if _prepares(each)
            ),
            ticked=ticked,
            next_rungs={id: rung for id, rung, _ in chase if rung},
            unasked={id: why for id, _, why in chase if why},
        )
        own = content.assignments[0].panelist
        outgoing = Outgoing(content, notice.own_subject, panelist_id=own.id if len(found) == 1 else None)
        told = {
            assignment.panelist.id: _as_told(assignment.interview, assignment.panelist)
            for assignment in content.assignments
        }
        settles = tuple(each.id for each, _ in found[1:])
        return Delivery((outgoing,), settles, told if tells_the_plan(notice.about) else {})

    def _true_assignment(self, connection: Connection, notice: Notice) -> AssignmentView | None:
        """The assignment it is about, if the notice is still true."""
        loop = loops.load(connection, notice.loop_id) if notice.loop_id else None
        found = loop.assignment(notice.panelist_id) if loop and notice.panelist_id else None
        if loop is None or found is None or not self._truth.holds(connection, notice, loop):
            return None
        given = scorecards.of_loop(connection, loop.id)
        return self._assignments.assignment(connection, loop, *found, given)

    def _chase(
        self, connection: Connection, notice: Notice, assignment: AssignmentView
    ) -> tuple[int, NextRung | None, Unasked | None]:
        """By panelist id, who hears next of what is overdue, and why whoever owes was not asked for it."""
        plan = self._truth.plan(connection, assignment.loop)
        heard = [each for each in plan if self._pilot.has(each.recipient)]
        rung = next((next_rung(heard, each) for each in plan if each.key == notice.key), None)
        panelist, owes = assignment.panelist, assignment.panelist.person or assignment.loop.recruiter
        reached, rows = self._pilot.has(owes), notices.of_loop(connection, assignment.loop.id)
        asked = was_asked(rows, panelist.id, owes, self._clock() if reached else None)
        why = None if asked else Unasked.SO_FAR if reached else Unasked.NOT_IN_PILOT
        return panelist.id, rung, why

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
            order = [each.panelist_id for each in by_submission(access.scorecards.values())]
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
        alert = Alert(about.what, reader, loop, found, guide, about.by, about.detail)
        return Delivery((Outgoing(alert, notice.own_subject),))

    def _home(self, notice: Notice) -> Delivery:
        zone = self._people.reader(notice.recipient).zone
        with self._database.read() as connection:
            mine = self._pages.mine_in(connection, notice.recipient, zone)
        return Delivery((Outgoing(mine, "home"),))


def _prepares(notice: Notice) -> bool:
    return tells_the_plan(notice.about) and notice.about.prepare_included


def _as_told(interview: Interview, panelist: Panelist) -> LastTold | None:
    """None for somebody told that they are off: put back, they are told anew."""
    if panelist.removed:
        return None
    return LastTold(interview.starts_at, interview.place, interview.cancelled, panelist.role)
