"""The roster and its qualifications; the shifts of the settings get codes, office hours beside them."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from models.store.migrations.altering import WHOLE, optional
from models.store.records import DEFAULT_SETTINGS

revision = "0008"
down_revision = "0007"


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _whole(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, WHOLE, nullable=False) for name in names]


def upgrade() -> None:
    """Adds the tables and completes the settings."""
    op.create_table(
        "roster_day",
        *_text("id", "officer_code", "day", "items"),
        *_whole("version", "changed_at"),
        *_text("changed_by", "changed_from"),
        sa.CheckConstraint("version >= 1", name=op.f("ck_roster_day_version_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_day")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_roster_day_day"), "roster_day", ["day"])
    op.create_table(
        "qualification",
        *_text("id", "officer_code", "kind", "card_number"),
        *[optional(name, sa.Text()) for name in ("valid_from", "valid_until")],
        sa.Column("held", sa.Integer(), nullable=False),
        *_whole("version", "changed_at"),
        *_text("changed_by", "changed_from"),
        sa.CheckConstraint("version >= 1", name=op.f("ck_qualification_version_positive")),
        sa.CheckConstraint("held IN (0, 1)", name=op.f("ck_qualification_held_flag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification")),
        sqlite_strict=True,
    )
    _complete_settings()


def _complete_settings() -> None:
    """Shifts that nobody has changed become those of a new database; changed ones stay as they are."""
    connection = op.get_bind()
    for key, stored in connection.execute(sa.text("select id, settings from database_info")).all():
        settings = json.loads(stored)
        settings.setdefault("qualifications", DEFAULT_SETTINGS["qualifications"])
        if settings.get("shifts") == BEFORE:
            settings["shifts"] = DEFAULT_SETTINGS["shifts"]
        connection.execute(
            sa.text("update database_info set settings = :settings where id = :key"),
            {"settings": json.dumps(settings, ensure_ascii=False, sort_keys=True), "key": key},
        )
    if connection.dialect.name == "postgresql":
        # What waits for the commit would keep the tables from being altered any further.
        connection.execute(sa.text("set constraints all immediate"))


BEFORE = [
    {"name": "早班", "name_en": "Early", "from": "08:00", "to": "16:00"},
    {"name": "中班", "name_en": "Late", "from": "16:00", "to": "00:00"},
    {"name": "夜班", "name_en": "Night", "from": "00:00", "to": "08:00"},
]
