"""Waiting for feedback, and the recruiter's two ways to end it: a reminder now, or going on without."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain import owing
from bot.domain.about import AboutRequest
from bot.domain.errors import FieldRefused, Refused
from bot.domain.interviews import Excuse, ExcuseReason
from bot.domain.loops import Loop
from bot.domain.notices import NoticeKind
from bot.domain.permissions import check_may_chase, check_may_close
from bot.domain.worktime import next_opening
from bot.services.assignments import Assignments
from bot.services.loops import Loops
from bot.services.people import People
from bot.services.planning import ask
from bot.storage import audit, loops, outcomes, scorecards
from bot.storage.audit import SENT_AGAIN
from bot.storage.database import Database
from bot.values.interviews import AssignmentView
from bot.values.ports import Clock
from bot.values.reminders import Reminded


class Chasing:
    def __init__(
        self, database: Database, people: People, assignments: Assignments, changes: Loops, clock: Clock
    ) -> None:
        self._database = database
        self._people = people
        self._assignments = assignments
        self._loops = changes
        self._clock = clock

    def waited_for(self, by: str, loop_id: int) -> tuple[Loop, Sequence[AssignmentView]]:
        """Whose feedback the others' waits for: also those who gave theirs without a decision."""
        person = self._people.person(by)
        with self._database.read() as connection:
            loop = check_may_close(person, loops.load(connection, loop_id))
            given = scorecards.of_loop(connection, loop.id)
            return loop, self._assignments.of(connection, loop, owing.waited_for(loop, given), given)

    def remind_now(self, by: str, panelist_id: int) -> Reminded:
        """Asks for a scorecard at once, where whoever is asked is at work."""
        person, now = self._people.person(by), self._clock()
        with self._database.write() as connection:
            found = loops.load(connection, loops.of_panelist(connection, panelist_id) or 0)
            loop, interview, panelist = check_may_chase(person, found, panelist_id)
            owed = owing.owed_assignments(loop, scorecards.of_loop(connection, loop.id))
            if panelist.id not in {each.id for _, each in owed}:
                raise Refused("That scorecard is in already, or not owed any more.")
            if not interview.is_over(now):
                raise Refused("That interview is not over yet. They are asked when it ends.")
            recipient = panelist.person or loop.recruiter
            self._check_pilot(recipient)
            ask(connection, NoticeKind.FEEDBACK, recipient, interview, panelist, now, AboutRequest(by))
            opening = next_opening(now, self._people.preferences_now(connection)(recipient))
        name = self._people.names([recipient])[recipient] if panelist.person else panelist.name
        later = opening if opening > now and recipient != by else None
        return Reminded(name, later, self._people.reader(by), now)

    def send_again(self, by: str, loop_id: int, recipient: str) -> tuple[str, int]:
        """Owes anew what did not reach somebody. Their name, and how many notices; each is checked again."""
        person = self._people.person(by)
        with self._database.write() as connection:
            loop = check_may_close(person, loops.load(connection, loop_id))
            self._check_pilot(recipient)
            number = outcomes.owe_again(connection, loop.id, recipient)
            if not number:
                raise Refused("Nothing is left to send: it was sent again already, or is not owed any more.")
            audit.record(connection, self._clock(), SENT_AGAIN, by, loop_id=loop.id, detail=recipient)
        return self._people.names([recipient])[recipient], number

    def _check_pilot(self, recipient: str) -> None:
        """Nobody is told that somebody is being reminded who gets no messages."""
        if not self._people.deployment.pilot.has(recipient):
            raise Refused("They are not in the pilot: the bot sends them nothing. Ask them yourself.")

    def go_on_without(self, by: str, panelist_id: int, reason: str) -> None:
        """That scorecard stops being owed; it may still come."""
        if not reason.strip():
            raise FieldRefused({"reason": "Tell why: it stands on the loop's record."})
        person = self._people.person(by)
        with self._database.write() as connection:
            locked = self._loops.lock_of_panelist(connection, panelist_id)
            loop, _, panelist = check_may_chase(person, locked.loop, panelist_id)
            if panelist.excuse is not None:
                return
            given = scorecards.of_loop(connection, loop.id).get(panelist_id)
            if given and given.decides:
                raise FieldRefused({"panelist": "That scorecard is in already: nothing waits for it."})
            now = self._clock()
            excuse = Excuse(ExcuseReason.GONE_ON_WITHOUT, by, now, reason.strip())
            audit.record(
                connection, now, "excused", by, loop_id=loop.id, panelist_id=panelist_id, detail=excuse.note
            )
            locked.change(loop.with_panelist(panelist.excused(excuse)))
