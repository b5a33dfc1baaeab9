"""The outbox: claim what is due, and keep what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.about import AboutAlert, AlertKind
from bot.domain.giving_up import Dropped, for_good
from bot.domain.loops import Loop
from bot.domain.missed import BEFORE_IT, missed
from bot.domain.notices import IN_PLACE, Notice, NoticeKind, Wanted, alert
from bot.metrics.counts import NOTHING, Counts
from bot.services.composing import Composer
from bot.services.loops import Loops
from bot.services.messages import count_sent, locked_for, note_told
from bot.storage import audit, claims, loops, messages, notices, outcomes
from bot.storage.database import Connection, Database
from bot.values.outgoing import Delivery
from bot.values.ports import Clock

MANY = 1000  # more than anybody sends again in a loop


class Outbox:
    def __init__(
        self,
        database: Database,
        composer: Composer,
        changes: Loops,
        clock: Clock,
        counts: Counts = NOTHING,
    ) -> None:
        self._database = database
        self._composer = composer
        self._loops = changes
        self._clock = clock
        self._counts = counts

    def claim(self, worker: str, real_now: datetime, lease: timedelta, limit: int) -> list[Notice]:
        with self._database.write() as connection:
            return claims.claim(connection, worker, self._clock(), real_now, lease, limit)

    def next_due(self) -> datetime | None:
        """When somebody is next told something. A channel's card catches up without a word to anybody."""
        with self._database.read() as connection:
            return notices.next_due(connection, self._clock(), IN_PLACE)

    def due_now(self) -> Mapping[str, int]:
        """How many are due and not delivered, by kind."""
        with self._database.read() as connection:
            return notices.due_now(connection, self._clock())

    def compose(self, notice: Notice) -> Delivery:
        """What it says today. Raises the `Stop` that says why it says nothing now."""
        return self._composer.compose(notice)

    # --- what became of it ----------------------------------------------------------------------------

    def sent(self, notice: Notice, delivery: Delivery) -> bool:
        """False where another worker has it now. What people were told is kept, and planned from."""
        with self._database.write() as connection:
            locked = locked_for(self._loops, connection, delivery.told)
            dues = outcomes.mark_sent(connection, notice, self._clock())
            if not dues:
                return False
            note_told(locked, delivery.told)
            if delivery.withheld:
                self._tell_recruiter(connection, notice, AlertKind.CHANNEL_WITHHELD, delivery.withheld)
        count_sent(self._counts, notice.kind, dues, self._clock())
        return True

    def put_back(self, notice: Notice, not_before: datetime, held_until: datetime | None = None) -> None:
        """To be tried again. What else is owed where it goes waits until `held_until`."""
        with self._database.write() as connection:
            if held_until:
                claims.put_on_hold(connection, claims.lane_of(notice), held_until)
            outcomes.put_back(connection, notice, not_before)

    def troubled(self, notice: Notice, real_now: datetime) -> datetime:
        """Since when it fails for reasons that nobody foresaw."""
        with self._database.write() as connection:
            return outcomes.mark_troubled(connection, notice, real_now)

    def postponed(self, notice: Notice, until: datetime) -> None:
        with self._database.write() as connection:
            outcomes.postpone(connection, notice, until)

    def dropped(self, notice: Notice, reason: Dropped) -> None:
        """Nobody is told. What was begun of it and arrived is said, whatever has become false since."""
        with self._database.write() as connection:
            saying = notice.saying
            dues: Sequence[datetime] = ()
            dropped = False
            if saying and messages.confirmed(connection, notice.own_subject):
                locked = locked_for(self._loops, connection, saying.told)
                dues = outcomes.mark_sent(connection, notice, self._clock())
                note_told(locked, saying.told)
            else:
                owed = None if for_good(reason) else self._missed(connection, notice)
                reason = Dropped.TOO_LATE if owed else reason
                dropped = outcomes.mark_dropped(connection, notice, reason)
                notices.add(connection, [owed] if owed and dropped else [])
        count_sent(self._counts, notice.kind, dues, self._clock())
        if dropped:
            self._counts.dropped(notice.kind.value, reason)

    def _missed(self, connection: Connection, notice: Notice) -> Wanted | None:
        """Its recruiter hears of it where somebody ought to have been told before their interview."""
        if notice.kind not in BEFORE_IT:
            return None
        loop = loops.load(connection, notice.loop_id) if notice.loop_id else None
        if loop is None:
            return None
        return missed(loop, notice, notices.of_loop(connection, loop.id), self._clock())

    def failed(self, notice: Notice, reason: str) -> None:
        """The recruiter is told who was not reached; nothing is skipped in silence."""
        with self._database.write() as connection:
            failed = outcomes.mark_failed(connection, notice, reason)
            if failed:
                of_channel = notice.kind is NoticeKind.CHANNEL
                what = AlertKind.CHANNEL_WITHHELD if of_channel else AlertKind.NOT_REACHED
                self._tell_recruiter(connection, notice, what, reason)
        if failed:
            self._counts.failed(notice.kind.value)

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
        subject = f"{what.value}:{loop.id}:{notice.recipient}"
        self._owe_alert(connection, notice, loop.recruiter, about, subject, self._occasion(connection, loop))

    def _occasion(self, connection: Connection, loop: Loop) -> int:
        """Once a day is enough to hear of it, and once more each time it was sent again."""
        return self._clock().toordinal() * MANY + audit.count(connection, loop.id, audit.SENT_AGAIN)

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
