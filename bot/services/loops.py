"""The one door for changes of a loop: locked, changed, saved under a new revision, and planned anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.handing_in import is_draft_again
from bot.domain.interviews import Heard
from bot.domain.loops import Loop
from bot.services.planning import Planner
from bot.storage import loops, scorecards
from bot.storage.database import Connection


@dataclass(frozen=True)
class LockedLoop:
    """A loop nobody else changes until the transaction ends. `loop` is None where there is none."""

    loop: Loop | None
    _connection: Connection
    _planner: Planner

    @property
    def there(self) -> Loop:
        assert self.loop is not None, "a loop that is not there cannot be changed"
        return self.loop

    def change(self, after: Loop) -> Loop:
        """Saves it under the next revision and plans it anew, also where a scorecard alone has changed."""
        self._take_back(after)
        saved = self._saved(replace(after, revision=after.revision + 1))
        self._planner.refresh_homes(self._connection, saved)
        return saved

    def plan_again(self) -> int:
        """Nothing of it has changed, but something that its plan depends on; how many reminders move."""
        if self.loop is None:
            return 0
        self._planner.refresh_homes(self._connection, self.loop)
        return self._planner.sync(self._connection, self.loop)

    def note_told(self, told: Mapping[int, Heard]) -> Loop | None:
        """Keeps what panelists were told, by id: no new revision, as nothing about the loop has changed.

        It may have changed again since they were told; the plan then wants another message.
        """
        return self._saved(self.loop.with_told(told)) if self.loop else None

    def _take_back(self, after: Loop) -> None:
        """What was handed in for an interview that is still to come, as it has moved, is a draft again."""
        before = {each.id: each for each in self.there.interviews}
        moved = [
            each.id
            for each in after.interviews
            if each.id in before and is_draft_again(before[each.id], each, each.timed_at)
        ]
        if moved:
            scorecards.make_drafts(self._connection, moved)

    def _saved(self, after: Loop) -> Loop:
        saved = loops.save(self._connection, self.there, after)
        self._planner.sync(self._connection, saved)
        return saved


class Loops:
    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def lock(self, connection: Connection, loop_id: int | None) -> LockedLoop:
        found = loops.load(connection, loop_id, lock=True) if loop_id else None
        return LockedLoop(found, connection, self._planner)

    def lock_of_panelist(self, connection: Connection, panelist_id: int) -> LockedLoop:
        return self.lock(connection, loops.of_panelist(connection, panelist_id))
