"""Tables, triggers and migrations, on both databases."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from models.commands.protocol import CommandRow
from models.domain.case import Case, LogEntry
from models.domain.errors import BadInput
from models.domain.lifecycle import shipped_lifecycle
from models.store import schema, tables
from models.store.engine import open_engine, writing
from models.store.info import create_database, new_info, read_info
from models.store.records import DatabaseInfo
from models.store.rows import TABLE_OF, case_record
from tests.helpers.records import T0
from tests.store.making import run

WITH_TRIGGERS = {"incident", "case_log", *schema.HELD_TABLES}


def description(connection: Connection) -> dict[str, object]:
    """Everything about the tables that the two ways of making them must agree on."""
    inspector = inspect(connection)
    found: dict[str, object] = {}
    for table in inspector.get_table_names():
        found[f"{table} columns"] = [
            (c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)
        ]
        found[f"{table} key"] = inspector.get_pk_constraint(table)
        found[f"{table} foreign keys"] = sorted(map(str, inspector.get_foreign_keys(table)))
        found[f"{table} unique"] = sorted(map(str, inspector.get_unique_constraints(table)))
        found[f"{table} checks"] = sorted(map(str, inspector.get_check_constraints(table)))
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("select name, sql from sqlite_master where sql is not null"))
    else:
        rows = connection.execute(text("select indexname, indexdef from pg_indexes where schemaname = 'public'"))
    found |= {f"sql of {name}": re.sub(r"\s+", "", sql) for name, sql in rows}
    found["triggers"] = schema.triggers(connection)
    return found


@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")
def test_that_an_upgraded_schema_equals_a_fresh_one(empty_engine: Engine) -> None:
    schema.upgrade(empty_engine)
    with empty_engine.connect() as connection:
        upgraded = description(connection)
    _clear(empty_engine)
    with writing(empty_engine.connect()) as connection, connection.begin():
        schema.create(connection)
    with empty_engine.connect() as connection:
        assert description(connection) == upgraded


def _clear(engine: Engine) -> None:
    with writing(engine.connect()) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("drop schema public cascade"))
            connection.execute(text("create schema public"))
            return
        tables.metadata.drop_all(connection)
        connection.execute(text("drop table alembic_version"))


def test_that_every_table_has_its_triggers_after_an_upgrade(empty_engine: Engine) -> None:
    schema.upgrade(empty_engine)
    with empty_engine.connect() as connection:
        found = schema.triggers(connection)
    for table, event in product(sorted(schema.HELD_TABLES), ("inserted", "updated", "deleted")):
        assert f"{table}_{event}" in found[table]
    assert {"incident_inserted", "incident_updated", "incident_deleted", "incident_guarded"} <= found["incident"]
    assert {"case_log_stamped", "case_log_kept", "case_log_undeleted"} <= found["case_log"]
    assert set(found) - {"change"} == WITH_TRIGGERS


def test_that_triggers_survive_being_installed_twice(engine: Engine) -> None:
    with engine.connect() as connection:
        before = schema.triggers(connection)
    with writing(engine.connect()) as connection, connection.begin():
        schema.install_triggers(connection)
        assert schema.triggers(connection) == before


def test_that_the_schema_version_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", "models.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == schema.revision(schema.SCHEMA_VERSION)


def test_that_columns_stand_in_the_order_of_the_records_fields() -> None:
    assert [c.name for c in tables.incident.c] == list(Case.__slots__)
    assert [c.name for c in tables.case_log.c] == list(LogEntry.__slots__)
    assert set(CommandRow.__slots__) < {c.name for c in tables.command.c}
    assert [c.name for c in tables.database_info.c][:-1] == list(DatabaseInfo.__slots__)
    for record, table in TABLE_OF.items():
        assert [c.name for c in table.c] == list(record.__slots__), table.name


@pytest.mark.parametrize(
    "values",
    [
        {"lon": 200.0, "lat": 30.0},
        {"lon": 120.0, "lat": float("inf")},
        {"lon": float("nan"), "lat": 30.0},
        {"lon": 120.0, "lat": None},
    ],
    ids=["range", "infinite", "nan", "half"],
)
def test_that_no_impossible_position_gets_in(engine: Engine, values: dict[str, object]) -> None:
    with pytest.raises(DBAPIError):
        run(engine, _INSERT, lon=values["lon"], lat=values["lat"], state="reported")
    run(engine, _INSERT, lon=120.2, lat=30.3, state="reported")


def test_that_no_unknown_state_gets_in(engine: Engine) -> None:
    with pytest.raises(DBAPIError):
        run(engine, _INSERT, lon=None, lat=None, state="lost")


_INSERT = (
    "insert into incident (id, number, version, state, source, severity, title, description, address, lon, lat, "
    "opened_at, marks, logged, changed_at, changed_by, changed_from) values ('a', '1', 1, :state, 'phone', 'general', "
    "'t', '', '', :lon, :lat, 1, '', 1, 1, 'x', 'y')"
)


def test_that_a_newer_database_is_refused(engine: Engine, database_url: str) -> None:
    run(engine, "update alembic_version set version_num = '0999'")
    with pytest.raises(BadInput, match="database_newer") as refused:
        open_engine(database_url)
    assert refused.value.arguments["found"] == 999


def test_that_an_older_database_is_upgraded_with_a_message(engine: Engine, database_url: str) -> None:
    # There is no older schema yet: make the program believe so, with a revision that changes nothing more.
    told: list[tuple[str, object]] = []
    run(engine, "update alembic_version set version_num = '0000'")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "upgrade", lambda engine: told.append(("upgrade", None)))
        opened = open_engine(database_url, tell=lambda key, arguments: told.append((key, arguments["from"])))
        opened.dispose()
        open_engine(database_url).dispose()
        with pytest.raises(BadInput, match="database_older"):
            open_engine(database_url, read_only=True)
    assert told == [("upgrade", None), ("database_upgraded", 0), ("upgrade", None)]


def test_that_an_upgrade_notes_the_new_version(engine: Engine) -> None:
    run(engine, "update database_info set schema_version = 0, lifecycle_digest = 'older'")
    schema.upgrade(engine)
    assert read_info(engine).lifecycle_digest == shipped_lifecycle().digest
    assert read_info(engine).schema_version == schema.SCHEMA_VERSION


def test_that_an_empty_database_is_not_taken_for_ours(empty_engine: Engine, database_url: str) -> None:
    with empty_engine.connect() as connection:
        connection.execute(select(1))
    with pytest.raises(BadInput, match="database_empty"):
        open_engine(database_url)


def test_that_a_database_is_made_once(engine: Engine) -> None:
    with pytest.raises(BadInput, match="database_exists"):
        create_database(engine, new_info("other", "demo", T0))
    assert read_info(engine).id == "db-1"


def test_that_every_sql_file_is_part_of_the_package() -> None:
    folder = Path(schema.__file__).parent / "sql"
    assert {p.suffix for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts} == {".sql", ".py"}


def test_that_an_upgrade_keeps_every_row_and_opens_the_new_states(empty_engine: Engine) -> None:
    schema.upgrade(empty_engine, 1)
    run(empty_engine, _INSERT, lon=120.2, lat=30.3, state="reported")
    with pytest.raises(DBAPIError):
        run(empty_engine, _INSERT.replace("'a', '1'", "'b', '2'"), lon=None, lat=None, state="verified")
    schema.upgrade(empty_engine)
    run(empty_engine, _INSERT.replace("'a', '1'", "'b', '2'"), lon=None, lat=None, state="verified")
    with pytest.raises(DBAPIError):
        run(empty_engine, _INSERT.replace("'a', '1'", "'c', '3'"), lon=None, lat=None, state="lost")
    with empty_engine.connect() as connection:
        case = case_record(connection.execute(select(tables.incident).where(tables.incident.c.id == "a")).one())
    assert (case.lon, case.state, case.parent_id, case.rework, case.pending) == (120.2, "reported", None, 0, "")
    if empty_engine.dialect.name == "sqlite":
        with empty_engine.connect() as connection:
            assert connection.execute(text("pragma integrity_check")).scalar() == "ok"
