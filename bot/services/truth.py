"""Whether what is owed is still true: checked before it is sent, and before it is owed once more."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.loops import Loop
from bot.domain.notices import Notice, NoticeKind, Wanted
from bot.domain.outbox import settled_by_earlier
from bot.domain.visibility import owed_assignments
from bot.services.planning import ASKED, GOVERNED, Planner
from bot.storage import notices, scorecards
from bot.storage.database import Connection


class Truth:
    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def plan(self, connection: Connection, loop: Loop) -> Sequence[Wanted]:
        """All that is owed to this loop's people now."""
        return self._planner.wanted(connection, loop)

    def holds(self, connection: Connection, notice: Notice, loop: Loop | None) -> bool:
        """As far as the database can tell, without asking Slack. `loop`: the notice's."""
        if notice.kind not in GOVERNED:  # a Home page, or what somebody said
            return True
        if loop is None:
            return False
        if not notice.subject.startswith(ASKED):
            return self._is_wanted(connection, notice, self.plan(connection, loop))
        found = loop.assignment(notice.panelist_id) if notice.panelist_id else None
        if found is None or notice.kind is not NoticeKind.FEEDBACK:
            return found is not None and not found[1].removed
        owed = owed_assignments(loop, scorecards.of_loop(connection, loop.id))
        return found[1].id in {each.id for _, each in owed}

    @staticmethod
    def _is_wanted(connection: Connection, notice: Notice, plan: Sequence[Wanted]) -> bool:
        """Planned still, and not said meanwhile by one that was under way when the plan changed."""
        wanted = {each.key: each for each in plan}.get(notice.key)
        if wanted is None or wanted.loop_id is None:
            return False
        rows = notices.of_loop(connection, wanted.loop_id)
        return not any(settled_by_earlier(wanted, row) for row in rows if row.id != notice.id)
