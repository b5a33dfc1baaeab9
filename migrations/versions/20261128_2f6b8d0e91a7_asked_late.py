"""When somebody was asked for feedback, where that was late: it is due a day after they were.

And an index of what is under way. Additions: the release before goes on without them.
"""

import sqlalchemy as sa
from alembic import op

revision = "2f6b8d0e91a7"
down_revision = "8c1d5f2a6e43"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("panelist", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    begun = sa.text("saying IS NOT NULL")
    op.create_index("ix_notice_begun", "notice", ["recipient"], sqlite_where=begun, postgresql_where=begun)


def downgrade() -> None:
    op.drop_index("ix_notice_begun", "notice")
    op.drop_column("panelist", "asked_at")
