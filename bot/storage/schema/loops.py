"""Tables of loops: who is interviewed, for what, by whom, and what they said."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.domain.interviews import AnswerKind, ExcuseReason, Role, Stage
from bot.domain.loops import LoopRole, LoopState, Outcome
from bot.domain.stages import Decision, StageState
from bot.storage.schema.columns import (
    Id,
    Known,
    Moment,
    SlackId,
    flag,
    metadata,
    needs,
    numbered,
    one_of,
    part_of,
    rule,
    words,
)

candidate = numbered(
    "candidate",
    Column("name", Text, nullable=False),
    words("email"),
    words("ats_url"),
    words("zone", String(64)),
    Column("account", SlackId),
    words("created_by", SlackId),
    # As compared (`identity_key`); NULL where there is none, or where it is somebody else's.
    Column("email_key", Text),
    Column("ats_key", Text),
    # Of one recruiter's: two who do not know of each other's loops do not hear of each other's candidates.
    UniqueConstraint("email_key", "created_by"),
    UniqueConstraint("ats_key", "created_by"),
)

candidate_join = numbered(
    "candidate_join",  # two records that turned out to be one person; erasure follows it
    needs("kept_id", "candidate.id", index=True),
    needs("joined_id", "candidate.id", index=True),
    Column("by_person", SlackId, nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    rule("two", "kept_id <> joined_id"),
    Index(
        "uq_candidate_join_in_force",
        "joined_id",
        unique=True,
        sqlite_where=text("undone_at IS NULL"),
        postgresql_where=text("undone_at IS NULL"),
    ),
)

legal_hold = numbered(
    "legal_hold",  # in force until it is lifted: neither erased nor purged meanwhile
    needs("candidate_id", "candidate.id", index=True),
    Column("by_person", SlackId, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("lifted_by", SlackId),
    Column("lifted_at", Moment),
    rule("lifted", "(lifted_by IS NULL) = (lifted_at IS NULL)"),
)

position = numbered(
    "position",
    Column("title", Text, nullable=False),
    words("level"),
    words("team"),
    Column("channel", SlackId),
    UniqueConstraint("title", "level", "team"),
)

loop = numbered(
    "loop",
    needs("candidate_id", "candidate.id", index=True),
    needs("position_id", "position.id", index=True),
    Column("channel", SlackId),
    Column("state", String(16), nullable=False),
    words("template", String(64)),
    Column("outcome", String(32)),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("purge_on", Date),
    Column("revision", Integer, nullable=False),
    Column("origin", String(64), unique=True),
    one_of("state", LoopState),
    one_of("outcome", Outcome),
    rule("closed", f"(state = '{LoopState.CLOSED}') = (closed_at IS NOT NULL)"),
    rule("ended", f"outcome IS NULL OR state = '{LoopState.CLOSED}'"),
)

loop_role = Table(
    "loop_role",
    metadata,
    part_of("loop_id", "loop.id", primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("person", SlackId, primary_key=True),
    one_of("role", LoopRole),
    rule("person", "person <> ''"),
    Index(None, "person"),
)

link = Table(
    "link",
    metadata,
    part_of("loop_id", "loop.id", primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
)

stage = numbered(
    "stage",  # from the first interview in it
    part_of("loop_id", "loop.id"),
    Column("name", String(16), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("decision", String(16)),
    Column("decided_by", SlackId),
    Column("decided_at", Moment),
    words("reasons"),
    Column("debrief_at", Moment),
    words("debrief_place"),
    UniqueConstraint("loop_id", "name"),
    one_of("name", Stage),
    one_of("state", StageState),
    one_of("decision", Decision),
    rule("decided", f"(state = '{StageState.DECIDED}') = (decision IS NOT NULL)"),
    rule("decided_by", "(decision IS NULL) = (decided_by IS NULL)"),
    rule("decided_at", "(decision IS NULL) = (decided_at IS NULL)"),
)

interview = numbered(
    "interview",
    part_of("loop_id", "loop.id", index=True),
    part_of("stage_id", "stage.id", index=True),
    Column("ordinal", Integer, nullable=False),
    Column("guide", String(64), nullable=False),
    Column("guide_version", String(32), nullable=False),
    Column("starts_at", Moment),
    Column("minutes", Integer, nullable=False),
    Column("timed_at", Moment, nullable=False),
    Column("exercise", String(64)),
    words("place"),
    flag("cancelled"),
    flag("called_off"),
    Column("revision", Integer, nullable=False),
    Column("origin", String(64), unique=True),
)

answer = numbered(
    "answer",  # what somebody said of an interview, or of a panelist of it, as long as it stands
    part_of("interview_id", "interview.id", index=True),
    Column("panelist_id", Id, ForeignKey("panelist.id", ondelete="CASCADE"), index=True),
    Column("what", String(32), nullable=False),
    Column("by_person", SlackId, nullable=False),  # "" where nobody knows any more
    Column("at", Moment, nullable=False),
    words("detail"),
    one_of("what", AnswerKind),
)

panelist = numbered(
    "panelist",
    part_of("interview_id", "interview.id", index=True),
    Column("person", SlackId),
    words("name"),
    Column("role", String(16), nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("extended_until", Moment),
    Column("asked_at", Moment),  # for feedback, where that was late
    flag("removed"),
    Column("ticked", Known),
    Index(None, "person"),
    UniqueConstraint("interview_id", "person"),  # those without an account are NULL, and never the same
    one_of("role", Role),
    rule("somebody", "(person IS NULL AND name <> '') OR (person IS NOT NULL AND person <> '')"),
)

excuse = Table(
    "excuse",
    metadata,
    part_of("panelist_id", "panelist.id", primary_key=True, autoincrement=False),
    Column("reason", String(32), nullable=False),
    words("by_person", SlackId),  # nobody, where it follows from an account's end
    Column("at", Moment, nullable=False),
    words("note"),
    one_of("reason", ExcuseReason),
)

last_told = Table(
    "last_told",
    metadata,
    part_of("panelist_id", "panelist.id", primary_key=True, autoincrement=False),
    Column("starts_at", Moment),
    words("place"),
    flag("cancelled"),
    Column("role", String(16), nullable=False),
    one_of("role", Role),
)

scorecard = Table(
    "scorecard",
    metadata,
    part_of("panelist_id", "panelist.id", primary_key=True, autoincrement=False),
    part_of("interview_id", "interview.id", index=True),
    Column("author", SlackId, nullable=False),
    Column("guide", String(64), nullable=False),
    Column("guide_version", String(32), nullable=False),
    Column("feedback", JSON, nullable=False),
    Column("typed_at", Moment, nullable=False),  # the action's time at Slack, for drafts
    Column("saved_at", Moment, nullable=False),
    Column("submitted_at", Moment),
    Column("corrected_at", Moment),
    Column("finished_at", Moment),  # nothing left to correct, as its author said
    flag("after_reading"),
    Column("revision", Integer, nullable=False),
    Column("thread_notes", JSON, nullable=False),  # replies the form has not taken up yet
    rule("corrected", "corrected_at IS NULL OR submitted_at IS NOT NULL"),
)
