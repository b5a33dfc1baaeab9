"""What people look at: my interviews, my loops, one loop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain import visibility
from bot.domain.errors import NoSuchLoop
from bot.domain.loops import Loop, LoopState, Stage
from bot.domain.permissions import (
    check_any_may_change,
    check_may_find,
    check_may_look,
    is_own,
    leads,
    may_change,
)
from bot.domain.scorecards import Scorecard
from bot.domain.worktime import working_hours_between
from bot.services.guidebook import Guidebook
from bot.services.lines import Lines
from bot.services.people import People
from bot.services.ports import Clock
from bot.services.seats import Seats, by_time
from bot.services.values import (
    InterviewLine,
    LoopLine,
    LoopsPage,
    Mine,
    Overview,
    OwedLine,
    Reader,
    Seat,
)
from bot.storage import audit, loops, scorecards
from bot.storage import people as people_rows
from bot.storage.database import Connection, Database


class Pages:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        people: People,
        seats: Seats,
        lines: Lines,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._seats = seats
        self._lines = lines
        self._clock = clock

    def mine(self, by: str, *, as_home: bool = False) -> Mine:
        """My interviews and what I owe. `as_home` remembers that this person has the Home tab open."""
        reader = self._people.reader(by)
        if as_home:
            with self._database.write() as connection:
                people_rows.uses_home(connection, by)
        with self._database.read() as connection:
            return self.mine_in(connection, by, reader.zone)

    def mine_in(self, connection: Connection, by: str, zone: str) -> Mine:
        now = self._clock()
        involved = [
            each
            for each in (
                *loops.involving(connection, by, [LoopState.OPEN, LoopState.DRAFT]),
                *loops.closed_but_owing(connection, by),
            )
            if not is_own(by, each)
        ]
        coming: list[Seat] = []
        owed: list[Seat] = []
        for loop in involved:
            if loop.state is LoopState.DRAFT:
                continue
            given = scorecards.of_loop(connection, loop.id)
            coming += self._coming(connection, loop, given, by, now)
            owed += self._owed(connection, loop, given, by, now)
        led = [each for each in involved if leads(by, each)]
        return Mine(
            reader=Reader(by, zone),
            now=now,
            coming=tuple(sorted(coming, key=by_time)),
            owed=tuple(sorted(owed, key=by_time)),
            loops=self._loop_lines(connection, led, now),
            drafts=tuple(each for each in involved if each.state is LoopState.DRAFT and each.recruiter == by),
            is_recruiter=any(each.recruiter == by for each in involved),
        )

    def _coming(
        self, connection: Connection, loop: Loop, given: dict[int, Scorecard], by: str, now: datetime
    ) -> list[Seat]:
        return [
            self._seats.seat(connection, loop, interview, panelist, given)
            for interview, panelist in loop.seats()
            if panelist.person == by and interview.is_coming(now) and loop.state is LoopState.OPEN
        ]

    def _owed(
        self, connection: Connection, loop: Loop, given: dict[int, Scorecard], by: str, now: datetime
    ) -> list[Seat]:
        return [
            self._seats.seat(connection, loop, interview, panelist, given)
            for interview, panelist in visibility.owed_by(loop, given, by)
            if interview.is_over(now)
        ]

    def _loop_lines(self, connection: Connection, led: Sequence[Loop], now: datetime) -> tuple[LoopLine, ...]:
        lines = []
        for loop in led:
            if loop.state is not LoopState.OPEN:
                continue
            given = scorecards.of_loop(connection, loop.id)
            counts = visibility.counts(loop, given)
            coming = [each.starts_at for each in loop.active if each.is_coming(now) and each.starts_at]
            lines.append(LoopLine(loop, _stage(loop, given), *counts, min(coming, default=None)))
        return tuple(sorted(lines, key=lambda line: (line.next_at is None, line.next_at or now)))

    def loops(self, by: str) -> LoopsPage:
        """Owed now across the loops `by` leads as recruiter or hiring manager."""
        self._people.member(by)
        reader = self._people.reader(by)
        now = self._clock()
        with self._database.read() as connection:
            involved = [
                each
                for each in loops.involving(connection, by, [LoopState.OPEN, LoopState.DRAFT])
                if leads(by, each)
            ]
            owed: list[OwedLine] = []
            for loop in involved:
                if loop.state is LoopState.OPEN:
                    owed += self._owed_lines(connection, loop, now)
            return LoopsPage(
                reader=reader,
                now=now,
                owed=tuple(sorted(owed, key=lambda line: -line.late_hours)),
                loops=self._loop_lines(connection, involved, now),
                drafts=tuple(
                    each for each in involved if each.state is LoopState.DRAFT and each.recruiter == by
                ),
                may_create=True,
            )

    def _owed_lines(self, connection: Connection, loop: Loop, now: datetime) -> list[OwedLine]:
        given = scorecards.of_loop(connection, loop.id)
        lines = []
        for interview, panelist in visibility.owed_seats(loop, given):
            if not interview.is_over(now):
                continue
            seat = self._seats.seat(connection, loop, interview, panelist, given)
            prefs = self._people.preferences(connection)(panelist.person or loop.recruiter)
            late = working_hours_between(seat.due, now, prefs) if seat.due and seat.due < now else 0.0
            lines.append(OwedLine(seat, late))
        return lines

    def named(self, by: str, name: str) -> Sequence[Loop]:
        """Loops `by` may look at, filtered by the candidate's name. Raises `NoSuchLoop` for none."""
        person = self._people.person(by)
        check_may_find(person)
        wanted = name.strip().casefold()
        states = (LoopState.OPEN, LoopState.CLOSED)
        with self._database.read() as connection:
            found = [
                each
                for each in (
                    loops.every(connection, states)
                    if person.admin
                    else loops.involving(connection, by, states)
                )
                if wanted in each.candidate.name.casefold() and not is_own(by, each)
            ]
        open_ones = [each for each in found if each.state is LoopState.OPEN]
        if not found:
            raise NoSuchLoop
        return open_ones or found

    def led(self, by: str, name: str) -> Sequence[Loop]:
        """Open loops `by` leads as recruiter, manager or admin, filtered by the candidate's name."""
        try:
            found = self.named(by, name)
        except NoSuchLoop:
            return []
        admin = self._people.person(by).admin
        return [each for each in found if admin or leads(by, each)]

    def changeable(self, by: str, name: str) -> Sequence[Loop]:
        """Of the loops found by name, those `by` may change or end. Raises `Refused` for none."""
        return check_any_may_change(self._people.person(by), self.named(by, name))

    def zone(self, by: str) -> str:
        return self._people.reader(by).zone

    def overview(self, by: str, loop_id: int) -> Overview:
        """One loop; each scorecard shown is on record as a disclosure."""
        reader = self._people.reader(by)
        person = self._people.person(by)
        with self._database.disclose() as connection:
            loop = check_may_look(person, loops.load(connection, loop_id))
            given = scorecards.of_loop(connection, loop.id)
            sight = self._guidebook.sight(connection, loop, given, [person])
            lines = self._lines.of(connection, sight, by)
            self._record(connection, by, loop, lines)
            counts = visibility.counts(loop, given)
            titles = {line.guide.slug: line.guide.title for line in lines}
            return Overview(
                loop=loop,
                lines=lines,
                given=counts[0],
                expected=counts[1],
                now=self._clock(),
                reader=reader,
                may_change=may_change(person, loop),
                blind_because=sight.blind_because(by, titles) if given else "",
            )

    def _record(self, connection: Connection, by: str, loop: Loop, lines: Sequence[InterviewLine]) -> None:
        for line in lines:
            for seat in line.seats:
                if seat.scorecard and seat.scorecard.author != by:
                    audit.record(
                        connection,
                        self._clock(),
                        "read",
                        by,
                        loop_id=loop.id,
                        panelist_id=seat.panelist.id,
                    )


def _stage(loop: Loop, given: dict[int, Scorecard]) -> Stage | None:
    """The first stage in which something is still owed, else the last one there is."""
    stages = [stage for stage in Stage if any(each.stage is stage for each in loop.active)]
    owed = [stage for stage in stages if visibility.owed_seats(loop, given, stage)]
    return owed[0] if owed else stages[-1] if stages else None
