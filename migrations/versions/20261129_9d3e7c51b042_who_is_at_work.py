"""Which processes are at work on the database, so that none is when a copy takes its place.

An addition: the release before goes on without it.
"""

import sqlalchemy as sa
from alembic import op

revision = "9d3e7c51b042"
down_revision = "2f6b8d0e91a7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "process",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_process"),
    )


def downgrade() -> None:
    op.drop_table("process")
