"""The table of calendar versions, beside the days in force (`calendar_day`)."""

from __future__ import annotations

from sqlalchemy import Column, Table

from models.store import columns as c
from models.store.tables import REFERENCE_TABLES, database_info, metadata

__all__ = ["REFERENCE_TABLES", "calendar_version", "database_info", "metadata"]

calendar_version = Table(
    "calendar_version",
    metadata,
    Column("number", c.WHOLE, primary_key=True, autoincrement=False),
    c.text("version"),
    c.day("first_day"),
    c.day("last_day"),
    c.instant("valid_since", optional=False),
    c.text("made_by"),
    c.text("console"),
    c.text("source"),
    c.text("source_digest"),
    c.text("reason"),
    c.text("days"),
    c.text("duty_hours"),
    c.instant("applied_at"),
    sqlite_strict=True,
)

# Every console takes a new version at once.
REFERENCE_TABLES["calendar_version"] = "number"
