"""Verifying, merging, requests, rework, reminders; the log keeps all facts after an act."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.store.migrations.altering import WHOLE, add, optional, replace_check, replace_index, with_default

revision = "0002"
down_revision = "0001"

OLD_STATES = (
    "state IN ('accepted_by_department', 'assessed', 'checked', 'closed', 'declined', 'dispatched', 'filed', "
    "'handled', 'in_progress', 'reported', 'void')"
)
STATES = OLD_STATES.replace("'void')", "'verified', 'void')")
OPEN = (
    "state IN ('accepted_by_department', 'checked', 'dispatched', 'filed', 'handled', 'in_progress', 'reported', "
    "'verified') AND parent_id IS NULL"
)


def upgrade() -> None:
    """Adds columns, one state, and the parent to what open means."""
    add(
        "incident",
        optional("verified_at"),
        optional("parent_id", sa.Text()),
        with_default("pending", sa.Text(), "''"),
        optional("clock_from"),
        *[with_default(name, WHOLE, "0") for name in ("rework", "reminders", "self_handled")],
    )
    replace_check("incident", "ck_incident_state_known", OLD_STATES, STATES)
    replace_index("ix_incident_open_deadline", "incident", ["deadline_at", "opened_at"], OPEN)
    child = sa.text("parent_id IS NOT NULL")
    op.create_index("ix_incident_parent_id", "incident", ["parent_id"], sqlite_where=child, postgresql_where=child)
    add("case_log", optional("facts_after", sa.Text()))
