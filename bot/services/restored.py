"""After a restore: what the copy does not know to be sent may be in Slack, and is looked for there first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from bot.domain.about import AboutCopy, AboutDebrief, AboutRequest
from bot.domain.interviews import Heard
from bot.domain.notices import IN_PLACE, Notice, said_together
from bot.logs.setup import logger
from bot.services.loops import LockedLoop, Loops
from bot.services.reminding import told_by
from bot.storage import audit, messages, restored
from bot.storage.database import Connection, Database
from bot.storage.messages import StoredMessage, message_id
from bot.storage.restored import RestoredCopy
from bot.storage.secret import kept_secret
from bot.values.ports import Clock

MOST_PARTS = 10  # more than any notice's messages are
NAMED_BY = {"notice": "notice", "loop": "loop", "stage": "loop", "scorecard": "panelist"}
"""Whose number stands in a message's subject."""

log = logger(__name__)


@dataclass(frozen=True)
class _Said:
    """A notice, and when its message, or one that said it too, was posted."""

    notice: Notice
    at: datetime


class Restored:
    def __init__(self, database: Database, changes: Loops, clock: Clock) -> None:
        self._database = database
        self._loops = changes
        self._clock = clock
        self._looked: set[str] = set()

    @cached_property
    def copy(self) -> RestoredCopy | None:
        """None for a database that was never restored: it becomes a copy only while no process is there."""
        with self._database.read() as connection:
            return restored.find(connection)

    def tell(self) -> None:
        """The log, where it is one."""
        if copy := self.copy:
            times = {"made_at": copy.made_at.isoformat(), "restored_at": copy.restored_at.isoformat()}
            log.info("the database is a restored copy", **times)

    def is_unheard(self, notice: Notice) -> bool:
        """Whether nobody knows yet what its recipient has heard since the copy was made."""
        person = notice.recipient
        if notice.kind in IN_PLACE or person in self._looked or not self._knew("notice", notice.id):
            return False
        with self._database.read() as connection:
            if restored.has_looked(connection, person):
                self._looked.add(person)
        return person not in self._looked

    def ids_owed(self, person: str, channel: str) -> Collection[str]:
        """Of all messages that they may have got."""
        with self._database.read() as connection:
            owed = self._owed(connection, person)
        return [id for each in owed for id in self._ids(each, channel)]

    def heard(self, person: str, channel: str, found: Mapping[str, str]) -> Collection[int]:
        """Slack has these of them, by id, with their ts. The ids of the notices that were said with them.

        Kept at once with all that follows from it, and that this person need not be looked at again.
        """
        with self._database.write() as connection:
            owed = self._owed(connection, person)
            said = _with_those_beside(owed, self._kept(connection, owed, channel, found))
            ids = {each.notice.loop_id for each in said if each.notice.loop_id}
            locked = [self._loops.lock(connection, each) for each in sorted(ids)]
            for each in said:
                restored.mark_said(connection, each.notice.id, each.at)
            for loop in locked:
                loop.note_told(_told(loop, said))
            restored.looked(connection, person)
        return {each.notice.id for each in said}

    def may_show(self, subject: str, channel: str, part: int) -> str:
        """The id of a message of which there is no row, where Slack may have it all the same; else ""."""
        kind, _, rest = subject.partition(":")
        number = rest.partition(":")[0]
        if not number.isdecimal() or not self._knew(NAMED_BY.get(kind, ""), int(number)):
            return ""
        if kind == "notice" and not part:  # looked for with all that its recipient was owed
            return ""
        return message_id(self._secret, subject, channel, part)

    # --- what of it is there ------------------------------------------------------------------------

    def _owed(self, connection: Connection, person: str) -> Sequence[Notice]:
        highest = self.copy.numbers["notice"] if self.copy else 0
        return restored.owed(connection, person, highest, IN_PLACE)

    def _kept(
        self, connection: Connection, owed: Sequence[Notice], channel: str, found: Mapping[str, str]
    ) -> list[_Said]:
        """Those whose own message is there; what it shows is not known."""
        said = []
        for notice in owed:
            shown = [(part, id) for part, id in enumerate(self._ids(notice, channel)) if id in found]
            for part, id in shown:
                self._keep(connection, notice, (id, part), channel, found[id])
            if shown:
                said.append(_Said(notice, _posted(found[shown[0][1]])))
        return said

    def _keep(
        self, connection: Connection, notice: Notice, message: tuple[str, int], channel: str, ts: str
    ) -> None:
        id, part = message
        shows = _shown_by(notice)
        row = StoredMessage(id, notice.id, notice.own_subject, part, channel, None, ts, "", _posted(ts), None)
        messages.begin(connection, row)
        messages.confirm(connection, id, ts, "", discloses=bool(shows))
        for panelist_id in shows if not part else ():
            audit.record(
                connection,
                _posted(ts),
                "posted",
                "",
                loop_id=notice.loop_id,
                panelist_id=panelist_id,
                channel=channel,
                members=[notice.recipient],
            )

    def _ids(self, notice: Notice, channel: str) -> Iterator[str]:
        for part in range(MOST_PARTS):
            yield message_id(self._secret, notice.own_subject, channel, part)

    def _knew(self, table: str, number: int) -> bool:
        return self.copy is not None and number <= self.copy.numbers.get(table, 0)

    @cached_property
    def _secret(self) -> str:
        with self._database.write() as connection:
            return kept_secret(connection)


def _shown_by(notice: Notice) -> Sequence[int]:
    """Panelist ids whose scorecard its message shows."""
    if isinstance(notice.about, AboutDebrief):
        return notice.about.panelists
    return [notice.panelist_id] if isinstance(notice.about, AboutCopy) and notice.panelist_id else []


def _with_those_beside(owed: Sequence[Notice], said: Sequence[_Said]) -> list[_Said]:
    """One message says all of a kind that its recipient was owed then."""
    by_id = {each.notice.id: each for each in said}
    for each in said:
        together = said_together(each.notice.kind)
        for notice in owed:
            due = notice.kind in together and notice.due <= each.at
            if due and not _asked_by_hand(notice) and not _asked_by_hand(each.notice):
                by_id.setdefault(notice.id, _Said(notice, each.at))
    return list(by_id.values())


def _asked_by_hand(notice: Notice) -> bool:
    return isinstance(notice.about, AboutRequest)


def _told(locked: LockedLoop, said: Sequence[_Said]) -> Mapping[int, Heard]:
    """What people of that loop have heard, as far as the copy knows it: the last of it."""
    told: dict[int, Heard] = {}
    for each in sorted(said, key=lambda one: one.at):
        number = each.notice.panelist_id
        found = locked.loop.assignment(number) if locked.loop and number else None
        if found:
            told |= told_by(each.notice, *found, each.at)
    return told


def _posted(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)
