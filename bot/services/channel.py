"""What a loop's channel should show now: its card, each scorecard as its members may read it, packs."""

from __future__ import annotations

from bot.domain import visibility
from bot.domain.loops import Interview, Loop, Panelist, Stage
from bot.domain.people import Channel
from bot.domain.scorecards import Scorecard
from bot.domain.visibility import Sight
from bot.services.debriefs import Debriefs
from bot.services.guidebook import Guidebook
from bot.services.lines import Lines
from bot.services.outgoing import Outgoing
from bot.services.seats import Seats
from bot.services.values import Posted
from bot.storage.database import Connection


class ChannelThread:
    """The whole thread by desired state: what differs from it in Slack is posted or updated."""

    def __init__(self, guidebook: Guidebook, lines: Lines, seats: Seats, debriefs: Debriefs) -> None:
        self._guidebook = guidebook
        self._lines = lines
        self._seats = seats
        self._debriefs = debriefs

    def compose(self, connection: Connection, sight: Sight, channel: Channel) -> tuple[Outgoing, ...]:
        """Where the channel may not hold feedback any more, what is there is folded and nothing new comes."""
        loop = sight.loop
        trusted = channel.may_hold_feedback and loop.candidate.account not in channel.members
        shows = {stage: trusted and sight.channel_may_show(channel.members, stage) for stage in Stage}
        opened = all(shows[each] for each in _heard(sight) or Stage)
        card = Outgoing(
            content=self._lines.card(connection, sight, opened),
            subject=f"loop:{loop.id}",
            channel=channel.id,
            existing_only=not trusted,
        )
        replies = [
            *(
                self._scorecard(connection, sight, number, seat, channel, shows[seat[0].stage], trusted)
                for number, seat in enumerate(_in_order(sight), start=1)
            ),
            *(self._pack(connection, sight, stage, channel, shows[stage]) for stage in _heard(sight)),
        ]
        return (card, *replies)

    def _scorecard(
        self,
        connection: Connection,
        sight: Sight,
        number: int,
        seat: tuple[Interview, Panelist],
        channel: Channel,
        opened: bool,
        trusted: bool,
    ) -> Outgoing:
        interview, panelist = seat
        return Outgoing(
            content=self.posted(connection, sight, seat, number, opened=opened),
            subject=f"scorecard:{panelist.id}",
            channel=channel.id,
            under=f"loop:{interview.loop_id}",
            existing_only=not trusted,
            discloses=(panelist.id,) if opened else (),
            members=channel.members,
        )

    def _pack(
        self,
        connection: Connection,
        sight: Sight,
        stage: Stage,
        channel: Channel,
        opened: bool,
    ) -> Outgoing:
        """Posted when the stage is complete and may be read here; folded, once posted, when it may not."""
        complete = visibility.stage_complete(sight.loop, sight.scorecards, stage)
        pack = self._debriefs.pack(connection, sight, stage, opened)
        seats = visibility.counting_seats(sight.loop, stage)
        quoted = tuple(panelist.id for _, panelist in seats if panelist.id in sight.scorecards)
        return Outgoing(
            content=pack,
            subject=f"stage:{sight.loop.id}:{stage.value}",
            channel=channel.id,
            under=f"loop:{sight.loop.id}",
            existing_only=not (opened and complete),
            discloses=quoted if opened else (),
            members=channel.members,
        )

    def posted(
        self,
        connection: Connection,
        sight: Sight,
        seat: tuple[Interview, Panelist],
        number: int,
        *,
        opened: bool,
    ) -> Posted:
        """`number`: it was the how-many-th to come in, so that a count once posted stays true."""
        interview, panelist = seat
        loop: Loop = sight.loop
        scorecard: Scorecard = sight.scorecards[panelist.id]
        expected = visibility.counts(loop, sight.scorecards)[1]
        return Posted(
            loop=loop,
            interview=interview,
            guide=self._guidebook.version(connection, scorecard.guide, scorecard.guide_version),
            panelist=panelist,
            scorecard=scorecard,
            given=number,
            expected=expected,
            opened=opened,
            names=self._seats.seat(connection, loop, interview, panelist, sight.scorecards).names,
        )


def _heard(sight: Sight) -> list[Stage]:
    """Stages in which something was given."""
    return [stage for stage in Stage if visibility.counts(sight.loop, sight.scorecards, stage)[0]]


def _in_order(sight: Sight) -> list[tuple[Interview, Panelist]]:
    """Those given, in the order they came in; shadows last, as theirs are not counted."""
    given = [
        (interview, panelist)
        for interview in sight.loop.interviews
        for panelist in interview.everyone
        if panelist.id in sight.scorecards
    ]

    def order(seat: tuple[Interview, Panelist]) -> tuple[bool, float, int]:
        at = sight.scorecards[seat[1].id].submitted_at
        return (not seat[1].counts, at.timestamp() if at else 0.0, seat[1].id)

    return sorted(given, key=order)
