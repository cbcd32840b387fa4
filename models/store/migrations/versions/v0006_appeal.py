"""Whether an appeal took a late case out of the statistic."""

from __future__ import annotations

from models.store.migrations.altering import WHOLE, add, with_default

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Adds the column."""
    add("incident", with_default("exempted", WHOLE, "0"))
