"""What whoever runs the bot does to notices by their numbers: look, send again, give up."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.errors import Refused
from bot.domain.giving_up import Dropped, by_hand
from bot.domain.notices import Notice, NoticeState
from bot.domain.pilot import Pilot
from bot.services.truth import Truth
from bot.storage import audit, loops, notice_list, notices, outcomes
from bot.storage.database import Connection, Database
from bot.storage.notice_list import ListedNotice, NoticeFilter
from bot.values.ports import Clock

OPERATOR = "operator"
"""Who did it, in the audit log: they are nobody in Slack."""

NOT_AGAIN: Mapping[NoticeState, str] = {
    NoticeState.PENDING: "It is owed already, and goes when it is due.",
    NoticeState.SENDING: "A worker has it in its hands. Look again in a minute.",
    NoticeState.SENT: "It was sent already.",
    NoticeState.DROPPED: "It was dropped ({reason}). Only what failed is sent again.",
}
NOT_DROPPED: Mapping[NoticeState, str] = {
    NoticeState.PENDING: "It may be in Slack already: the worker looks for it. Look again in two minutes.",
    NoticeState.SENDING: NOT_AGAIN[NoticeState.SENDING],
    NoticeState.SENT: NOT_AGAIN[NoticeState.SENT],
    NoticeState.DROPPED: "It was dropped before ({reason}).",
}
CHANGED = "It has changed just now. Look again."


class NoticesByHand:
    """Without Slack: what is owed again is checked once more as it is sent."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def listed(self, wanted: NoticeFilter, most: int) -> tuple[list[ListedNotice], int]:
        with self._database.read() as connection:
            return notice_list.listed(connection, wanted, most)

    def resend(self, number: int, truth: Truth, pilot: Pilot) -> None:
        """Raises `Refused` for what is not there, did not fail, or is not true any more."""
        with self._database.write() as connection:
            notice, loop_id = self._locked(connection, number)
            if notice.state is not NoticeState.FAILED:
                raise Refused(NOT_AGAIN[notice.state].format(reason=notice.reason))
            if not pilot.has(notice.recipient):
                raise Refused(f"It is {Dropped.NOT_IN_PILOT}: nothing goes there.")
            loop = loops.load(connection, loop_id) if loop_id else None
            if not truth.holds(connection, notice, loop):
                raise Refused("It is no longer true: what is true now is owed by itself.")
            if not outcomes.owe_one_again(connection, number):
                raise Refused(CHANGED)
            detail = f"notice {number} to {notice.recipient}"
            self._record(connection, audit.SENT_AGAIN, notice, detail)

    def drop(self, number: int, reason: str) -> None:
        """Of what is owed or failed: nobody is told. `reason` stays in its row. Raises `Refused`."""
        with self._database.write() as connection:
            notice, _ = self._locked(connection, number)
            if not (notice.waits or notice.state is NoticeState.FAILED):
                raise Refused(NOT_DROPPED[notice.state].format(reason=notice.reason))
            if not outcomes.drop_by_hand(connection, number, by_hand(reason)):
                raise Refused(CHANGED)
            self._record(
                connection, audit.DROPPED, notice, f"notice {number} to {notice.recipient}: {reason}"
            )

    def _locked(self, connection: Connection, number: int) -> tuple[Notice, int | None]:
        """With its loop's row, as by whoever changes the loop, before anything of the notice is read."""
        found = notices.find(connection, number)
        if found and found.loop_id:
            loops.load(connection, found.loop_id, lock=True)
            found = notices.find(connection, number)
        if found is None:
            raise Refused("There is no such notice, or a later release wrote it.")
        return found, found.loop_id

    def _record(self, connection: Connection, what: str, notice: Notice, detail: str) -> None:
        audit.record(
            connection,
            self._clock(),
            what,
            OPERATOR,
            loop_id=notice.loop_id,
            panelist_id=notice.panelist_id,
            detail=detail,
        )
