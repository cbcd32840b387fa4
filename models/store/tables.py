"""The tables of the shared database, once for SQLite and PostgreSQL.

The column order of a record's table is the field order of the record, so that rows become records
positionally. Triggers, functions and PostgreSQL's extra columns live under `sql/`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, UniqueConstraint, text

from models.domain.case import OPEN_STATES, Severity, State
from models.store import columns as c
from models.store.clock import database_now

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *items: Any, **options: Any) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True, **options)


database_info = _table(
    "database_info",
    c.text("id", key=True),
    c.text("kind"),
    c.text("street_code"),
    c.text("place_name"),
    c.text("place_name_en"),
    c.text("zone"),
    Column("zone_declared", c.Flag(), nullable=False),
    c.text("number_prefix"),
    c.instant("created_at", optional=False),
    c.whole("schema_version"),
    c.text("lifecycle_digest"),
    c.text("epoch"),
    c.text("settings"),
    Column("single", Integer, nullable=False, server_default=text("1"), unique=True),
    c.one_of("kind", ("demo", "real")),
    CheckConstraint("single = 1", name="one_row"),
)

street = _table(
    "street", c.text("code", key=True), c.text("name"), c.text("name_en"), c.text("district_code"),
    c.text("district_name"),
)  # fmt: skip
platform = _table(
    "platform", c.text("code", key=True), c.text("name"), c.text("name_en"), *c.validity(), c.whole("position")
)
department = _table(
    "department", c.text("code", key=True), c.text("name"), c.text("name_en"), c.text("platform_code", optional=True),
    c.text("phone"), *c.validity(), c.whole("position"),
)  # fmt: skip
community = _table(
    "community", c.text("code", key=True), c.text("name"), c.text("name_en"), c.text("street_code"), *c.validity()
)
grid = _table(
    "grid", c.text("code", key=True), c.text("name"), c.text("community_code"), c.text("worker_code", optional=True),
    Column("area_m2", c.REAL, nullable=False), c.text("rings"), *c.validity(),
    CheckConstraint("area_m2 >= 0 AND area_m2 < 1e15", name="area_finite"),
)  # fmt: skip
grid_worker = _table(
    "grid_worker", c.text("code", key=True), c.text("name"), c.text("phone"),
    Column("full_time", c.Flag(), nullable=False),
)  # fmt: skip
officer = _table(
    "officer", c.text("code", key=True), c.text("name"), c.text("name_en"), c.text("roles"), c.text("departments"),
    c.text("phone"), Column("active", c.Flag(), nullable=False),
)  # fmt: skip
category = _table(
    "category", c.text("code", key=True), c.text("kind"), c.text("major_code"), c.text("major_name"),
    c.text("minor_code"), c.text("minor_name"), c.text("platform_code", optional=True), *c.validity(),
)  # fmt: skip
standard = _table(
    "standard", c.text("code", key=True), c.text("category_code"), c.text("filing_condition"),
    c.text("closing_condition"), c.text("limit_text"), c.text("limit_raw"), c.text("handling_unit"),
    c.text("supervising_unit"), c.text("lead_department_code", optional=True), *c.validity(),
    Index(None, "category_code"),
)  # fmt: skip
calendar_day = _table("calendar_day", c.day("date", key=True), c.text("kind"), c.text("name"))

incident = _table(
    "incident",
    c.text("id", key=True),
    c.text("number"),
    c.whole("version"),
    c.text("state"),
    c.text("source"),
    c.text("severity"),
    c.text("title"),
    c.text("description"),
    c.text("category_code", optional=True),
    c.text("standard_code", optional=True),
    c.text("platform_code", optional=True),
    c.text("department_code", optional=True),
    c.text("community_code", optional=True),
    c.text("grid_code", optional=True),
    c.text("address"),
    Column("lon", c.REAL),
    Column("lat", c.REAL),
    c.instant("opened_at", optional=False),
    c.instant("filed_at"),
    c.instant("dispatched_at"),
    c.instant("accepted_at"),
    c.instant("handled_at"),
    c.instant("checked_at"),
    c.instant("ended_at"),
    c.instant("due_at"),
    c.instant("deadline_at"),
    c.text("limit_text", optional=True),
    c.instant("acknowledged_at"),
    c.text("returned_to", optional=True),
    c.text("holder_code", optional=True),
    c.text("marks"),
    c.text("external_source", optional=True),
    c.text("external_id", optional=True),
    c.whole("logged"),
    c.instant("changed_at", optional=False),
    c.text("changed_by"),
    c.text("changed_from"),
    c.text("command_id", optional=True),
    # Columns of later revisions stand last, where both databases add them.
    c.instant("verified_at"),
    c.text("parent_id", optional=True),
    c.text("pending", default=text("''")),
    c.instant("clock_from"),
    *[c.whole(name, default=text("0")) for name in ("rework", "reminders", "self_handled")],
    c.text("extension", optional=True),
    c.whole("extensions", default=text("0")),
    c.text("pauses", default=text("''")),
    c.whole("suspensions", default=text("0")),
    c.instant("suspended_until"),
    *[c.whole(name, default=text("0")) for name in ("supervised", "supervisions")],
    *[c.text(name, default=text("''")) for name in ("assistants", "unfinished")],
    c.whole("exempted", default=text("0")),
    c.one_of("state", State),
    c.one_of("severity", Severity),
    CheckConstraint("logged IN (0, 1)", name="logged_flag"),
    CheckConstraint("version >= 1", name="version_positive"),
    # NaN and infinity fail the ranges in both databases.
    CheckConstraint("(lon IS NULL) = (lat IS NULL)", name="position_whole"),
    CheckConstraint("lon >= -180 AND lon <= 180 AND lat >= -90 AND lat <= 90", name="position_range"),
    CheckConstraint("(external_source IS NULL) = (external_id IS NULL)", name="external_whole"),
)
_STATES = ", ".join(f"'{state}'" for state in sorted(OPEN_STATES))
IS_OPEN = f"state IN ({_STATES}) AND parent_id IS NULL"
"""The predicate of the open cases, word for word that of their index."""
_NATIVE = text("external_source IS NULL")
_EXTERNAL = text("external_source IS NOT NULL")
Index(
    "ix_incident_open_deadline", incident.c.deadline_at, incident.c.opened_at,
    sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN),
)  # fmt: skip
Index("ix_incident_opened_at", incident.c.opened_at)
Index(
    "ix_incident_ended_at", incident.c.ended_at,
    sqlite_where=text("ended_at IS NOT NULL"), postgresql_where=text("ended_at IS NOT NULL"),
)  # fmt: skip
Index(
    "ix_incident_acted_changed_at", incident.c.changed_at,
    sqlite_where=text("logged = 1"), postgresql_where=text("logged = 1"),
)  # fmt: skip
Index("ix_incident_number", incident.c.number)
Index(
    "ix_incident_parent_id", incident.c.parent_id,
    sqlite_where=text("parent_id IS NOT NULL"), postgresql_where=text("parent_id IS NOT NULL"),
)  # fmt: skip
# Two files may use one number; numbers drawn here are unique.
Index("uq_incident_native_number", incident.c.number, unique=True, sqlite_where=_NATIVE, postgresql_where=_NATIVE)
Index(
    "uq_incident_external", incident.c.external_source, incident.c.external_id,
    unique=True, sqlite_where=_EXTERNAL, postgresql_where=_EXTERNAL,
)  # fmt: skip

case_person = _table(
    "case_person", Column("case_id", ForeignKey("incident.id"), primary_key=True), c.text("name"), c.text("phone")
)

case_log = _table(
    "case_log",
    c.text("id", key=True),
    Column("case_id", ForeignKey("incident.id"), nullable=False),
    c.whole("version"),
    c.text("verb"),
    c.text("from_state", optional=True),
    c.text("to_state"),
    c.text("actor_code"),
    c.text("console"),
    c.instant("occurred_at", optional=False),
    c.whole("recorded_at", default=database_now()),
    c.instant("deadline_after"),
    c.instant("due_after"),
    c.text("platform_after", optional=True),
    c.text("department_after", optional=True),
    c.text("fields"),
    c.text("command_id", optional=True),
    c.text("facts_after", optional=True),
    UniqueConstraint("case_id", "version"),
    Index(None, "occurred_at"),
)

supervision = _table(
    "supervision", c.text("id", key=True), Column("case_id", ForeignKey("incident.id"), nullable=False),
    c.whole("number"), c.text("owner_code"), c.instant("due_at", optional=False), c.text("reason"),
    c.text("raised_by"), c.instant("raised_at", optional=False), c.text("reply"),
    c.text("replied_by", optional=True), c.instant("replied_at"), c.text("closed_by", optional=True),
    c.instant("closed_at"), UniqueConstraint("case_id", "number"),
)  # fmt: skip

case_task = _table(
    "case_task", c.text("id", key=True), Column("case_id", ForeignKey("incident.id"), nullable=False),
    *[c.text(name) for name in ("department_code", "part", "state")], c.instant("dispatched_at", optional=False),
    *[c.instant(name) for name in ("due_at", "accepted_at")], c.text("accepted_by", optional=True),
    c.instant("done_at"), c.text("result"), Index(None, "case_id"),
)  # fmt: skip

command = _table(
    "command",
    c.text("id", key=True),
    c.text("actor_code"),
    c.text("console"),
    c.text("verb"),
    c.text("target_id", optional=True),
    c.text("payload"),
    c.text("outcome"),
    c.text("result"),
    c.instant("occurred_at", optional=False),
    c.whole("recorded_at", default=database_now()),
    c.one_of("outcome", ("done", "refused", "stale")),
    Index(None, "recorded_at"),
)

change = _table(
    "change",
    Column("seq", c.WHOLE, primary_key=True, autoincrement=True),
    c.text("entity"),
    c.text("entity_id"),
    c.text("op"),
    c.whole("version", optional=True),
    c.text("department_old", optional=True),
    c.text("department_new", optional=True),
    c.text("actor"),
    c.text("console"),
    c.text("command_id", optional=True),
    c.instant("at"),
    c.whole("recorded_at", default=database_now()),
    c.one_of("op", ("insert", "update", "delete")),
    Index(None, "recorded_at"),
    sqlite_autoincrement=True,
)

counter = _table("counter", c.text("series", key=True), c.whole("value"))

import_batch = _table(
    "import_batch",
    c.text("id", key=True),
    c.text("source"),
    c.text("mapping"),
    c.text("files"),
    c.text("actor_code"),
    c.text("console"),
    c.instant("started_at", optional=False),
    c.instant("finished_at"),
    c.text("result", optional=True),
)

import_row = _table(
    "import_row",
    c.text("source", key=True),
    c.text("external_id", key=True),
    Column("case_id", ForeignKey("incident.id"), nullable=False),
    c.text("digest"),
    Column("import_id", ForeignKey("import_batch.id"), nullable=False),
    sqlite_with_rowid=False,
)

REFERENCE_TABLES: dict[str, str] = {
    "database_info": "id",
    "street": "code",
    "platform": "code",
    "department": "code",
    "community": "code",
    "grid": "code",
    "grid_worker": "code",
    "officer": "code",
    "category": "code",
    "standard": "code",
    "calendar_day": "date",
}
"""Tables that consoles hold in memory and read anew when one of their rows changes: table → key."""
