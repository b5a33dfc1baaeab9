"""Tables of what the bot owes people, and of what it has said."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.domain.notices import NoticeKind, NoticeState
from bot.storage.schema.columns import (
    Id,
    Known,
    Moment,
    SlackId,
    flag,
    metadata,
    numbered,
    one_of,
    part_of,
    rule,
    words,
)

IN_FLIGHT = f"state = '{NoticeState.SENDING}'"
A_MESSAGE = f"{IN_FLIGHT} AND kind <> '{NoticeKind.HOME}'"
A_HOME = f"{IN_FLIGHT} AND kind = '{NoticeKind.HOME}'"

notice = numbered(
    "notice",
    # No CHECK on the kind: rows of a newer release's kinds wait here for it while an older one runs.
    Column("kind", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("recipient", SlackId, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("due", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    words("reason"),
    Column("loop_id", Id, ForeignKey("loop.id", ondelete="CASCADE"), index=True),
    Column("interview_id", Id),
    Column("panelist_id", Id),
    Column("about", JSON, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    words("worker", String(64)),
    Column("lease_until", Moment),  # real time, unlike `due`, which is the domain's
    Column("not_before", Moment),  # real time: back-off, Slack's Retry-After
    Column("sent_at", Moment),
    Column("settled_by", Id),  # the notice whose message says this one too, or is about to
    Column("saying", Known),  # its own messages, until it is known what became of them
    Column("troubled_since", Moment),  # real time: when it first failed for a reason nobody foresaw
    flag("again"),  # asked for anew while it was being sent: it goes out once more after that
    UniqueConstraint("kind", "subject", "recipient", "revision"),
    Index(None, "state", "due"),
    # one in flight per conversation, and one per Home page, whatever the number of workers
    Index(
        "uq_notice_in_flight",
        "recipient",
        unique=True,
        sqlite_where=text(A_MESSAGE),
        postgresql_where=text(A_MESSAGE),
    ),
    Index(
        "uq_notice_home_in_flight",
        "recipient",
        unique=True,
        sqlite_where=text(A_HOME),
        postgresql_where=text(A_HOME),
    ),
    Index(None, "settled_by"),
    Index(
        "ix_notice_begun",
        "recipient",
        sqlite_where=text("saying IS NOT NULL"),
        postgresql_where=text("saying IS NOT NULL"),
    ),
    one_of("state", NoticeState),
    rule("lease", f"({IN_FLIGHT}) = (lease_until IS NOT NULL)"),
    rule("worker", f"state <> '{NoticeState.SENDING}' OR worker <> ''"),
    rule("sent_at", f"state <> '{NoticeState.SENT}' OR sent_at IS NOT NULL"),
    rule("again", f"NOT again OR {IN_FLIGHT}"),
)

hold = Table(
    "hold",
    metadata,
    Column("lane", String(64), primary_key=True),  # a conversation; "home:" and a person for a Home page
    Column("until", Moment, nullable=False),  # real time: nothing goes there before
)

message = Table(
    "message",
    metadata,
    Column("id", String(32), primary_key=True),  # opaque; travels in the message's metadata
    part_of("notice_id", "notice.id", index=True),
    Column("subject", String(64), nullable=False),  # what it shows: "loop:3", "scorecard:12", "notice:7"
    Column("part", Integer, nullable=False),
    Column("channel", SlackId, nullable=False),
    Column("thread", String(32)),
    Column("ts", String(32)),  # None until Slack has confirmed it
    words("shows", String(64)),  # a hash of the content Slack has: the same is not sent twice
    Column("attempted_at", Moment, nullable=False),  # as Slack's clock tells it, to look for it later
    Column("absent_at", Moment),  # real time: not seen in Slack by then, it surely is not there
    Column("disclosing", Known),  # whose feedback to whom, until that is on record
    Column("panelist_id", Id),  # replies in its thread are this panelist's notes
    flag("discloses"),
    UniqueConstraint("subject", "channel", "part"),
    Index(None, "channel", "ts"),
    Index(
        "ix_message_begun",
        "channel",
        sqlite_where=text("ts IS NULL"),
        postgresql_where=text("ts IS NULL"),
    ),
)
