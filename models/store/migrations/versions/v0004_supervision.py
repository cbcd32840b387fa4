"""Supervision orders, and whether one runs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from models.store.migrations.altering import WHOLE, add, optional, with_default

revision = "0004"
down_revision = "0003"


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, WHOLE, nullable=False)


def upgrade() -> None:
    """Adds columns and the table."""
    add("incident", *[with_default(name, WHOLE, "0") for name in ("supervised", "supervisions")])
    op.create_table(
        "supervision",
        *[_text("id"), _text("case_id"), _whole("number"), _text("owner_code"), _whole("due_at")],
        *[_text("reason"), _text("raised_by"), _whole("raised_at"), _text("reply")],
        *[optional("replied_by", sa.Text()), optional("replied_at")],
        *[optional("closed_by", sa.Text()), optional("closed_at")],
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_supervision_case_id_number")),
        sa.ForeignKeyConstraint(["case_id"], ["incident.id"], name=op.f("fk_supervision_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision")),
        sqlite_strict=True,
    )
