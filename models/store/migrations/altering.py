"""Changes of tables that both databases make in place, without copying rows."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import sqlite

WHOLE = sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite")


def optional(name: str, kind: Any = WHOLE) -> sa.Column[Any]:
    """A new column that is empty in old rows."""
    return sa.Column(name, kind, nullable=True)


def with_default(name: str, kind: Any, default: str) -> sa.Column[Any]:
    """A new column that has a plain value in old rows."""
    return sa.Column(name, kind, nullable=False, server_default=sa.text(default))


def add(table: str, *columns: sa.Column[Any]) -> None:
    """Adds columns after the last one."""
    for column in columns:
        op.add_column(table, column)


def replace_check(table: str, name: str, old: str, new: str) -> None:
    """Gives a check constraint that only allows more another condition."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, sa.text(new))
        return
    # SQLite's own recipe for changes that touch no stored row: the text of the table is edited.
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    done = connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ? AND instr(sql, ?) > 0",
        (old, new, table, old),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
    if done.rowcount != 1:
        raise RuntimeError(f"the check {name} is not as it was made")


def replace_index(name: str, table: str, columns: list[str], where: str) -> None:
    """Makes a partial index anew with another condition."""
    op.drop_index(name, table)
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
