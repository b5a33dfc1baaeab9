"""Replies in a reminder's thread are thread notes, in the table too."""

from alembic import op

revision = "5e0b7a94d318"
down_revision = "c7d41b9e6a20"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE scorecard RENAME COLUMN jotted TO thread_notes")


def downgrade() -> None:
    op.execute("ALTER TABLE scorecard RENAME COLUMN thread_notes TO jotted")
