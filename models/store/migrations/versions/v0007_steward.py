"""The steward: its lease, the indexes of its rules, the officer as whom the program itself acts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.store.migrations.altering import WHOLE

revision = "0007"
down_revision = "0006"

OPEN = (
    "state IN ('accepted_by_department', 'checked', 'dispatched', 'filed', 'handled', 'in_progress', 'reported', "
    "'verified') AND parent_id IS NULL"
)
INDEXES = (
    ("ix_incident_alarming", "incident", ["supervised", "opened_at"],
     f"severity IN ('critical', 'major') AND acknowledged_at IS NULL AND {OPEN}"),
    ("ix_incident_suspended_until", "incident", ["suspended_until"], "suspended_until IS NOT NULL"),
    ("ix_case_log_returned", "case_log", ["occurred_at", "case_id"], "verb = 'return'"),
)  # fmt: skip
OFFICER = (
    "INSERT INTO officer (code, name, name_en, roles, departments, phone, active) "
    "SELECT 'steward', '系统', 'System', '[\"steward\"]', '[]', '', 1 FROM database_info "
    "WHERE NOT EXISTS (SELECT 1 FROM officer WHERE code = 'steward')"
)


def upgrade() -> None:
    """Adds table, indexes and, where there is a database already, its officer."""
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
        sqlite_strict=True,
    )
    for name, table, columns, where in INDEXES:
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.execute(sa.text(OFFICER))
