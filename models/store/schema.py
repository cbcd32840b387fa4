"""Makes and upgrades the schema: tables by Alembic's revisions, triggers from files after each."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from string import Template

from sqlalchemy import Connection, Engine, inspect, select, text

from models.domain.lifecycle import shipped_lifecycle
from models.store import tables_steward  # noqa: F401 - its tables belong to the metadata
from models.store.roster_tables import ROSTER_TABLES
from models.store.tables_calendar import REFERENCE_TABLES, database_info, metadata

SCHEMA_VERSION = 9
"""The newest revision of the tables; a test keeps it equal to Alembic's head."""

HELD_TABLES = {**REFERENCE_TABLES, **ROSTER_TABLES}
"""Every table that consoles hold in memory, with its key."""

# As Alembic itself writes it.
_ALEMBIC_VERSION = (
    "CREATE TABLE alembic_version ("
    "version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def revision(version: int) -> str:
    """Alembic's name of a schema version."""
    return f"{version:04d}"


def found_version(connection: Connection) -> int | None:
    """The schema version of the database, None when it holds no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    name = connection.execute(text("select version_num from alembic_version")).scalar()
    # Another program's revisions have other names.
    return int(name) if name is not None and name.isdecimal() else None


def create(connection: Connection) -> None:
    """Makes the newest tables and triggers in an empty database."""
    metadata.create_all(connection)
    connection.execute(text(_ALEMBIC_VERSION))
    connection.execute(
        text("insert into alembic_version (version_num) values (:name)"), {"name": revision(SCHEMA_VERSION)}
    )
    install_triggers(connection)


def upgrade(engine: Engine, target: int = SCHEMA_VERSION) -> None:
    """Brings older tables to a schema version, then re-creates triggers and functions."""
    from alembic import command
    from alembic.config import Config

    from models.store.engine import writing

    config = Config()
    config.set_main_option("script_location", "models.store:migrations")
    with writing(engine.connect()) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("set local statement_timeout = 0"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision(target))
        if target == SCHEMA_VERSION:
            install_triggers(connection)
            if connection.execute(select(database_info.c.id)).first() is not None:
                # An older program refuses a newer schema: from now on the state machine is this program's.
                digest = shipped_lifecycle().digest
                connection.execute(database_info.update().values(schema_version=target, lifecycle_digest=digest))


def install_triggers(connection: Connection) -> None:
    """Runs the dialect's SQL files in the order of their names."""
    folder = files("models.store") / "sql" / connection.dialect.name
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".each.sql"):
            template = Template(entry.read_text(encoding="utf-8"))
            for table, key in HELD_TABLES.items():
                _run(connection, template.substitute(table=table, key=key))
        elif entry.name.endswith(".sql"):
            _run(connection, entry.read_text(encoding="utf-8"))


def _run(connection: Connection, script: str) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    if connection.dialect.name == "postgresql":
        # Without parameters psycopg sends the whole script as it is.
        driver.execute(script)
        return
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            driver.execute(statement)
            statement = ""


def triggers(connection: Connection) -> dict[str, frozenset[str]]:
    """The triggers of each table, as the database knows them."""
    if connection.dialect.name == "postgresql":
        query = (
            "select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid "
            "join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and n.nspname = current_schema()"
        )
    else:
        query = "select tbl_name, name from sqlite_master where type = 'trigger'"
    found: dict[str, set[str]] = {}
    for table, name in connection.execute(text(query)):
        found.setdefault(table, set()).add(name)
    return {table: frozenset(names) for table, names in found.items()}
