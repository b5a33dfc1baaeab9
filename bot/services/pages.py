"""What people look at: my interviews, my loops, one loop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain import owing
from bot.domain.errors import NoSuchLoop
from bot.domain.handing_in import counted
from bot.domain.interviews import Stage
from bot.domain.loops import Loop, LoopState
from bot.domain.permissions import (
    check_any_may_change,
    check_may_find,
    check_may_look,
    is_own,
    leads,
    may_change,
)
from bot.domain.scorecards import Scorecard
from bot.domain.typed import is_named
from bot.domain.worktime import working_hours_between
from bot.services.assignments import Assignments, by_time
from bot.services.debriefs import Debriefs
from bot.services.guidebook import Guidebook
from bot.services.interview_rows import InterviewRows
from bot.services.people import People
from bot.storage import audit, loops, scorecards
from bot.storage import people as people_rows
from bot.storage.database import Connection, Database
from bot.values.interviews import AssignmentView, Reader
from bot.values.loops import InterviewRow, LoopRow, LoopsPage, Mine, Overview, OwedRow
from bot.values.ports import Clock


class Pages:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        people: People,
        assignments: Assignments,
        rows: InterviewRows,
        debriefs: Debriefs,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._assignments = assignments
        self._rows = rows
        self._debriefs = debriefs
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
        coming: list[AssignmentView] = []
        owed: list[AssignmentView] = []
        begun = (each for each in involved if each.state is not LoopState.DRAFT)
        for loop, given in scorecards.each_with(connection, begun):
            coming += self._coming(connection, loop, given, by, now)
            owed += self._owed(connection, loop, given, by, now)
        led = [each for each in involved if leads(by, each)]
        return Mine(
            reader=Reader(by, zone),
            now=now,
            coming=tuple(sorted(coming, key=by_time)),
            owed=tuple(sorted(owed, key=by_time)),
            loops=self._loop_rows(connection, led, now),
            drafts=tuple(each for each in involved if each.state is LoopState.DRAFT and each.recruiter == by),
            is_recruiter=any(each.recruiter == by for each in involved),
        )

    def _coming(
        self, connection: Connection, loop: Loop, given: dict[int, Scorecard], by: str, now: datetime
    ) -> list[AssignmentView]:
        return [
            self._assignments.assignment(connection, loop, interview, panelist, given)
            for interview, panelist in loop.assignments()
            if panelist.person == by and interview.is_coming(now) and loop.state is LoopState.OPEN
        ]

    def _owed(
        self, connection: Connection, loop: Loop, given: dict[int, Scorecard], by: str, now: datetime
    ) -> list[AssignmentView]:
        return [
            self._assignments.assignment(connection, loop, interview, panelist, given)
            for interview, panelist in owing.owed_by(loop, given, by)
            if interview.is_over(now)
        ]

    def _loop_rows(self, connection: Connection, led: Sequence[Loop], now: datetime) -> tuple[LoopRow, ...]:
        rows = []
        open_ones = (each for each in led if each.state is LoopState.OPEN)
        for loop, given in scorecards.each_with(connection, open_ones):
            counts = owing.counts(loop, counted(loop, given, now))
            coming = [each.starts_at for each in loop.active if each.is_coming(now) and each.starts_at]
            rows.append(LoopRow(loop, _stage(loop, given), *counts, min(coming, default=None)))
        return tuple(sorted(rows, key=lambda row: (row.next_at is None, row.next_at or now)))

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
            open_ones = (each for each in involved if each.state is LoopState.OPEN)
            owed: list[OwedRow] = []
            for loop, given in scorecards.each_with(connection, open_ones):
                owed += self._owed_rows(connection, loop, given, now)
            return LoopsPage(
                reader=reader,
                now=now,
                owed=tuple(sorted(owed, key=lambda row: -row.late_hours)),
                loops=self._loop_rows(connection, involved, now),
                drafts=tuple(
                    each for each in involved if each.state is LoopState.DRAFT and each.recruiter == by
                ),
                may_create=True,
            )

    def _owed_rows(
        self, connection: Connection, loop: Loop, given: dict[int, Scorecard], now: datetime
    ) -> list[OwedRow]:
        rows = []
        for interview, panelist in owing.owed_assignments(loop, given):
            if not interview.is_over(now):
                continue
            assignment = self._assignments.assignment(connection, loop, interview, panelist, given)
            prefs = self._people.preferences(connection)(panelist.person or loop.recruiter)
            late = (
                working_hours_between(assignment.due, now, prefs)
                if assignment.due and assignment.due < now
                else 0.0
            )
            rows.append(OwedRow(assignment, late))
        return rows

    def named(self, by: str, name: str) -> Sequence[Loop]:
        """Loops `by` may look at, filtered by the candidate's name. Raises `NoSuchLoop` for none."""
        person = self._people.person(by)
        check_may_find(person)
        states = (LoopState.OPEN, LoopState.CLOSED)
        with self._database.read() as connection:
            found = [
                each
                for each in (
                    loops.every(connection, states)
                    if person.admin
                    else loops.involving(connection, by, states)
                )
                if is_named(name, each.candidate.name) and not is_own(by, each)
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
            access = self._guidebook.access(connection, loop, given, [person])
            rows = self._rows.of(connection, access, by)
            self._record(connection, by, loop, rows)
            counts = owing.counts(loop, access.counted)
            titles = {row.guide.slug: row.guide.title for row in rows}
            return Overview(
                loop=loop,
                rows=rows,
                given=counts[0],
                expected=counts[1],
                now=self._clock(),
                reader=reader,
                may_change=may_change(person, loop),
                debriefs=self._debriefs.open_to(connection, access, by),
                blind_because=access.blind_because(by, titles) if access.counted else "",
            )

    def _record(self, connection: Connection, by: str, loop: Loop, rows: Sequence[InterviewRow]) -> None:
        for row in rows:
            for assignment in row.assignments:
                if assignment.scorecard and assignment.scorecard.author != by:
                    audit.record(
                        connection,
                        self._clock(),
                        audit.READ,
                        by,
                        loop_id=loop.id,
                        panelist_id=assignment.panelist.id,
                    )


def _stage(loop: Loop, given: dict[int, Scorecard]) -> Stage | None:
    """The first stage in which something is still owed, else the last one there is."""
    stages = [stage for stage in Stage if any(each.stage is stage for each in loop.active)]
    owed = [stage for stage in stages if owing.owed_assignments(loop, given, stage)]
    return owed[0] if owed else stages[-1] if stages else None
