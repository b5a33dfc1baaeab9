"""What the bot's messages are known to be in Slack: begun, confirmed, found again, or absent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from bot.domain.interviews import Heard
from bot.domain.notices import Notice, NoticeKind, Saying
from bot.metrics.counts import NOTHING, Counts
from bot.services.loops import LockedLoop, Loops
from bot.services.restored import Restored
from bot.storage import audit, loops, messages, notices, outcomes, people
from bot.storage.database import Connection, Database, after_commit
from bot.storage.messages import Disclosing, message_id
from bot.storage.messages import StoredMessage as StoredMessage
from bot.storage.secret import kept_secret
from bot.values.outgoing import Delivery, Outgoing
from bot.values.ports import Clock
from bot.values.stops import NotYet


class Messages:
    def __init__(self, database: Database, changes: Loops, clock: Clock, counts: Counts = NOTHING) -> None:
        self._database = database
        self._loops = changes
        self._clock = clock
        self._counts = counts
        self.restored = Restored(database, changes, clock)

    # --- where ------------------------------------------------------------------------------------

    def conversation(self, person: str) -> str | None:
        """The person's DM with the bot, where it is known already."""
        with self._database.read() as connection:
            return people.conversation(connection, person)

    def without_conversation(self, most: int, but: Collection[str]) -> Sequence[str]:
        """People who are owed something and have no conversation with the bot yet, some of them."""
        with self._database.read() as connection:
            return people.owed_without_conversation(connection, most, but)

    def keep_conversation(self, person: str, channel: str) -> None:
        with self._database.write() as connection:
            people.keep_conversation(connection, person, channel)

    def thread_of(self, subject: str, channel: str) -> str | None:
        with self._database.read() as connection:
            return messages.thread_of(connection, subject, channel)

    # --- what is there ----------------------------------------------------------------------------

    def kept(self, subject: str) -> list[StoredMessage]:
        with self._database.read() as connection:
            return messages.of_subject(connection, subject)

    def begun(self, channel: str) -> list[StoredMessage]:
        """Those in a conversation of which nobody knows whether they arrived."""
        with self._database.read() as connection:
            return messages.begun_in(connection, channel)

    # --- what becomes of one ----------------------------------------------------------------------

    def begin(
        self,
        notice: Notice,
        delivery: Delivery,
        outgoing: Outgoing,
        place: tuple[int, int],
        where: tuple[str, str | None],
        absent_at: datetime,
    ) -> StoredMessage:
        """A message about to be posted. `place`: which part of how many; `where`: channel and thread.

        What it will have told is kept with it, and what else it says is nobody else's to say from here on.
        Raises `NotYet` where the notice, or one of those, has changed meanwhile.
        """
        (part, parts), (channel, thread) = place, where
        new = StoredMessage(
            id=message_id(self._secret, outgoing.subject, channel, part),
            notice_id=notice.id,
            subject=outgoing.subject,
            part=part,
            channel=channel,
            thread=thread,
            ts=None,
            shows="",
            attempted_at=self._clock(),
            absent_at=absent_at,
            disclosing=_disclosing(notice, outgoing) if part == 0 else None,
            panelist_id=outgoing.panelist_id,
        )
        with self._database.write() as connection:
            if outgoing.subject == notice.own_subject:
                saying = Saying(parts, delivery.told)
                if not outcomes.begin(connection, notice, saying, delivery.settles):
                    raise NotYet("changed meanwhile")
            messages.begin(connection, new)
        return new

    def confirm(self, notice: Notice, outgoing: Outgoing, kept: StoredMessage, ts: str, shows: str) -> None:
        """Slack has it. A disclosure is put on record with it."""
        disclosing = _disclosing(notice, outgoing) if kept.part == 0 else None
        with self._database.write() as connection:
            messages.confirm(connection, kept.id, ts, shows, bool(outgoing.discloses))
            self._record(connection, notice.loop_id, kept.channel, disclosing)

    def found(self, kept: StoredMessage, ts: str) -> None:
        """Slack has one whose answer was lost. The notice that it was for is settled, with those beside it.

        What it shows is not known any more: where that matters, it is brought up to date.
        """
        with self._database.write() as connection:
            notice = notices.find(connection, kept.notice_id)
            locked = self._locked(connection, notice)
            messages.confirm(connection, kept.id, ts, "", bool(kept.disclosing))
            self._record(connection, notice.loop_id if notice else None, kept.channel, kept.disclosing)
            if notice:
                self._settle(connection, notice, locked)

    def settle_arrived(self, recipient: str) -> None:
        """Notices to them that have arrived whole, as is known, and were not marked: the database was away.

        Until that is done, something newer would be told as if they had not heard.
        """
        with self._database.read() as connection:
            begun = notices.begun_to(connection, recipient)
        for each in begun:
            with self._database.write() as connection:
                self._settle(connection, each, self._locked(connection, each))

    def _settle(self, connection: Connection, notice: Notice, locked: list[LockedLoop]) -> None:
        if notice.saying is None or not self._all_there(connection, notice, notice.saying):
            return
        if dues := outcomes.mark_said(connection, notice.id, self._clock()):
            note_told(locked, notice.saying.told)
            after_commit(connection, lambda: count_sent(self._counts, notice.kind, dues, self._clock()))

    def absent(self, kept: StoredMessage) -> None:
        """Slack has not got it. Where nothing else of its notice is there, all of it can be said anew."""
        with self._database.write() as connection:
            messages.forget(connection, kept.id)
            own = kept.subject == f"notice:{kept.notice_id}"
            if own and not messages.confirmed(connection, kept.subject):
                outcomes.release(connection, kept.notice_id)

    def forget(self, kept: StoredMessage) -> None:
        """Somebody, or the bot, has deleted it."""
        with self._database.write() as connection:
            messages.forget(connection, kept.id)

    def said_already(self, notice: Notice) -> bool:
        """Whether all that was begun of a claimed notice has arrived; it is then sent."""
        if notice.saying is None:
            return False
        with self._database.write() as connection:
            locked = self._locked(connection, notice)
            if not self._all_there(connection, notice, notice.saying):
                return False
            dues = outcomes.mark_sent(connection, notice, self._clock())
            if dues:
                note_told(locked, notice.saying.told)
        count_sent(self._counts, notice.kind, dues, self._clock())
        return True

    @staticmethod
    def _all_there(connection: Connection, notice: Notice, saying: Saying) -> bool:
        return messages.confirmed(connection, notice.own_subject) >= saying.parts

    def _locked(self, connection: Connection, notice: Notice | None) -> list[LockedLoop]:
        """Of those whom what is said of it tells something."""
        return locked_for(self._loops, connection, notice.saying.told if notice and notice.saying else {})

    def _record(
        self, connection: Connection, loop_id: int | None, channel: str, disclosing: Disclosing | None
    ) -> None:
        for panelist_id in disclosing.panelists if disclosing else ():
            audit.record(
                connection,
                self._clock(),
                audit.POSTED,
                "",
                loop_id=loop_id,
                panelist_id=panelist_id,
                channel=channel,
                members=disclosing.members if disclosing else (),
            )

    @cached_property
    def _secret(self) -> str:
        with self._database.write() as connection:
            return kept_secret(connection)


def locked_for(changes: Loops, connection: Connection, told: Mapping[int, Heard]) -> list[LockedLoop]:
    """The loops that people are told of, before any notice is touched, always in the same order."""
    ids = {loops.of_panelist(connection, panelist_id) for panelist_id in told}
    return [changes.lock(connection, each) for each in sorted(id for id in ids if id)]


def note_told(locked: list[LockedLoop], told: Mapping[int, Heard]) -> None:
    for each in locked:
        each.note_told(told)


def count_sent(counts: Counts, kind: NoticeKind, dues: Iterable[datetime], now: datetime) -> None:
    """What one message said: each notice, by when it was due."""
    for due in dues:
        counts.sent(kind.value, (now - due).total_seconds())


def _disclosing(notice: Notice, outgoing: Outgoing) -> Disclosing | None:
    members = tuple(sorted(outgoing.members or {notice.recipient}))
    return Disclosing(outgoing.discloses, members) if outgoing.discloses else None
