<%!
def body(lines):
    kept = [line for line in lines.split("\n") if not line.strip().startswith("# ###")]
    return "\n".join(kept).strip() or "pass"
%>\
<%text>"""</%text>${message.capitalize()}.<%text>"""</%text>

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = "${up_revision}"
down_revision = ${f'"{down_revision}"' if isinstance(down_revision, str) else repr(down_revision)}
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    ${body(upgrades or "")}


def downgrade() -> None:
    ${body(downgrades or "")}
