"""The versions of the calendar: which held since when, who made it, out of which file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.store.migrations.altering import WHOLE

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Makes the table."""
    text = sa.Text()
    op.create_table(
        "calendar_version",
        sa.Column("number", WHOLE, nullable=False, autoincrement=False),
        sa.Column("version", text, nullable=False),
        sa.Column("first_day", text, nullable=False),
        sa.Column("last_day", text, nullable=False),
        sa.Column("valid_since", WHOLE, nullable=False),
        sa.Column("made_by", text, nullable=False),
        sa.Column("console", text, nullable=False),
        sa.Column("source", text, nullable=False),
        sa.Column("source_digest", text, nullable=False),
        sa.Column("reason", text, nullable=False),
        sa.Column("days", text, nullable=False),
        sa.Column("duty_hours", text, nullable=False),
        sa.Column("applied_at", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_calendar_version")),
        sqlite_strict=True,
    )
