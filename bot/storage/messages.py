"""Rows of messages: each Slack message the bot posted, by what it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, null, select, update

from bot.storage.schema import message


@dataclass(frozen=True)
class Disclosing:
    """Whose feedback a message shows (`panelists`, by id), and who reads it there (`members`)."""

    panelists: tuple[int, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class StoredMessage:
    """One posted message. `ts` None: begun, not confirmed. `shows`: a hash of the content.

    `attempted_at` is the domain's time, as Slack's clock tells it; `absent_at` the machine's: what Slack does
    not show by then, it has not got.
    """

    id: str
    notice_id: int
    subject: str
    part: int
    channel: str
    thread: str | None
    ts: str | None
    shows: str
    attempted_at: datetime
    absent_at: datetime | None
    disclosing: Disclosing | None = None
    panelist_id: int | None = None


def message_id(secret: str, subject: str, channel: str, part: int) -> str:
    """Says nothing to those who do not know the secret, and is the same whenever it is asked for.

    So a message is found in Slack by a database that was restored from a copy older than it.
    """
    return hashlib.sha256(f"{secret}|{subject}|{channel}|{part}".encode()).hexdigest()[:24]


def of_subject(connection: Connection, subject: str) -> list[StoredMessage]:
    """All messages of a subject in every channel, in order of part."""
    return _those(connection, message.c.subject == subject)


def begun_in(connection: Connection, channel: str) -> list[StoredMessage]:
    """Those of which nobody knows whether Slack has them."""
    return _those(connection, message.c.channel == channel, message.c.ts.is_(None))


def begin(connection: Connection, new: StoredMessage) -> None:
    """Written before the post, so that a post whose answer was lost can be looked for."""
    disclosing = new.disclosing
    connection.execute(
        insert(message).values(
            id=new.id,
            notice_id=new.notice_id,
            subject=new.subject,
            part=new.part,
            channel=new.channel,
            thread=new.thread,
            ts=new.ts,
            shows=new.shows,
            attempted_at=new.attempted_at,
            absent_at=new.absent_at,
            disclosing=_disclosing_to_json(disclosing) if disclosing else None,
            panelist_id=new.panelist_id,
        )
    )


def confirm(connection: Connection, message_id: str, ts: str, shows: str, discloses: bool) -> None:
    """Slack has it. What it discloses is put on record by the caller, in the same transaction."""
    confirmed = {"ts": ts, "shows": shows, "discloses": discloses, "absent_at": None, "disclosing": null()}
    connection.execute(update(message).where(message.c.id == message_id).values(confirmed))


def forget(connection: Connection, message_id: str) -> None:
    """The message is gone from Slack, or never came there."""
    connection.execute(delete(message).where(message.c.id == message_id))


def thread_of(connection: Connection, subject: str, channel: str) -> str | None:
    """The ts to reply under."""
    query = select(message.c.ts).where(
        message.c.subject == subject, message.c.channel == channel, message.c.part == 0
    )
    return connection.execute(query).scalar()


def confirmed(connection: Connection, subject: str) -> int:
    """How many messages of it Slack has."""
    query = select(func.count()).where(message.c.subject == subject, message.c.ts.is_not(None))
    return int(connection.execute(query).scalar_one())


def panelist_at(connection: Connection, channel: str, ts: str) -> int | None:
    """The panelist whose notes replies to this message are."""
    query = select(message.c.panelist_id).where(message.c.channel == channel, message.c.ts == ts)
    return connection.execute(query).scalar()


def _those(connection: Connection, *conditions: ColumnElement[bool]) -> list[StoredMessage]:
    query = select(message).where(*conditions).order_by(message.c.channel, message.c.subject, message.c.part)
    return [_kept(row) for row in connection.execute(query).mappings()]


def _kept(row: RowMapping) -> StoredMessage:
    return StoredMessage(
        id=row["id"],
        notice_id=row["notice_id"],
        subject=row["subject"],
        part=row["part"],
        channel=row["channel"],
        thread=row["thread"],
        ts=row["ts"],
        shows=row["shows"],
        attempted_at=row["attempted_at"],
        absent_at=row["absent_at"],
        disclosing=_disclosing(row["disclosing"]),
        panelist_id=row["panelist_id"],
    )


def _disclosing_to_json(disclosing: Disclosing) -> Mapping[str, Any]:
    return {"panelists": disclosing.panelists, "members": disclosing.members}


def _disclosing(kept: Mapping[str, Any] | None) -> Disclosing | None:
    return Disclosing(tuple(kept["panelists"]), tuple(kept["members"])) if kept else None
