"""The first tables: the database's description, organisation, catalogue, cases, log, changes, imports."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import sqlite

from models.store.clock import database_now

revision = "0001"
down_revision = None

WHOLE = sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
REAL: sa.Double[float] = sa.Double().with_variant(sqlite.REAL(), "sqlite")
OPEN = "state IN ('accepted_by_department', 'checked', 'dispatched', 'filed', 'handled', 'in_progress', 'reported')"
STATES = (
    "state IN ('accepted_by_department', 'assessed', 'checked', 'closed', 'declined', 'dispatched', 'filed', "
    "'handled', 'in_progress', 'reported', 'void')"
)


def upgrade() -> None:
    """Makes everything."""
    _info()
    _organisation()
    _catalogue()
    _cases()
    _case_indexes()
    _acts()
    _changes()
    _imports()


def _text(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_text(name) for name in names]


def _whole(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, WHOLE, nullable=nullable)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _validity() -> list[sa.Column[Any]]:
    return [_text("valid_from"), _text("valid_to", nullable=True)]


def _stamped() -> sa.Column[Any]:
    return sa.Column("recorded_at", WHOLE, server_default=database_now(), nullable=False)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _table(name: str, *items: Any, key: tuple[str, ...] = ("code",), **options: Any) -> None:
    primary = sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}"))
    op.create_table(name, *items, primary, sqlite_strict=True, **options)


def _info() -> None:
    _table(
        "database_info",
        *_texts("id", "kind", "street_code", "place_name", "place_name_en", "zone"),
        _flag("zone_declared"),
        _text("number_prefix"),
        _whole("created_at"),
        _whole("schema_version"),
        *_texts("lifecycle_digest", "epoch", "settings"),
        sa.Column("single", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _check("database_info", "kind_known", "kind IN ('demo', 'real')"),
        _check("database_info", "one_row", "single = 1"),
        sa.UniqueConstraint("single", name=op.f("uq_database_info_single")),
        key=("id",),
    )


def _organisation() -> None:
    _table("street", *_texts("code", "name", "name_en", "district_code", "district_name"))
    _table("platform", *_texts("code", "name", "name_en"), *_validity(), _whole("position"))
    _table(
        "department", *_texts("code", "name", "name_en"), _text("platform_code", nullable=True), _text("phone"),
        *_validity(), _whole("position"),
    )  # fmt: skip
    _table("community", *_texts("code", "name", "name_en", "street_code"), *_validity())
    _table(
        "grid", *_texts("code", "name", "community_code"), _text("worker_code", nullable=True),
        sa.Column("area_m2", REAL, nullable=False), _text("rings"), *_validity(),
        _check("grid", "area_finite", "area_m2 >= 0 AND area_m2 < 1e15"),
    )  # fmt: skip
    _table("grid_worker", *_texts("code", "name", "phone"), _flag("full_time"))
    _table("officer", *_texts("code", "name", "name_en", "roles", "departments", "phone"), _flag("active"))


def _catalogue() -> None:
    _table(
        "category", *_texts("code", "kind", "major_code", "major_name", "minor_code", "minor_name"),
        _text("platform_code", nullable=True), *_validity(),
    )  # fmt: skip
    _table(
        "standard",
        *_texts("code", "category_code", "filing_condition", "closing_condition", "limit_text", "limit_raw"),
        *_texts("handling_unit", "supervising_unit"),
        _text("lead_department_code", nullable=True),
        *_validity(),
    )
    op.create_index(op.f("ix_standard_category_code"), "standard", ["category_code"])
    _table("calendar_day", *_texts("date", "kind", "name"), key=("date",))


def _cases() -> None:
    _table(
        "incident",
        *_texts("id", "number"),
        _whole("version"),
        *_texts("state", "source", "severity", "title", "description"),
        *[_text(f"{name}_code", nullable=True) for name in ("category", "standard", "platform", "department")],
        *[_text(f"{name}_code", nullable=True) for name in ("community", "grid")],
        _text("address"),
        sa.Column("lon", REAL),
        sa.Column("lat", REAL),
        _whole("opened_at"),
        *[_whole(f"{act}_at", nullable=True) for act in ("filed", "dispatched", "accepted", "handled", "checked")],
        *[_whole(name, nullable=True) for name in ("ended_at", "due_at", "deadline_at")],
        _text("limit_text", nullable=True),
        _whole("acknowledged_at", nullable=True),
        *[_text(name, nullable=True) for name in ("returned_to", "holder_code")],
        _text("marks"),
        *[_text(name, nullable=True) for name in ("external_source", "external_id")],
        _whole("logged"),
        _whole("changed_at"),
        *_texts("changed_by", "changed_from"),
        _text("command_id", nullable=True),
        _check("incident", "state_known", STATES),
        _check("incident", "severity_known", "severity IN ('critical', 'general', 'larger', 'major')"),
        _check("incident", "logged_flag", "logged IN (0, 1)"),
        _check("incident", "version_positive", "version >= 1"),
        _check("incident", "position_whole", "(lon IS NULL) = (lat IS NULL)"),
        _check("incident", "position_range", "lon >= -180 AND lon <= 180 AND lat >= -90 AND lat <= 90"),
        _check("incident", "external_whole", "(external_source IS NULL) = (external_id IS NULL)"),
        key=("id",),
    )


def _case_indexes() -> None:
    def index(name: str, columns: list[str], where: str | None = None, unique: bool = False) -> None:
        condition = None if where is None else sa.text(where)
        partial: dict[str, Any] = {} if where is None else {"sqlite_where": condition, "postgresql_where": condition}
        op.create_index(name, "incident", columns, unique=unique, **partial)

    index("ix_incident_open_deadline", ["deadline_at", "opened_at"], OPEN)
    index("ix_incident_opened_at", ["opened_at"])
    index("ix_incident_ended_at", ["ended_at"], "ended_at IS NOT NULL")
    index("ix_incident_acted_changed_at", ["changed_at"], "logged = 1")
    index("ix_incident_number", ["number"])
    index("uq_incident_native_number", ["number"], "external_source IS NULL", unique=True)
    index("uq_incident_external", ["external_source", "external_id"], "external_source IS NOT NULL", unique=True)


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case_id"], ["incident.id"], name=op.f(f"fk_{table}_case_id"))


def _acts() -> None:
    _table("case_person", *_texts("case_id", "name", "phone"), _of_case("case_person"), key=("case_id",))
    _table(
        "case_log",
        *_texts("id", "case_id"),
        _whole("version"),
        _text("verb"),
        _text("from_state", nullable=True),
        *_texts("to_state", "actor_code", "console"),
        _whole("occurred_at"),
        _stamped(),
        *[_whole(f"{name}_after", nullable=True) for name in ("deadline", "due")],
        *[_text(f"{name}_after", nullable=True) for name in ("platform", "department")],
        _text("fields"),
        _text("command_id", nullable=True),
        sa.UniqueConstraint("case_id", "version", name=op.f("uq_case_log_case_id_version")),
        _of_case("case_log"),
        key=("id",),
    )
    op.create_index(op.f("ix_case_log_occurred_at"), "case_log", ["occurred_at"])
    _table(
        "command",
        *_texts("id", "actor_code", "console", "verb"),
        _text("target_id", nullable=True),
        *_texts("payload", "outcome", "result"),
        _whole("occurred_at"),
        _stamped(),
        _check("command", "outcome_known", "outcome IN ('done', 'refused', 'stale')"),
        key=("id",),
    )
    op.create_index(op.f("ix_command_recorded_at"), "command", ["recorded_at"])
    _table("counter", _text("series"), _whole("value"), key=("series",))


def _changes() -> None:
    _table(
        "change",
        sa.Column("seq", WHOLE, autoincrement=True, nullable=False),
        *_texts("entity", "entity_id", "op"),
        _whole("version", nullable=True),
        *[_text(name, nullable=True) for name in ("department_old", "department_new")],
        *_texts("actor", "console"),
        _text("command_id", nullable=True),
        _whole("at", nullable=True),
        _stamped(),
        _check("change", "op_known", "op IN ('delete', 'insert', 'update')"),
        key=("seq",),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_recorded_at"), "change", ["recorded_at"])


def _imports() -> None:
    _table(
        "import_batch",
        *_texts("id", "source", "mapping", "files", "actor_code", "console"),
        _whole("started_at"),
        _whole("finished_at", nullable=True),
        _text("result", nullable=True),
        key=("id",),
    )
    _table(
        "import_row",
        *_texts("source", "external_id", "case_id", "digest", "import_id"),
        _of_case("import_row"),
        sa.ForeignKeyConstraint(["import_id"], ["import_batch.id"], name=op.f("fk_import_row_import_id")),
        key=("source", "external_id"),
        sqlite_with_rowid=False,
    )
