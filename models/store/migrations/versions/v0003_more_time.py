"""Extensions and suspensions: what they add, when the clock stood."""

from __future__ import annotations

import sqlalchemy as sa

from models.store.migrations.altering import WHOLE, add, optional, with_default

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the columns."""
    add(
        "incident",
        optional("extension", sa.Text()),
        with_default("extensions", WHOLE, "0"),
        with_default("pauses", sa.Text(), "''"),
        with_default("suspensions", WHOLE, "0"),
        optional("suspended_until"),
    )
