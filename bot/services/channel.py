"""What a loop's channel should show now: its card, each scorecard as its members may read it, packs."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain import owing
from bot.domain.interviews import Interview, Panelist, Stage
from bot.domain.loops import Loop
from bot.domain.people import Channel
from bot.domain.scorecards import Scorecard
from bot.domain.visibility import FeedbackAccess
from bot.services.assignments import Assignments
from bot.services.debriefs import Debriefs
from bot.services.guidebook import Guidebook
from bot.services.interview_rows import InterviewRows
from bot.storage import messages
from bot.storage.database import Connection
from bot.values.feedback import Posted, Withdrawn
from bot.values.outgoing import Outgoing


class ChannelThread:
    """The whole thread by desired state: what differs from it in Slack is posted or updated."""

    def __init__(
        self, guidebook: Guidebook, rows: InterviewRows, assignments: Assignments, debriefs: Debriefs
    ) -> None:
        self._guidebook = guidebook
        self._rows = rows
        self._assignments = assignments
        self._debriefs = debriefs

    def compose(
        self, connection: Connection, access: FeedbackAccess, channel: Channel
    ) -> tuple[Outgoing, ...]:
        """Where the channel may not hold feedback any more, what is there is folded and nothing new comes."""
        loop = access.loop
        trusted = channel.may_hold_feedback and loop.candidate.account not in channel.members
        shows = {stage: trusted and access.channel_may_show(channel.members, stage) for stage in Stage}
        opened = all(shows[each] for each in _heard(access) or Stage)
        card = Outgoing(
            content=self._rows.card(connection, access, opened),
            subject=f"loop:{loop.id}",
            channel=channel.id,
            existing_only=not trusted,
        )
        replies = [
            *(
                self._scorecard(
                    connection, access, number, assignment, channel, shows[assignment[0].stage], trusted
                )
                for number, assignment in enumerate(_in_order(access), start=1)
            ),
            *self._withdrawn(connection, access, channel),
            *(self._pack(connection, access, stage, channel, shows[stage]) for stage in _heard(access)),
        ]
        return (card, *replies)

    def _scorecard(
        self,
        connection: Connection,
        access: FeedbackAccess,
        number: int,
        assignment: tuple[Interview, Panelist],
        channel: Channel,
        opened: bool,
        trusted: bool,
    ) -> Outgoing:
        interview, panelist = assignment
        return Outgoing(
            content=self.posted(connection, access, assignment, number, opened=opened),
            subject=f"scorecard:{panelist.id}",
            channel=channel.id,
            under=f"loop:{interview.loop_id}",
            existing_only=not trusted,
            discloses=(panelist.id,) if opened else (),
            members=channel.members,
        )

    def _withdrawn(
        self, connection: Connection, access: FeedbackAccess, channel: Channel
    ) -> Iterator[Outgoing]:
        """In place of what was posted and is a draft again."""
        for interview in access.loop.active:
            for panelist in interview.everyone:
                subject = f"scorecard:{panelist.id}"
                if panelist.id not in access.counted and messages.of_subject(connection, subject):
                    guide = self._guidebook.of_interview(connection, interview)
                    yield Outgoing(
                        Withdrawn(guide, panelist), subject, channel.id, f"loop:{access.loop.id}", True
                    )

    def _pack(
        self,
        connection: Connection,
        access: FeedbackAccess,
        stage: Stage,
        channel: Channel,
        opened: bool,
    ) -> Outgoing:
        """Posted when the stage is complete and may be read here; folded, once posted, when it may not."""
        complete = access.is_ready(stage)
        pack = self._debriefs.pack(connection, access, stage, opened)
        assignments = owing.counting_assignments(access.loop, stage)
        quoted = tuple(panelist.id for _, panelist in assignments if panelist.id in access.counted)
        return Outgoing(
            content=pack,
            subject=f"stage:{access.loop.id}:{stage.value}",
            channel=channel.id,
            under=f"loop:{access.loop.id}",
            existing_only=not (opened and complete),
            discloses=quoted if opened else (),
            members=channel.members,
        )

    def posted(
        self,
        connection: Connection,
        access: FeedbackAccess,
        assignment: tuple[Interview, Panelist],
        number: int,
        *,
        opened: bool,
    ) -> Posted:
        """`number`: it was the how-many-th to come in, so that a count once posted stays true."""
        interview, panelist = assignment
        loop: Loop = access.loop
        scorecard: Scorecard = access.counted[panelist.id]
        expected = owing.counts(loop, access.counted)[1]
        return Posted(
            loop=loop,
            interview=interview,
            guide=self._guidebook.version(connection, scorecard.guide, scorecard.guide_version),
            panelist=panelist,
            scorecard=scorecard,
            given=number,
            expected=expected,
            opened=opened,
            names=self._assignments.assignment(connection, loop, interview, panelist, access.counted).names,
        )


def _heard(access: FeedbackAccess) -> list[Stage]:
    """Stages in which something was given."""
    return [stage for stage in Stage if owing.counts(access.loop, access.counted, stage)[0]]


def _in_order(access: FeedbackAccess) -> list[tuple[Interview, Panelist]]:
    """Those given, in the order they came in; shadows last, as theirs are not counted."""
    given = [
        (interview, panelist)
        for interview in access.loop.interviews
        for panelist in interview.everyone
        if panelist.id in access.counted
    ]

    def order(assignment: tuple[Interview, Panelist]) -> tuple[bool, float, int]:
        at = access.counted[assignment[1].id].submitted_at
        return (not assignment[1].counts, at.timestamp() if at else 0.0, assignment[1].id)

    return sorted(given, key=order)
