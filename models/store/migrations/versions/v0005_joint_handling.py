"""Tasks of lead and assisting departments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.store.migrations.altering import WHOLE, add, optional, with_default

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds columns and the table."""
    add("incident", *[with_default(name, sa.Text(), "''") for name in ("assistants", "unfinished")])
    op.create_table(
        "case_task",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("department_code", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("dispatched_at", WHOLE, nullable=False),
        *[optional("due_at"), optional("accepted_at"), optional("accepted_by", sa.Text()), optional("done_at")],
        sa.Column("result", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_task")),
        sa.ForeignKeyConstraint(["case_id"], ["incident.id"], name=op.f("fk_case_task_case_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_case_task_case_id"), "case_task", ["case_id"])
