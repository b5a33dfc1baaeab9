"""Room for what comes, rules for what is there, and no number used twice.

People, links, stages, excuses and what somebody was last told get tables of their own. It is the one
migration that the release before cannot work with: it came before anybody used the bot.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from unicodedata import normalize

import sqlalchemy as sa
from alembic import context, op
from alembic.util import CommandError

revision = "c7d41b9e6a20"
down_revision = "a1f0c3d5e702"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
MANY = 1000  # rows read or written at once

NUMBERED = ("audit", "candidate", "interview", "loop", "notice", "panelist", "position")

FOREIGN_KEYS = (
    ("loop", "candidate_id", "candidate", "RESTRICT"),
    ("loop", "position_id", "position", "RESTRICT"),
    ("interview", "loop_id", "loop", "CASCADE"),
    ("panelist", "interview_id", "interview", "CASCADE"),
    ("scorecard", "panelist_id", "panelist", "CASCADE"),
    ("scorecard", "interview_id", "interview", "CASCADE"),
    ("notice", "loop_id", "loop", "CASCADE"),
    ("message", "notice_id", "notice", "CASCADE"),
)
"""Those of before, with what becomes of a row when the one it refers to is deleted."""

CHECKS = {
    "loop": {
        "state": "state IN ('draft', 'open', 'closed')",
        "outcome": "outcome IN ('hired', 'not-moving-on', 'withdrew', 'position-closed')",
        "closed": "(state = 'closed') = (closed_at IS NOT NULL)",
        "ended": "outcome IS NULL OR state = 'closed'",
    },
    "panelist": {
        "role": "role IN ('lead', 'observer', 'shadow')",
        "somebody": "(person IS NULL AND name <> '') OR (person IS NOT NULL AND person <> '')",
    },
    "scorecard": {"corrected": "corrected_at IS NULL OR submitted_at IS NOT NULL"},
    "person": {"standing": "standing IN ('member', 'guest', 'stranger', 'bot')"},
    "notice": {
        "state": "state IN ('pending', 'sending', 'sent', 'failed', 'dropped')",
        "lease": "(state = 'sending') = (lease_until IS NOT NULL)",
        "worker": "state <> 'sending' OR worker <> ''",
        "sent_at": "state <> 'sent' OR sent_at IS NOT NULL",
        "again": "NOT again OR state = 'sending'",
    },
}
REASONS = ("gone-on-without", "candidate-absent", "was-not-there", "deactivated", "not-wanted")
STAGES = ("screen", "team", "final")
ROLES = ("lead", "observer", "shadow")


def upgrade() -> None:
    if context.is_offline_mode():
        raise CommandError("This migration moves rows: it needs the database, and cannot be printed.")
    bind = op.get_bind()
    highest = numbers_in_use(bind)
    make_tables()
    mend(bind)
    fill(bind)
    rebuild()
    begin_after(bind, highest)


# --- new tables ---------------------------------------------------------------------------------


def make_tables() -> None:
    make_tables_of_loops()
    make_tables_of_panelists()
    make_tables_of_candidates()
    make_tables_of_people()


def part_of(table: str, column: str, whole: str, rule: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{whole}.id"], name=name, ondelete=rule)


def make_tables_of_loops() -> None:
    op.create_table(
        "loop_role",
        sa.Column("loop_id", ID, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "role IN ('recruiter', 'hiring-manager', 'coordinator')", name=op.f("ck_loop_role_role")
        ),
        sa.CheckConstraint("person <> ''", name=op.f("ck_loop_role_person")),
        part_of("loop_role", "loop_id", "loop"),
        sa.PrimaryKeyConstraint("loop_id", "role", "person", name=op.f("pk_loop_role")),
    )
    op.create_index(op.f("ix_loop_role_person"), "loop_role", ["person"])
    op.create_table(
        "link",
        sa.Column("loop_id", ID, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        part_of("link", "loop_id", "loop"),
        sa.PrimaryKeyConstraint("loop_id", "ordinal", name=op.f("pk_link")),
    )
    op.create_table(
        "stage",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("loop_id", ID, nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=True),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", TIME, nullable=True),
        sa.Column("reasons", sa.Text(), server_default="", nullable=False),
        sa.Column("debrief_at", TIME, nullable=True),
        sa.Column("debrief_place", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("name IN ('screen', 'team', 'final')", name=op.f("ck_stage_name")),
        sa.CheckConstraint("state IN ('open', 'decided')", name=op.f("ck_stage_state")),
        sa.CheckConstraint("decision IN ('go-on', 'not-moving-on', 'hire')", name=op.f("ck_stage_decision")),
        sa.CheckConstraint("(state = 'decided') = (decision IS NOT NULL)", name=op.f("ck_stage_decided")),
        sa.CheckConstraint("(decision IS NULL) = (decided_by IS NULL)", name=op.f("ck_stage_decided_by")),
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_stage_decided_at")),
        part_of("stage", "loop_id", "loop"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("loop_id", "name", name=op.f("uq_stage_loop_id_name")),
        sqlite_autoincrement=True,
    )


def make_tables_of_panelists() -> None:
    reasons = ", ".join(f"'{each}'" for each in REASONS)
    op.create_table(
        "excuse",
        sa.Column("panelist_id", ID, autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("by_person", sa.String(length=32), server_default="", nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(f"reason IN ({reasons})", name=op.f("ck_excuse_reason")),
        part_of("excuse", "panelist_id", "panelist"),
        sa.PrimaryKeyConstraint("panelist_id", name=op.f("pk_excuse")),
    )
    op.create_table(
        "last_told",
        sa.Column("panelist_id", ID, autoincrement=False, nullable=False),
        sa.Column("starts_at", TIME, nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("cancelled", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.CheckConstraint(CHECKS["panelist"]["role"], name=op.f("ck_last_told_role")),
        part_of("last_told", "panelist_id", "panelist"),
        sa.PrimaryKeyConstraint("panelist_id", name=op.f("pk_last_told")),
    )


def make_tables_of_candidates() -> None:
    op.create_table(
        "candidate_join",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("kept_id", ID, nullable=False),
        sa.Column("joined_id", ID, nullable=False),
        sa.Column("by_person", sa.String(length=32), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("undone_at", TIME, nullable=True),
        sa.CheckConstraint("kept_id <> joined_id", name=op.f("ck_candidate_join_two")),
        part_of("candidate_join", "kept_id", "candidate", "RESTRICT"),
        part_of("candidate_join", "joined_id", "candidate", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_join")),
        sqlite_autoincrement=True,
    )
    for column in ("kept_id", "joined_id"):
        op.create_index(op.f(f"ix_candidate_join_{column}"), "candidate_join", [column])
    op.create_index(
        "uq_candidate_join_in_force",
        "candidate_join",
        ["joined_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "legal_hold",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("candidate_id", ID, nullable=False),
        sa.Column("by_person", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("lifted_by", sa.String(length=32), nullable=True),
        sa.Column("lifted_at", TIME, nullable=True),
        sa.CheckConstraint("(lifted_by IS NULL) = (lifted_at IS NULL)", name=op.f("ck_legal_hold_lifted")),
        part_of("legal_hold", "candidate_id", "candidate", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_legal_hold_candidate_id"), "legal_hold", ["candidate_id"])


def make_tables_of_people() -> None:
    op.create_table(
        "setting",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("person", "name", name=op.f("pk_setting")),
    )
    op.create_table(
        "form_draft",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("typed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("person", "form", name=op.f("pk_form_draft")),
    )


# --- rows that the rules would refuse -----------------------------------------------------------


def mend(bind: sa.Connection) -> None:
    """No release wrote such rows. Where somebody did by hand, each becomes what does least harm."""
    for statement in (
        # An unknown word: who has the fewest rights, a loop nobody hears of any more, a notice nobody gets.
        "UPDATE person SET standing = 'stranger' WHERE standing NOT IN "
        "('member', 'guest', 'stranger', 'bot')",
        "UPDATE panelist SET role = 'shadow' WHERE role NOT IN ('lead', 'observer', 'shadow')",
        "UPDATE loop SET state = 'closed' WHERE state NOT IN ('draft', 'open', 'closed')",
        "UPDATE loop SET outcome = NULL WHERE outcome NOT IN "
        "('hired', 'not-moving-on', 'withdrew', 'position-closed')",
        "UPDATE interview SET stage = 'team' WHERE stage NOT IN ('screen', 'team', 'final')",
        "UPDATE notice SET state = 'dropped', reason = 'unknown state' WHERE state NOT IN "
        "('pending', 'sending', 'sent', 'failed', 'dropped')",
        # Closed without a time: when the log says so, else when it was made. Open with one: never closed.
        "UPDATE loop SET closed_at = COALESCE((SELECT MAX(audit.at) FROM audit WHERE audit.loop_id = loop.id "
        "AND audit.what = 'closed'), created_at) WHERE state = 'closed' AND closed_at IS NULL",
        "UPDATE loop SET closed_at = NULL, outcome = NULL WHERE state <> 'closed'",
        # Being sent by nobody: still to be sent. A lease on anything else is over.
        "UPDATE notice SET state = 'pending' WHERE state = 'sending' AND "
        "(lease_until IS NULL OR worker = '')",
        "UPDATE notice SET lease_until = NULL WHERE state <> 'sending'",
        "UPDATE notice SET sent_at = due WHERE state = 'sent' AND sent_at IS NULL",
        "UPDATE scorecard SET corrected_at = NULL WHERE submitted_at IS NULL",
        "UPDATE panelist SET person = NULL WHERE person = ''",
        "UPDATE panelist SET name = 'Somebody' WHERE person IS NULL AND name = ''",
    ):
        bind.execute(sa.text(statement))
    part_twins(bind)
    collapse_homes(bind)


def part_twins(bind: sa.Connection) -> None:
    """Somebody twice on one panel.

    The row that counts stays theirs: not taken off, with its scorecard in, the oldest. The others stay, taken
    off and under the person's name: what hangs on them is not lost.
    """
    rows = bind.execute(
        sa.text(
            "SELECT panelist.id, panelist.interview_id, panelist.person, person.name FROM panelist "
            "LEFT JOIN scorecard ON scorecard.panelist_id = panelist.id "
            "LEFT JOIN person ON person.id = panelist.person WHERE panelist.person IS NOT NULL "
            "ORDER BY panelist.interview_id, panelist.person, panelist.removed, "
            "CASE WHEN scorecard.submitted_at IS NULL THEN 1 ELSE 0 END, panelist.id"
        )
    ).all()
    off = sa.text(
        "UPDATE panelist SET person = NULL, name = :name, removed = true, told = NULL WHERE id = :id"
    )
    for _, twins in groupby(rows, key=lambda row: (row.interview_id, row.person)):
        for row in list(twins)[1:]:
            bind.execute(off, {"id": row.id, "name": row.name or row.person})


def collapse_homes(bind: sa.Connection) -> None:
    """One row a person instead of one a change: the newest, still to be sent if any of them is."""
    rows = bind.execute(
        sa.text("SELECT id, recipient, state FROM notice WHERE kind = 'home' ORDER BY recipient, id")
    ).all()
    for _, found in groupby(rows, key=lambda row: str(row.recipient)):
        homes = list(found)
        kept, waiting = homes[-1], any(row.state in ("pending", "sending") for row in homes)
        for row in homes[:-1]:
            bind.execute(sa.text("DELETE FROM message WHERE notice_id = :id"), {"id": row.id})
            bind.execute(sa.text("DELETE FROM notice WHERE id = :id"), {"id": row.id})
        bind.execute(
            sa.text(
                "UPDATE notice SET subject = 'home', revision = 1, state = :state, attempt = 0, "
                "lease_until = NULL WHERE id = :id"
            ),
            {"id": kept.id, "state": "pending" if waiting else kept.state},
        )


# --- what moves ---------------------------------------------------------------------------------

JSON = sa.JSON(none_as_null=True)
LOOP = sa.table("loop", sa.column("id"), sa.column("links", JSON))
PANELIST = sa.table(
    "panelist",
    *map(sa.column, ("id", "role")),
    sa.column("added_at", TIME),
    sa.column("excuse", JSON),
    sa.column("told", JSON),
)
LINK = sa.table("link", *map(sa.column, ("loop_id", "ordinal", "title", "url")))
EXCUSE = sa.table(
    "excuse", *map(sa.column, ("panelist_id", "reason", "by_person", "note")), sa.column("at", TIME)
)
TOLD = sa.table(
    "last_told",
    *map(sa.column, ("panelist_id", "place", "cancelled", "role")),
    sa.column("starts_at", TIME),
)
CANDIDATE = sa.table(
    "candidate", *map(sa.column, ("id", "email", "ats_url", "created_by", "email_key", "ats_key"))
)


def fill(bind: sa.Connection) -> None:
    for role, column in (("recruiter", "recruiter"), ("hiring-manager", "hiring_manager")):
        named = f"SELECT id, '{role}', {column} FROM loop WHERE {column} <> ''"
        bind.execute(sa.text(f"INSERT INTO loop_role (loop_id, role, person) {named}"))
    orders = " ".join(f"WHEN '{name}' THEN {number}" for number, name in enumerate(STAGES, start=1))
    found = f"SELECT DISTINCT loop_id, stage, CASE stage {orders} END, 'open' FROM interview ORDER BY 1, 3"
    bind.execute(sa.text(f"INSERT INTO stage (loop_id, name, ordinal, state) {found}"))
    insert_all(bind, LINK, links(bind))
    insert_all(bind, EXCUSE, excuses(bind))
    insert_all(bind, TOLD, last_told(bind))


def insert_all(bind: sa.Connection, table: sa.TableClause, rows: list[dict[str, Any]]) -> None:
    for begin in range(0, len(rows), MANY):
        bind.execute(sa.insert(table), rows[begin : begin + MANY])


def links(bind: sa.Connection) -> list[dict[str, Any]]:
    return [
        {"loop_id": row.id, "ordinal": number, "title": each.get("title", ""), "url": each.get("url", "")}
        for row in bind.execute(sa.select(LOOP).order_by(LOOP.c.id))
        for number, each in enumerate(row.links or (), start=1)
    ]


def excuses(bind: sa.Connection) -> list[dict[str, Any]]:
    """One for a reason that no release knew stays an excuse: as if the recruiter had gone on without them."""
    return [
        {
            "panelist_id": row.id,
            "reason": row.excuse["reason"] if row.excuse.get("reason") in REASONS else REASONS[0],
            "by_person": row.excuse.get("by") or "",
            "at": moment(row.excuse.get("at")) or row.added_at,
            "note": row.excuse.get("note") or "",
        }
        for row in bind.execute(sa.select(PANELIST).order_by(PANELIST.c.id))
        if row.excuse and isinstance(row.excuse, dict)
    ]


def last_told(bind: sa.Connection) -> list[dict[str, Any]]:
    """In a role that no release knew: in the one they have."""
    return [
        {
            "panelist_id": row.id,
            "starts_at": moment(row.last_told.get("starts_at")),
            "place": row.last_told.get("place") or "",
            "cancelled": bool(row.last_told.get("cancelled")),
            "role": row.last_told["role"] if row.last_told.get("role") in ROLES else row.role,
        }
        for row in bind.execute(sa.select(PANELIST).order_by(PANELIST.c.id))
        if row.last_told and isinstance(row.last_told, dict)
    ]


def moment(written: object) -> datetime | None:
    """None for what is no time."""
    try:
        at = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def identify(bind: sa.Connection) -> None:
    """Each candidate is their first loop's recruiter's.

    Of several at one address, or link, of one recruiter's the oldest keeps it: a form with it has found that
    one so far.
    """
    bind.execute(
        sa.text(
            "UPDATE candidate SET created_by = COALESCE((SELECT loop_role.person FROM loop_role WHERE "
            "loop_role.role = 'recruiter' AND loop_role.loop_id = (SELECT MIN(loop.id) FROM loop "
            "WHERE loop.candidate_id = candidate.id)), '')"
        )
    )
    taken: set[tuple[str, str, str]] = set()
    for row in bind.execute(sa.select(CANDIDATE).order_by(CANDIDATE.c.id)).all():
        keys: dict[str, str | None] = {}
        for column, typed in (("email_key", row.email), ("ats_key", row.ats_url)):
            key = identity_key(typed)
            mark = (column, key or "", row.created_by)
            keys[column] = key if key and mark not in taken else None
            taken.add(mark)
        bind.execute(sa.update(CANDIDATE).where(CANDIDATE.c.id == row.id).values(**keys))


def identity_key(typed: str) -> str | None:
    """As the domain compared addresses and links at the time."""
    key = normalize("NFKC", typed.strip().casefold())
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}" if len(key) > 500 else key or None


# --- the tables there are -----------------------------------------------------------------------


def changing(table: str, numbers: bool = True) -> Any:
    """SQLite cannot alter a table: it is copied, into one that gives no number twice if `numbers`."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    once = {"sqlite_autoincrement": numbers and table in NUMBERED}
    return op.batch_alter_table(table, recreate="always" if on_sqlite else "never", table_kwargs=once)


def rebuild() -> None:
    rebuild_candidates()
    rebuild_loops()
    rebuild_interviews()
    rebuild_notices()
    for table in ("position", "audit"):
        with changing(table):
            pass
    with changing("person") as batch:
        follow_rules(batch, "person")
    with changing("message") as batch:
        follow_rules(batch, "message")


def follow_rules(batch: Any, table: str) -> None:
    for name, condition in CHECKS.get(table, {}).items():
        batch.create_check_constraint(op.f(f"ck_{table}_{name}"), condition)
    for owner, column, whole, ondelete in FOREIGN_KEYS:
        if owner == table:
            name = op.f(f"fk_{table}_{column}")
            batch.drop_constraint(name, type_="foreignkey")
            batch.create_foreign_key(name, whole, [column], ["id"], ondelete=ondelete)


def rebuild_candidates() -> None:
    text = sa.Text()
    op.add_column(
        "candidate", sa.Column("created_by", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column("candidate", sa.Column("email_key", text, nullable=True))
    op.add_column("candidate", sa.Column("ats_key", text, nullable=True))
    identify(op.get_bind())
    with changing("candidate") as batch:
        batch.drop_index(op.f("ix_candidate_ats_url"))
        batch.drop_index(op.f("ix_candidate_email"))
        for column in ("email_key", "ats_key"):
            batch.create_unique_constraint(op.f(f"uq_candidate_{column}_created_by"), [column, "created_by"])


def rebuild_loops() -> None:
    with changing("loop") as batch:
        batch.drop_index(op.f("ix_loop_hiring_manager_state"))
        batch.drop_index(op.f("ix_loop_recruiter_state"))
        for column in ("recruiter", "hiring_manager", "links"):
            batch.drop_column(column)
        batch.add_column(sa.Column("purge_on", sa.Date(), nullable=True))
        follow_rules(batch, "loop")


def rebuild_interviews() -> None:
    op.add_column("interview", sa.Column("stage_id", ID, nullable=True))
    same = "stage.loop_id = interview.loop_id AND stage.name = interview.stage"
    op.execute(f"UPDATE interview SET stage_id = (SELECT stage.id FROM stage WHERE {same})")
    with changing("interview") as batch:
        batch.drop_column("stage")
        batch.alter_column("stage_id", existing_type=ID, nullable=False)
        batch.create_foreign_key(
            op.f("fk_interview_stage_id"), "stage", ["stage_id"], ["id"], ondelete="CASCADE"
        )
        batch.create_index(op.f("ix_interview_stage_id"), ["stage_id"])
        follow_rules(batch, "interview")
    with changing("panelist") as batch:
        batch.drop_column("excuse")
        batch.drop_column("told")
        batch.create_unique_constraint(op.f("uq_panelist_interview_id_person"), ["interview_id", "person"])
        follow_rules(batch, "panelist")
    with changing("scorecard") as batch:
        follow_rules(batch, "scorecard")


def rebuild_notices() -> None:
    with changing("notice") as batch:
        batch.add_column(sa.Column("again", sa.Boolean(), server_default=sa.text("false"), nullable=False))
        follow_rules(batch, "notice")


# --- numbers ------------------------------------------------------------------------------------

REFERENCES = {
    "loop": ("audit.loop_id",),
    "interview": ("notice.interview_id",),
    "panelist": ("audit.panelist_id", "notice.panelist_id", "message.panelist_id"),
    "notice": ("notice.settled_by",),
}
"""Columns without a foreign key that name rows which may be gone."""

IN_SUBJECTS = {
    "loop": "loop",
    "stage": "loop",
    "over": "interview",
    "seat": "panelist",
    "ask": "panelist",
    "scorecard": "panelist",
    "window": "panelist",
    "notice": "notice",
}
"""What the number after each word of a subject is: "loop:3:over:5"."""

MOST = 10**15  # beyond it, it is no number of ours


def numbers_in_use(bind: sa.Connection) -> dict[str, int]:
    """The highest number of each table that any row names: SQLite has given those of deleted rows again."""
    highest = {table: top(bind, f"{table}.id") for table in NUMBERED}
    for table, columns in REFERENCES.items():
        highest[table] = max(highest[table], *(top(bind, column) for column in columns))
    for table, number in named(bind):
        if number < MOST:
            highest[table] = max(highest[table], number)
    return highest


def top(bind: sa.Connection, column: str) -> int:
    table = column.partition(".")[0]
    return int(
        bind.execute(sa.text(f"SELECT MAX({column}) FROM {table} WHERE {column} < {MOST}")).scalar() or 0
    )


def named(bind: sa.Connection) -> Iterator[tuple[str, int]]:
    for table in ("notice", "message"):
        for subject in bind.execute(sa.text(f"SELECT DISTINCT subject FROM {table}")).scalars():
            for word, number in re.findall(r"\b([a-z]+):(\d+)", subject):
                if word in IN_SUBJECTS:
                    yield IN_SUBJECTS[word], int(number)
    changed = "SELECT detail FROM audit WHERE what = 'candidate-changed'"
    for detail in bind.execute(sa.text(changed)).scalars():
        if detail.isdecimal():
            yield "candidate", int(detail)


def begin_after(bind: sa.Connection, highest: dict[str, int]) -> None:
    on_sqlite = bind.dialect.name == "sqlite"
    for table, number in highest.items():
        if on_sqlite:
            bind.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :table"), {"table": table})
            new = "INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)"
            bind.execute(sa.text(new), {"table": table, "number": number})
        elif number:
            later = f"GREATEST(:number, (SELECT last_value FROM {table}_id_seq))"
            bind.execute(sa.text(f"SELECT setval('{table}_id_seq', {later})"), {"number": number})


# --- back ---------------------------------------------------------------------------------------


def downgrade() -> None:
    """What the release before has no place for is lost: decisions, coordinators, settings, holds."""
    bind = op.get_bind()
    columns_of_before()
    fill_back(bind)
    tables_of_before()
    for table in ("last_told", "excuse", "link", "loop_role", "stage"):
        op.drop_table(table)
    for table in ("legal_hold", "candidate_join", "form_draft", "setting"):
        op.drop_table(table)


def columns_of_before() -> None:
    for table, column, kind in (
        ("loop", "recruiter", sa.String(length=32)),
        ("loop", "hiring_manager", sa.String(length=32)),
        ("loop", "links", sa.JSON()),
        ("interview", "stage", sa.String(length=16)),
        ("panelist", "excuse", sa.JSON()),
        ("panelist", "told", sa.JSON()),
    ):
        op.add_column(table, sa.Column(column, kind, nullable=True))


def fill_back(bind: sa.Connection) -> None:
    for column, role in (("recruiter", "recruiter"), ("hiring_manager", "hiring-manager")):
        named = f"SELECT MIN(person) FROM loop_role WHERE loop_role.loop_id = loop.id AND role = '{role}'"
        op.execute(f"UPDATE loop SET {column} = COALESCE(({named}), '')")
    op.execute("UPDATE interview SET stage = (SELECT name FROM stage WHERE stage.id = interview.stage_id)")
    bind.execute(sa.update(LOOP).values(links=[]))
    rows = bind.execute(sa.select(LINK).order_by(LINK.c.loop_id, LINK.c.ordinal)).all()
    for number, found in groupby(rows, key=lambda row: int(row.loop_id)):
        kept = [{"title": row.title, "url": row.url} for row in found]
        bind.execute(sa.update(LOOP).where(LOOP.c.id == number).values(links=kept))
    for row in bind.execute(sa.select(EXCUSE)).all():
        excuse = {"reason": row.reason, "by": row.by_person, "at": iso(row.at), "note": row.note}
        bind.execute(sa.update(PANELIST).where(PANELIST.c.id == row.panelist_id).values(excuse=excuse))
    for row in bind.execute(sa.select(TOLD)).all():
        told = {
            "starts_at": iso(row.starts_at),
            "place": row.place,
            "cancelled": row.cancelled,
            "role": row.role,
        }
        bind.execute(sa.update(PANELIST).where(PANELIST.c.id == row.panelist_id).values(told=told))


def iso(at: datetime | None) -> str | None:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat() if at else None


def tables_of_before() -> None:
    with changing("candidate", numbers=False) as batch:
        for column in ("email_key", "ats_key"):
            batch.drop_constraint(op.f(f"uq_candidate_{column}_created_by"), type_="unique")
            batch.drop_column(column)
        batch.drop_column("created_by")
        batch.create_index(op.f("ix_candidate_ats_url"), ["ats_url"])
        batch.create_index(op.f("ix_candidate_email"), ["email"])
    with changing("loop", numbers=False) as batch:
        batch.drop_column("purge_on")
        for column in ("recruiter", "hiring_manager"):
            batch.alter_column(column, existing_type=sa.String(length=32), nullable=False)
            batch.create_index(op.f(f"ix_loop_{column}_state"), [column, "state"])
        batch.alter_column("links", existing_type=sa.JSON(), nullable=False)
        follow_fewer(batch, "loop")
    with changing("interview", numbers=False) as batch:
        batch.alter_column("stage", existing_type=sa.String(length=16), nullable=False)
        batch.drop_index(op.f("ix_interview_stage_id"))
        batch.drop_constraint(op.f("fk_interview_stage_id"), type_="foreignkey")
        batch.drop_column("stage_id")
        follow_fewer(batch, "interview")
    with changing("panelist", numbers=False) as batch:
        batch.drop_constraint(op.f("uq_panelist_interview_id_person"), type_="unique")
        follow_fewer(batch, "panelist")
    with changing("notice", numbers=False) as batch:
        follow_fewer(batch, "notice")
        batch.drop_column("again")
    for table in ("scorecard", "message", "person", "position", "audit"):
        with changing(table, numbers=False) as batch:
            follow_fewer(batch, table)


def follow_fewer(batch: Any, table: str) -> None:
    for name in CHECKS.get(table, ()):
        batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
    for owner, column, whole, _ in FOREIGN_KEYS:
        if owner == table:
            name = op.f(f"fk_{table}_{column}")
            batch.drop_constraint(name, type_="foreignkey")
            batch.create_foreign_key(name, whole, [column], ["id"])
