"""What a loop owes people, kept true: called in every transaction that changes a loop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.domain.about import AboutChannel, AboutHome, AboutRequest
from bot.domain.giving_up import Dropped
from bot.domain.handing_in import correctable_until
from bot.domain.interviews import Interview, Panelist
from bot.domain.loops import Loop, LoopState
from bot.domain.missed import missed
from bot.domain.notices import Notice, NoticeKind, Wanted
from bot.domain.outbox import diff
from bot.domain.planning import PlanInput
from bot.domain.readers import given_with_interviews, plan_copies, plan_debriefs
from bot.domain.reminders import PLANNED, plan_reminders
from bot.domain.scorecards import Scorecard
from bot.metrics.counts import NOTHING, Counts
from bot.services.guidebook import Guidebook
from bot.services.people import People, PreferencesBook
from bot.storage import notices, people, scorecards
from bot.storage.database import Connection, after_commit
from bot.values.ports import Clock

OF_THE_LOOP = frozenset({NoticeKind.CHANNEL, NoticeKind.SCORECARD_COPY, NoticeKind.DEBRIEF})
"""Of a loop as a whole; what else a plan governs is of one panelist."""
GOVERNED = PLANNED | OF_THE_LOOP
ASKED = "ask:"  # subjects of notices somebody asked for by hand: no plan wants or drops them


class Planner:
    """Plans by desired state: what should be owed now is compared with the rows that are there."""

    def __init__(self, guidebook: Guidebook, who: People, clock: Clock, counts: Counts = NOTHING) -> None:
        self._guidebook = guidebook
        self._people = who
        self._clock = clock
        self._counts = counts

    def wanted(self, connection: Connection, loop: Loop) -> tuple[Wanted, ...]:
        """All notices this loop should have now, sent ones included."""
        given = scorecards.of_loop(connection, loop.id)
        plan = self.facts(connection, loop, given, self._people.preferences_now(connection))
        access = self._guidebook.access(connection, loop, given)
        return (
            *_channel(loop, given, plan.now),
            *plan_reminders(plan),
            *plan_copies(access),
            *plan_debriefs(access),
        )

    def facts(
        self, connection: Connection, loop: Loop, given: Mapping[int, Scorecard], known: PreferencesBook
    ) -> PlanInput:
        """What reminders are planned from. `given`: by panelist id, the scorecards in."""
        known.know(loop.everybody())
        return PlanInput(
            loop=loop,
            agenda_questions=self._questions(connection, loop),
            preferences=known,
            submitted=frozenset(given),
            now=self._clock(),
            admins=people.admins(connection),
        )

    def sync(self, connection: Connection, loop: Loop) -> int:
        """Write the difference; how many reminders move. The caller has locked the loop."""
        rows = [
            row
            for row in notices.of_loop(connection, loop.id)
            if row.kind in GOVERNED and not row.subject.startswith(ASKED)
        ]
        changes = diff(self.wanted(connection, loop), rows)
        notices.add(connection, changes.insert)
        for notice_id, wanted in (*changes.revive, *changes.reschedule):
            notices.revive(connection, notice_id, wanted)
        self._drop(connection, loop, rows, changes.drop)
        return sum(wanted.kind in PLANNED for _, wanted in changes.reschedule)

    def _drop(
        self, connection: Connection, loop: Loop, rows: Sequence[Notice], drops: Sequence[tuple[int, Dropped]]
    ) -> None:
        """Where somebody ought to have heard it before their interview, the recruiter is told."""
        by_id = {row.id: row for row in rows}
        for notice_id, otherwise in drops:
            owed = missed(loop, by_id[notice_id], rows, self._clock())
            reason = Dropped.TOO_LATE if owed else otherwise
            if notices.drop(connection, notice_id, reason):
                notices.add(connection, [owed] if owed else [])
                after_commit(connection, partial(self._counts.dropped, by_id[notice_id].kind.value, reason))

    def refresh_homes(self, connection: Connection, loop: Loop) -> None:
        """Home pages already opened are published again, each once however much has changed.

        Always in the same order, of one loop in a transaction: two changes at once never wait crosswise.
        """
        users = people.home_users(connection, loop.people())
        notices.renew(connection, [_home(each, self._clock()) for each in users])

    def _questions(self, connection: Connection, loop: Loop) -> Mapping[int, int | None]:
        return {
            each.id: self._guidebook.of_interview(connection, each).questions_begin(
                each.minutes, each.exercise
            )
            for each in loop.interviews
        }


def ask(
    connection: Connection,
    kind: NoticeKind,
    recipient: str,
    interview: Interview,
    panelist: Panelist,
    now: datetime,
    about: AboutRequest,
) -> None:
    """A notice somebody asked for by hand."""
    wanted = Wanted(
        kind,
        f"{ASKED}{panelist.id}",
        recipient,
        int(now.timestamp()) // 60,  # a double click asks once
        now,
        loop_id=interview.loop_id,
        interview_id=interview.id,
        panelist_id=panelist.id,
        about=about,
    )
    notices.add(connection, [wanted])


def _home(person: str, now: datetime) -> Wanted:
    """One row a person: their page has no revisions of its own."""
    return Wanted(NoticeKind.HOME, "home", person, 1, now, about=AboutHome())


def _channel(loop: Loop, given: Mapping[int, Scorecard], now: datetime) -> Iterator[Wanted]:
    """The channel is brought up to date now, when an interview ends and when a correction window does."""
    if loop.channel is None or loop.state is LoopState.DRAFT:
        return
    moments = [("now", loop.revision, now)]
    for each in loop.active:
        if each.ends_at and each.ends_at > each.timed_at:
            moments.append((f"over:{each.id}", each.revision, each.ends_at))
    for interview, scorecard in given_with_interviews(loop, given):
        if ends := correctable_until(interview, scorecard):
            moments.append((f"window:{scorecard.panelist_id}", scorecard.revision, ends))
    for moment, revision, due in moments:
        yield Wanted(
            NoticeKind.CHANNEL,
            f"loop:{loop.id}:{moment}",
            loop.channel,
            revision,
            due,
            loop_id=loop.id,
            about=AboutChannel(),
        )
