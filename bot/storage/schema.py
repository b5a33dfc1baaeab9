"""The tables. A test keeps them equal to what the migrations build."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC: SQLite has no zones, so they are taken off and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


Known = JSON(none_as_null=True)  # None is stored as NULL, not as JSON's null

# SQLite numbers rows by itself only for INTEGER
Id = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=text("false"))


def _words(name: str, kind: type[Text] | String = Text) -> Column[str]:
    return Column(name, kind, nullable=False, server_default="")


person = Table(
    "person",
    metadata,
    Column("id", String(32), primary_key=True),
    _words("name"),
    Column("zone", String(64)),
    Column("standing", String(16), nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    _flag("admin"),
    Column("fetched_at", Moment, nullable=False),
    Column("conversation", String(32)),  # the DM with the bot
    _flag("uses_home"),
)

candidate = Table(
    "candidate",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    _words("email"),
    _words("ats_url"),
    _words("zone", String(64)),
    Column("account", String(32)),
    Index(None, "email"),
    Index(None, "ats_url"),
)

position = Table(
    "position",
    metadata,
    _id(),
    Column("title", Text, nullable=False),
    _words("level"),
    _words("team"),
    Column("channel", String(32)),
    UniqueConstraint("title", "level", "team"),
)

loop = Table(
    "loop",
    metadata,
    _id(),
    Column("candidate_id", Id, ForeignKey("candidate.id"), nullable=False, index=True),
    Column("position_id", Id, ForeignKey("position.id"), nullable=False, index=True),
    Column("recruiter", String(32), nullable=False),
    Column("hiring_manager", String(32), nullable=False),
    Column("channel", String(32)),
    Column("state", String(16), nullable=False),
    _words("template", String(64)),
    Column("links", JSON, nullable=False),
    Column("outcome", String(32)),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("revision", Integer, nullable=False),
    Column("origin", String(64), unique=True),
    Index(None, "recruiter", "state"),
    Index(None, "hiring_manager", "state"),
)

interview = Table(
    "interview",
    metadata,
    _id(),
    Column("loop_id", Id, ForeignKey("loop.id"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("guide", String(64), nullable=False),
    Column("guide_version", String(32), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("starts_at", Moment),
    Column("minutes", Integer, nullable=False),
    Column("timed_at", Moment, nullable=False),
    Column("exercise", String(64)),
    _words("place"),
    _flag("cancelled"),
    _flag("candidate_absent"),
    Column("revision", Integer, nullable=False),
    Column("origin", String(64), unique=True),
)

panelist = Table(
    "panelist",
    metadata,
    _id(),
    Column("interview_id", Id, ForeignKey("interview.id"), nullable=False, index=True),
    Column("person", String(32)),
    _words("name"),
    Column("role", String(16), nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("excuse", Known),
    Column("extended_until", Moment),
    _flag("removed"),
    Column("told", Known),
    Column("ticked", Known),
    Index(None, "person"),
)

scorecard = Table(
    "scorecard",
    metadata,
    Column("panelist_id", Id, ForeignKey("panelist.id"), primary_key=True, autoincrement=False),
    Column("interview_id", Id, ForeignKey("interview.id"), nullable=False, index=True),
    Column("author", String(32), nullable=False),
    Column("guide", String(64), nullable=False),
    Column("guide_version", String(32), nullable=False),
    Column("feedback", JSON, nullable=False),
    Column("typed_at", Moment, nullable=False),  # the action's time at Slack, for drafts
    Column("saved_at", Moment, nullable=False),
    Column("submitted_at", Moment),
    Column("corrected_at", Moment),
    _flag("after_reading"),
    Column("revision", Integer, nullable=False),
    Column("jotted", JSON, nullable=False),  # thread replies the form has not taken up yet
)

guide_version = Table(
    "guide_version",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("version", String(32), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("first_seen", Moment, nullable=False),
)

notice = Table(
    "notice",
    metadata,
    _id(),
    Column("kind", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("recipient", String(32), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("due", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    _words("reason"),
    Column("loop_id", Id, ForeignKey("loop.id"), index=True),
    Column("interview_id", Id),
    Column("panelist_id", Id),
    Column("about", JSON, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    _words("worker", String(64)),
    Column("lease_until", Moment),  # real time, unlike `due`, which is the domain's
    Column("not_before", Moment),  # real time: back-off, Slack's Retry-After
    Column("sent_at", Moment),
    Column("settled_by", Id),  # the notice whose message says this one too
    UniqueConstraint("kind", "subject", "recipient", "revision"),
    Index(None, "state", "due"),
    # one in flight per conversation, whatever the number of workers
    Index(
        "uq_notice_in_flight",
        "recipient",
        unique=True,
        sqlite_where=text("state = 'sending'"),
        postgresql_where=text("state = 'sending'"),
    ),
)

message = Table(
    "message",
    metadata,
    Column("id", String(32), primary_key=True),  # opaque; travels in the message's metadata
    Column("notice_id", Id, ForeignKey("notice.id"), nullable=False, index=True),
    Column("subject", String(64), nullable=False),  # what it shows: "loop:3", "scorecard:12", "notice:7"
    Column("part", Integer, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("thread", String(32)),
    Column("ts", String(32)),  # None until Slack has confirmed it
    _words("shows", String(64)),  # a hash of the content Slack has: the same is not sent twice
    Column("attempted_at", Moment, nullable=False),  # as Slack's clock tells it, to look for it later
    Column("panelist_id", Id),  # replies in its thread are this panelist's notes
    _flag("discloses"),
    UniqueConstraint("subject", "channel", "part"),
    Index(None, "channel", "ts"),
)

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("at", Moment, nullable=False),
    Column("what", String(32), nullable=False),
    Column("actor", String(32), nullable=False),
    Column("loop_id", Id),
    Column("panelist_id", Id),
    Column("channel", String(32)),
    Column("members", Known),
    _words("detail"),
    Index(None, "loop_id"),
)

event = Table(
    "event",
    metadata,
    Column("id", String(64), primary_key=True),  # Slack's, which repeats it when it retries
    Column("at", Moment, nullable=False),
)
