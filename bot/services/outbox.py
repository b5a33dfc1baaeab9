"""The outbox: claim what is due, and keep what became of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.about import AboutAlert, AlertKind
from bot.domain.interviews import LastTold
from bot.domain.notices import Notice, NoticeKind, alert
from bot.services.composing import Composer
from bot.services.loops import LockedLoop, Loops
from bot.storage import audit, loops, messages, notices, people
from bot.storage.database import Connection, Database
from bot.storage.messages import StoredMessage as StoredMessage
from bot.values.outgoing import Composed, Delivery, Outgoing
from bot.values.ports import Clock


class Outbox:
    def __init__(self, database: Database, composer: Composer, changes: Loops, clock: Clock) -> None:
        self._database = database
        self._composer = composer
        self._loops = changes
        self._clock = clock

    def claim(self, worker: str, real_now: datetime, lease: timedelta, limit: int) -> list[Notice]:
        with self._database.write() as connection:
            return notices.claim(connection, worker, self._clock(), real_now, lease, limit)

    def next_due(self) -> datetime | None:
        """When somebody is next told something. A channel's card catches up without a word to anybody."""
        with self._database.read() as connection:
            return notices.next_due(connection, self._clock(), (NoticeKind.CHANNEL, NoticeKind.HOME))

    def compose(self, notice: Notice) -> Composed:
        """What it says today, or why it says nothing."""
        return self._composer.compose(notice)

    # --- messages -----------------------------------------------------------------------------------

    def conversation(self, person: str) -> str | None:
        """The person's DM with the bot, where it is known already."""
        with self._database.read() as connection:
            return people.conversation(connection, person)

    def keep_conversation(self, person: str, channel: str) -> None:
        with self._database.write() as connection:
            people.keep_conversation(connection, person, channel)

    def kept(self, subject: str) -> list[StoredMessage]:
        with self._database.read() as connection:
            return messages.of_subject(connection, subject)

    def thread_of(self, subject: str, channel: str) -> str | None:
        with self._database.read() as connection:
            return messages.thread_of(connection, subject, channel)

    def begin(
        self, notice: Notice, outgoing: Outgoing, part: int, channel: str, thread: str | None
    ) -> StoredMessage:
        """A message about to be posted, with an id of its own that says nothing."""
        new = StoredMessage(
            id=secrets.token_hex(12),
            subject=outgoing.subject,
            part=part,
            channel=channel,
            thread=thread,
            ts=None,
            shows="",
            attempted_at=self._clock(),
            discloses=False,
        )
        with self._database.write() as connection:
            messages.begin(connection, new, notice.id, outgoing.panelist_id)
        return new

    def confirm(self, notice: Notice, outgoing: Outgoing, kept: StoredMessage, ts: str, shows: str) -> None:
        """Slack has it. A disclosure is put on record with it."""
        with self._database.write() as connection:
            messages.confirm(connection, kept.id, ts, shows, bool(outgoing.discloses))
            if kept.part == 0:
                for panelist_id in outgoing.discloses:
                    audit.record(
                        connection,
                        self._clock(),
                        "posted",
                        "",
                        loop_id=notice.loop_id,
                        panelist_id=panelist_id,
                        channel=kept.channel,
                        members=outgoing.members or {notice.recipient},
                    )

    def forget(self, kept: StoredMessage) -> None:
        with self._database.write() as connection:
            messages.forget(connection, kept.id)

    # --- what became of it ----------------------------------------------------------------------------

    def sent(self, notice: Notice, delivery: Delivery) -> bool:
        """False where another worker has it now. What people were told is kept, and planned from."""
        with self._database.write() as connection:
            locked = self._locked(connection, delivery.last_told)
            if not notices.mark_sent(connection, notice, delivery.settles, self._clock()):
                return False
            for each in locked:
                each.note_told(delivery.last_told)
            if delivery.withheld:
                self._tell_recruiter(connection, notice, AlertKind.CHANNEL_WITHHELD, delivery.withheld)
            return True

    def _locked(self, connection: Connection, told: Mapping[int, LastTold | None]) -> list[LockedLoop]:
        """The loops it speaks of, before any of their notices is touched, always in the same order."""
        ids = {loops.of_panelist(connection, panelist_id) for panelist_id in told}
        return [self._loops.lock(connection, each) for each in sorted(id for id in ids if id)]

    def put_back(self, notice: Notice, not_before: datetime) -> None:
        with self._database.write() as connection:
            notices.put_back(connection, notice, not_before)

    def hold(self, notice: Notice, not_before: datetime) -> None:
        """Slack asks its conversation to wait: what else is owed there waits too."""
        with self._database.write() as connection:
            notices.put_back(connection, notice, not_before)
            notices.hold(connection, notice.recipient, not_before)

    def dropped(self, notice: Notice, reason: str) -> None:
        with self._database.write() as connection:
            notices.mark_dropped(connection, notice, reason)

    def failed(self, notice: Notice, reason: str) -> None:
        """The recruiter is told who was not reached; nothing is skipped in silence."""
        with self._database.write() as connection:
            if notices.mark_failed(connection, notice, reason):
                of_channel = notice.kind is NoticeKind.CHANNEL
                what = AlertKind.CHANNEL_WITHHELD if of_channel else AlertKind.NOT_REACHED
                self._tell_recruiter(connection, notice, what, reason)

    def _tell_recruiter(self, connection: Connection, notice: Notice, what: AlertKind, reason: str) -> None:
        loop = loops.load(connection, notice.loop_id) if notice.loop_id else None
        if loop is None:
            return
        if isinstance(notice.about, AboutAlert) and notice.recipient == loop.recruiter:
            # what the recruiter cannot be told, the hiring manager is
            self._owe_alert(
                connection, notice, loop.hiring_manager, notice.about, notice.subject, notice.revision
            )
            return
        about = AboutAlert(what, "" if what is AlertKind.CHANNEL_WITHHELD else notice.recipient, reason)
        subject, today = f"{what.value}:{loop.id}:{notice.recipient}", self._clock().toordinal()
        self._owe_alert(connection, notice, loop.recruiter, about, subject, today)  # once a day is enough

    def _owe_alert(
        self,
        connection: Connection,
        because_of: Notice,
        recipient: str,
        about: AboutAlert,
        subject: str,
        revision: int,
    ) -> None:
        owed = alert(
            about,
            recipient,
            self._clock(),
            subject=subject,
            revision=revision,
            loop_id=because_of.loop_id,
            interview_id=because_of.interview_id,
            panelist_id=because_of.panelist_id,
        )
        notices.add(connection, [owed])
