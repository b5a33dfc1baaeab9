"""Whether what is owed is still true, as far as the database can tell: before it is owed once more."""

from __future__ import annotations

from bot.domain.loops import Loop
from bot.domain.notices import Notice, NoticeKind
from bot.services.planning import GOVERNED, Planner
from bot.services.reminding import Reminding
from bot.storage.database import Connection

IN_PLACE = frozenset({NoticeKind.CHANNEL, NoticeKind.SCORECARD_COPY})
"""Of a loop as a whole; what else a plan governs is of one panelist."""


class Truth:
    def __init__(self, planner: Planner, reminding: Reminding) -> None:
        self._planner = planner
        self._reminding = reminding

    def holds(self, connection: Connection, notice: Notice, loop: Loop | None) -> bool:
        """`loop`: the notice's."""
        if notice.kind not in GOVERNED:  # a Home page, or what somebody said
            return True
        if loop is None:
            return False
        if notice.kind in IN_PLACE:
            return notice.key in {each.key for each in self._planner.wanted(connection, loop)}
        return self._reminding.holds(connection, notice)
