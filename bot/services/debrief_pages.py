"""A debrief opened by somebody: drawn from what they may read now, each scorecard in it on record as read."""

from __future__ import annotations

from bot.domain import owing
from bot.domain.errors import Refused
from bot.domain.interviews import Stage
from bot.domain.loops import Loop
from bot.domain.permissions import check_may_look
from bot.domain.visibility import FeedbackAccess
from bot.services.debriefs import Debriefs, may_read
from bot.services.guidebook import Guidebook
from bot.services.people import People
from bot.services.posting import Posting, in_order
from bot.storage import audit, loops, scorecards
from bot.storage.database import Connection, Database
from bot.values.feedback import DebriefPage
from bot.values.ports import Clock

NOTHING_IN = "There is no feedback to read here now: what was handed in is a draft again."


class DebriefPages:
    def __init__(
        self,
        database: Database,
        guidebook: Guidebook,
        people: People,
        debriefs: Debriefs,
        posting: Posting,
        clock: Clock,
    ) -> None:
        self._database = database
        self._guidebook = guidebook
        self._people = people
        self._debriefs = debriefs
        self._posting = posting
        self._clock = clock

    def page(self, by: str, loop_id: int, stage: Stage | None) -> DebriefPage:
        """No stage: the whole loop. Raises `NoSuchLoop`, or `Refused` with why it is closed to them."""
        reader, person = self._people.reader(by), self._people.person(by)
        with self._database.disclose() as connection:
            loop = check_may_look(person, loops.load(connection, loop_id))
            access = self._guidebook.access(
                connection, loop, scorecards.of_loop(connection, loop.id), [person]
            )
            self._check_may_read(connection, access, by, stage)
            assignments = [
                each for each in in_order(access) if each in owing.counting_assignments(loop, stage)
            ]
            posted = [self._posting.of(connection, access, each, opened=True) for each in assignments]
            self._record(connection, by, loop, [each.panelist.id for each in posted], access)
            pack = self._debriefs.pack(connection, access, stage, opened=True)
        return DebriefPage(pack, tuple(posted), reader, self._clock())

    def _check_may_read(
        self, connection: Connection, access: FeedbackAccess, by: str, stage: Stage | None
    ) -> None:
        if not may_read(access, by, stage):
            raise Refused(access.blind_because(by, self._guidebook.titles(connection, access.loop)))
        if not owing.counts(access.loop, access.counted, stage)[0]:
            raise Refused(NOTHING_IN)

    def _record(
        self, connection: Connection, by: str, loop: Loop, shown: list[int], access: FeedbackAccess
    ) -> None:
        for panelist_id in shown:
            if access.counted[panelist_id].author != by:
                audit.record(
                    connection, self._clock(), audit.READ, by, loop_id=loop.id, panelist_id=panelist_id
                )
