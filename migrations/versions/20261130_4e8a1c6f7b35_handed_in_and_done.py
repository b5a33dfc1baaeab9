"""When the author of a scorecard said that nothing is left to correct.

An addition: the release before goes on without it.
"""

import sqlalchemy as sa
from alembic import op

revision = "4e8a1c6f7b35"
down_revision = "9d3e7c51b042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("scorecard", sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("scorecard") as batch:
        batch.drop_column("finished_at")
