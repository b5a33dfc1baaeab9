"""What is under way is kept with its notice, what is unfinished with its person, and who has to wait.

Only additions, and a rule for Home pages of their own: the release before goes on with it.
"""

import sqlalchemy as sa
from alembic import op

revision = "8c1d5f2a6e43"
down_revision = "5e0b7a94d318"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
IN_FLIGHT = "state = 'sending'"


def upgrade() -> None:
    op.create_table(
        "hold",
        sa.Column("lane", sa.String(64), nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("lane", name="pk_hold"),
    )
    op.add_column("notice", sa.Column("saying", sa.JSON(), nullable=True))
    op.add_column("notice", sa.Column("troubled_since", TIME, nullable=True))
    op.add_column("message", sa.Column("absent_at", TIME, nullable=True))
    op.add_column("message", sa.Column("disclosing", sa.JSON(), nullable=True))
    op.add_column("person", sa.Column("plan_due", TIME, nullable=True))
    due = sa.text("plan_due IS NOT NULL")
    op.create_index("ix_person_plan_due", "person", ["id"], sqlite_where=due, postgresql_where=due)
    op.drop_index("uq_notice_in_flight", "notice")
    one_in_flight("uq_notice_in_flight", f"{IN_FLIGHT} AND kind <> 'home'")
    one_in_flight("uq_notice_home_in_flight", f"{IN_FLIGHT} AND kind = 'home'")
    op.create_index("ix_notice_settled_by", "notice", ["settled_by"])
    begun = sa.text("ts IS NULL")
    op.create_index("ix_message_begun", "message", ["channel"], sqlite_where=begun, postgresql_where=begun)


def downgrade() -> None:
    op.drop_index("ix_person_plan_due", "person")
    op.drop_column("person", "plan_due")
    op.drop_index("ix_message_begun", "message")
    op.drop_index("ix_notice_settled_by", "notice")
    op.drop_index("uq_notice_home_in_flight", "notice")
    op.drop_index("uq_notice_in_flight", "notice")
    # What the later release had under way is looked for as before: by the message begun for it.
    op.execute("UPDATE notice SET settled_by = NULL WHERE state = 'pending'")
    homes = "state = 'sending' AND kind = 'home'"
    op.execute(f"UPDATE notice SET state = 'pending', lease_until = NULL, again = false WHERE {homes}")
    one_in_flight("uq_notice_in_flight", IN_FLIGHT)
    op.drop_column("message", "disclosing")
    op.drop_column("message", "absent_at")
    op.drop_column("notice", "troubled_since")
    op.drop_column("notice", "saying")
    op.drop_table("hold")


def one_in_flight(name: str, where: str) -> None:
    rows = sa.text(where)
    op.create_index(name, "notice", ["recipient"], unique=True, sqlite_where=rows, postgresql_where=rows)
