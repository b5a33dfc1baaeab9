"""What a loop's channel should show now: its card, each scorecard as its members may read it, packs."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain import owing
from bot.domain.interviews import Interview, Panelist, Role, Stage
from bot.domain.people import Channel
from bot.domain.visibility import FeedbackAccess
from bot.services.debriefs import Debriefs, covers_more, heard
from bot.services.guidebook import Guidebook
from bot.services.interview_rows import InterviewRows
from bot.services.posting import Posting, in_order
from bot.storage import messages
from bot.storage.database import Connection
from bot.values.feedback import Withdrawn
from bot.values.outgoing import Outgoing
from bot.values.ports import Content


class ChannelThread:
    """The whole thread by desired state: what differs from it in Slack is posted or updated."""

    def __init__(
        self, guidebook: Guidebook, rows: InterviewRows, posting: Posting, debriefs: Debriefs
    ) -> None:
        self._guidebook = guidebook
        self._rows = rows
        self._posting = posting
        self._debriefs = debriefs

    def compose(
        self, connection: Connection, access: FeedbackAccess, channel: Channel
    ) -> tuple[Outgoing, ...]:
        """Where the channel may not hold feedback any more, what is there is folded and nothing new comes."""
        loop = access.loop
        trusted = channel.may_hold_feedback and loop.candidate.account not in channel.members
        shows = {stage: trusted and access.channel_may_show(channel.members, stage) for stage in Stage}
        opened = all(shows[each] for each in heard(access) or Stage)
        card = Outgoing(
            content=self._rows.card(connection, access, opened),
            subject=f"loop:{loop.id}",
            channel=channel.id,
            existing_only=not trusted,
        )
        replies = [
            *(
                self._scorecard(connection, access, each, channel, shows[each[0].stage], trusted)
                for each in in_order(access)
            ),
            *self._withdrawn(connection, access, channel),
            *(self._pack(connection, access, stage, channel, shows[stage]) for stage in Stage),
            self._pack(connection, access, None, channel, opened),
        ]
        return (card, *replies)

    def _scorecard(
        self,
        connection: Connection,
        access: FeedbackAccess,
        assignment: tuple[Interview, Panelist],
        channel: Channel,
        opened: bool,
        trusted: bool,
    ) -> Outgoing:
        interview, panelist = assignment
        return Outgoing(
            content=self._posting.of(connection, access, assignment, opened=opened),
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
        """In place of what was posted and is a draft again, or is a shadow's."""
        for interview in access.loop.active:
            for panelist in interview.everyone:
                subject = f"scorecard:{panelist.id}"
                apart = panelist.id not in access.counted or panelist.role is Role.SHADOW
                if apart and messages.of_subject(connection, subject):
                    content = self._folded(connection, access, (interview, panelist))
                    yield Outgoing(content, subject, channel.id, f"loop:{access.loop.id}", True)

    def _folded(
        self, connection: Connection, access: FeedbackAccess, assignment: tuple[Interview, Panelist]
    ) -> Content:
        interview, panelist = assignment
        if panelist.id in access.counted:
            return self._posting.of(connection, access, assignment, opened=False)
        return Withdrawn(self._guidebook.of_interview(connection, interview), panelist)

    def _pack(
        self,
        connection: Connection,
        access: FeedbackAccess,
        stage: Stage | None,
        channel: Channel,
        opened: bool,
    ) -> Outgoing:
        """Posted when it is complete, compares and may be read here; folded, once posted, when it may not.

        No stage: the whole loop's.
        """
        pack = self._debriefs.pack(connection, access, stage, opened)
        says_more = pack.compares and (stage is not None or covers_more(access))
        complete = says_more and access.is_ready(stage)
        assignments = owing.counting_assignments(access.loop, stage)
        quoted = tuple(panelist.id for _, panelist in assignments if panelist.id in access.counted)
        loop = f"loop:{access.loop.id}"
        return Outgoing(
            content=pack,
            subject=f"stage:{access.loop.id}:{stage.value}" if stage else f"{loop}:all",
            channel=channel.id,
            under=loop,
            existing_only=not (opened and complete),
            discloses=quoted if opened and pack.compares else (),
            members=channel.members,
        )
