"""Rows of messages: each Slack message the bot posted, by what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from bot.storage.schema import message


@dataclass(frozen=True)
class StoredMessage:
    """One posted message. `ts` None: begun, not confirmed. `shows`: a hash of the content."""

    id: str
    subject: str
    part: int
    channel: str
    thread: str | None
    ts: str | None
    shows: str
    attempted_at: datetime
    discloses: bool


def of_subject(connection: Connection, subject: str) -> list[StoredMessage]:
    """All messages of a subject in every channel, in order of part."""
    query = select(message).where(message.c.subject == subject).order_by(message.c.channel, message.c.part)
    return [_kept(row) for row in connection.execute(query).mappings()]


def begin(connection: Connection, new: StoredMessage, notice_id: int, panelist_id: int | None) -> None:
    """Written before the post, so that a post whose answer was lost can be looked for."""
    connection.execute(
        insert(message).values(
            id=new.id,
            notice_id=notice_id,
            subject=new.subject,
            part=new.part,
            channel=new.channel,
            thread=new.thread,
            ts=new.ts,
            shows=new.shows,
            attempted_at=new.attempted_at,
            panelist_id=panelist_id,
            discloses=new.discloses,
        )
    )


def confirm(connection: Connection, message_id: str, ts: str, shows: str, discloses: bool) -> None:
    connection.execute(
        update(message).where(message.c.id == message_id).values(ts=ts, shows=shows, discloses=discloses)
    )


def forget(connection: Connection, message_id: str) -> None:
    """The message is gone from Slack."""
    connection.execute(delete(message).where(message.c.id == message_id))


def thread_of(connection: Connection, subject: str, channel: str) -> str | None:
    """The ts to reply under."""
    query = select(message.c.ts).where(
        message.c.subject == subject, message.c.channel == channel, message.c.part == 0
    )
    return connection.execute(query).scalar()


def panelist_at(connection: Connection, channel: str, ts: str) -> int | None:
    """The panelist whose notes replies to this message are."""
    query = select(message.c.panelist_id).where(message.c.channel == channel, message.c.ts == ts)
    return connection.execute(query).scalar()


def _kept(row: RowMapping) -> StoredMessage:
    return StoredMessage(
        id=row["id"],
        subject=row["subject"],
        part=row["part"],
        channel=row["channel"],
        thread=row["thread"],
        ts=row["ts"],
        shows=row["shows"],
        attempted_at=row["attempted_at"],
        discloses=row["discloses"],
    )
