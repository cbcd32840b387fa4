"""The tables of the roster; see `models.store.tables`."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Table

from models.store import columns as c
from models.store.tables import metadata

roster_day = Table(
    "roster_day", metadata, c.text("id", key=True), c.text("officer_code"), c.day("day"), c.text("items"),
    c.whole("version"), c.instant("changed_at", optional=False), c.text("changed_by"), c.text("changed_from"),
    CheckConstraint("version >= 1", name="version_positive"), Index(None, "day"), sqlite_strict=True,
)  # fmt: skip
qualification = Table(
    "qualification", metadata, c.text("id", key=True), c.text("officer_code"), c.text("kind"), c.text("card_number"),
    c.day("valid_from", optional=True), c.day("valid_until", optional=True), Column("held", c.Flag(), nullable=False),
    c.whole("version"), c.instant("changed_at", optional=False), c.text("changed_by"), c.text("changed_from"),
    CheckConstraint("version >= 1", name="version_positive"),
    CheckConstraint("held IN (0, 1)", name="held_flag"), sqlite_strict=True,
)  # fmt: skip

ROSTER_TABLES: dict[str, str] = {roster_day.name: "id", qualification.name: "id"}
"""Tables that consoles hold in memory and read anew when one of their rows changes: table → key."""
