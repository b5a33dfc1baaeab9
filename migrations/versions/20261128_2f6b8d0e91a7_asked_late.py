"""When somebody was asked for feedback, where that was late: it is due a day after they were.

An addition: the release before goes on without it.
"""

import sqlalchemy as sa
from alembic import op

revision = "2f6b8d0e91a7"
down_revision = "8c1d5f2a6e43"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("panelist", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("panelist", "asked_at")
