"""The database's own clock, as an SQL expression in microseconds since the epoch."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

SQLITE_NOW = "CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) * 1000"
"""SQLite's clock reads whole milliseconds; it stands still within one statement."""
POSTGRESQL_NOW = "(extract(epoch from clock_timestamp()) * 1000000)::bigint"


class database_now(GenericFunction[int]):  # noqa: N801 - an SQL function
    """The instant at which the database evaluates the expression."""

    type = BigInteger()
    inherit_cache = True
    _register = False


@compiles(database_now, "sqlite")
def _sqlite(element: database_now, compiler: Any, **kw: Any) -> str:
    return f"({SQLITE_NOW})"


@compiles(database_now, "postgresql")
def _postgresql(element: database_now, compiler: Any, **kw: Any) -> str:
    return f"({POSTGRESQL_NOW})"
