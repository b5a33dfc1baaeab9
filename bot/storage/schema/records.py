"""Tables of people, of what they set and typed, of old guides, and of what was done."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, String, Table, text

from bot.domain.people import Standing
from bot.storage.schema.columns import Id, Known, Moment, SlackId, flag, metadata, numbered, one_of, words

person = Table(
    "person",
    metadata,
    Column("id", SlackId, primary_key=True),
    words("name"),
    Column("zone", String(64)),
    Column("standing", String(16), nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    flag("admin"),
    Column("fetched_at", Moment, nullable=False),
    Column("conversation", SlackId),  # the DM with the bot
    flag("uses_home"),
    # Since when what their loops owe is still to be planned anew, as something about them has changed.
    Column("plan_due", Moment),
    one_of("standing", Standing),
    Index(
        "ix_person_plan_due",
        "id",
        sqlite_where=text("plan_due IS NOT NULL"),
        postgresql_where=text("plan_due IS NOT NULL"),
    ),
)

setting = Table(
    "setting",
    metadata,
    Column("person", SlackId, primary_key=True),  # "" for the deployment's
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
)

form_draft = Table(
    "form_draft",  # what somebody has typed into a form that is not submitted
    metadata,
    Column("person", SlackId, primary_key=True),
    Column("form", String(64), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("typed_at", Moment, nullable=False),
)

guide_version = Table(
    "guide_version",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("version", String(32), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("first_seen", Moment, nullable=False),
)

# Without foreign keys on purpose: what was shown to whom stays on record when the loop itself is gone, and
# a number there is never another one's, as none is used twice.
audit = numbered(
    "audit",
    Column("at", Moment, nullable=False),
    Column("what", String(32), nullable=False),
    Column("actor", SlackId, nullable=False),
    Column("loop_id", Id),
    Column("panelist_id", Id),
    Column("channel", SlackId),
    Column("members", Known),
    words("detail"),
    Index(None, "loop_id"),
)

event = Table(
    "event",
    metadata,
    Column("id", String(64), primary_key=True),  # Slack's, which repeats it when it retries
    Column("at", Moment, nullable=False),
)

process = Table(
    "process",  # who writes here: a copy takes a database's place while nobody does
    metadata,
    Column("name", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("seen_at", Moment, nullable=False),  # as the database's clock tells it
)
