"""Ending a loop: what is coming is cancelled, what is owed is kept or dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import visibility
from bot.domain.errors import NoSuchLoop, NotYours
from bot.domain.loops import Excuse, ExcuseReason, Interview, Loop, LoopState, Panelist
from bot.domain.scorecards import Scorecard
from bot.services.forms import Closing
from bot.services.people import People
from bot.services.planning import Planner
from bot.services.ports import Clock
from bot.services.seats import Seats
from bot.services.values import Seat
from bot.storage import audit, loops, scorecards
from bot.storage.database import Connection, Database

Held = tuple[Interview, Panelist]


class Endings:
    def __init__(
        self, database: Database, people: People, seats: Seats, planner: Planner, clock: Clock
    ) -> None:
        self._database = database
        self._people = people
        self._seats = seats
        self._planner = planner
        self._clock = clock

    def close(self, by: str, closing: Closing) -> Loop:
        """A loop closed already stays as it is."""
        admin = self._people.person(by).admin
        with self._database.write() as connection:
            loop = self._loop(connection, by, closing.loop_id, admin, lock=True)
            if loop.state is LoopState.CLOSED:
                return loop
            now = self._clock()
            given = scorecards.of_loop(connection, loop.id)
            audit.record(connection, now, "closed", by, loop_id=loop.id, detail=closing.outcome.value)
            after = closed(loop, given, by, closing, now)
            for _, panelist in after.seats():
                if panelist.excuse and panelist.excuse.reason is ExcuseReason.NOT_WANTED:
                    audit.record(
                        connection,
                        now,
                        "excused",
                        by,
                        loop_id=loop.id,
                        panelist_id=panelist.id,
                        detail=ExcuseReason.NOT_WANTED.value,
                    )
            saved = loops.save(connection, loop, after)
            self._planner.sync(connection, saved)
            return saved

    def owed(self, by: str, loop_id: int) -> tuple[Loop, Sequence[Seat]]:
        """For closing: whose feedback is still owed."""
        return self._seats_of(by, loop_id, visibility.owed_seats)

    def waited_for(self, by: str, loop_id: int) -> tuple[Loop, Sequence[Seat]]:
        """For "Go on without …": also those who gave theirs without a decision."""
        return self._seats_of(by, loop_id, visibility.waited_for)

    def _seats_of(
        self, by: str, loop_id: int, chosen: Callable[[Loop, Mapping[int, Scorecard]], Iterable[Held]]
    ) -> tuple[Loop, Sequence[Seat]]:
        admin = self._people.person(by).admin
        with self._database.read() as connection:
            loop = self._loop(connection, by, loop_id, admin)
            given = scorecards.of_loop(connection, loop.id)
            return loop, [
                self._seats.seat(connection, loop, interview, panelist, given)
                for interview, panelist in chosen(loop, given)
            ]

    def _loop(
        self, connection: Connection, by: str, loop_id: int, admin: bool, *, lock: bool = False
    ) -> Loop:
        loop = loops.load(connection, loop_id, lock=lock)
        if loop is None or by == loop.candidate.account or loop.state is LoopState.DRAFT:
            raise NoSuchLoop
        if by != loop.recruiter and not admin:
            raise NotYours if by in loop.people() else NoSuchLoop
        return loop


def closed(loop: Loop, given: Mapping[int, Scorecard], by: str, closing: Closing, now: datetime) -> Loop:
    """Interviews not over are cancelled; of those over, feedback stays owed only where it is wanted."""
    unwanted = Excuse(ExcuseReason.NOT_WANTED, by, now)

    def ended(interview: Interview) -> Interview:
        if interview.cancelled:
            return interview
        if not interview.is_over(now):
            return replace(interview, cancelled=True, revision=interview.revision + 1, timed_at=now)
        if closing.feedback_wanted:
            return interview
        return replace(interview, everyone=tuple(excused(each) for each in interview.everyone))

    def excused(panelist: Panelist) -> Panelist:
        owes = panelist.counts and panelist.excuse is None and panelist.id not in given
        return replace(panelist, excuse=unwanted) if owes else panelist

    return replace(
        loop,
        state=LoopState.CLOSED,
        outcome=closing.outcome,
        closed_at=now,
        revision=loop.revision + 1,
        interviews=tuple(ended(each) for each in loop.interviews),
    )
