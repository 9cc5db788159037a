"""${message}."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from flows.store.migrations import refuse_downgrade

revision: str = ${repr(up_revision)}
down_revision: str | None = ${repr(down_revision)}
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables of this version."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """There is none."""
    refuse_downgrade()
