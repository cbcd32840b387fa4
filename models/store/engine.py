"""Opens the database: driver, session settings, BEGIN IMMEDIATE, and the checks before first use."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from models.domain.errors import BadInput
from models.store import schema
from models.store.place import check_file, masked_url, parse_url
from models.store.trouble import driver_errors

LOCK_WAIT = 5.0
"""Seconds a writer waits for SQLite's write lock."""
WRITES = "zhihui_writes"
"""Execution option of a connection whose transactions write (SQLite takes the lock at BEGIN)."""

Teller = Callable[[str, dict[str, str | int]], None]
"""Takes a message key and its arguments."""


def open_engine(
    url: str, *, read_only: bool = False, create: bool = False, tell: Teller | None = None, check: bool = True
) -> Engine:
    """An engine on an existing database, upgraded to this program's tables where it is older.

    `create` allows a missing file or an empty database (for `create_database`). `tell` hears of an
    upgrade. Raises BadInput (wrong URL, missing, on a network share, newer than the program, not
    ours) or Unavailable.
    """
    parsed = parse_url(url)
    engine = (
        _sqlite(parsed, read_only, create) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed, read_only)
    )
    if not check:
        return engine
    try:
        with driver_errors():
            _check(engine, read_only=read_only, create=create, tell=tell)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _check(engine: Engine, *, read_only: bool, create: bool, tell: Teller | None) -> None:
    with engine.connect() as connection:
        found = schema.found_version(connection)
    shown = masked_url(engine.url)
    if found is None:
        if not create:
            raise BadInput("database_empty", url=shown)
        return
    if found > schema.SCHEMA_VERSION:
        raise BadInput("database_newer", url=shown, found=found, known=schema.SCHEMA_VERSION)
    if found < schema.SCHEMA_VERSION:
        if read_only:
            raise BadInput("database_older", url=shown, found=found, known=schema.SCHEMA_VERSION)
        schema.upgrade(engine)
        if tell is not None:
            tell("database_upgraded", {"url": shown, "from": found, "to": schema.SCHEMA_VERSION})


def writing(connection: Connection) -> Connection:
    """The connection, its transactions marked as writing ones."""
    return connection.execution_options(**{WRITES: True})


def _sqlite(url: URL, read_only: bool, create: bool) -> Engine:
    assert url.database is not None
    file = check_file(url.database, create=create, read_only=read_only)
    # "file:" so that a file that vanished after the check is not silently made anew.
    mode = "ro" if read_only else "rwc" if create else "rw"
    name = f"{file.as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            name, uri=True, timeout=LOCK_WAIT, isolation_level=None, check_same_thread=False, cached_statements=256
        )

    engine = create_engine(
        url.set(database=str(file)), creator=connect, pool_size=5, max_overflow=10, pool_timeout=LOCK_WAIT
    )
    event.listen(engine, "connect", _SqliteSettings(read_only))
    event.listen(engine, "begin", _begin)
    return engine


class _SqliteSettings:
    """Settings of every new SQLite connection."""

    def __init__(self, read_only: bool) -> None:
        self.read_only = read_only

    def __call__(self, connection: Any, record: Any) -> None:
        cursor = connection.cursor()
        if self.read_only:
            cursor.execute("PRAGMA query_only=ON")
        else:
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA recursive_triggers=ON")
        cursor.execute("PRAGMA cache_size=-32768")
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.close()


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite's own waiting sleeps up to 100 ms between tries and so starves beside a bulk writer.
    driver = connection.connection.driver_connection
    assert driver is not None
    until = time.monotonic() + LOCK_WAIT
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() >= until:
                    raise
            time.sleep(0.002)
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(LOCK_WAIT * 1000)}")


POSTGRESQL_SETTINGS = {
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10s",
    "timezone": "UTC",
}


def _postgresql(url: URL, read_only: bool) -> Engine:
    settings = {**POSTGRESQL_SETTINGS, "default_transaction_read_only": "on" if read_only else "off"}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return create_engine(
        url,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=5,
        pool_timeout=LOCK_WAIT,
        connect_args={
            "connect_timeout": 5,
            "application_name": "zhihui",
            "options": options,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 5_000,
            # A generic plan made while a table was small turns long IN lists into scans (1,500 rows/s of an import
            # instead of 20,000); planning anew is cheap.
            "prepare_threshold": None,
        },
    )
