"""What somebody said of an interview, as long as it stands: called off, not here yet, late, done.

Until now one flag said that the candidate did not come, and each panelist was excused for it. An interview
that did not take place says so itself, with who said it and why.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "7b52d9f0c4e8"
down_revision = "4e8a1c6f7b35"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)
KINDS = ("candidate-missing", "called-off", "done", "was-not-there", "cannot-make-it", "running-late")
BEFORE = ("gone-on-without", "candidate-absent", "was-not-there", "deactivated", "not-wanted")
AFTER = ("gone-on-without", "was-not-there", "cannot-make-it", "deactivated", "not-wanted")

INTERVIEW = sa.table("interview", sa.column("id"), sa.column("called_off"), sa.column("timed_at", TIME))
PANELIST = sa.table("panelist", sa.column("id"), sa.column("interview_id"))
EXCUSE = sa.table(
    "excuse", *map(sa.column, ("panelist_id", "reason", "by_person", "note")), sa.column("at", TIME)
)
ANSWER = sa.table(
    "answer",
    *map(sa.column, ("interview_id", "panelist_id", "what", "by_person", "detail")),
    sa.column("at", TIME),
)


def one_of(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{each}'" for each in values)


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("interview_id", ID, nullable=False),
        sa.Column("panelist_id", ID, nullable=True),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("by_person", sa.String(length=32), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(f"what IN ({one_of(KINDS)})", name=op.f("ck_answer_what")),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
            name=op.f("fk_answer_interview_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["panelist_id"],
            ["panelist.id"],
            name=op.f("fk_answer_panelist_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_answer_interview_id"), "answer", ["interview_id"])
    op.create_index(op.f("ix_answer_panelist_id"), "answer", ["panelist_id"])
    op.execute("ALTER TABLE interview RENAME COLUMN candidate_absent TO called_off")
    bind = op.get_bind()
    say_what_was_called_off(bind)
    bind.execute(sa.delete(EXCUSE).where(EXCUSE.c.reason == "candidate-absent"))
    allow(AFTER)


def say_what_was_called_off(bind: sa.Connection) -> None:
    """By whoever said that the candidate was not there, as far as an excuse tells."""
    excused = (
        sa.select(PANELIST.c.interview_id, EXCUSE.c.by_person, EXCUSE.c.at)
        .join_from(EXCUSE, PANELIST, PANELIST.c.id == EXCUSE.c.panelist_id)
        .where(EXCUSE.c.reason == "candidate-absent")
    )
    said: dict[int, Any] = {}
    for row in bind.execute(excused.order_by(PANELIST.c.id)):
        said.setdefault(row.interview_id, row)
    for row in bind.execute(sa.select(INTERVIEW).where(INTERVIEW.c.called_off)).all():
        known = said.get(row.id)
        bind.execute(
            sa.insert(ANSWER).values(
                interview_id=row.id,
                what="called-off",
                by_person=known.by_person if known else "",
                at=known.at if known else row.timed_at,
                detail="candidate",
            )
        )


def allow(reasons: tuple[str, ...]) -> None:
    with op.batch_alter_table("excuse") as batch:
        batch.drop_constraint(op.f("ck_excuse_reason"), type_="check")
        batch.create_check_constraint(op.f("ck_excuse_reason"), f"reason IN ({one_of(reasons)})")


def downgrade() -> None:
    bind = op.get_bind()
    allow((*BEFORE, "cannot-make-it"))
    off = sa.select(ANSWER).where(ANSWER.c.what == "called-off")
    for row in bind.execute(off).all():
        seats = bind.execute(sa.select(PANELIST.c.id).where(PANELIST.c.interview_id == row.interview_id))
        for panelist_id in seats.scalars().all():
            there = sa.select(EXCUSE.c.panelist_id).where(EXCUSE.c.panelist_id == panelist_id)
            if bind.execute(there).first() is None:
                bind.execute(
                    sa.insert(EXCUSE).values(
                        panelist_id=panelist_id,
                        reason="candidate-absent",
                        by_person=row.by_person,
                        at=row.at,
                        note="",
                    )
                )
    bind.execute(sa.update(EXCUSE).where(EXCUSE.c.reason == "cannot-make-it").values(reason="was-not-there"))
    allow(BEFORE)
    op.execute("ALTER TABLE interview RENAME COLUMN called_off TO candidate_absent")
    op.drop_table("answer")
